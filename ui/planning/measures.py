"""What a list of members achieves, counted the same way for the plan, the simple rule, last year's list and a saved scenario."""

from collections.abc import Iterable

import pandas as pd

from charts.plan_words import Measured
from planning.wording import share


def measured(members: pd.DataFrame, volunteer_ids: Iterable[str], points: float | None, most_points: float | None) -> Measured:
    """Measures of those of `members` (the columns of planning.facts.Facts.members) who are on the list."""
    people = members.loc[members.volunteer_id.isin(set(volunteer_ids)), ["place_code", "serves_kecamatan", "is_trained", "sex"]]
    return Measured(
        seated=len(people), places=int(people.place_code[~people.serves_kecamatan].nunique()), never_trained=int((~people.is_trained).sum()),
        women=int((people.sex == "P").sum()), covered=share(points, most_points),
    )
