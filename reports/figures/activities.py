"""What was done in the year up to the month: planned, carried out, by kind, for how many people and how much money, and whom it did not reach.

Activities of a kecamatan are those held in it or in its kelurahan; those of the whole city belong to no kecamatan.
"""

from datetime import date

import pandas as pd

from charts.activity_year import year_so_far
from charts.words import is_known, month
from reports.figures.contents import Cell, Column, Fact, Series, Table, shown, whole
from reports.figures.scope import Scope

_SUMS = ["planned_count", "planned_done_count", "done_count", "participants_count", "budget_idr", "realised_idr"]


def months_of(scope: Scope) -> pd.DataFrame:
    """Activities by month and kind from January of the year before to the month; no rows where no list speaks of them."""
    first = date(scope.period.year - 1, 1, 1)
    found = scope.ask("activity_months", first_period=first, last_period=scope.period)
    return found.assign(year=found.period.dt.year, month_number=found.period.dt.month)


def activity_facts(scope: Scope, months: pd.DataFrame, places: pd.DataFrame) -> dict[str, Fact]:
    """Planned, carried out and paid since January, the same months of the year before, and the kelurahan reached in twelve months."""
    year = year_so_far(months, scope.period)
    total, past = (part[_SUMS].sum(min_count=1) for part in (year.now, year.before))
    source, since = "activity_months", year.span if year.is_cut else "sejak Januari"
    last_before = year.last.replace(year=year.last.year - 1)

    def fact(key: str, label: str, unit: str, value: float | None, of: float | None = None, period: date = year.last) -> Fact:
        return shown(key, label, unit, value, period, source, denominator=of)

    late = total.planned_count - total.planned_done_count
    change = total.participants_count - past.participants_count
    done_change = total.done_count - past.done_count
    facts = [
        fact("planned", f"Kegiatan direncanakan {since}", "kegiatan", total.planned_count),
        fact("planned_done", "Kegiatan rencana yang terlaksana", "kegiatan", total.planned_done_count, total.planned_count),
        fact("planned_open", "Kegiatan rencana yang belum terlaksana", "kegiatan", late, total.planned_count),
        fact("done", f"Kegiatan terlaksana {since}", "kegiatan", total.done_count),
        fact("done_before", "Kegiatan terlaksana, masa yang sama tahun lalu", "kegiatan", past.done_count, period=last_before),
        fact("done_change", "Kegiatan terlaksana, perubahan setahun", "kegiatan", done_change),
        fact("participants", f"Peserta {since}", "orang", total.participants_count),
        fact(
            "participants_before", "Peserta, masa yang sama tahun lalu", "orang", past.participants_count, period=last_before
        ),
        fact("participants_change", "Peserta, perubahan setahun", "orang", change),
        fact("budget", f"Pagu kegiatan rencana {since}", "rupiah", total.budget_idr),
        fact("spent", f"Realisasi kegiatan terlaksana {since}", "rupiah", total.realised_idr, total.budget_idr),
    ]
    reached, known = places.reached.sum(min_count=1), int(places.reached.notna().sum())
    missed, never = (known - reached, places.last_date.isna().sum()) if is_known(reached) else (None, None)
    word = scope.unit_word.capitalize()
    for key, label, value in (
        ("reached", f"{word} terjangkau kegiatan dalam 12 bulan", reached),
        ("not_reached", f"{word} tidak terjangkau dalam 12 bulan", missed),
        ("never_reached", f"{word} belum pernah terjangkau", never),
    ):
        facts.append(shown(key, label, scope.unit_word, value, scope.period, "kelurahan_reached", denominator=known))
    return {one.key: one for one in facts}


def activity_tables(scope: Scope, months: pd.DataFrame, places: pd.DataFrame) -> dict[str, Table]:
    """Activities by kind since January, and the kelurahan that none reached in twelve months."""
    tables = {}
    year = year_so_far(months, scope.period)
    by_kind = year.now.groupby("label", sort=False)[_SUMS].sum(min_count=1)
    by_kind = by_kind[(by_kind.planned_count > 0) | (by_kind.done_count > 0)]
    by_kind = by_kind.sort_values(["participants_count", "done_count", "planned_count"], ascending=False, kind="stable", na_position="last")
    past = year.before.groupby("label", sort=False).done_count.sum()
    if len(by_kind):
        where = "" if scope.kecamatan_code is None else "Kegiatan tingkat kota tidak termasuk."
        beyond = "Terlaksana mencakup kegiatan di luar rencana." if (by_kind.done_count.fillna(0) > by_kind.planned_done_count.fillna(0)).any() else ""
        tables["activities"] = Table(
            "activities",
            f"Kegiatan menurut jenis, {year.span}",
            (
                Column("kind", "Jenis kegiatan", "", "text"),
                Column("planned", "Rencana", "kegiatan", "count"),
                Column("planned_done", "Rencana terlaksana", "kegiatan", "count"),
                Column("done", "Terlaksana", "kegiatan", "count"),
                Column("done_before", f"Masa yang sama {scope.period.year - 1}", "kegiatan", "count"),
                Column("participants", "Peserta", "orang", "count"),
                Column("budget", "Pagu", "rupiah", "rupiah"),
                Column("spent", "Realisasi", "rupiah", "rupiah"),
            ),
            tuple(_kind_row(label, row, past.get(label)) for label, row in by_kind.iterrows()),
            " ".join(filter(None, (beyond, where))),
            _kind_row("Seluruhnya", by_kind.sum(min_count=1), past.sum() if len(past) else None),
        )
    missed = places[places.reached == 0].sort_values(["last_date", "place_code"], na_position="first")
    if len(missed):
        tables["not_reached"] = Table(
            "not_reached",
            f"{scope.unit_word.capitalize()} yang tidak terjangkau kegiatan dalam 12 bulan",
            (
                Column("place", scope.unit_word.capitalize(), "", "text"),
                Column("kecamatan", "Kecamatan", "", "text"),
                Column("last", "Terakhir terjangkau", "", "date"),
            ),
            tuple(
                (row.place_name, row.kecamatan_name, row.last_date.date() if is_known(row.last_date) else "belum pernah")
                for row in missed.itertuples()
            ),
            "Tidak ada kegiatan di sana, dan tidak ada anggotanya yang hadir pada kegiatan lain.",
        )
    return tables


def _kind_row(label: str, row: pd.Series, before: float | None) -> tuple[Cell, ...]:
    """The cells of a kind of activities, or of all. Where none was held nobody came and nothing was spent."""
    held = [0 if row.done_count == 0 else whole(row[column]) for column in ("participants_count", "realised_idr")]
    return (
        label,
        *(whole(row[column]) for column in ("planned_count", "planned_done_count", "done_count")),
        whole(before),
        held[0],
        whole(row.budget_idr),
        held[1],
    )


def activity_series(scope: Scope, months: pd.DataFrame) -> dict[str, Series]:
    """Planned and carried out by month since January, the months of which every sentence speaks; carried out since January against the year before."""
    if months.empty or not months[["planned_count", "done_count"]].to_numpy().any():
        return {}
    totals = _since_january(months, scope.period)
    found = {}
    if totals[["planned_count", "done_count"]].fillna(0).to_numpy().any():
        lines = tuple(
            (name, tuple(float(value) if is_known(value) else None for value in totals[column]))
            for name, column in (("Rencana", "planned_count"), ("Terlaksana", "done_count"))
        )
        found["activity_months"] = Series(
            "activity_months",
            f"Rencana dan realisasi kegiatan per bulan{_silent(totals)}",
            "kegiatan",
            tuple(month(day) for day in totals.period),
            lines,
            "column",
            tuple(day.date() for day in totals.period),
        )
    running = _running(months, scope.period)
    if running:
        names = tuple(month(date(scope.period.year, number, 1)).split()[0] for number in range(1, 13))
        found["activity_years"] = Series(
            "activity_years",
            f"Kegiatan terlaksana sejak Januari, {scope.period.year} dibanding {scope.period.year - 1}",
            "kegiatan",
            names,
            running,
            "line",
        )
    return found


def _running(months: pd.DataFrame, period: date) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
    """Running totals of two years by month; none where the list does not speak of the month."""
    lines = []
    for year in (period.year - 1, period.year):
        by_month = months[months.year == year].groupby("month_number").done_count.sum()
        if len(by_month):
            running = by_month.cumsum()
            lines.append(
                (str(year), tuple(float(running[number]) if number in running.index else None for number in range(1, 13)))
            )
    return tuple(lines) if any(any(values) for _, values in lines) else ()


def _since_january(months: pd.DataFrame, period: date) -> pd.DataFrame:
    """The months from January to the month, those before the list begins left out; NaN where it does not speak any more."""
    totals = months.groupby("period")[["planned_count", "done_count"]].sum()
    window = pd.date_range(pd.Timestamp(period.year, 1, 1), pd.Timestamp(period), freq="MS")
    return totals.reindex(window[window >= totals.index.min()]).rename_axis("period").reset_index()


def _silent(totals: pd.DataFrame) -> str:
    """Which months at the end the list does not speak of yet."""
    silent = totals[totals.done_count.isna()].period
    if silent.empty:
        return ""
    first, last = month(silent.min()), month(silent.max())
    return f"; {first if first == last else f'{first} sampai {last}'} belum ada data"
