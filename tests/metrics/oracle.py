"""Every indicator once more, the naive way: lists and dictionaries over the core rows, one kelurahan and month at a time, no SQL, no frames.

Each function of `FIGURES` answers (numerator, denominator) of a kelurahan at a month, None where it is not known; a count has no denominator.
"""

from collections.abc import Callable
from datetime import date, timedelta

from data.paths import REFERENCE
from data.reference import read_rows
from tests.metrics.core_rows import Core, Pair, Question, Row, months_before, own, speaks


def is_active(member: Row, day: date) -> bool:
    if member["joined_date"] and member["joined_date"] > day:
        return False
    if member["left_date"]:
        return member["left_date"] > day
    return bool(member["is_active"])


def active(core: Core, question: Question) -> list[Row]:
    return [
        member for member in own(core, question, "members")
        if member["kind_code"] in question.norm_kinds and is_active(member, question.month_end)
    ]


def active_members(core: Core, question: Question) -> Pair:
    return (len(active(core, question)) if core.members else None), None


def needed(question: Question) -> int | None:
    if question.norm_basis == "unit":
        return question.norm_minimum
    return None if question.unit["rw_count"] is None else question.norm_minimum * question.unit["rw_count"]


def shortage(core: Core, question: Question) -> Pair:
    wanted = needed(question)
    if not core.members or wanted is None:
        return None, None
    return max(0, wanted - len(active(core, question))), None


def norm_met(core: Core, question: Question) -> Pair:
    missing, _ = shortage(core, question)
    return (None, None) if missing is None else (int(missing == 0), 1)


def trained_members(core: Core, question: Question) -> Pair:
    if not core.trainings_told or question.period < min(core.trainings_told):
        return None, None
    oldest = months_before(question.month_end, 24)
    trained = 0
    members = active(core, question)
    for member in members:
        days = [member["last_training_date"]] if member["last_training_date"] else []
        attended = [core.done[seat] for seat in core.seats.get(member["volunteer_id"], []) if seat in core.done]
        days += [activity["realised_date"] for activity in attended if activity["kind_code"] == "bimtek"]
        trained += any(oldest < day <= question.month_end for day in days)
    return trained, len(members)


def ppks(core: Core, question: Question) -> float | None:
    if not core.valid_recap:
        named = [case for case in own(core, question, "cases") if case["is_resident"] and case["found_date"] <= question.month_end
                 and question.ppks_code in ("ALL", case["ppks_code"])]
        return len(named) or None
    until = [period for period in core.recap_months.get(question.ppks_code, []) if period <= question.period]
    if not until:
        return None
    rows = [row for row in own(core, question, "recap") if row["period"] == max(until)]
    if question.ppks_code == "ALL":
        rows = [row for row in rows if row["unit"] == "ORANG"]
    else:
        rows = [row for row in rows if row["ppks_code"] == question.ppks_code]
    known = [row["persons_count"] for row in rows if row["persons_count"] is not None]
    return sum(known) if known else None


def residents(core: Core, question: Question) -> int | None:
    rows = [row for row in own(core, question, "population") if row["population"] is not None and row["period"] <= question.period]
    return max(rows, key=lambda row: row["period"])["population"] if rows else None


def registered(core: Core, question: Question) -> float | None:
    until = [period for period in core.dtks_months if period <= question.period]
    rows = [row["count"] for row in own(core, question, "welfare") if until and row["period"] == max(until) and row["register"] == "DTKS"
            and row["unit"] == "ORANG" and row["decile"] is None and row["count"] is not None]
    return sum(rows) if rows else None


def reported(core: Core, question: Question) -> list[Row] | None:
    if not speaks(core.case_days, question):
        return None
    return [case for case in own(core, question, "cases") if question.period <= case["found_date"] <= question.month_end
            and question.ppks_code in ("ALL", case["ppks_code"])]


def reports(core: Core, question: Question) -> Pair:
    found = reported(core, question)
    return (None if found is None else len(found)), None


def handled_in_30_days(core: Core, question: Question) -> Pair:
    """Reports that turn 30 days old in the month; known from the month after the first of the list to the last whose end it reaches."""
    if not core.case_days or question.period <= min(core.case_days) or question.month_end > core.last_case_day:
        return None, None
    old = [case for case in own(core, question, "cases") if question.period <= case["found_date"] + timedelta(days=30) <= question.month_end
           and question.ppks_code in ("ALL", case["ppks_code"]) and not is_undated(core, case)]
    return sum(1 for case in old if case["handled_date"] and (case["handled_date"] - case["found_date"]).days <= 30), len(old)


def is_undated(core: Core, case: Row) -> bool:
    """Handled by its status, on a day that nobody wrote down or that has not come."""
    return case["status"] not in ("open", "in_process", "unknown") and not (case["handled_date"] and case["handled_date"] <= core.as_of)


def spm_met(core: Core, question: Question) -> Pair:
    """Of the people found since January who need a minimum service, those whose handling is known by the end of the month."""
    kinds = {row["ppks_code"]: row["spm_indicator"] for row in read_rows(REFERENCE / "ppks.csv") if row["spm_indicator"]}
    asked = set(kinds.values()) if question.ppks_code == "ALL" else {kinds.get(question.ppks_code)} - {None}
    if not asked or not speaks(core.case_days, question):
        return None, None
    is_met = ("handled", "pkh", "institution", "referral", "disability_aid")
    needing = [case for case in own(core, question, "cases") if kinds.get(case["ppks_code"]) in asked
               and question.period.replace(month=1) <= case["found_date"] <= question.month_end]
    met = [case for case in needing if (case["handled_date"] <= question.month_end if case["handled_date"] else case["status"] in is_met)]
    says_nothing = not any(case["handled_date"] or case["status"] != "unknown" for case in core.cases if case["ppks_code"] in kinds)
    return (None if says_nothing else len(met)), len(needing)


def open_over_30_days(core: Core, question: Question) -> Pair:
    """Reports found more than 30 days before the end of the month, or before the last day of the list, and not handled by then."""
    if not speaks([*core.case_days, core.last_case_day] if core.case_days else [], question):
        return None, None
    day = min(question.month_end, core.last_case_day)
    waiting = 0
    for case in own(core, question, "cases"):
        handled = case["handled_date"] if case["handled_date"] and case["handled_date"] <= core.as_of else None
        is_open = case["found_date"] <= day and not is_undated(core, case) and (handled is None or handled > day)
        waiting += is_open and (day - case["found_date"]).days > 30 and question.ppks_code in ("ALL", case["ppks_code"])
    return waiting, None


def kelurahan_silent(core: Core, question: Question) -> Pair:
    """Whether nobody was reported in the six months to the month; not known before the list has spoken for six of the months of ten years."""
    first = months_before(question.period, 5)
    if not speaks(core.case_days, question) or max(min(core.case_days), months_before(core.as_of, 120)).replace(day=1) > first:
        return None, None
    return int(not any(first <= case["found_date"] <= question.month_end for case in own(core, question, "cases"))), 1


def held(core: Core, question: Question) -> list[Row]:
    return [activity for activity in own(core, question, "activities") if activity["is_done"]
            and question.period <= activity["realised_date"] <= question.month_end and question.activity_kind in (None, activity["kind_code"])]


def activities(core: Core, question: Question) -> Pair:
    return (len(held(core, question)) if speaks(core.activity_days, question) else None), None


def participants(core: Core, question: Question) -> Pair:
    if not speaks(core.activity_days, question):
        return None, None
    counts = [activity["participants_count"] for activity in held(core, question)]
    known = [count for count in counts if count is not None]
    return (None if counts and not known else sum(known)), None


def kelurahan_reached(core: Core, question: Question) -> Pair:
    first = months_before(question.period, 11)
    if not speaks(core.activity_days, question) or min(core.activity_days).replace(day=1) > first:
        return None, None
    attended = [core.done[seat] for member in own(core, question, "members") for seat in core.seats.get(member["volunteer_id"], []) if seat in core.done]
    here = [activity for activity in own(core, question, "activities") if activity["is_done"]]
    reached = any(
        first <= activity["realised_date"] <= question.month_end and question.activity_kind in (None, activity["kind_code"])
        for activity in here + attended
    )
    return int(reached), 1


def institutions_visited(core: Core, question: Question) -> Pair:
    """Institutions last visited this year by the month; without kinds of which no visit is told, not known where one of the place is later."""
    told = {institution["kind_code"] for institution in core.institutions if institution["last_visit_date"]}
    visits = [institution["last_visit_date"] for institution in own(core, question, "institutions") if institution["kind_code"] in told]
    if not visits or any(day and day > question.month_end for day in visits):
        return None, None
    return sum(1 for day in visits if day and day.year == question.period.year), len(visits)


def plan_done(core: Core, question: Question) -> Pair:
    """Planned since January and carried out."""
    if not speaks(core.activity_days, question):
        return None, None
    january = question.period.replace(month=1)
    planned = [activity for activity in own(core, question, "activities") if activity["planned_date"]
               and january <= activity["planned_date"] <= question.month_end and question.activity_kind in (None, activity["kind_code"])]
    return sum(1 for activity in planned if activity["is_done"] and activity["realised_date"] <= question.month_end), len(planned)


def dtsen_proposals(core: Core, question: Question) -> list[Row] | None:
    if not speaks(core.proposal_days, question) or not any(
        row["register"] == "DTSEN" and row["proposed_date"] <= question.month_end for row in core.proposals
    ):
        return None
    return [proposal for proposal in own(core, question, "proposals") if proposal["register"] == "DTSEN"]


def proposals_open_90(core: Core, question: Question) -> Pair:
    found = dtsen_proposals(core, question)
    if found is None:
        return None, None
    still_open = [proposal for proposal in found if proposal["status"] == "proposed"
                  or (proposal["decided_date"] and proposal["decided_date"] > question.month_end)]
    until = min(question.month_end, core.as_of)
    return sum(1 for proposal in still_open if (until - proposal["proposed_date"]).days > 90), None


def proposals_accepted(core: Core, question: Question) -> Pair:
    found = dtsen_proposals(core, question)
    if found is None:
        return None, None
    first = months_before(question.period, 11)
    answered = [proposal["status"] for proposal in found if proposal["status"] in ("accepted", "rejected", "revision")
                and proposal["decided_date"] and first <= proposal["decided_date"] <= question.month_end]
    return answered.count("accepted"), len(answered)


FIGURES: dict[str, Callable[[Core, Question], Pair]] = {
    "active_members": active_members,
    "activities": activities,
    "dtks_individuals": lambda core, question: (registered(core, question), None),
    "dtks_per_1000": lambda core, question: (registered(core, question), residents(core, question)),
    "handled_in_30_days": handled_in_30_days,
    "institutions_visited": institutions_visited,
    "kelurahan_reached": kelurahan_reached,
    "kelurahan_silent": kelurahan_silent,
    "norm_met": norm_met,
    "open_over_30_days": open_over_30_days,
    "participants": participants,
    "plan_done": plan_done,
    "ppks_count": lambda core, question: (ppks(core, question), None),
    "ppks_per_1000": lambda core, question: (ppks(core, question), residents(core, question)),
    "ppks_per_km2": lambda core, question: (ppks(core, question), question.unit["area_km2"]),
    "ppks_per_member": lambda core, question: (ppks(core, question), active_members(core, question)[0]),
    "proposals_accepted": proposals_accepted,
    "proposals_open_90": proposals_open_90,
    "reports": reports,
    "shortage": shortage,
    "spm_met": spm_met,
    "trained_members": trained_members,
}
FACTORS = {
    "dtks_per_1000": 1000, "ppks_per_1000": 1000, "ppks_per_km2": 1, "ppks_per_member": 1,
    "handled_in_30_days": 100, "institutions_visited": 100, "kelurahan_reached": 100, "kelurahan_silent": 100, "norm_met": 100, "plan_done": 100, "proposals_accepted": 100, "spm_met": 100, "trained_members": 100,
}


def total(name: str, pairs: list[Pair]) -> tuple[float | None, float | None, float | None]:
    """Numerator, denominator and value of several kelurahan together: the sums of those with both parts, then the division."""
    factor = FACTORS.get(name)
    known = [pair for pair in pairs if pair[0] is not None and (factor is None or pair[1] is not None)]
    if not known:
        return None, None, None
    numerator = sum(pair[0] for pair in known)
    if factor is None:
        return numerator, None, numerator
    denominator = sum(pair[1] for pair in known)
    return numerator, denominator, factor * numerator / denominator if denominator else None


def alone(name: str, pair: Pair) -> tuple[float | None, float | None, float | None]:
    """The same for one kelurahan, which shows a numerator also where its denominator is not known."""
    return (*pair, total(name, [pair])[2])
