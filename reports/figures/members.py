"""Members, norm and shortage of a scope: facts, months, and where most are missing."""

import pandas as pd

from charts.words import capital, is_known, month, number
from planning.wording import listed
from reports.figures.contents import Column, Fact, Series, Table, shown, whole
from reports.figures.need_margin import sure_order
from reports.figures.scope import Scope

LARGEST = 10  # rows of a short list
BARS = 12  # bars that can be read from the last row of a hall


def member_facts(scope: Scope, places: pd.DataFrame) -> dict[str, Fact]:
    """How many members, how many missing, and what moved in a year. `places` as `reports.figures.places.by_kelurahan` gives them."""
    facts = {
        **with_past(scope, "active_members", f"{capital(scope.member_word)} aktif di {scope.unit_word}", "orang"),
        **with_past(scope, "shortage", f"Kekurangan {scope.member_word}", "orang"),
        **with_past(scope, "norm_met", f"Bagian {scope.unit_word} yang memenuhi norma", "%"),
    }
    met, before = scope.whole("norm_met"), scope.whole("norm_met", scope.year_ago)
    unit, word = scope.unit_word, scope.unit_word.capitalize()

    known = int(places.shortage.notna().sum())
    moves = places.shortage - places.shortage_before
    has_moves, has_members = moves.notna().any(), places.members.notna().any()

    def counted(key: str, label: str, value: float | None, of: float | None = None, source: str = "shortage") -> None:
        facts[key] = shown(key, label, unit, value, scope.period, source, denominator=of)

    counted("units", f"{word} seluruhnya", scope.unit_count, source="kelurahan")
    counted("units_known", f"{word} yang ada datanya", known)
    counted("units_unknown", f"{word} yang belum ada datanya", scope.unit_count - known)
    counted("units_met", f"{word} memenuhi norma", of(met, "numerator"), of(met, "known_count"), "norm_met")
    counted(
        "units_met_before", f"{word} memenuhi norma setahun lalu", of(before, "numerator"), of(before, "known_count"), "norm_met"
    )
    counted("units_short", f"{word} di bawah norma", (places.shortage > 0).sum() if known else None, known)
    counted("units_empty", f"{word} tanpa {scope.member_word}", (places.members == 0).sum() if has_members else None, known, "active_members")
    counted("units_better", f"{word} yang kekurangannya berkurang", (moves < 0).sum() if has_moves else None, known)
    counted("units_worse", f"{word} yang kekurangannya bertambah", (moves > 0).sum() if has_moves else None, known)
    return {**facts, **_largest_facts(scope, places)}


def _largest_facts(scope: Scope, places: pd.DataFrame) -> dict[str, Fact]:
    """The kelurahan and the one part of the scope that miss most; none where nobody is missing.

    Three kelurahan, or four where the fourth misses as many as the third. `largest_ties`: how many miss the same where these are more than can be
    named: then three of them stand for the most, and of a lower number none is named.
    """
    named, tied, each = named_shortages(places)
    facts = [
        shown(f"largest_shortage_{position}", row.place_name, "orang", row.shortage, scope.period, "shortage")
        for position, row in enumerate(named.itertuples(), start=1)
    ]
    if len(named):
        label = f"Kekurangan terbesar di satu {scope.unit_word}"
        facts.append(shown("shortage_highest", label, "orang", named.shortage.iloc[0], scope.period, "shortage"))
    if tied:
        label = f"{scope.unit_word.capitalize()} dengan kekurangan yang sama"
        facts.append(shown("largest_ties", label, scope.unit_word, tied, scope.period, "shortage"))
        facts.append(shown("largest_ties_each", f"{label}, masing-masing", "orang", each, scope.period, "shortage"))
    short = _shortage_by_part(scope, places)
    if len(short):
        part, most = part_word(scope), short.iloc[0]
        first = list(short.index[short == most])
        label = f"{part.capitalize()} dengan kekurangan"
        facts += [
            shown("shortage_most", listed(first if len(first) <= 4 else first[:3]), "orang", most, scope.period, "shortage", denominator=short.sum()),
            shown("parts_short", label, part, len(short), scope.period, "shortage"),
            shown("parts_most", f"{label} terbesar itu", part, len(first), scope.period, "shortage"),
        ]
    return {fact.key: fact for fact in facts}


def named_shortages(places: pd.DataFrame) -> tuple[pd.DataFrame, int, float]:
    """The kelurahan to name, how many miss the same but are too many to be named, and how many people each of these misses."""
    short = largest_shortages(places, len(places))
    last = short.shortage.iloc[min(2, len(short) - 1)] if len(short) else 0.0
    as_many = short[short.shortage >= last]
    if len(as_many) <= 4:
        return as_many, 0, 0.0
    above = short[short.shortage > last]
    return (above if len(above) else short.head(3)), int((short.shortage == last).sum()), float(last)


def largest_shortages(places: pd.DataFrame, count: int = LARGEST) -> pd.DataFrame:
    """The kelurahan with the most people missing."""
    return by_shortage(places[places.shortage > 0]).head(count)


def by_shortage(places: pd.DataFrame) -> pd.DataFrame:
    """Kelurahan in the order in which every list and chart names them: most people missing first, between equals `ties_note`."""
    orders = [sure_order(equals.ppks, equals.ppks_margin) for _, equals in places.groupby("shortage")]
    ranked = places.assign(ppks_order=pd.concat(orders) if orders else 0.0)
    return ranked.sort_values(["shortage", "ppks_order", "place_code"], ascending=[False, True, True])


def ties_note(has_ties: bool, has_need: bool) -> str:
    """What decides between equals, where there are any and need is known."""
    return "Bila kekurangannya sama, tempat yang jelas lebih banyak PPKS-nya ditulis lebih dahulu." if has_ties and has_need else ""


def member_tables(scope: Scope, places: pd.DataFrame) -> dict[str, Table]:
    """Members by kind, and the largest shortages."""
    tables = {}
    kinds = scope.ask("volunteer_kinds")  # no row of a kind at a level means nobody there
    if len(kinds):
        rows = tuple(
            (
                row.kind_name,
                *(whole(value) or 0 for value in (row.kelurahan_count, row.kecamatan_count)),
                *(whole(value) for value in (row.active_count, row.trained_count, row.never_trained_count)),
            )
            for row in kinds.itertuples()
        )
        tables["member_kinds"] = Table(
            "member_kinds",
            "Anggota aktif menurut unsur",
            (
                Column("kind", "Unsur", "", "text"),
                Column("kelurahan", f"Di {scope.unit_word}", "orang", "count"),
                Column("kecamatan", "Di kecamatan", "orang", "count"),
                Column("active", "Jumlah", "orang", "count"),
                Column("trained", "Terlatih 24 bulan", "orang", "count"),
                Column("never", "Belum pernah dilatih", "orang", "count"),
            ),
            rows,
            "Semua unsur, termasuk yang tidak dihitung norma; anggota tingkat kecamatan tidak dihitung pada kelurahan.",
            (
                "Seluruhnya",
                *(whole(kinds[column].sum()) for column in ("kelurahan_count", "kecamatan_count")),
                *(whole(kinds[column].sum(min_count=1)) for column in ("active_count", "trained_count", "never_trained_count")),
            ),
        )
    every = largest_shortages(places, len(places))
    short = every.head(LARGEST)
    if len(short):
        tables["largest_shortages"] = Table(
            "largest_shortages",
            f"Kekurangan {scope.member_word} per {scope.unit_word}",
            (
                Column("place", scope.unit_word.capitalize(), "", "text"),
                Column("kecamatan", "Kecamatan", "", "text"),
                Column("members", f"{capital(scope.member_word)} aktif", "orang", "count"),
                Column("shortage", "Kekurangan", "orang", "count"),
            ),
            tuple((row.place_name, row.kecamatan_name, whole(row.members), whole(row.shortage)) for row in short.itertuples()),
            ties_note(every.shortage.duplicated().any(), places.ppks.notna().any()),
            (f"Seluruh {number(len(every))} {scope.unit_word}", "", whole(every.members.sum()), whole(every.shortage.sum())),
            len(every),
        )
    return tables


def member_series(scope: Scope, places: pd.DataFrame) -> dict[str, Series]:
    """Members and shortage by month; the shortage by kecamatan, or by kelurahan within one."""
    active, lack = f"{capital(scope.member_word)} aktif di {scope.unit_word}", f"Kekurangan {scope.member_word}"
    found = {
        **line_of(scope, "members_months", "active_members", active, f"{active} per bulan", "orang"),
        **line_of(scope, "shortage_months", "shortage", lack, f"{lack} per bulan", "orang"),
    }
    short = _shortage_by_part(scope, places)
    if len(short):
        most = short.head(BARS)
        found["shortage_places"] = Series(
            "shortage_places",
            f"{lack} menurut {part_word(scope)}",
            "orang",
            tuple(most.index),
            ((lack, tuple(map(float, most))),),
            "bar",
            total=len(short),
        )
    return found


def line_of(scope: Scope, key: str, name: str, label: str, title: str, unit: str) -> dict[str, Series]:
    """An indicator by month under its key; nothing where fewer than two months are known, for one point is no line."""
    trend = scope.trend(name)
    values = tuple(float(value) if is_known(value) else None for value in trend.value)
    if sum(value is not None for value in values) < 2:
        return {}
    months = tuple(day.date() for day in trend.period)
    return {key: Series(key, title, unit, tuple(map(month, months)), ((label, values),), "line", months)}


def with_past(scope: Scope, name: str, label: str, unit: str) -> dict[str, Fact]:
    """A figure, the same a year ago, and the difference."""
    now, before = scope.whole(name), scope.whole(name, scope.year_ago)
    value, past = of(now, "value"), of(before, "value")
    change = value - past if is_known(value) and is_known(past) else None
    facts = [
        shown(key, said, unit, of(row, "value"), period, name, numerator=of(row, "numerator"), denominator=of(row, "denominator"))
        for key, said, row, period in (
            (name, label, now, scope.period),
            (f"{name}_before", f"{label}, setahun lalu", before, scope.year_ago),
        )
    ]
    points = "poin persen" if unit == "%" else unit
    facts.append(shown(f"{name}_change", f"{label}, perubahan setahun", points, change, scope.period, name))
    return {fact.key: fact for fact in facts}


def of(row: pd.Series | None, column: str) -> float | None:
    """A figure of a row that may not be there; None where it is not known."""
    return float(row[column]) if row is not None and is_known(row[column]) else None


def part_word(scope: Scope) -> str:
    """What a scope divides into."""
    return "kecamatan" if scope.kecamatan_code is None else scope.unit_word


def part_column(scope: Scope) -> str:
    """The column of `by_kelurahan` that names the part of a scope."""
    return "kecamatan_name" if scope.kecamatan_code is None else "place_name"


def _shortage_by_part(scope: Scope, places: pd.DataFrame) -> pd.Series:
    """People missing in each part of the scope that misses any, most first."""
    if scope.kecamatan_code is not None:
        return largest_shortages(places, len(places)).set_index("place_name").shortage
    short = places.groupby(part_column(scope), sort=True).shortage.sum(min_count=1).dropna()
    return short[short > 0].sort_values(ascending=False, kind="stable")
