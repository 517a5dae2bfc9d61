"""Training of the members of a scope: who was trained within 24 months, and who never was."""

import pandas as pd

from charts.words import capital, number
from planning.wording import listed
from reports.figures.contents import Column, Fact, Series, Table, shown, whole
from reports.figures.members import BARS, LARGEST, line_of, of, part_column, part_word, with_past
from reports.figures.scope import Scope


def training_facts(scope: Scope, places: pd.DataFrame) -> dict[str, Fact]:
    """How many members were trained within 24 months, and how many never. `places`: of `reports.figures.places.by_kelurahan`."""
    who = f"{capital(scope.member_word)} {scope.unit_word}"
    label = f"{who} terlatih dalam 24 bulan"
    share = scope.whole("trained_members")
    never, members = (places[column].sum(min_count=1) for column in ("never_trained", "members"))
    count = shown(
        "trained_count",
        label,
        "orang",
        of(share, "numerator"),
        scope.period,
        "trained_members",
        denominator=of(share, "denominator"),
    )
    untrained = shown(
        "never_trained", f"{who} yang belum pernah dilatih", "orang", never, scope.period, "training", denominator=members
    )
    facts = {**with_past(scope, "trained_members", label, "%"), count.key: count, untrained.key: untrained}
    most = places.groupby(part_column(scope), sort=True).never_trained.sum(min_count=1).dropna()
    if len(most) > 1 and most.max() > 0:
        first = list(most.index[most == most.max()])
        named, part = listed(first if len(first) <= 4 else first[:3]), part_word(scope)
        facts["never_trained_most"] = shown("never_trained_most", named, "orang", most.max(), scope.period, "training")
        label = f"{part.capitalize()} dengan jumlah terbesar itu"
        facts["never_trained_ties"] = shown("never_trained_ties", label, part, len(first), scope.period, "training")
    return facts


def training_tables(scope: Scope, places: pd.DataFrame) -> dict[str, Table]:
    """The kelurahan with the most members who were never trained."""
    every = places[places.never_trained > 0].sort_values(["never_trained", "place_code"], ascending=[False, True])
    never = every.head(LARGEST)
    if never.empty:
        return {}
    columns = (
        Column("place", scope.unit_word.capitalize(), "", "text"),
        Column("kecamatan", "Kecamatan", "", "text"),
        Column("members", f"{capital(scope.member_word)} aktif", "orang", "count"),
        Column("never", "Belum pernah dilatih", "orang", "count"),
    )
    rows = tuple((row.place_name, row.kecamatan_name, whole(row.members), whole(row.never_trained)) for row in never.itertuples())
    total = (f"Seluruh {number(len(every))} {scope.unit_word}", "", whole(every.members.sum()), whole(every.never_trained.sum()))
    title = f"{capital(scope.member_word)} {scope.unit_word} yang belum pernah dilatih"
    return {"never_trained": Table("never_trained", title, columns, rows, "Menurut unsur yang dihitung norma.", total, len(every))}


def training_series(scope: Scope, places: pd.DataFrame) -> dict[str, Series]:
    """The share of trained members by month; those never trained by kecamatan, or by kelurahan within one, most first."""
    who = f"{capital(scope.member_word)} {scope.unit_word} terlatih"
    found = line_of(scope, "trained_months", "trained_members", who, f"{who} dalam 24 bulan, per bulan", "%")
    never = places.groupby(part_column(scope), sort=True).never_trained.sum(min_count=1).dropna()
    never = never[never > 0].sort_values(ascending=False, kind="stable")
    if len(never):
        most, label = never.head(BARS), f"{capital(scope.member_word)} {scope.unit_word} yang belum pernah dilatih"
        found["never_trained_places"] = Series(
            "never_trained_places", f"{label} menurut {part_word(scope)}", "orang", tuple(most.index), ((label, tuple(map(float, most))),), "bar",
            total=len(never),
        )
    return found
