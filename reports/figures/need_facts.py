"""PPKS of a scope as facts, tables and series; what of it may be said is decided in `reports.figures.need`."""

from datetime import date

import pandas as pd

from charts.words import is_known
from data.parameters import disclosure_rule
from planning.wording import listed
from reports.figures.contents import HIDDEN, Cell, Column, Fact, Series, Table, figure, shown
from reports.figures.need import RATES, Need, note_of
from reports.figures.need_change import Compared, compared
from reports.figures.need_margin import margin
from reports.figures.scope import Scope


def need_facts(scope: Scope, need: Need, before: Need) -> dict[str, Fact]:
    """All kinds together in the scope, a year ago, per resident or km², per member; where most; the largest kinds."""
    now, past = _row(scope, need), _row(scope, before)
    at, at_before = need.data_period or scope.period, before.data_period or scope.year_ago
    # The same recap speaks for both months: nothing has moved, and nothing is known to have stayed.
    has_past = past is not None and before.data_period is not None and before.data_period != need.data_period
    both = compared(scope, need, before)
    change = _sure(scope, both, need, before) if both is not None and is_known(now.ppks) and is_known(past.ppks) else None
    rate, unit = RATES[need.rate_name], RATES[need.rate_name].removeprefix("PPKS ")
    was = past.ppks if has_past else None
    load = "PPKS per anggota"
    facts = [
        shown("ppks", "PPKS tercatat", "orang", now.ppks, at, "ppks_count", is_hidden=now.ppks_hidden),
        shown(
            "ppks_before",
            "PPKS tercatat, setahun lalu",
            "orang",
            was,
            at_before,
            "ppks_count",
            is_hidden=has_past and past.ppks_hidden,
        ),
        shown("ppks_change", "PPKS tercatat, perubahan setahun", "orang", change, at, "ppks_count"),
        shown(
            "ppks_rate",
            rate,
            unit,
            now.rate,
            at,
            need.rate_name,
            is_hidden=now.rate_hidden,
            numerator=now.rate_numerator,
            denominator=now.rate_denominator,
        ),
        shown(
            "ppks_per_member",
            f"{load} aktif",
            load,
            now.load,
            at,
            "ppks_per_member",
            is_hidden=now.load_hidden,
            numerator=now.ppks,
            denominator=now.load_denominator,
        ),
    ]
    units, places = _inside(scope, need.kelurahan), scope.unit_word
    for key, label, count in (
        ("ppks_known", "yang ada datanya", (units.ppks.notna() | units.ppks_hidden).sum()),
        ("ppks_rate_known", "yang ada datanya untuk perbandingan", (units.rate.notna() | units.rate_hidden).sum()),
        ("ppks_compared", "yang ada datanya pada kedua bulan", both.unit_count if both is not None else None),
        ("ppks_left_out", "yang ada datanya pada satu bulan saja", both.left_out if both is not None else None),
    ):
        facts.append(shown(key, f"{places.capitalize()} {label}", places, count, at, "ppks_count", denominator=scope.unit_count))
    first = highest(units, "rate", unit)
    if len(first):
        named = listed(list(first.place_name.head(2 if len(first) == 2 else 1)))
        most = shown("most_rate", named, unit, first.rate.iloc[0], at, need.rate_name)
        label = f"{places.capitalize()} dengan {rate} tertinggi"
        facts += [most, shown("most_rate_units", label, places, len(first), at, need.rate_name)]
    if need.kinds is not None and scope.kecamatan_code is None:
        persons = need.kinds[need.kinds.unit == "orang"]
        facts.append(shown("kinds_hidden", "Jenis PPKS yang angkanya kecil", "jenis", int(persons.is_hidden.sum()), at, "ppks_kind_recaps"))
        for position, row in enumerate(_ranked(persons).head(3).itertuples(), start=1):
            day = row.data_period.date()
            facts.append(shown(f"largest_kind_{position}", row.ppks_name, row.unit, row.persons, day, "ppks_kind_recaps"))
    return {fact.key: fact for fact in facts}


def highest(places: pd.DataFrame, column: str, unit: str) -> pd.DataFrame:
    """The kelurahan with the highest value that may be shown, all that are written alike."""
    ranked = places[places[column] > 0].sort_values([column, "place_name"], ascending=[False, True])
    written = ranked[column].map(lambda value: figure(float(value), unit))
    return ranked[written == written.iloc[0]] if len(ranked) else ranked


def need_tables(scope: Scope, need: Need) -> dict[str, Table]:
    """The kinds in the city, the largest first and the hidden ones in official order; none for a kecamatan."""
    if need.kinds is None or scope.kecamatan_code is not None:
        return {}
    ranked, hidden = _ranked(need.kinds), need.kinds[need.kinds.is_hidden]
    zero = need.kinds[need.kinds.persons == 0]
    rows: list[tuple[Cell, ...]] = [
        (row.ppks_name, row.unit, HIDDEN if row.is_hidden else int(row.persons), row.data_period.date())
        for part in (ranked, hidden, zero)
        for row in part.itertuples()
    ]
    return {
        "ppks_kinds": Table(
            "ppks_kinds",
            f"PPKS menurut jenis di {scope.city_name}",
            (
                Column("kind", "Jenis PPKS", "", "text"),
                Column("unit", "Satuan", "", "text"),
                Column("count", "Jumlah", "", "count"),
                Column("period", "Keadaan", "", "month"),
            ),
            tuple(rows),
            f"{note_of(need)} Jenis tidak dirinci per kecamatan atau {scope.unit_word}.",
        )
    }


def need_series(scope: Scope, need: Need) -> dict[str, Series]:
    """The largest kinds counted in persons, as lying bars; those whose count is hidden are counted among all."""
    if need.kinds is None or scope.kecamatan_code is not None:
        return {}
    persons = need.kinds[need.kinds.unit == "orang"]
    every = _ranked(persons)
    ranked = every.head(10)
    if ranked.empty:
        return {}
    return {
        "ppks_kinds": Series(
            "ppks_kinds", "Jenis PPKS yang dihitung per orang", "orang", tuple(ranked.ppks_name),
            (("Orang", tuple(map(float, ranked.persons))),), "bar", total=len(every) + int(persons.is_hidden.sum()),
        )
    }


def _sure(scope: Scope, both: Compared, need: Need, before: Need) -> float | None:
    """The change of the shown counts; None where rounding, and means in place of hidden cells, may have made it up or down."""
    code = scope.kecamatan_code or scope.city_code
    least = margin(need.means.get(code, 0) + before.means.get(code, 0), disclosure_rule(date.today()))
    return both.change if both.change == 0 or abs(both.change) >= least else None


def _row(scope: Scope, need: Need) -> tuple | None:
    """The figures of the scope as a whole; None for a month that the edition does not have."""
    frame = need.city if scope.kecamatan_code is None else need.kecamatan[need.kecamatan.place_code == scope.kecamatan_code]
    return next(frame.itertuples(index=False), None)


def _inside(scope: Scope, frame: pd.DataFrame) -> pd.DataFrame:
    return frame if scope.kecamatan_code is None else frame[frame.kecamatan_code == scope.kecamatan_code]


def _ranked(kinds: pd.DataFrame) -> pd.DataFrame:
    """The kinds with a shown count above zero, largest first."""
    return kinds[kinds.persons > 0].sort_values(["persons", "ppks_name"], ascending=[False, True])
