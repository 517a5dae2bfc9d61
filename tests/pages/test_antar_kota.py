"""Antar kota: figures of several cities with their parts, and the reason wherever they cannot be compared."""

import html
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts.comparable import Compared, Row
from data.parameters import norms_of
from queries.measure import measure
from queries.warehouse import ask, current_edition
from tests.metrics.case_table import build_edition, read
from tests.pages import opening
from tests.pages.opening import words

PERIOD = date(2025, 12, 1)
CITIES = ("32.73", "36.71", "13.77", "35.71", "13.72")


@pytest.fixture
def edition(sample_warehouse: Path) -> str:
    return current_edition()


def opened(**query: str | list[str]) -> AppTest:
    return opening.opened("antar_kota.py", **query)


def text(app: AppTest) -> str:
    return html.unescape(" ".join([words(app), *(caption.value for caption in app.caption)]))


def test_the_same_norm_is_asked_of_every_city(edition: str) -> None:
    app = opened(kota="Kota Bandung")
    assert not app.exception
    norm = next(norm for norm in norms_of("32.73", PERIOD) if norm.city == "*")
    options = {"norm_minimum": norm.minimum, "norm_basis": norm.basis, "norm_kinds": list(norm.kinds)}
    for city in CITIES:
        found = measure(edition, "norm_met", city_code=city, first_period=PERIOD, last_period=PERIOD, level="city", **options).iloc[0]
        assert f'<td class=num>{found.numerator:.0f} / {found.denominator:.0f}</td>' in text(app)


def test_a_city_with_its_own_norm_is_not_compared_by_it(edition: str) -> None:
    said = text(opened(kota="Kota Bandung"))
    assert "Pariaman tidak sebanding: norma: " in said and ", kota lain Minimal 5 anggota IPSM tiap kelurahan" in said
    assert "Bandung tidak sebanding: tidak ada kota lain dengan dasar yang sama" in said


def test_a_recap_that_leaves_kelurahan_out_makes_no_rate(edition: str) -> None:
    said = text(opened(kota="Kota Bandung"))
    assert "Bandung baru 149 dari 151 kelurahan yang melapor lengkap" in said
    body = said.split("<h2>PPKS per 1.000 penduduk, jenis yang sama</h2>")[1]
    assert re.search("<td>Bandung</td><td class=num>–</td><td class=num>–</td>", body), "no parts beside no rate"


def test_a_count_that_begins_later_is_not_said_to_be_missing_and_one_of_two_is_no_share(edition: str) -> None:
    said = text(opened(kota="Kota Bandung", bulan="Jan 2022"))
    assert "rekap PPKS baru dimulai Desember 2022." in said and "belum ada rekap PPKS" not in said
    assert "tidak sebanding: hanya 1 kegiatan yang direncanakan; di bawah 5 tidak dibandingkan." in said


@pytest.mark.parametrize(("city", "label"), [("Kota Bandung", "Jun 2024"), ("Kota Pariaman", "Des 2025")])
def test_the_plan_stands_as_the_page_of_the_plan_tells_it(edition: str, city: str, label: str) -> None:
    told = re.search(r"([\d.]+) dari ([\d.]+) kegiatan yang direncanakan", words(opening.opened("realisasi.py", kota=city, bulan=label)))
    body = text(opened(kota=city, bulan=label)).split("Kegiatan yang direncanakan sejak Januari dan terlaksana")[1]
    row = re.search(rf"<td[^>]*>{city.removeprefix('Kota ')}</td>.*?</tr>", body)[0]
    assert re.findall(r"<td class=num>(.*?)</td>", row)[1:] == [" / ".join(told.groups())]


def test_less_than_twelve_months_of_reports_are_no_year(edition: str) -> None:
    assert "daftarnya baru memuat 5 dari 12 bulan" in text(opened(kota="Kota Bandung", bulan="Jun 2022"))
    assert "tidak sebanding: daftarnya baru memuat" not in text(opened(kota="Kota Bandung", bulan="Jan 2023"))


def test_a_list_that_stops_before_the_end_of_the_month_is_told_of_the_twelve_months_before(edition: str) -> None:
    """Solok's list has its last entry on 24 December, and half a month is not told."""
    body = text(opened(kota="Kota Bandung")).split("Laporan PPKS yang ditangani dalam 30 hari")[1]
    at = {city: re.search(rf"<td>{city}</td>.*?</tr>", body)[0] for city in ("Bandung", "Solok")}
    assert "12 bulan sampai Des 2025" in at["Bandung"] and "12 bulan sampai Nov 2025" in at["Solok"] and "≠ " in at["Solok"]
    assert "Solok tidak sebanding: belum ada data Des 2025 yang utuh, daftar PPKS menurut nama hanya sampai 24 Des 2025." in body
    months = measure(edition, "handled_in_30_days", city_code="13.72", first_period=date(2024, 12, 1), last_period=date(2025, 12, 1), level="city")
    assert months.numerator.isna().tolist() == [False] * 12 + [True]
    assert f"{months.numerator.sum():.0f} / {months.denominator.sum():.0f}</td>" in at["Solok"]


def test_a_share_of_twelve_months_waits_for_twelve_months_of_the_list(edition: str) -> None:
    said = text(opened(kota="Kota Bandung", bulan="Jan 2022"))
    body = said.split("Kelurahan/desa terjangkau kegiatan dalam 12 bulan")[1].split("Kegiatan yang direncanakan")[0]
    assert re.search(r"<td>Bandung</td><td class=num>–</td><td class=num>–</td>", body)
    assert "Bandung, Pariaman daftar kegiatan baru memuat 1 dari 12 bulan" in said
    assert "daftar hadir baru dimulai April 2022" in said and "daftar hadir baru memuat 10 dari 24 bulan" in text(opened(kota="Kota Bandung", bulan="Des 2022"))


def test_a_list_of_activities_that_ended_before_the_month_is_compared_in_neither_figure(edition: str) -> None:
    said = text(opened(kota="Kota Bandung"))
    assert said.count("Pariaman tidak sebanding: belum ada data Des 2025, daftar kegiatan hanya sampai November 2025.") == 3, "trained, reached, planned"
    assert len(re.findall(r"<td>Pariaman</td><td class=num>≠ \d+%</td><td class=num>[\d./ ]+</td><td>Nov 2025, catatan terakhir", said)) == 3
    before = text(opened(kota="Kota Solok", bulan="Jan 2022"))
    assert "Solok belum ada data Jan 2022, daftar kegiatan baru dimulai Maret 2022." in before, "and no figure of it"


def test_a_province_or_some_cities_can_be_chosen_and_stand_in_the_address(edition: str) -> None:
    app = opened(kota="Kota Bandung", provinsi="Sumatera Barat", ukuran_kota="Anggota aktif per 10.000 penduduk")
    assert not app.exception
    said = text(app)
    assert "<td>Solok</td>" in said and "<td>Pariaman</td>" in said and "<td>Bandung</td>" not in said and "untuk kedua kota" in said
    assert said.index("<h2>Anggota aktif per 10.000 penduduk</h2>") < said.index("<h2>Semua ukuran</h2>") < said.index("norma kotanya sendiri</h2>")
    app = opened(kota="Kota Bandung", banding=["Kota Kediri", "Kota Solok"])
    assert not app.exception
    assert "<td>Kediri</td>" in text(app) and "<td>Pariaman</td>" not in text(app)
    app.selectbox(key="provinsi").select("Sumatera Barat").run()
    assert not app.exception and "<td>Pariaman</td>" in text(app) and "<td>Kediri</td>" not in text(app)


def test_whose_norm_it_is_and_which_city_has_another_is_said(edition: str) -> None:
    said = text(opened(kota="Kota Bandung"))
    assert "Menurut norma minimal 5 anggota (pembanding dari Kota Bandung), pemenuhan tertinggi" in said
    assert "terendah Kota Pariaman (0%; normanya sendiri minimal 1 PSM)" in said
    assert "Belum mencatat norma sendiri: Tangerang, Kediri, Solok." in said and "kota ini belum mencatat" not in said


PARTLY = """
[city]
[recap]
place    kind  period      persons
01.1001  LUT   2024-12-01  4
01.1001  PRSE  2024-12-01  4
01.1002  LUT   2024-12-01  4        # what it says of the other kind is missing
01.1003  LUT   2024-12-01  4
01.1003  PRSE  2024-12-01  -        # not known
01.1004  LUT   2024-12-01  0
01.1004  PRSE  2024-12-01  0        # none, and that is known
[welfare]
place    register  period      unit   decile  count
01.1001  DTSEN     2024-12-01  ORANG  1       10
01.1001  DTSEN     2024-12-01  ORANG  2       10
01.1001  DTSEN     2024-12-01  ORANG  3       10
01.1001  DTSEN     2024-12-01  ORANG  4       10
01.1001  DTSEN     2024-12-01  ORANG  5       0
01.1002  DTSEN     2024-12-01  ORANG  1       10
"""


def test_a_part_of_the_kinds_or_of_the_deciles_does_not_pass_as_the_whole(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "partly.txt"
    path.write_text(PARTLY, encoding="ascii")
    edition = build_edition(read(path))
    for name, known in (("cities_ppks", 2), ("cities_register", 1)):
        assert ask(edition, f"pages/{name}", period=date(2024, 12, 1)).set_index("city_code").known_count["13.72"] == known


def grid(edition: str, city: str) -> pd.DataFrame:
    """The persons of each kind and kelurahan at the recap that speaks for the month."""
    stand = ask(edition, "pages/ppks_stand", city_code=city, period=PERIOD, ppks_code="ALL").data_period[0].date()
    return ask(edition, "lookup/stock_grid", city_code=city, data_period=stand).query("is_in_total")


def test_only_the_kinds_that_every_city_counts_are_added_up(edition: str) -> None:
    found = ask(edition, "pages/cities_ppks", period=PERIOD).set_index("city_code")
    kinds = {city: grid(edition, city) for city in CITIES}
    shared = set.intersection(*(set(frame[frame.persons_count.notna()].ppks_code) for frame in kinds.values()))
    assert not {"ABT", "KBS"} & shared, "Kediri does not count them"
    for city, frame in kinds.items():
        assert found.persons_count[city] == frame[frame.ppks_code.isin(shared)].persons_count.sum()


def test_no_count_of_people_in_need_is_in_the_download(edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import cities

    left: list[pd.DataFrame] = []
    monkeypatch.setattr(cities, "offer", lambda table, *_: left.append(table))
    assert not opened(kota="Kota Solok").exception
    assert set(left[0].Kota) == {"Kota Bandung", "Kota Tangerang", "Kota Pariaman", "Kota Kediri", "Kota Solok"}
    assert not left[0].Ukuran.str.contains("PPKS|register", case=False).any()


def figure(*rows: Row) -> Compared:
    return Compared("Ukuran", "U", "%", "", rows)


def row(city: str, value: float | None, fault: str = "", **traits: str) -> Row:
    return Row(city, value, "1", "2", "Des 2025", traits, fault)


def test_cities_with_other_traits_than_most_are_told_apart_with_the_reason() -> None:
    found = figure(row("A", 1.0, bulan="Des 2025"), row("B", 2.0, bulan="Des 2025"), row("C", 3.0, bulan="Des 2024"))
    assert [one.city_name for one in found.comparable()] == ["B", "A"]
    assert found.reason(found.rows[2]) == "bulan: Des 2024, kota lain Des 2025"


def test_dtsen_goes_before_dtks_where_as_many_cities_have_either() -> None:
    found = figure(*(row(city, 1.0, register=register) for city, register in (("A", "DTKS"), ("B", "DTKS"), ("C", "DTSEN"), ("D", "DTSEN"))))
    assert [one.city_name for one in found.comparable()] == ["C", "D"]
    assert found.reason(found.rows[0]) == "register: DTKS, kota lain DTSEN"


def test_one_city_alone_has_nothing_to_be_compared_with() -> None:
    found = figure(row("A", 1.0, unit="orang"), row("B", None, "belum ada hitungan"))
    assert found.comparable() == [] and found.reason(found.rows[0]) == "tidak ada kota lain dengan dasar yang sama"


def test_invented_data_are_never_compared_with_real_ones() -> None:
    found = figure(*(row(city, 1.0, asal=origin) for city, origin in (("A", "simulasi"), ("B", "data dinas"), ("C", "data dinas"))))
    assert "A" not in [one.city_name for one in found.comparable()]


def test_a_zero_is_a_figure_and_an_unknown_is_not() -> None:
    found = figure(row("A", 0.0), row("B", None), row("C", 5.0))
    assert [one.city_name for one in found.comparable()] == ["C", "A"] and found.reason(found.rows[1]) == "belum ada data"


def test_a_city_without_a_norm_of_its_own_has_no_figure_of_it(edition: str) -> None:
    body = text(opened(kota="Kota Bandung")).split("Kelurahan/desa yang memenuhi norma kotanya sendiri")[1].split("Anggota aktif per 10.000")[0]
    for city in ("Tangerang", "Kediri", "Solok"):
        assert re.search(rf"<td>{city}</td><td class=num>–</td><td class=num>–</td>", body) and f"Kota {city}</span>" not in body
    assert "Tangerang, Kediri, Solok belum mencatat norma sendiri" in text(opened(kota="Kota Bandung"))


def test_one_sign_stands_for_one_state_in_the_overview_and_in_the_detail(edition: str) -> None:
    tables = re.findall(r"<table.*?</table>", text(opened(kota="Kota Bandung")), re.DOTALL)
    first, overview, *others = [[re.findall(r"<td[^>]*>(.*?)</td>", line) for line in re.findall(r"<tr>(.*?)</tr>", table)[1:]] for table in tables]
    details = [first, *others]
    assert len(details) == len(overview[0]) - 1
    for column, detail in enumerate(details, 1):
        assert [row[column] for row in overview] == [row[1] for row in detail]
    signs = [cell for row in overview for cell in row[1:]]
    assert "–" in signs and any(sign.startswith("≠ ") for sign in signs) and "≠ –" not in signs


def test_the_download_names_its_cities_and_what_it_leaves_out(edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import cities

    left: list[tuple[str, str]] = []
    monkeypatch.setattr(cities, "offer", lambda _, __, title, here: left.append((title, here.source_line)))
    opened(kota="Kota Solok")
    (title, source), = left
    assert all(name in source for name in ("Kota Bandung", "Kota Tangerang", "Kota Pariaman", "Kota Kediri", "Kota Solok"))
    assert "Tidak disertakan: PPKS per 1.000 penduduk" in title and "Laporan PPKS yang ditangani dalam 30 hari" in title and "register" in title
