"""SPM: the five percentages equal a naive count, unknown is never zero, and what leaves is the public view."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.parameters import disclosure_rule
from data.parameters.scorecard import spm_rule
from data.paths import REFERENCE
from data.reference import read_rows
from queries.warehouse import connection_to, current_edition
from tests.pages import opening
from ui import spm

INDICATOR = {row["ppks_code"]: row["spm_indicator"] for row in read_rows(REFERENCE / "ppks.csv") if row["spm_indicator"]}


def opened(city: str, **query: str) -> AppTest:
    return opening.opened("spm.py", kota=city, **query)


def rows_of(app: AppTest, title: str) -> list[list[str]]:
    """The cells of the table whose head starts with these words."""
    table = next(block.proto.body for block in app.get("html") if title in block.proto.body and "<table" in block.proto.body)
    return [re.findall(r"<td[^>]*>(.*?)</td>", line) for line in re.findall(r"<tr>(.*?)</tr>", table)[1:]]


def naive(city_code: str, month_end: str) -> pd.DataFrame:
    """Needed and met by indicator from the case rows, one by one."""
    cases = connection_to(current_edition()).cursor().table("core_ppks_case").df()
    cases = cases[cases.kelurahan_code.str.startswith(city_code) & cases.ppks_code.isin(INDICATOR.keys())]
    cases = cases[(cases.found_date >= f"{month_end[:4]}-01-01") & (cases.found_date <= month_end)]
    is_met = cases.handled_date <= month_end
    return cases.assign(is_met=is_met, indicator=cases.ppks_code.map(INDICATOR)).groupby("indicator").is_met.agg(["size", "sum"])


@pytest.mark.parametrize(("city", "code", "month", "month_end"), [
    ("Kota Bandung", "32.73", "Des 2025", "2025-12-31"), ("Kota Pariaman", "13.77", "Jun 2024", "2024-06-30"),
    ("Kota Solok", "13.72", "Jan 2025", "2025-01-31"),
])
def test_the_five_percentages_equal_a_count_of_the_cases(sample_warehouse: Path, city: str, code: str, month: str, month_end: str) -> None:
    app = opened(city, bulan=month)
    assert not app.exception
    shown = rows_of(app, "Memerlukan")
    wanted = naive(code, month_end)
    assert len(shown) == 5
    for name, met, needed, *_ in shown:
        indicator = name.lower().replace("terlantar", "telantar")
        own = wanted.loc[indicator] if indicator in wanted.index else pd.Series({"size": 0, "sum": 0})
        assert (met.replace(".", ""), needed.replace(".", "")) == (str(own["sum"]), str(own["size"])), name


def test_where_nobody_was_found_there_is_no_percentage(sample_warehouse: Path) -> None:
    shown = rows_of(opened("Kota Solok", bulan="Jan 2025"), "Memerlukan")
    empty = [row for row in shown if row[2] == "0"]
    assert empty and all(row[3] == "tidak ada yang ditemukan" for row in empty)


def test_the_outcomes_of_a_service_add_up_to_those_who_need_it(sample_warehouse: Path) -> None:
    app = opened("Kota Bandung")
    needed = {row[0]: row[2] for row in rows_of(app, "Memerlukan")}
    for name, *counts in rows_of(app, "Terpenuhi: selesai ditangani"):
        assert sum(int(count.replace(".", "")) for count in counts) == int(needed[name].replace(".", ""))


def test_the_page_says_what_the_data_cannot(sample_warehouse: Path) -> None:
    said = " ".join(block.value for block in opened("Kota Bandung").markdown)
    for words in ("di luar panti tidak tercatat", "tanpa penanganan", "tidak memisahkan yang terlantar", "termasuk yang bukan penduduk"):
        assert words in said


def test_a_list_that_begins_this_year_does_not_know_who_waits_since_before(sample_warehouse: Path) -> None:
    said = re.sub(r"<[^>]+>", " ", opening.words(opened("Kota Solok", bulan="Jan 2022")))
    assert "tidak diketahui" in said and "daftar tidak memuat tahun sebelum 2022" in said
    assert " Jan 2021 " in said and "Jan–Jan" not in said
    cases = connection_to(current_edition()).cursor().table("core_ppks_case").df()
    cases = cases[cases.kelurahan_code.str.startswith("13.72") & cases.ppks_code.isin(INDICATOR.keys())]
    earlier = cases[(cases.found_date < "2025-01-01") & ~(cases.handled_date <= "2025-12-31")]
    said = " ".join(re.sub(r"<[^>]+>", " ", opening.words(opened("Kota Solok", bulan="Des 2025"))).split())
    assert f"Terbuka dari tahun sebelumnya {len(earlier)} kasus" in said


def test_the_change_is_the_difference_of_the_shares_shown(sample_warehouse: Path) -> None:
    app = opened("Kota Bandung", bulan="Des 2025")
    for name, _, _, now, _, before, moved, _ in rows_of(app, "Memerlukan"):
        now_pct, before_pct = (float(text.rstrip("%").replace(",", ".")) for text in (now, before))
        points = round(now_pct - before_pct, 1)
        assert f"{abs(points):.1f}".replace(".", ",") in moved or points == 0, name
    assert "<th></th>" not in opening.words(app) and " telantar" not in opening.words(app)


def test_what_is_downloaded_is_the_public_view(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[pd.DataFrame] = []
    monkeypatch.setattr(spm, "offer", lambda table, *_: offered.append(table))
    opened("Kota Bandung")
    table, = offered
    assert len(table) == 5 and not table.Layanan.str.contains("bersama").any(), "of all together the public view tells nothing"
    assert table.columns.tolist() == ["Layanan", "Capaian (%)", "Keterangan"], "no counts"
    shares = table["Capaian (%)"]
    assert (shares.dropna() % disclosure_rule(date.today()).round_to == 0).all()
    assert (shares.isna() == (table.Keterangan != "")).all()


def test_handling_that_counts_as_met_stands_apart_from_what_does_not(sample_warehouse: Path) -> None:
    said = opening.words(opened("Kota Bandung"))
    head = re.findall(r"<th[^>]*>(.*?)</th>", next(table for table in re.findall(r"<table.*?</table>", said, re.DOTALL) if "dalam proses" in table))[1:]
    kinds = [name.split(": ")[0] for name in head]
    assert set(kinds) == {"Terpenuhi", "Belum terpenuhi"} and kinds == sorted(kinds, reverse=True), "the met ones first"
    assert {"Terpenuhi: selesai ditangani", "Belum terpenuhi: dalam proses", "Belum terpenuhi: belum ditangani"} <= set(head)
    assert "Menurut penanganan" in said and "Yang dihitung terpenuhi" not in said


def test_before_the_click_the_page_says_what_the_download_hides(sample_warehouse: Path) -> None:
    step = disclosure_rule(date.today()).round_to
    assert any(f"dibulatkan ke kelipatan {step}%" in caption.value for caption in opened("Kota Bandung").caption)


def test_a_file_without_any_number_is_not_offered_and_the_page_says_why(sample_warehouse: Path) -> None:
    app = opened("Kota Solok", bulan="Des 2025")
    assert not app.get("download_button") and opened("Kota Bandung", bulan="Des 2025").get("download_button")
    why = "Tidak ada unduhan untuk Des 2025: setiap capaian dapat membuka jumlah kecil dan disembunyikan pada tampilan publik."
    assert [caption.value for caption in app.caption].count(why) == 1


def test_a_few_cases_are_no_trend_and_not_the_lowest(sample_warehouse: Path) -> None:
    app = opened("Kota Solok", bulan="Des 2025")
    rows, least = rows_of(app, "Memerlukan"), spm_rule(date(2025, 12, 1)).least_cases
    few = [row for row in rows if int(row[2]) < least]
    assert few and all(row[6] == f"kurang dari {least} kasus" for row in few)
    many = [row for row in rows if int(row[2]) >= least]
    name, met, needed, share, *_ = min(many, key=lambda row: float(row[3].rstrip("%").replace(",", ".")))
    assert f"; terendah di antara layanan dengan {least} kasus atau lebih: {name.lower()} {met} dari {needed} ({share})." in opening.words(app)


def test_the_headline_of_few_cases_tells_all_of_them_together(sample_warehouse: Path) -> None:
    app = opened("Kota Solok", bulan="Mar 2022")
    rows = rows_of(app, "Memerlukan")
    met, needed = (sum(int(row[column]) for row in rows) for column in (1, 2))
    assert max(int(row[2]) for row in rows) < spm_rule(date(2022, 3, 1)).least_cases, "the test asks for a young list"
    assert f"; {met} dari {needed} kasus terpenuhi." in opening.words(app) and "; terendah" not in opening.words(app)


def test_the_page_says_once_until_which_day_the_list_goes(sample_warehouse: Path) -> None:
    app = opened("Kota Solok", bulan="Des 2025")
    last, = connection_to(current_edition()).cursor().execute(
        "SELECT max(greatest(found_date, coalesce(handled_date, found_date))) FROM core_ppks_case WHERE kelurahan_code LIKE '13.72.%'"
    ).fetchone()
    assert last < date(2025, 12, 31), "the test asks for a list that stops before the month ends"
    said = [caption.value for caption in app.caption if f"Data sampai {last.day} Desember 2025." in caption.value]
    assert len(said) == 1
