"""Usulan: the two registers apart, open proposals counted as open, and no count of people in a download that is not the public view."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts.words import amount, number
from queries.warehouse import ask, connection_to, current_edition
from tests.ingest.exports import write_csv
from tests.pages import opening
from tests.reports.small_edition import published, recap
from ui import proposals


def opened(**query: str) -> AppTest:
    app = opening.opened("usulan.py", **{"kota": "Kota Solok", "bulan": "Des 2025", **query})
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    bodies = [block.proto.body for block in app.get("html") if "<style" not in block.proto.body] + [text.value for text in app.markdown]
    return re.sub(r"\s+", " ", " ".join(re.sub(r"<[^>]+>", " ", body) for body in bodies))


def asked(query: str, *values: object) -> list[tuple]:
    return connection_to(current_edition()).cursor().execute(query, list(values)).fetchall()


@pytest.mark.parametrize(("city", "code"), [("Kota Solok", "13.72"), ("Kota Tangerang", "36.71")])
@pytest.mark.parametrize(("label", "year", "month", "register"), [
    ("Des 2025", 2025, 12, "DTSEN"), ("Mar 2024", 2024, 3, "DTKS"), ("Agu 2025", 2025, 8, "DTKS"),
])
def test_the_headline_counts_who_still_waits(sample_warehouse: Path, city: str, code: str, label: str, year: int, month: int, register: str) -> None:
    end = date(year, month, monthrange(year, month)[1])
    rows = asked(
        "SELECT proposed_date, decided_date FROM core_proposal WHERE LEFT(kelurahan_code, 5) = ? AND register = ? AND proposed_date <= ?",
        code, register, end,
    )
    waiting = [proposed for proposed, decided in rows if decided is None or decided > end]
    long = [proposed for proposed in waiting if (end - proposed).days > 90]
    said = words(opened(kota=city, bulan=label, data=register))
    assert f"{register}: {number(len(long))} dari {number(len(waiting))} usulan yang belum dijawab menunggu lebih dari 90 hari" in said
    assert f"Usulan {register} {number(len(rows))}" in said


def test_the_median_counts_the_open_ones(sample_warehouse: Path) -> None:
    end = date(2025, 12, 31)
    rows = asked("SELECT proposed_date, decided_date FROM core_proposal WHERE LEFT(kelurahan_code, 5) = '13.72' AND register = 'DTSEN'")
    times = [((decided or end) - proposed, decided is not None) for proposed, decided in rows]
    left, median = 1.0, None
    for day in sorted({days.days for days, is_decided in times if is_decided}):
        watched = sum(1 for days, _ in times if days.days >= day)
        left *= 1 - sum(1 for days, is_decided in times if is_decided and days.days == day) / watched
        median = day if median is None and left <= 0.5 else median
    assert f"separuh usulan dijawab dalam {median} hari" in words(opened())


def test_the_two_registers_are_two_series_with_a_break(sample_warehouse: Path) -> None:
    chart = next(chart for chart in opened().get("plotly_chart") if "DTKS" in chart.proto.spec)
    assert '"name":"DTKS"' in chart.proto.spec and '"name":"DTSEN"' in chart.proto.spec
    assert "DTSEN mulai Apr 2025" in chart.proto.spec


def test_who_is_meant_and_not_reached_follows_from_the_deciles(sample_warehouse: Path) -> None:
    listed = asked(
        "SELECT sum(value_count) FROM out_welfare WHERE city_code = '13.72' AND register = 'DTSEN' AND period = '2025-12-01' AND unit = 'KELUARGA' "
        "AND decile IN ('1', '2', '3')"
    )[0][0]
    received = asked(
        "SELECT sum(value_count) FROM out_aid WHERE city_code = '13.72' AND programme = 'bpnt' AND period = '2025-12-01' "
        "AND decile IN ('1', '2', '3')"
    )[0][0]
    said = words(opened(program="BPNT", desil_bpnt="3"))
    assert f"{number(listed)} terdata di DTSEN desil 1 sampai 3 (Des 2025), dikurangi {number(received)} penerima" in said


def test_the_share_that_missed_its_aim_follows_from_the_deciles(sample_warehouse: Path) -> None:
    rows = dict(asked(
        "SELECT decile, sum(value_count) FROM out_aid WHERE city_code = '32.73' AND programme = 'pkh' AND period = '2025-12-01' "
        "AND decile IS NOT NULL GROUP BY decile"
    ))
    outside, unranked = rows["5"] + rows["6-10"], rows["belum peringkat"]
    ranked = sum(rows.values()) - unranked
    said = words(opened(kota="Kota Bandung"))
    share = amount(100 * float(outside + rows["nonaktif"]) / float(ranked), "%")
    assert f"1–4 {number(ranked)} keluarga {number(outside)} {number(rows['nonaktif'])} {share} {number(unranked)}" in said


@pytest.mark.parametrize("city", ["Kota Kediri", "Kota Pariaman", "Kota Tangerang"])
def test_a_city_without_recipients_by_decile_names_the_export(sample_warehouse: Path, city: str) -> None:
    assert "Impor penerima bantuan menurut desil" in words(opened(kota=city))


def test_a_month_before_the_register_by_decile_says_what_is_missing(sample_warehouse: Path) -> None:
    assert "belum ada. Impor penerima bantuan menurut desil per kelurahan, dan rekap DTSEN menurut desil." in words(opened(bulan="Mar 2025"))


def test_a_programme_of_persons_has_no_lower_bound(sample_warehouse: Path) -> None:
    listed, received = (asked(
        f"SELECT sum(value_count) FROM {table} WHERE city_code = '13.72' AND {column} AND period = '2025-12-01' AND unit = 'ORANG' "
        "AND decile IN ('1', '2', '3', '4', '5')"
    )[0][0] for table, column in (("out_welfare", "register = 'DTSEN'"), ("out_aid", "programme = 'pbi_jk'")))
    said = words(opened(program="PBI-JK", desil_pbi_jk="5"))
    assert f"{number(listed)} terdata di DTSEN desil 1 sampai 5 (Des 2025), dikurangi {number(received)} penerima" in said
    assert re.search(r"\*\*Paling banyak [\d.]+ orang\*\*", said) and "Batas bawahnya tidak diketahui" in said
    assert "Batas bawah juga dikurangi" not in said


def test_the_list_says_that_its_share_is_of_all_answers_since_the_beginning(sample_warehouse: Path) -> None:
    tables = [set(table.value.columns) for table in opened().dataframe]
    assert any("Diterima dari yang dijawab sejak awal (%)" in names for names in tables)


def test_a_blank_in_the_download_says_that_it_is_hidden(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[tuple[pd.DataFrame, str]] = []
    monkeypatch.setattr(proposals, "offer", lambda table, _, title, *__: offered.append((table, title)))
    opened()
    (table, title), = offered
    counts = table.select_dtypes("number")
    blank = counts.isna().any(axis=1)
    assert blank.any() and (table.Keterangan == blank.map({True: "kosong karena angka kecil disembunyikan", False: ""})).all()
    assert ((counts == 0) | (counts > 7) | counts.isna()).all(axis=None) and "tampilan publik" in title
    assert set(table.Register) == {"DTSEN"} and set(table["Keadaan akhir"]) == {"Des 2025"} and table["Kelurahan/desa"].notna().all()


def test_the_download_has_every_count_of_the_screen(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[pd.DataFrame] = []
    monkeypatch.setattr(proposals, "offer", lambda table, *_: offered.append(table))
    listed = next(table.value for table in opened().dataframe if "Diusulkan" in table.value)
    ours = {"Lebih dari 90 hari": "Belum dijawab lebih dari 90 hari"}
    counts = {ours.get(name, name) for name in listed.select_dtypes("number") if "(%)" not in name}
    assert counts <= set(offered[0].columns), "a share would tell the counts, everything else goes along"


def test_only_the_last_state_of_the_list_can_be_taken_along(sample_warehouse: Path) -> None:
    app = opened(bulan="Nov 2025")
    assert not app.get("download_button") and any("keadaan terakhir daftar usulan (Des 2025)" in caption.value for caption in app.caption)


def test_who_is_not_reached_and_what_missed_its_aim_stand_at_the_top(sample_warehouse: Path) -> None:
    said = words(opened(program="BPNT", desil_bpnt="3"))
    top = said[: said.index("Usulan per bulan")]
    assert "Layak, belum menerima BPNT, belum diusulkan" in top and "Bantuan BPNT yang meleset" in top
    between = re.search(r"belum diusulkan ([\d.–]+ keluarga)", top)[1]
    assert f"**{between}**" in said[len(top) :], "the same number as below"


def test_the_months_of_answers_are_those_of_the_register(sample_warehouse: Path) -> None:
    assert "Diterima dari yang dijawab, 9 bulan" in words(opened(data="DTSEN"))
    assert "Diterima dari yang dijawab, 12 bulan" in words(opened(data="DTKS"))


def test_families_and_persons_of_one_programme_are_never_added(warehouse: Path, tmp_path: Path) -> None:
    row = {"Kecamatan": "Tanjung Harapan", "Kelurahan": "Laing", "Program": "PKH", "Bulan": "12", "Tahun": "2025"}
    rows = [{**row, "Desil": decile, "Jumlah Penerima": count, "Satuan": unit} for decile, count, unit in (
        ("1", "10", "KPM"), ("5", "4", "KPM"), ("1", "40", "Jiwa"), ("5", "15", "Jiwa"),
    )]
    values = {"city_code": "13.72", "period": date(2025, 12, 1)}
    edition = published(write_csv(tmp_path / "bansos.csv", rows))
    assert ask(edition, "pages/aid_deciles", **values)[["unit", "decile", "value_count"]].values.tolist() == [["ORANG", "1", 40], ["ORANG", "5", 15]]
    together = [{**row, "Desil": "Jumlah", "Jumlah Penerima": "60", "Satuan": "Jiwa"}]
    edition = published(write_csv(tmp_path / "bansos.csv", [*rows[:2], *together]))
    assert set(ask(edition, "pages/aid_deciles", **values).unit) == {"KELUARGA"}, "only the families are told by decile"


def test_of_a_proposal_whose_status_cannot_be_read_nobody_says_that_it_was_answered(warehouse: Path, tmp_path: Path) -> None:
    row = {"Kecamatan": "Tanjung Harapan", "Kelurahan": "Laing", "Data": "DTKS", "Tanggal Usul": "2025-03-01"}
    answered = {**row, "No Usulan": "U-1", "Tanggal Keputusan": "2025-04-01", "Status": "Diterima"}
    unread = {**row, "No Usulan": "U-2", "Tanggal Keputusan": "", "Status": ""}
    later = recap(tmp_path, {"Fakir Miskin": {"Laing": 10}}, year=2025)
    published(write_csv(tmp_path / "usulan.csv", [answered]), later)
    assert "DTKS: semua usulan sudah dijawab" in words(opened(data="DTKS"))
    published(write_csv(tmp_path / "usulan.csv", [answered, unread]), later)
    said = words(opened(data="DTKS"))
    assert "DTKS: tidak ada usulan yang diketahui belum dijawab" in said and "semua usulan sudah dijawab" not in said


def test_the_download_is_named_for_what_it_holds(sample_warehouse: Path) -> None:
    label, = (button.proto.label for button in opened().get("download_button"))
    assert label == "Unduh CSV: usulan menurut status, tampilan publik"
