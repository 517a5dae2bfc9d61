"""Rencana & realisasi: every number once more from the rows, what is not known, and the rows that must not be dropped."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts.words import number, rupiah
from queries.warehouse import connection_to, current_edition
from tests.ingest.exports import write_csv
from tests.pages import opening
from tests.reports.small_edition import published, recap
from tests.reports.small_year import EMPTY, activities


def opened(**query: str) -> AppTest:
    app = opening.opened("realisasi.py", **{"kota": "Kota Solok", "bulan": "Des 2025", **query})
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", block.proto.body) for block in app.get("html") if "<style" not in block.proto.body)


@pytest.mark.parametrize(("city", "code"), [("Kota Solok", "13.72"), ("Kota Bandung", "32.73"), ("Kota Pariaman", "13.77")])
@pytest.mark.parametrize(("label", "year", "month"), [("Des 2025", 2025, 12), ("Mei 2024", 2024, 5)])
def test_the_headline_counts_the_plan_up_to_the_month(sample_warehouse: Path, city: str, code: str, label: str, year: int, month: int) -> None:
    end = date(year, month, 31)
    rows = connection_to(current_edition()).cursor().execute(
        "SELECT planned_date, realised_date, is_done, budget_idr, realised_idr FROM core_activity WHERE city_code = ?", [code]
    ).fetchall()
    of_year = [row for row in rows if row[0] and row[0].year == year]
    due = [row for row in of_year if row[0] <= end]
    done = [row for row in due if row[2] and row[1] <= end]
    held = [row for row in rows if row[2] and row[1].year == year and row[1] <= end]
    budget = sum(row[3] for row in {*of_year, *held})
    said = words(opened(kota=city, bulan=label))
    assert f"{number(len(done))} dari {number(len(due))} kegiatan yang direncanakan Januari" in said
    used = sum(row[4] for row in held)
    assert f"{rupiah(used)} dari pagu setahun {rupiah(budget)}; sisa pagu {rupiah(budget - used)}" in said


def test_what_is_not_known_is_said_and_never_counted_as_nothing(warehouse: Path, tmp_path: Path) -> None:
    published(activities(tmp_path))
    app = opened(bulan="Agu 2025")
    said = words(app)
    # Known with both amounts: A, C, D and E. B and F have no budget, and nobody knows whether G was carried out.
    assert "2 dari 5 kegiatan yang direncanakan Januari–Agustus 2025 terlaksana" in said
    assert "dari 4 kegiatan yang angkanya diketahui (seluruhnya 7)" in said
    assert "1 mundur dari bulannya · 1 tanpa rencana" in said
    assert "1 lewat bulan rencana, 1 batal" in said
    assert "Rp8 juta Rp0 Rp8 juta 0%" in " ".join(said.split()), "nothing of C was used"
    # B has no budget, so nobody knows what is left of it.
    assert "tanpa kode Kegiatan tanpa kode sub kegiatan – Rp0 belum diketahui" in " ".join(said.split())


def test_a_young_year_counts_what_was_called_off_once_and_makes_no_draft(sample_warehouse: Path) -> None:
    app = opened(bulan="Jan 2025")
    said = " ".join(words(app).split())
    off = connection_to(current_edition()).cursor().execute(
        "SELECT count(*) FROM core_activity WHERE city_code = '13.72' AND year(planned_date) = 2025 AND status = 'cancelled'"
    ).fetchone()[0]
    table = next(block.proto.body for block in app.get("html") if "Batal atau lewat</th>" in block.proto.body)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", line) for line in re.findall(r"<tr>(.*?)</tr>", table)[1:]]
    assert off and sum(int(row[7]) for row in cells) == off
    assert f"Batal atau lewat {off} kegiatan 0 lewat bulan rencana, {off} batal" in said
    assert "Belum ada kegiatan yang direncanakan sampai Januari 2025" in said and "0 dari 0" not in said
    assert "0 orang belum ada kegiatan yang terlaksana" in said and {row[8] for row in cells} == {"0 orang"}
    assert "Draf dibuat dari bulan Juni 2025" in said and "belum pernah" not in said


def test_unknown_codes_and_rows_without_a_code_are_rows_of_their_own(warehouse: Path, tmp_path: Path) -> None:
    published(activities(tmp_path))
    said = words(opened(bulan="Agu 2025"))
    assert "9.99.99.99.99.9999 Kode ini tidak ada dalam daftar sub kegiatan" in re.sub(r"\s+", " ", said)
    assert "tanpa kode Kegiatan tanpa kode sub kegiatan" in re.sub(r"\s+", " ", said)
    assert "1.06.02.02.03.0001" in said and "1.06.02.2.03.0001" not in said, "two forms of a code are one code"


def test_a_state_picks_its_activities(sample_warehouse: Path) -> None:
    app = opened()
    label = next(option for option in app.selectbox(key="keadaan").options if option.startswith("Batal"))
    app.selectbox(key="keadaan").select(label).run()
    assert not app.exception and set(app.dataframe[0].value["Keadaan"]) == {"Batal"}


def test_the_lists_begin_with_what_an_activity_is_about(sample_warehouse: Path) -> None:
    activities, made = (frame.value.columns.tolist() for frame in opened().dataframe)
    assert activities[0] == made[0] == "Topik", "a phone shows the first column and little more"
    assert activities.index("Realisasi (Rp)") < 6, "further right lies beyond the edge of an office laptop"


def test_the_part_of_the_psm_opens_from_the_address(sample_warehouse: Path) -> None:
    app = opened(kota="Kota Bandung", bagian="PSM: pelatihan dan insentif")
    assert "PSM: pelatihan dan insentif: " in words(app)
    table = app.dataframe[0].value
    assert len(table) and all("PSM" in topic or code == "1.06.02.02.03.0001" for topic, code in zip(table["Topik"], table["Kode"], strict=True))


def test_a_plan_is_judged_where_the_list_ends_before_the_month(sample_warehouse: Path) -> None:
    places = {}
    for place, planned, done in connection_to(current_edition()).cursor().execute(
        "SELECT kelurahan_code, planned_date, CASE WHEN is_done THEN realised_date END FROM core_activity WHERE city_code = '13.77'"
    ).fetchall():
        if place and planned and planned.year == 2025:
            places.setdefault(place, []).append(done is not None and done <= date(2025, 12, 31))
    behind = sum(not all(found) for found in places.values())
    said = words(opened(kota="Kota Pariaman"))
    assert behind and f"{number(behind)} dari {number(71)} desa/kelurahan; kegiatan tingkat kota dan kecamatan tidak termasuk" in said
    assert "yang tertinggal" not in said


def test_the_draft_of_a_list_that_ended_is_the_one_of_its_last_month(warehouse: Path, tmp_path: Path) -> None:
    held = {**EMPTY, "ID Kegiatan": "L", "Jenis Kegiatan": "KIE", "Kecamatan": "Tanjung Harapan", "Kelurahan": "Laing", "Status": "Terlaksana"}
    called_off = {**held, "ID Kegiatan": "M", "Jadwal": "Mei 2025", "Status": "Batal"}
    published(
        write_csv(tmp_path / "kegiatan_solok.csv", [{**held, "Jadwal": "Juni 2025", "Tanggal Pelaksanaan": "2025-06-10"}, called_off], ";"),
        recap(tmp_path, {"FM": {"Laing": 10}}, year=2025),
    )
    ended, june = (said_below(opened(bulan=label)) for label in ("Des 2025", "Jun 2025"))
    assert "Daftar kegiatan Kota Solok hanya sampai Juni 2025; yang ditampilkan keadaan bulan itu" in ended and "hanya sampai" not in june
    for said in (ended, june):
        assert "13 baris" in said, "M again, and the 12 places besides Laing"


def said_below(app: AppTest) -> str:
    return words(app) + " ".join(text.value for text in [*app.markdown, *app.caption])
