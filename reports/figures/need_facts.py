"""PPKS of a scope as facts, tables and series; what of it may be said is decided in `reports.figures.need`."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from charts.words import is_known
from data.parameters import disclosure_rule
from reports.figures.contents import ABOUT, HIDDEN, Cell, Column, Fact, Series, Table, shown
from reports.figures.need import RATES, Need, note_of
from reports.figures.need_change import Compared, compared
from reports.figures.need_margin import is_apart, may_be_highest, said_count
from reports.figures.scope import Scope

_BARS = 10  # kinds that can be read from afar
_EITHER = 3  # places any of which may be the highest that are named all


def need_facts(scope: Scope, need: Need, before: Need) -> dict[str, Fact]:
    """All kinds together in the scope, a year ago, per resident or km², per member; where most; the largest kinds."""
    now, past = _row(scope, need), _row(scope, before)
    spoken = _counted(scope, need, before, now, past)
    both = spoken.both
    at, at_before = need.data_period or scope.period, before.data_period or scope.year_ago
    # The same recap speaks for both months: nothing has moved, and nothing is known to have stayed.
    has_past = past is not None and before.data_period is not None and before.data_period != need.data_period
    rate, unit = RATES[need.rate_name], RATES[need.rate_name].removeprefix("PPKS ")
    was = past.ppks if has_past else None
    load = f"PPKS per {scope.member_word}"

    def counted(key: str, label: str, row: tuple | None, value: float | None, period: date, is_hidden: bool) -> Fact:
        about, off = _about(value, row.ppks_margin, spoken.wide) if is_known(value) else (None, 0.0)
        return shown(key, label, "orang", value, period, "ppks_count", is_hidden=is_hidden, about=about, margin=off)

    def divided(key: str, label: str, of: str, column: str, source: str) -> Fact:
        value, off = getattr(now, column), getattr(now, f"{column}_margin")
        return shown(
            key, label, of, value, at, source, is_hidden=getattr(now, f"{column}_hidden"), numerator=now.ppks,
            denominator=getattr(now, f"{column}_denominator"), about=value or None, margin=off,
        )

    facts = [
        counted("ppks", "PPKS tercatat", now, now.ppks, at, now.ppks_hidden),
        counted("ppks_before", "PPKS tercatat, setahun lalu", past, was, at_before, has_past and past.ppks_hidden),
        shown("ppks_change", "PPKS tercatat, perubahan setahun", "orang", spoken.change, at, "ppks_count", about=spoken.about, margin=spoken.off),
        divided("ppks_rate", rate, unit, "rate", need.rate_name),
        divided("ppks_per_member", f"{load} aktif", load, "load", "ppks_per_member"),
    ]
    units, places = _inside(scope, need.kelurahan), scope.unit_word
    for key, label, count in (
        ("ppks_known", "yang ada datanya", (units.ppks.notna() | units.ppks_hidden).sum()),
        ("ppks_rate_known", "yang ada datanya untuk perbandingan", (units.rate.notna() | units.rate_hidden).sum()),
        ("ppks_compared", "yang ada datanya pada kedua bulan", both.unit_count if both is not None else None),
        ("ppks_left_out", "yang ada datanya pada satu bulan saja", both.left_out if both is not None else None),
    ):
        facts.append(shown(key, f"{places.capitalize()} {label}", places, count, at, "ppks_count", denominator=scope.unit_count))
    first = highest(units, "rate")
    if len(first):
        best, count = first.iloc[0], int(first.group_count.iloc[0])
        named = list(first.place_name) if len(first) == count <= _EITHER else [best.place_name]
        off = max(best.rate_margin, first.rate_high.max() - best.rate if len(named) > 1 else 0.0)
        most = shown("most_rate", _any_of(named), unit, best.rate, at, need.rate_name, about=best.rate, margin=off)
        label = f"{places.capitalize()} yang {rate} mungkin tertinggi"
        facts += [most, shown("most_rate_units", label, places, count, at, need.rate_name, numerator=len(named))]
    if need.kinds is not None and scope.kecamatan_code is None:
        persons = need.kinds[need.kinds.unit == "orang"]
        ranked = _ranked(persons)
        facts.append(shown("kinds_hidden", "Jenis PPKS yang disembunyikan", "jenis", int(persons.is_hidden.sum()), at, "ppks_kind_recaps"))
        sure = [count for count in range(1, min(3, len(ranked)) + 1) if _is_cut(ranked, count)]
        facts.append(shown("kinds_sure", "Jenis PPKS yang pasti terbanyak", "jenis", max(sure, default=0), at, "ppks_kind_recaps"))
        for position, row in enumerate(ranked.head(3).itertuples(), start=1):
            day, off = row.data_period.date(), row.margin + abs(row.said - row.persons)
            key = f"largest_kind_{position}"
            facts.append(shown(key, row.ppks_name, row.unit, row.persons, day, "ppks_kind_recaps", about=row.said, margin=off))
    return {fact.key: fact for fact in facts}


@dataclass(frozen=True, slots=True)
class _Counted:
    """All kinds together in a scope, now and a year ago; `change`, and it as it is said with its margin `off`; `wide` as `_about` takes it."""

    both: Compared | None
    change: float | None = None
    about: float | None = None
    off: float = 0.0
    wide: float | None = None


def _counted(scope: Scope, need: Need, before: Need, now: tuple, past: tuple | None) -> _Counted:
    both = compared(scope, need, before)
    if both is None or not (is_known(now.ppks) and is_known(past.ppks)):
        return _Counted(both)
    is_whole = scope.kecamatan_code is not None or not both.left_out
    both_margins = now.ppks_margin + past.ppks_margin if is_whole else need.parts_margin + before.parts_margin
    change, about, off = _change(both, now, past, both_margins)
    # Numbers that are set against each other are rounded alike, so that what is said of them adds up.
    return _Counted(both, change, about, off, both_margins if change is not None and not both.left_out else None)


def said_by_kecamatan(scope: Scope, need: Need, before: Need) -> dict[str, float | None]:
    """All kinds together in each kecamatan of the city as the reports of that kecamatan say it, by code; None where it is hidden or not known."""
    past, said = {row.place_code: row for row in before.kecamatan.itertuples()}, {}
    for now in need.kecamatan.itertuples():
        wide = _counted(replace(scope, kecamatan_code=now.place_code), need, before, now, past.get(now.place_code)).wide
        said[now.place_code] = (_about(now.ppks, now.ppks_margin, wide)[0] or 0.0) if is_known(now.ppks) else None
    return said


def highest(places: pd.DataFrame, column: str) -> pd.DataFrame:
    """The kelurahan that may have the highest value, the likeliest first, as far as their values are shown; `group_count`: with those that are not."""
    known = places[places[f"{column}_high"].notna()]
    group = known[may_be_highest(known[f"{column}_low"], known[f"{column}_high"])]
    ranked = group[group[column] > 0].sort_values([column, "place_name"], ascending=[False, True])
    return ranked.assign(group_count=len(group))


def _any_of(names: list[str]) -> str:
    """A; A atau B; A, B, atau C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}{',' if len(names) > 2 else ''} atau {names[-1]}"


def _about(value: float, margin: float, wide: float | None = None) -> tuple[float | None, float]:
    """The number to say instead of a count and how far the true one may lie from it; None for nobody. `wide`: the margin of all that it
    is set against."""
    rule = disclosure_rule(date.today())
    if not value:
        return None, 0.0
    if (wide or margin) <= rule.round_to * (0.5 if wide is None else 1):
        return value, margin
    about = said_count(value, wide or margin, rule)
    return about, margin + abs(about - value)


def _change(both: Compared, now: tuple, past: tuple, margin: float) -> tuple[float | None, float | None, float]:
    """The change of the counts, as it is said, and how far the true one may lie from that; None where the margin is more than half of it. Nobody in both
    months is known to be nobody."""
    if now.ppks == past.ppks == 0 and not both.left_out:
        return 0.0, None, 0.0
    if not is_apart(both.now, both.before, 2 * margin):
        return None, None, 0.0
    if both.left_out:
        said = said_count(abs(both.change), margin, disclosure_rule(date.today())) * (1 if both.change > 0 else -1)
    else:
        said = (_about(now.ppks, now.ppks_margin, margin)[0] or now.ppks) - (_about(past.ppks, past.ppks_margin, margin)[0] or past.ppks)
    off = margin + abs(said - both.change)
    return (both.change, said, off) if said and off <= abs(said) / 2 else (None, None, 0.0)


def _is_cut(ranked: pd.DataFrame, count: int) -> bool:
    """Whether the first so many are surely larger than all others."""
    if count >= len(ranked):
        return True
    first, others = ranked.head(count), ranked.tail(len(ranked) - count)
    return (first.persons - first.margin).min() > (others.persons + others.margin).max()


def need_tables(scope: Scope, need: Need) -> dict[str, Table]:
    """The kinds in the city, the largest first and the hidden ones in official order; none for a kecamatan."""
    if need.kinds is None or scope.kecamatan_code is not None:
        return {}
    ranked, hidden = _ranked(need.kinds), need.kinds[need.kinds.is_hidden]
    zero = need.kinds[need.kinds.persons == 0].assign(said=0.0)
    rows: list[tuple[Cell, ...]] = [
        (row.ppks_name, row.unit, HIDDEN if row.is_hidden else int(row.said), row.data_period.date())
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
                Column("count", f"Jumlah, {ABOUT}", "", "count"),
                Column("period", "Keadaan", "", "month"),
            ),
            tuple(rows),
            f"{note_of(need)} Jenis tidak dirinci per kecamatan atau {scope.unit_word}.",
        )
    }


def need_series(scope: Scope, need: Need) -> dict[str, Series]:
    """The largest kinds counted in persons, as many as surely are, as lying bars; those whose count is hidden are counted among all."""
    if need.kinds is None or scope.kecamatan_code is not None:
        return {}
    persons = need.kinds[need.kinds.unit == "orang"]
    every = _ranked(persons)
    if every.empty:
        return {}
    ranked = every.head(max((count for count in range(1, _BARS + 1) if _is_cut(every, count)), default=_BARS))
    return {
        "ppks_kinds": Series(
            "ppks_kinds", f"Jenis PPKS yang dihitung per orang (angka {ABOUT})", "orang", tuple(ranked.ppks_name),
            (("Orang", tuple(map(float, ranked.said))),), "bar", total=len(every) + int(persons.is_hidden.sum()),
        )
    }


def _row(scope: Scope, need: Need) -> tuple | None:
    """The figures of the scope as a whole; None for a month that the edition does not have."""
    frame = need.city if scope.kecamatan_code is None else need.kecamatan[need.kecamatan.place_code == scope.kecamatan_code]
    return next(frame.itertuples(index=False), None)


def _inside(scope: Scope, frame: pd.DataFrame) -> pd.DataFrame:
    return frame if scope.kecamatan_code is None else frame[frame.kecamatan_code == scope.kecamatan_code]


def _ranked(kinds: pd.DataFrame) -> pd.DataFrame:
    """The kinds with a shown count above zero, each with the number that is `said` of it, largest first."""
    shown_kinds = kinds[kinds.persons > 0]
    said = [_about(*pair)[0] for pair in zip(shown_kinds.persons, shown_kinds.margin, strict=True)]
    return shown_kinds.assign(said=said).sort_values(["said", "persons", "ppks_name"], ascending=[False, False, True])
