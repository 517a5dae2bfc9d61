"""Keanggotaan: the register, cards, presence and the kinds members are trained for, recomputed from the lists."""

import html
import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.editions import file_of
from data.paths import ROOT
from planning.topics import topic_of
from queries.warehouse import current_edition
from tests.pages import opening

END, YEAR_AGO = pd.Timestamp("2025-12-31"), pd.Timestamp("2024-12-31")


@pytest.fixture
def edition(sample_warehouse: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(file_of(current_edition()), read_only=True).cursor()


def opened(city: str, **query: str) -> AppTest:
    return opening.opened("keanggotaan.py", kota=city, **query)


def text(app: AppTest) -> str:
    return html.unescape(" ".join(block.proto.body for block in app.get("html")))


def table(app: AppTest, header: str) -> dict[str, list[str]]:
    """The table that has a column of this name: its rows by their first cell."""
    found = next(body for body in re.findall(r"<table.*?</table>", text(app), re.DOTALL) if f">{header}</th>" in body)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", found)]
    return {row[0]: row[1:] for row in cells if row}


def active(edition: duckdb.DuckDBPyConnection, city: str, day: pd.Timestamp = END) -> pd.DataFrame:
    listed = edition.sql("FROM core_volunteer").df()
    here = listed[listed.kecamatan_code.str.startswith(city)]
    return here[(here.joined_date <= day) & (here.left_date.isna() | (here.left_date > day)) & (here.is_active | here.left_date.notna())]


def test_the_register_counts_who_is_active_who_came_and_who_left(edition: duckdb.DuckDBPyConnection) -> None:
    listed = edition.sql("FROM core_volunteer").df()
    psm = listed[listed.kecamatan_code.str.startswith("35.71") & (listed.kind_code == "PSM")]
    said = table(opened("Kota Kediri"), "Status tidak diketahui")
    now = active(edition, "35.71")
    assert said["Pekerja Sosial Masyarakat"] == [
        str((now.kind_code == "PSM").sum()), "0", str((psm.joined_date.dt.year == 2025).sum()), str((psm.left_date.dt.year == 2025).sum()), "0",
        str(now[now.kind_code == "PSM"].has_number.sum()),
    ]
    assert said["Tenaga Kesejahteraan Sosial Kecamatan"][:2] == ["3", "3"], "those of a kecamatan are shown as such"
    assert said["Jumlah"][0] == str(len(now))


def test_a_card_is_valid_expiring_expired_none_or_not_known_and_never_two_of_them(edition: duckdb.DuckDBPyConnection) -> None:
    now = active(edition, "35.71")
    carded, until = now.card_status.isin(["permanent", "temporary"]), now.card_valid_until
    soon_end = END + pd.DateOffset(months=3)
    soon = carded & (until >= END) & (until <= soon_end)
    app = opened("Kota Kediri")
    said = table(app, "Kedaluwarsa")
    names = ["tetap", "sementara", "belum", "tak", "berlaku", "habis", "lewat", "gelap"]
    total = [int(cell) for cell in said.pop("Jumlah")]
    counts = pd.DataFrame([[int(cell) for cell in row] for row in said.values()], columns=names).sum()
    assert counts.lewat == (carded & (until < END)).sum() and counts.habis == soon.sum()
    assert counts.tolist() == total and f"{counts.berlaku} memegang kartu yang berlaku" in text(app)
    assert counts.berlaku == (carded & (until >= END)).sum() and counts.gelap == (carded & until.isna()).sum()
    assert counts.belum == (now.card_status == "none").sum() and counts.tak == now.card_status.isna().sum()
    assert counts.tetap + counts.sementara == counts.berlaku + counts.lewat + counts.gelap
    assert counts[["tetap", "sementara", "belum", "tak"]].sum() == len(now)
    places = next(frame.value for frame in app.dataframe if "Kartu kedaluwarsa" in frame.value)
    assert places["Kartu kedaluwarsa"].sum() == counts.lewat and places["Kartu habis ≤ 3 bulan"].sum() == counts.habis


def test_of_a_past_month_only_the_cards_that_had_ended_are_told(edition: duckdb.DuckDBPyConnection) -> None:
    day = pd.Timestamp("2025-09-30")
    then = active(edition, "35.71", day)
    ended = (then.card_status.isin(["permanent", "temporary"]) & (then.card_valid_until < day)).sum()
    app = opened("Kota Kediri", bulan="Sep 2025")
    said = text(app)
    assert "berlakunya kartu pada bulan itu tidak diketahui" in said and "memegang kartu yang berlaku" not in said
    assert ended and table(app, "Sudah habis pada Sep 2025")["Jumlah"][-1] == str(ended) and f"{ended} kartu sudah habis pada Sep 2025" in said
    assert not [frame for frame in app.dataframe if "Kartu kedaluwarsa" in frame.value]
    assert "Kartu kedaluwarsa" in opened("Kota Kediri", bulan="Nov 2025").dataframe[1].value, "the month of the list itself is no past one"


def test_every_meeting_says_what_about_and_how_many_of_each_kind_came(edition: duckdb.DuckDBPyConnection) -> None:
    app = opened("Kota Kediri")
    shown = next(frame.value for frame in app.dataframe if "Topik" in frame.value)
    events = edition.sql("FROM core_activity").df().query("city_code == '35.71' and is_done and kind_code in ('bimtek', 'rakor', 'kie', 'musda', 'socialisation')")
    events = events[(events.realised_date > YEAR_AGO) & (events.realised_date <= END)]
    seats = edition.sql("FROM core_attendance").df().query("city_code == '35.71'").merge(events[["activity_id"]])
    assert len(shown) == len(events) and shown["Tanggal"].is_monotonic_decreasing
    assert shown["Anggota hadir"].sum() == len(seats) and shown["Anggota hadir"].isna().sum() == (~events.activity_id.isin(seats.activity_id)).sum()
    kinds = shown.columns[list(shown.columns).index("Anggota hadir") + 1 :]
    assert (shown[kinds].sum(axis=1, min_count=1) == shown["Anggota hadir"])[shown["Anggota hadir"].notna()].all()
    names = dict(edition.sql("SELECT kind_code, kind_name FROM dim_volunteer_kind").fetchall())
    told = next(caption.value for caption in app.caption if "KT-A: Anggota Karang Taruna" in caption.value)
    assert all(f"{kind}: {names[kind]}" in told for kind in kinds), "every short heading is told in full"


@pytest.mark.parametrize(("asked", "months"), [("12 bulan", 12), ("24 bulan", 24)])
def test_absent_is_who_is_on_no_attendance_list_of_the_months(edition: duckdb.DuckDBPyConnection, asked: str, months: int) -> None:
    events = edition.sql("FROM core_activity").df().query("city_code == '35.71' and is_done and kind_code in ('bimtek', 'rakor', 'kie')")
    start = END - pd.DateOffset(months=months) + pd.offsets.MonthEnd(0)
    events = events[(events.realised_date > start) & (events.realised_date <= END)]
    seats = edition.sql("FROM core_attendance").df()
    present = set(seats[(seats.city_code == "35.71") & seats.activity_id.isin(events.activity_id)].volunteer_id)
    now = active(edition, "35.71")
    absent = now[~now.volunteer_id.isin(present)]
    app = opened("Kota Kediri", rentang=asked)
    said = table(app, "Di antaranya anggota baru")["Pekerja Sosial Masyarakat"]
    psm = absent[absent.kind_code == "PSM"]
    assert said[1].startswith(f"{len(psm)} (") and said[2] == str((psm.joined_date > start).sum())
    assert f'{len(absent)} orang</div>' in text(app)


def test_a_kind_has_a_trained_member_where_a_topic_names_it(edition: duckdb.DuckDBPyConnection) -> None:
    events = edition.sql("FROM core_activity").df().query("city_code == '35.71' and is_done and kind_code == 'bimtek'")
    seats = edition.sql("FROM core_attendance").df().query("city_code == '35.71'").merge(events[["activity_id", "topic"]])
    seats = seats[seats.volunteer_id.isin(active(edition, "35.71").volunteer_id)]
    named = {code: seats[[code in topic_of(topic).ppks_codes for topic in seats.topic]].volunteer_id.nunique() for code in ("KBA", "KBS", "LUT")}
    said = text(opened("Kota Kediri"))
    assert "Anggota terlatih menurut 24 jenis PPKS" in said and f"<b>{named['KBA']} orang · " in said
    assert named["KBS"] and "Korban Bencana Sosial" not in said.replace("korban bencana sosial", ""), "Kediri does not work with this kind"


def test_a_long_name_beside_a_bar_wraps_and_is_not_cut() -> None:
    rule = re.search(r"\.pk-bar-label \{(.*?)\}", (ROOT / "ui" / "style.css").read_text(encoding="utf-8"))[1]
    assert "nowrap" not in rule and "ellipsis" not in rule


def test_no_name_and_no_code_of_a_member_is_on_the_page(edition: duckdb.DuckDBPyConnection) -> None:
    app = opened("Kota Solok")
    shown = text(app) + " ".join(" ".join(frame.value.astype(str).to_numpy().ravel()) for frame in app.dataframe)
    assert not [code for code in edition.sql("FROM core_volunteer").df().volunteer_id.astype(str) if code in shown]


def test_months_without_any_attendance_list_are_unknown_and_not_all_absent(edition: duckdb.DuckDBPyConnection) -> None:
    app = opened("Kota Kediri", bulan="Des 2021")
    assert not app.exception
    assert "Daftar hadir Kota Kediri baru dimulai April 2022; untuk Desember 2021 angkanya tidak diketahui." in text(app)
    assert "Tidak pernah hadir 12 bulan" not in text(app)


def test_months_before_the_list_of_activities_are_not_told_as_zero(edition: duckdb.DuckDBPyConnection) -> None:
    first = edition.sql("SELECT first_period FROM out_freshness WHERE city_code = '35.71' AND subject = 'activity'").fetchone()[0]
    assert f"{first:%Y-%m}" == "2022-02", "the test asks for the month before"
    said = text(opened("Kota Kediri", bulan="Jan 2022"))
    assert "Daftar kegiatan Kota Kediri baru dimulai Februari 2022; untuk Januari 2022 angkanya tidak diketahui." in said and "Punya daftar hadir" not in said
    app = opened("Kota Kediri", bulan="Mei 2022")
    assert "Punya daftar hadir" in text(app)
    assert any("Daftar kegiatan hanya memuat Feb 2022 sampai Mei 2022" in caption.value for caption in app.caption)


def test_absence_is_told_since_the_first_attendance_list_where_that_is_later(edition: duckdb.DuckDBPyConnection) -> None:
    assert "Tidak pernah hadir sejak 15 Apr 2022</div>" in text(opened("Kota Kediri", bulan="Mei 2022"))
    assert "Tidak pernah hadir 12 bulan</div>" in text(opened("Kota Kediri", bulan="Mei 2024"))
    assert "Tidak pernah hadir 11 bulan</div>" in text(opened("Kota Pariaman", bulan="Des 2025")), "the list of activities ends in November"
