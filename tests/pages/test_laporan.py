"""Laporan & penanganan: every number of the page once more from the list of cases, row by row, without its aggregates and without SQL."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts.words import number
from data.paths import ROOT
from queries.warehouse import connection_to, current_edition
from tests.metrics.case_table import build_edition, cities_of, read
from tests.metrics.core_rows import month_end, months_before
from tests.pages.opening import opened, words
from ui import reporting

CITY = "13.77"


@pytest.fixture(scope="module")
def cases(sample_warehouse: Path) -> list[dict]:
    """The reports of Pariaman."""
    return [row for row in rows_of("core_ppks_case") if row["kelurahan_code"].startswith(CITY)]


def rows_of(table: str) -> Iterator[dict]:
    relation = connection_to(current_edition()).cursor().table(table)
    return (dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall())


def plain(app: AppTest) -> str:
    """The words of the page in one line, without pictures and marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words(app))).replace("&gt;", ">")


def days_until(found: list[dict], day: date, share: float) -> int | None:
    """Days after which a share was handled, by the product-limit rule over single reports."""
    watched = [(min(case["handled_date"], day) if case["handled_date"] else day, case) for case in found]
    times = [((end - case["found_date"]).days, bool(case["handled_date"] and case["handled_date"] <= day)) for end, case in watched]
    still = 1.0
    for days in sorted({days for days, is_handled in times if is_handled}):
        at_risk = [time for time in times if time[0] >= days]
        still *= 1 - at_risk.count((days, True)) / len(at_risk)
        if still <= 1 - share + 1e-9:
            return days
    return None


@pytest.mark.parametrize(("label", "period", "reporter"), [("Des 2025", date(2025, 12, 1), None), ("Jun 2024", date(2024, 6, 1), "psm")])
def test_headline_and_figures_equal_the_list_of_cases(cases: list[dict], label: str, period: date, reporter: str | None) -> None:
    app = opened("laporan.py", kota="Kota Pariaman", bulan=label, **({"pelapor": "PSM"} if reporter else {}))
    assert not app.exception
    said, day = plain(app), month_end(period)
    known = [case for case in cases if case["found_date"] <= day and reporter in (None, case["reporter_kind"])]
    for months in (3, 6, 12):
        heard = {case["kelurahan_code"] for case in known if case["found_date"] >= months_before(period, months - 1)}
        assert f"{number(71 - len(heard))} dari 71" in said
    window = [case for case in known if case["found_date"] >= months_before(period, 23)]
    residents = [case for case in window if case["is_resident"]]
    assert f"separuh laporan tentang penduduk setempat ditangani dalam {days_until(residents, day, 0.5)} hari" in said
    assert f"90% laporan ditangani dalam {days_until(residents, day, 0.9)} hari" in said
    others = [case for case in window if not case["is_resident"]]
    assert f"tempat lain: {days_until(others, day, 0.5)} hari" in said and f"Laporan {number(len(residents))} {number(len(others))}" in said
    still = [case for case in known if not (case["handled_date"] and case["handled_date"] <= day)]
    counts = {
        (is_resident, least): sum((day - case["found_date"]).days > least for case in still if case["is_resident"] is is_resident)
        for is_resident in (True, False) for least in (30, 90)
    }
    assert f"{counts[True, 30]} masih terbuka lebih dari 30 hari." in said
    assert f"{counts[True, 30]} laporan > 90 hari: {counts[True, 90]} · tempat lain: {counts[False, 30]} dan {counts[False, 90]}" in said


def test_where_reports_went_is_as_of_the_month(cases: list[dict]) -> None:
    said = plain(opened("laporan.py", kota="Kota Pariaman", bulan="Jun 2024"))
    day = date(2024, 6, 30)
    window = [case for case in cases if date(2022, 7, 1) <= case["found_date"] <= day and case["is_resident"]]
    pkh = sum(case["status"] == "pkh" and case["handled_date"] <= day for case in window if case["handled_date"])
    assert f"Dirujuk ke PKH {number(pkh)} ({number(100 * pkh / len(window))}%)" in said
    not_yet = sum(case["handled_date"] is None or case["handled_date"] > day for case in window)
    waiting = sum(int(found[0].replace(".", "")) for found in re.findall(r"(?:Belum ditangani|Dalam proses) ([\d.]+) \((\d+)%\)", said))
    assert waiting == not_yet, "handled later is not handled yet"


def test_before_and_after_a_kie_is_what_the_lists_say(cases: list[dict]) -> None:
    app = opened("laporan.py", kota="Kota Pariaman", bulan="Des 2025")
    reached = {(row["kelurahan_code"], row["period"]) for row in rows_of("out_reach") if row["kind_code"] == "kie" and row["kelurahan_code"].startswith(CITY)}
    units = [row["kelurahan_code"] for row in rows_of("dim_kelurahan") if row["city_code"] == CITY]
    def index(day: date) -> int:
        return 12 * day.year + day.month

    own: dict[str, list[int]] = {}
    for case in cases:
        if case["is_resident"]:
            own.setdefault(case["kelurahan_code"], []).append(index(case["found_date"]))
    when = {unit: [index(period) for code, period in reached if code == unit] for unit in units}
    days = [row["realised_date"] or row["planned_date"] for row in rows_of("core_activity") if row["city_code"] == CITY]
    listed = [[index(day) for day in known if day <= date(2025, 12, 31)] for known in (days, [case["found_date"] for case in cases])]
    first, last = max(map(min, listed)) + 6, min(map(max, listed)) - 6
    assert last < index(date(2025, 12, 1)) - 6, "the list of activities ends before that of cases: later nobody knows of a KIE"
    events = [(unit, month) for unit in units for month in when[unit] if first <= month <= last and not any(month - 6 <= at < month for at in when[unit])]
    before, after, other_before, other_after = 0, 0, 0.0, 0.0
    weight = 0
    for unit, month in events:
        before += sum(month - 6 <= at < month for at in own.get(unit, []))
        after += sum(month < at <= month + 6 for at in own.get(unit, []))
        beside = [code for code in units if not any(month - 6 <= at <= month + 6 for at in when[code])]
        if beside:
            weight += 1
            other_before += sum(month - 6 <= at < month for code in beside for at in own.get(code, [])) / len(beside)
            other_after += sum(month < at <= month + 6 for code in beside for at in own.get(code, [])) / len(beside)
    said = plain(app)
    assert f"Penduduk setempat dengan KIE {number(before / len(events) / 6, 2)} {number(after / len(events) / 6, 2)}" in said
    assert f"Penduduk setempat tanpa KIE, bulan yang sama {number(other_before / weight / 6, 2)} {number(other_after / weight / 6, 2)}" in said
    assert any(f"{number(len(events))} kali" in text.value and "bukan bukti" in text.value for text in app.caption)


def test_a_sensitive_kind_stays_above_the_kelurahan_and_counts_leave_no_page(sample_warehouse: Path) -> None:
    usual = opened("laporan.py", kota="Kota Bandung", jenis="Fakir Miskin")
    assert "Masih terbuka menurut kelurahan" in words(usual) and len(usual.dataframe) == 1
    assert usual.selectbox(key="pelapor").disabled, "a kind and a reporter are not crossed"
    app = opened("laporan.py", kota="Kota Bandung", jenis="Korban Penyalahgunaan NAPZA")
    assert not app.exception and len(app.dataframe) == 0 and "Masih terbuka menurut kecamatan" in words(app)
    assert "Masih terbuka menurut kelurahan" not in words(app) and any("tidak dirinci di bawah kecamatan" in text.value for text in app.caption)
    assert len(app.get("download_button")) == 1, "only the list of silence can be taken along"


def test_the_map_of_silence_counts_every_kind_and_is_no_picture_to_take_along(sample_warehouse: Path) -> None:
    shown, = opened("laporan.py", kota="Kota Pariaman").get("bidi_component")
    assert json.loads(shown.proto.json)["download"] is False


def test_the_public_map_of_silence_leaves_without_the_sensitive_kinds_and_is_the_list(sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[pd.DataFrame] = []
    monkeypatch.setattr(reporting, "offer", lambda table, *_: left.append(table))
    app = opened("laporan.py", kota="Kota Pariaman", tanpa_peka="true")
    shown = json.loads(app.get("bidi_component")[0].proto.json)
    assert shown["download"] is True and "(tidak termasuk jenis yang peka)" in shown["title"]
    table, = left
    said = {code: lines[0] for code, (_, _, lines) in shown["units"].items()}
    wanted = {row.Kode: f"diam {row[5]} bulan" if row[5] else "ada laporan bulan ini" for row in table.itertuples()}
    assert said == wanted


def test_the_list_of_silence_leaves_without_the_sensitive_kinds(cases: list[dict], monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[pd.DataFrame] = []
    monkeypatch.setattr(reporting, "offer", lambda table, *_: left.append(table))
    assert not opened("laporan.py", kota="Kota Pariaman").exception
    sensitive = {row["ppks_code"] for row in rows_of("dim_ppks") if row["tier"] == "A"}
    last = {row["kelurahan_code"]: 0 for row in rows_of("dim_kelurahan") if row["city_code"] == CITY}
    for case in cases:
        if case["ppks_code"] not in sensitive:
            month = 12 * case["found_date"].year + case["found_date"].month
            last[case["kelurahan_code"]] = max(last[case["kelurahan_code"]], month)
    wanted = {code: 12 * 2025 + 12 - month if month else 48 for code, month in last.items()}
    silence, = left
    assert dict(zip(silence["Kode"], silence["Bulan tanpa laporan itu"], strict=True)) == wanted


def test_a_month_before_the_list_and_a_list_that_is_too_young_say_so(sample_warehouse: Path) -> None:
    early = opened("laporan.py", kota="Kota Pariaman", bulan="Des 2021")
    assert any("baru dimulai Januari 2022" in text.value for text in early.markdown)
    young = plain(opened("laporan.py", kota="Kota Pariaman", bulan="Feb 2022"))
    assert "Daftar ini belum enam bulan" in young and "daftar terlalu baru" in young and "belum dapat dinilai" in young
    first = plain(opened("laporan.py", kota="Kota Pariaman", bulan="Jan 2022"))
    assert "yang terbuka lebih dari 30 hari belum dapat dinilai" in first and "Terbuka lebih dari 30 hari daftar terlalu baru" in first and "0 masih terbuka" not in first


def test_the_list_of_silence_has_the_span_of_the_headline(sample_warehouse: Path) -> None:
    app = opened("laporan.py", kota="Kota Pariaman", bulan="Des 2025")
    count = re.search(r"(\d+) dari 71 desa/kelurahan tanpa laporan enam bulan atau lebih", plain(app))[1]
    assert f"Diam sedikitnya 6 bulan {count} desa/kelurahan tanpa laporan" in plain(app)


def test_a_city_without_a_list_hears_which_export_would_bring_it(warehouse: Path) -> None:
    build_edition(next(iter(cities_of(read(ROOT / "tests" / "metrics" / "active_members.txt")))))
    (warehouse / "CURRENT").write_text(next(warehouse.glob("warehouse-*.duckdb")).stem.removeprefix("warehouse-") + "\n", encoding="utf-8")
    app = opened("laporan.py", kota="Kota Solok")
    assert any("Impor daftar itu, dengan tanggal ditemukan" in text.value for text in app.markdown)


def test_the_line_of_the_30_days_puts_every_report_into_the_month_it_turns_30_days_old(cases: list[dict]) -> None:
    app = opened("laporan.py", kota="Kota Pariaman", bulan="Des 2025")
    chart = next(chart for chart in app.get("plotly_chart") if "Ditangani dalam" not in chart.proto.spec and '"%{customdata[0]}: %{customdata[1]} %' in chart.proto.spec)
    said = {name.split()[0] + name[-4:]: value for name, value in json.loads(chart.proto.spec)["data"][0]["customdata"]}
    for year, month, name in ((2024, 2, "Februari2024"), (2025, 12, "Desember2025")):
        turned = [case for case in cases if (case["found_date"] + timedelta(days=30)).replace(day=1) == date(year, month, 1)]
        soon = [case for case in turned if case["handled_date"] and case["handled_date"] <= case["found_date"] + timedelta(days=30)]
        assert said[name] == number(100 * len(soon) / len(turned))
