"""Every kelurahan and every kecamatan of a scope with all that may be said of it: two wide tables, and the frames they are made from."""

import pandas as pd

from charts.words import capital, is_known, month
from reports.figures.contents import ABOUT, HIDDEN, Cell, Column, Fact, Table, whole
from reports.figures.members import by_shortage
from reports.figures.need import RATES, Need, note_of
from reports.figures.need_facts import said_by_kecamatan
from reports.figures.scope import Scope

SHORT = 12  # rows that can be read on a slide


def by_kelurahan(scope: Scope, need: Need) -> pd.DataFrame:
    """One row a kelurahan of the scope, by code.
    Columns place_code, place_name, kecamatan_code, kecamatan_name, members, members_before, shortage,
    shortage_before, trained (%), never_trained, ppks and rate as `reports.figures.need.Need` has them, reached (1, 0), activities (in
    twelve months), last_date; NaN is not known or not shown."""
    frame = scope.measured("active_members")[["place_code", "place_name", "kecamatan_code", "kecamatan_name", "value"]].rename(
        columns={"value": "members"}
    )
    for column, name, period in (
        ("members_before", "active_members", scope.year_ago),
        ("shortage", "shortage", None),
        ("shortage_before", "shortage", scope.year_ago),
        ("trained", "trained_members", None),
        ("met", "norm_met", None),
    ):
        found = scope.measured(name, period=period).set_index("place_code")
        frame[column] = frame.place_code.map(found.numerator if column == "met" else found.value)
    training = scope.ask("training", norm_kinds=list(scope.norm.kinds)).set_index("kelurahan_code")
    frame["never_trained"] = frame.place_code.map(training.never_trained_count.astype(float))
    reach = scope.ask("reach").set_index("kelurahan_code")
    # Where no list speaks of the month, silence is not zero.
    speaks = frame.place_code.map(scope.measured("kelurahan_reached").set_index("place_code").numerator.notna())
    frame["activities"] = frame.place_code.map(reach.activity_count.astype(float)).where(speaks)
    frame["reached"] = (frame.activities > 0).astype(float).where(frame.activities.notna())
    frame["last_date"] = frame.place_code.map(reach.last_date)
    shown = need.kelurahan.set_index("place_code")
    for column in (f"{figure}{part}" for figure in ("ppks", "rate") for part in ("", "_hidden", "_margin", "_low", "_high")):
        frame[column] = frame.place_code.map(shown[column])
    return frame


def place_tables(scope: Scope, need: Need, before: Need, places: pd.DataFrame, ppks: Fact) -> dict[str, Table]:
    """The table of the kelurahan; for a whole city that of the kecamatan as well, for one kecamatan a short one that fits on a slide. `ppks`: the people
    in need of the scope as every sentence says them; those of a kecamatan are as its own sentences say them."""
    whole_scope = _whole(scope, need, places, ppks)
    tables = {"kelurahan": _kelurahan(scope, need, places, whole_scope)}
    return (
        {**tables, "units": _units(scope, need, places, whole_scope)}
        if scope.kecamatan_code
        else {"kecamatan": _kecamatan(scope, need, said_by_kecamatan(scope, need, before), places, whole_scope), **tables}
    )


def _units(scope: Scope, need: Need, places: pd.DataFrame, whole_scope: tuple[Cell, ...]) -> Table:
    most = by_shortage(places).head(SHORT)
    columns = (
        Column("place", scope.unit_word.capitalize(), "", "text"),
        Column("members", f"{capital(scope.member_word)} aktif", "orang", "count"),
        Column("shortage", "Kekurangan", "orang", "count"),
        Column("never_trained", "Belum dilatih", "orang", "count"),  # short: a header of three lines takes the room of two kelurahan
        Column("activities", "Kegiatan 12 bulan", "kegiatan", "count"),
        Column("ppks", f"PPKS, {ABOUT}", "orang", "count"),
    )
    rows = tuple(
        (
            row.place_name,
            whole(row.members),
            whole(row.shortage),
            whole(row.never_trained),
            whole(row.activities),
            HIDDEN if row.ppks_hidden else whole(row.ppks),
        )
        for row in most.itertuples()
    )
    title, (_, members, shortage, _, _, never, ppks, _) = f"{scope.unit_word.capitalize()} di {scope.place_name} menurut kekurangan", whole_scope
    total = ("Seluruhnya", members, shortage, never, "", ppks)
    return Table("units", title, columns, rows, note_of(need), total, len(places))


def _whole(scope: Scope, need: Need, places: pd.DataFrame, ppks: Fact) -> tuple[Cell, ...]:
    """The scope itself under a name and the columns of `_figures`; people in need and shares are its own, which is not the sum of what is shown."""
    sums = places[["members", "shortage", "members_before", "never_trained"]].sum(min_count=1)
    trained, frame = scope.whole("trained_members"), need.city if scope.kecamatan_code is None else need.kecamatan
    row = next(row for row in frame.itertuples() if scope.kecamatan_code in (None, row.place_code))
    return (
        f"Seluruh {scope.place_name}",
        whole(sums.members),
        whole(sums.shortage),
        whole(sums.members_before),
        _float(trained.value) if trained is not None else None,
        whole(sums.never_trained),
        HIDDEN if row.ppks_hidden else whole(ppks.told),
        HIDDEN if row.rate_hidden else _float(row.rate),
    )


def _figures(scope: Scope, need: Need) -> tuple[Column, ...]:
    """What is said of every place, kelurahan or kecamatan."""
    return (
        Column("members", f"{capital(scope.member_word)} aktif", "orang", "count"),
        Column("shortage", "Kekurangan", "orang", "count"),
        Column("members_before", f"{capital(scope.member_word)} {month(scope.year_ago)}", "orang", "count"),
        Column("trained", "Terlatih 24 bulan", "%", "percent"),
        Column("never_trained", "Belum pernah dilatih", "orang", "count"),
        Column("ppks", f"PPKS, {ABOUT}", "orang", "count"),
        Column("rate", f"{RATES[need.rate_name]}, {ABOUT}", RATES[need.rate_name].removeprefix("PPKS "), "rate"),
    )


def _kelurahan(scope: Scope, need: Need, places: pd.DataFrame, whole_scope: tuple[Cell, ...]) -> Table:
    columns = (
        Column("place", scope.unit_word.capitalize(), "", "text"),
        Column("kecamatan", "Kecamatan", "", "text"),
        Column("code", "Kode", "", "text"),
        *_figures(scope, need),
        Column("activities", "Kegiatan 12 bulan", "kegiatan", "count"),
        Column("last_date", "Terakhir terjangkau", "", "date"),
    )
    rows = tuple(
        (
            row.place_name,
            row.kecamatan_name,
            row.place_code,
            whole(row.members),
            whole(row.shortage),
            whole(row.members_before),
            _float(row.trained),
            whole(row.never_trained),
            HIDDEN if row.ppks_hidden else whole(row.ppks),
            HIDDEN if row.rate_hidden else _float(row.rate),
            whole(row.activities),
            row.last_date.date() if is_known(row.last_date) else None,
        )
        for row in places.itertuples()
    )
    name, *figures = whole_scope
    return Table("kelurahan", f"Angka per {scope.unit_word}", columns, rows, _note(scope, need), (name, "", "", *figures, "", ""))


def _kecamatan(scope: Scope, need: Need, said: dict[str, float | None], places: pd.DataFrame, whole_scope: tuple[Cell, ...]) -> Table:
    columns = (
        Column("place", "Kecamatan", "", "text"),
        Column("code", "Kode", "", "text"),
        Column("units", scope.unit_word.capitalize(), scope.unit_word, "count"),
        Column("units_met", "Memenuhi norma", scope.unit_word, "count"),
        *_figures(scope, need),
        Column("reached", "Terjangkau 12 bulan", scope.unit_word, "count"),
    )
    sums = places.groupby("kecamatan_code")[["members", "members_before", "shortage", "never_trained", "met", "reached"]].sum(
        min_count=1
    )
    unit_counts = places.groupby("kecamatan_code").size()
    trained = scope.measured("trained_members", "kecamatan").set_index("place_code").value
    rows: list[tuple[Cell, ...]] = []
    for row in need.kecamatan.itertuples():
        total = sums.loc[row.place_code]
        rows.append(
            (
                row.place_name,
                row.place_code,
                int(unit_counts[row.place_code]),
                whole(total.met),
                whole(total.members),
                whole(total.shortage),
                whole(total.members_before),
                _float(trained.get(row.place_code)),
                whole(total.never_trained),
                HIDDEN if row.ppks_hidden else whole(said[row.place_code]),
                HIDDEN if row.rate_hidden else _float(row.rate),
                whole(total.reached),
            )
        )
    name, *figures = whole_scope
    total = (name, "", len(places), whole(places.met.sum(min_count=1)), *figures, whole(places.reached.sum(min_count=1)))
    return Table("kecamatan", "Angka per kecamatan", columns, tuple(rows), _note(scope, need), total)


def _note(scope: Scope, need: Need) -> str:
    unassigned = f"{capital(scope.member_word)} yang bertugas di seluruh kecamatan tidak dihitung."
    return f"Norma: {scope.norm.name}. {unassigned} Bagian terlatih kosong bila tidak ada {scope.member_word}. {note_of(need)}"


def _float(value: float | None) -> float | None:
    return float(value) if is_known(value) else None
