"""What an edition says about the members and places of a city at the end of a month, before any rule of a plan.

A member's training, as of the last day of the month; later dates are ignored:
    last training       the latest day the member list or an attendance list of a bimtek knows of.
    never trained       neither knows of any.
    level               the list's, where its date has come or it names none. The list is the agency's own record: a training
                        attended up to its date gives no higher level than the list does, one attended after its date gives the
                        level of its topic (data/reference/training_topic.csv). Where the list's date has not come, what was
                        attended until then decides, at most the list's level.
    trained in a level  the latest attendance of a topic of that level, or the list's date where the list names that level.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.errors import UserError
from data.forms import month
from data.parameters import planning as parameters
from planning.topics import LEVELS, MEETINGS, topic_of
from planning.wording import label
from queries.warehouse import ask

RANKS = {"none": 0, "dasar": 1, "lanjutan": 2, "khusus": 3}


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a city and month; a page may keep them while the planner changes rules.

    `members`: one row a member of a person kind, active or not, by place, joining date (unknown last) and id: volunteer_id,
    place_code, place_name, label (what a member is called without a name), kecamatan_code, kecamatan_name, serves_kecamatan,
    kind_code, kind_name, sex, joined_date, left_date, is_active, joins_later, training_level, level_rank, is_trained,
    last_training_date, dasar_date, lanjutan_date, khusus_date, held_count, attended_count, last_meeting_date. `trainings`:
    volunteer_id, topic, training_date, level. `gatherings`: volunteer_id, kind_code, topic, realised_date. `units`: one row a
    kelurahan by code. `stock`: PPKS by kelurahan and kind, ALL all kinds. `first_report`, `last_report`: the months between which
    the case list speaks; NaT for a city without one.
    """

    edition_id: str
    city_code: str
    city_name: str
    unit_word: str
    period: date
    month_end: pd.Timestamp
    has_members: bool
    has_attendance: bool
    first_report: pd.Timestamp
    last_report: pd.Timestamp
    members: pd.DataFrame
    trainings: pd.DataFrame
    gatherings: pd.DataFrame
    units: pd.DataFrame
    stock: pd.DataFrame


def facts_for(edition_id: str, city_code: str, period: date, found: Facts | None) -> Facts:
    """The facts at hand, or those of the city and month. ValueError when they are of others."""
    if found is None:
        return facts(edition_id, city_code, period)
    wanted, given = (edition_id, city_code, period), (found.edition_id, found.city_code, found.period)
    if given != wanted:
        raise ValueError(f"facts of {given} do not answer rules of {wanted}")
    return found


def facts(edition_id: str, city_code: str, period: date) -> Facts:
    """The facts of a city at the end of a month. UserError for a month or city that the edition does not hold."""
    values = {
        "city_code": city_code, "period": period, "presence_months": parameters.scale(period).presence_months, "kind_codes": list(MEETINGS["utusan"]),
    }
    scope = ask(edition_id, "planning/scope", **values)
    if scope.empty:
        raise UserError(
            f"Edisi {edition_id} tidak memuat {month(period)} untuk kota {city_code}. Pilih bulan dan kota lain, atau bangun ulang datanya."
        )
    scope = scope.iloc[0]
    trainings = ask(edition_id, "planning/trainings", **values)
    trainings["level"] = [topic_of(topic if isinstance(topic, str) else None).level for topic in trainings.topic]
    members = ask(edition_id, "planning/members", **values)
    members["label"] = [label(*row) for row in zip(members.kind_code, members.place_name, members.volunteer_id, strict=True)]
    month_end = pd.Timestamp(scope.month_end)
    return Facts(
        edition_id=edition_id, city_code=city_code, city_name=scope.city_name, unit_word=scope.unit_word, period=period,
        month_end=month_end, has_members=bool(scope.has_members), has_attendance=bool(scope.has_attendance),
        first_report=pd.Timestamp(scope.first_report_period), last_report=pd.Timestamp(scope.last_report_period),
        members=trained(members, trainings, month_end), trainings=trainings,
        **{name: ask(edition_id, f"planning/{name}", **values) for name in ("gatherings", "units", "stock")},
    )


def trained(members: pd.DataFrame, trainings: pd.DataFrame, month_end: pd.Timestamp) -> pd.DataFrame:
    """The members with their training as the module says; `trainings` hold none after `month_end`."""
    listed_rank = members.listed_level.map(RANKS).to_numpy()
    listed_date = members.listed_date
    has_come = (listed_date <= month_end).to_numpy()
    holds = (has_come | listed_date.isna().to_numpy()) & (listed_rank > 0)
    listed = pd.DataFrame({"volunteer_id": members.volunteer_id, "listed_rank": listed_rank, "listed_date": listed_date})
    found = trainings.merge(listed, on="volunteer_id")
    rank = found.level.map(RANKS).fillna(0)
    is_judged = (found.listed_rank > 0) & (found.training_date <= found.listed_date)
    found["rank"] = rank.where(~is_judged, np.minimum(rank, found.listed_rank))
    attended = found.groupby("volunteer_id").agg(rank=("rank", "max"), last=("training_date", "max"))
    attended = attended.reindex(members.volunteer_id).set_axis(members.index)
    dates = pd.DataFrame(index=members.index)
    for level in LEVELS:
        came = found[found.level == level].groupby("volunteer_id").training_date.max()
        came = came.reindex(members.volunteer_id).set_axis(members.index)
        dates[f"{level}_date"] = _later(came, listed_date.where(has_come & (members.listed_level == level).to_numpy()))
    level_rank = np.maximum(np.where(holds, listed_rank, 0), attended["rank"].fillna(0).to_numpy()).astype(int)
    last = _later(attended["last"], listed_date.where(has_come))
    return members.drop(columns=["listed_level", "listed_date"]).assign(
        training_level=np.array(list(RANKS))[level_rank], level_rank=level_rank, is_trained=holds | last.notna().to_numpy(),
        last_training_date=last, **dates,
    )


def last_list(found: Facts, question: str, level: str, kinds: tuple[str, ...] = ()) -> set[str]:
    """The members of the kinds (of any where none is named), active or not, who came in the last months (`last_list_months` of the
    parameters) up to the end of the facts' month; empty where no attendance list says so.

    To a training of the level, or for "utusan" to a musda, to a rakor where there was no musda, to a KIE where there was neither.
    """
    members = found.members[found.members.kind_code.isin(kinds)] if kinds else found.members
    since = months_before(found.month_end, parameters.scale(found.period).last_list_months)
    if question == "pelatihan":
        came = found.trainings[(found.trainings.training_date > since) & (found.trainings.level == level)]
        return set(came.volunteer_id) & set(members.volunteer_id)
    came = found.gatherings[found.gatherings.realised_date > since]
    kind = next((kind for kind in MEETINGS[question] if (came.kind_code == kind).any()), "")
    return set(came.volunteer_id[came.kind_code == kind]) & set(members.volunteer_id)


def months_before(day: pd.Timestamp, count: int) -> pd.Timestamp:
    """The same day `count` months earlier, or the last day of that month."""
    return day - pd.DateOffset(months=count)


def month_number(days: pd.Series) -> np.ndarray:
    """Months since year 0, NaN where there is no day: their differences are months."""
    return (days.dt.year * 12 + days.dt.month).to_numpy(dtype=float, na_value=np.nan)


def _later(left: pd.Series, right: pd.Series) -> pd.Series:
    """The later of two days; the only one where one is missing."""
    return left.where(right.isna() | (left >= right), right)
