"""What belongs in the draft of next year's plan: data/parameters/next_plan.toml."""

from dataclasses import dataclass
from datetime import date

from data.parameters.dated import in_force, read_rules


@dataclass(frozen=True, slots=True)
class NextPlanRule:
    """An activity with participants below `partly_below_pct` percent of its target was reached in part."""

    valid_from: date
    partly_below_pct: int
    decided_by: str


def next_plan_rule(on: date) -> NextPlanRule:
    """The rule in force on a day; the oldest before all of them."""
    return in_force(_rules(), on)


def _rules() -> tuple[NextPlanRule, ...]:
    return read_rules("next_plan.toml", "rule", NextPlanRule)
