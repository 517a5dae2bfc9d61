"""A plan as the rows that the file of plans keeps."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from planning.facts import Facts, facts_for
from planning.kept.standing import INDICATORS, standing
from planning.recruitment import RecruitmentPlan
from planning.training import Plan, arranged
from queries.warehouse import ask

_PERSON = ("volunteer_id", "place_code", "place_name", "kecamatan_code", "kecamatan_name", "kind_code", "kind_name", "reason")
_WORTH = ("points", "most_points", "simple_points", "last_year_points", "gini_before", "gini_after")


@dataclass(frozen=True, slots=True)
class Rows:
    """What is kept of a plan: one row of plan_version, and those of plan_person, plan_place and plan_batch, by column name."""

    version: dict[str, object]
    person: list[dict[str, object]] = field(default_factory=list)
    place: list[dict[str, object]] = field(default_factory=list)
    batch: list[dict[str, object]] = field(default_factory=list)


def rows_of(plan: Plan | RecruitmentPlan, found: Facts | None = None) -> Rows:
    """The rows of a Plan or RecruitmentPlan, with where its places stand today; `found` are the facts it was made of, where they are at
    hand. NoEdition when its edition is gone."""
    rules = plan.rules
    found = facts_for(plan.edition_id, rules.city_code, rules.period, found)
    if isinstance(plan, Plan) and rules.batches and plan.arrangement is None:
        plan = arranged(plan, found)
    said = ask(plan.edition_id, "pages/edition").iloc[0]
    is_recruitment = isinstance(plan, RecruitmentPlan)
    version = {
        "city_code": rules.city_code, "question": rules.question, "edition_id": plan.edition_id, "as_of": said.as_of.date().isoformat(),
        "is_simulated": int(said.is_simulated), "period": rules.period.isoformat(), "norm_id": rules.norm_id,
        "topic": getattr(rules, "topic", ""), "level": getattr(rules, "level", ""), "rules_json": rules.to_json(),
        "seats": rules.recruits if is_recruitment else rules.seats,
        "chosen_count": int(plan.places.recruits.sum()) if is_recruitment else len(plan.chosen),
        **{name: _known(getattr(plan, name, None)) for name in _WORTH},
    }
    persons = [] if is_recruitment else [*_persons(plan.chosen, is_chosen=1), *_persons(plan.refused, is_chosen=0)]
    return Rows(version, persons, _places(plan, found, is_recruitment), [] if is_recruitment else _batches(plan))


def _persons(people: pd.DataFrame, is_chosen: int) -> list[dict[str, object]]:
    return [
        {
            **{name: str(row[name]) for name in _PERSON}, "is_chosen": is_chosen, "position": position, "batch": row.get("batch") or "",
            "points": float(row["points"]), "lost": _known(row.get("lost")), "is_override": int(bool(row.get("is_override", False))),
        }
        for position, row in enumerate(people.to_dict("records"), start=1)
    ]


def _places(plan: Plan | RecruitmentPlan, found: Facts, is_recruitment: bool) -> list[dict[str, object]]:
    """Every place of the plan with its seats or recruits and where it stands."""
    now = standing(found, plan.rules)
    given = plan.places.set_index("place_code").to_dict("index")
    rows = []
    for row in now.to_dict("records"):
        own = given.get(row["place_code"], {})
        count = int(own.get("recruits" if is_recruitment else "seats") or 0)
        rows.append({
            **{name: row[name] for name in ("place_code", "place_name", "kecamatan_code", "kecamatan_name")},
            **{name: None if pd.isna(row[name]) else int(row[name]) for name in INDICATORS},
            "seats": count, "position": _whole(own.get("order")), "points": _known(own.get("points")), "reason": own.get("reason") or "",
        })
    return rows


def _batches(plan: Plan) -> list[dict[str, object]]:
    return [
        {
            "position": position, "name": row["name"], "day": row["date"].isoformat() if isinstance(row["date"], date) else None,
            "venue_code": row["venue_code"] or None,
            "venue_name": row["where"], "capacity": int(row["capacity"]), "chosen_count": int(row["count"]), "km": _known(row["km"]),
        }
        for position, row in enumerate(plan.batches.to_dict("records"), start=1)
    ]


def _known(value: object) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value)


def _whole(value: object) -> int | None:
    return None if value is None or pd.isna(value) else int(value)
