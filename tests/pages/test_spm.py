"""SPM: the five percentages equal a naive count, unknown is never zero, and what leaves is the public view."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.parameters import disclosure_rule
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
    opened("Kota Solok")
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
    for city, is_empty in (("Kota Solok", True), ("Kota Bandung", False)):
        said = next(caption.value for caption in opened(city).caption if caption.value.startswith("Unduhan"))
        assert f"dibulatkan ke kelipatan {step}%" in said and ("berkasnya tanpa angka" in said) == is_empty, city
