"""What is set against the year before covers the same places and the same months in both years."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from charts.activity_year import year_so_far
from charts.words import month_long
from data.parameters import norms_of
from data.reference import city_units
from queries.warehouse import ask, current_edition
from reports.figures.contents import Contents
from reports.figures.gather import contents
from reports.storyboard import need as sentences_need
from reports.storyboard import work as sentences_work
from reports.storyboard.slides import slides
from tests.ingest.exports import write_csv
from tests.reports.small_edition import SOLOK, members, published, recap

PERIOD = date(2025, 12, 1)


def gathered(edition: str, city_code: str, period: date, kecamatan_code: str | None = None) -> Contents:
    return contents(edition, city_code, period, norms_of(city_code, period)[0], kecamatan_code=kecamatan_code)


def test_a_kelurahan_that_a_recap_leaves_out_is_no_decrease(warehouse: Path, tmp_path: Path) -> None:
    south, north = ("Tanah Garam", "VI Suku", "Aro IV Korong"), ("Laing", "Tanjung Paku", "Nan Balimo")
    last_year = dict.fromkeys((*south, *north), 300)
    this_year = {name: count for name, count in last_year.items() if name != "Tanah Garam"} | {"Laing": 340}
    edition = published(
        recap(tmp_path, {"Fakir Miskin": last_year}, 2024, is_sparse=True), recap(tmp_path, {"Fakir Miskin": this_year}, 2025, is_sparse=True),
        members(tmp_path, {"Laing": 2}, joined="2025-12-05"),
    )
    found = gathered(edition, SOLOK, PERIOD)
    assert found.facts["ppks_change"].value == 40 and found.facts["ppks_compared"].value == 5
    assert "Di 5 kelurahan yang ada datanya pada kedua bulan, bertambah sekitar 40 dari Desember 2024." in sentences_need.need(found).full
    assert "berkurang" not in sentences_need.need(found).full
    assert (found.facts["ppks"].value, found.facts["ppks_before"].value) == (1540, 1800)
    south_alone = gathered(edition, SOLOK, PERIOD, "13.72.01")
    assert not south_alone.facts["ppks_change"].is_shown, "the same rounded numbers are not surely the same people"
    assert "terlalu kecil untuk dipastikan" in sentences_need.need(south_alone).full


def test_recaps_of_different_kelurahan_are_not_compared(warehouse: Path, tmp_path: Path) -> None:
    names = [unit.kelurahan_name for unit in city_units(SOLOK)]
    parts = ((names[:5], 2024), (names[5:10], 2025))
    years = [recap(tmp_path, {"Fakir Miskin": dict.fromkeys(part, 300)}, year, is_sparse=True) for part, year in parts]
    edition = published(*years, members(tmp_path, {"Laing": 2}, joined="2025-12-05"))
    found = gathered(edition, SOLOK, PERIOD)
    assert found.facts["ppks_change"].state == "missing"
    assert "tidak ada kelurahan yang ada datanya pada kedua bulan" in sentences_need.need(found).full


@pytest.mark.parametrize("city_code", ["32.73", "13.77"])
def test_the_change_of_the_sample_cities_adds_up_the_same_kelurahan(sample_warehouse: Path, city_code: str) -> None:
    found = gathered(current_edition(), city_code, PERIOD)
    now, before = (
        ask(current_edition(), "metrics/ppks_count", city_code=city_code, first_period=day, last_period=day, ppks_code="ALL").numerator
        for day in (PERIOD, date(2024, 12, 1))
    )
    both = now.notna() & before.notna()
    assert found.facts["ppks_compared"].value == both.sum()
    change, true = found.facts["ppks_change"], (now[both] - before[both]).sum()
    assert change.is_shown == (city_code == "32.73"), "77 fewer of 6,830 may come from the means of hidden counts"
    assert not change.is_shown or change.value == pytest.approx(true, abs=change.margin)


def activities(folder: Path, days: list[str]) -> Path:
    """Activities of Solok, each planned for the month in which it was held, for ten people."""
    rows = [
        {
            "ID Kegiatan": f"K{number}", "Jenis Kegiatan": "Bimtek", "Topik": "Bimtek dasar PSM", "Jadwal": month_long(date.fromisoformat(day)), "Tanggal Pelaksanaan": day, "Kecamatan": "Tanjung Harapan",
            "Kelurahan": "Laing", "Sasaran Peserta": "10", "Jumlah Peserta": "10", "Pagu Anggaran": "1000000", "Realisasi Anggaran": "900000", "Status": "Terlaksana",
        }
        for number, day in enumerate(days)
    ]
    return write_csv(folder / "kegiatan_solok.csv", rows, ";")


def test_both_years_end_where_the_list_of_activities_ends(warehouse: Path, tmp_path: Path) -> None:
    edition = published(activities(tmp_path, ["2024-03-05", "2024-12-03", "2024-12-10", "2025-03-04", "2025-11-26"]), members(tmp_path, {"Laing": 2}, joined="2025-12-05"))
    found = gathered(edition, SOLOK, PERIOD)
    facts = found.facts
    assert (facts["done"].value, facts["done_before"].value, facts["done_change"].value) == (2, 1, 1)
    assert facts["participants_change"].value == 10 and facts["done"].period == date(2025, 11, 1)
    assert sentences_work.participants(found).short == "20 peserta kegiatan Januari–November 2025, bertambah 10 dari masa yang sama tahun 2024."
    assert sentences_work.activities(found).short == "Kedua kegiatan yang direncanakan Januari–November 2025 terlaksana."
    assert facts["participants"].label == "Peserta Januari–November 2025"
    assert found.tables["activities"].title == "Kegiatan menurut jenis, Januari–November 2025"
    series = found.series["activity_months"]
    assert series.labels[0] == "Jan 2025" and series.labels[-1] == "Des 2025" and series.lines[1][1][-2:] == (1.0, None)
    assert series.title.endswith("; Des 2025 belum ada data")
    assert next(slide for slide in slides(found) if slide.key == "activities").picture is series


def test_a_year_of_which_the_list_says_nothing_is_compared_with_nothing(warehouse: Path, tmp_path: Path) -> None:
    edition = published(activities(tmp_path, ["2024-03-05", "2024-06-03"]), members(tmp_path, {"Laing": 2}, joined="2025-12-05"))
    facts = gathered(edition, SOLOK, PERIOD).facts
    assert facts["done"].state == facts["done_change"].state == "missing"


def test_the_months_of_two_years_are_cut_alike() -> None:
    months = pd.DataFrame({"period": pd.to_datetime(["2024-01-01", "2024-10-01", "2024-12-01", "2025-01-01", "2025-10-01"])})
    year = year_so_far(months, PERIOD)
    assert (len(year.now), len(year.before), year.last, year.is_cut, year.span) == (2, 2, date(2025, 10, 1), True, "Januari–Oktober 2025")
    whole = year_so_far(months, date(2025, 10, 1))
    assert (whole.last, whole.is_cut, whole.span) == (date(2025, 10, 1), False, "Januari–Oktober 2025")
    assert year_so_far(months, date(2025, 1, 1)).span == "Januari 2025"


@pytest.mark.parametrize("city_code", ["32.73", "13.77"])
def test_slides_of_people_in_need_say_in_how_many_kelurahan_they_are_known(sample_warehouse: Path, city_code: str) -> None:
    found = gathered(current_edition(), city_code, PERIOD)
    known, units = found.facts["ppks_known"].value, found.facts["units"].said
    told = {slide.key: slide for slide in [*slides(found), *slides(found, "satu")]}
    assert known < found.unit_count
    for key in ("need", "need_rate", "kinds", "satu"):
        assert f" dari {units}." in told[key].notes.splitlines()[-1] and told[key].notes.splitlines()[-1].startswith("Data PPKS ada di ")


def test_a_kelurahan_without_members_is_no_gap_on_the_map_of_training(sample_warehouse: Path) -> None:
    spec = gathered(current_edition(), "32.73", PERIOD).maps["trained"].spec
    labels = [each["label"] for each in spec["classes"] if each["count"]]
    assert "tidak ada anggota" in labels and "tidak ada data" not in labels
