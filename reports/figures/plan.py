"""The plan of training that was locked, as far as a report speaks of it: its seats by kecamatan, never a name."""

from charts.words import is_known
from planning.kept import store
from reports.figures.contents import Fact, LockedPlan, shown
from reports.figures.scope import Scope


def locked_plan(scope: Scope) -> LockedPlan | None:
    """The plan of training in force that was locked last for the month or one before it; its seats inside the scope."""
    found = store.listing(scope.city_code)
    is_wanted = [
        row.question == "pelatihan"
        and bool(row.is_locked)
        and not is_known(row.replaced_by_plan_id)
        and row.period <= scope.period
        for row in found.itertuples()
    ]
    if not any(is_wanted):
        return None
    found = found.loc[is_wanted].sort_values("locked_at")
    chosen = found.iloc[-1]
    places = store.load(int(chosen.plan_id), int(chosen.version)).places
    if scope.kecamatan_code is not None:
        places = places[places.kecamatan_code == scope.kecamatan_code]
    seats = places.groupby("kecamatan_name").seats.sum().sort_values(ascending=False, kind="stable")
    return LockedPlan(
        chosen["name"],
        chosen.topic,
        int(seats.sum()),
        tuple((name, int(count)) for name, count in seats.items() if count > 0),
    )


def plan_facts(scope: Scope, plan: LockedPlan | None) -> dict[str, Fact]:
    """The seats of the locked plan; no data where none is locked."""
    seats = plan.seats if plan is not None else None
    fact = shown(
        "plan_seats",
        "Kursi pelatihan dalam rencana terkunci",
        "orang",
        seats,
        scope.period,
        "rencana",
        numerator=seats if is_known(seats) else None,
    )
    return {fact.key: fact}
