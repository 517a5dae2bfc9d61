"""What became of a plan: who of the invited came, who came uninvited, and what changed of what the plan promised to change.

The activities that count are, unless the planner names others, those held after the month of the plan and within a year of it, or of
its last batch: trainings with the topic of the plan, or with its level and not for other kinds of volunteers; for delegates the meetings
with its topic, or the musda where the plan is for one. Before is where the places stood when the plan was saved, now is the last month of
the edition; both counted by planning/kept/standing.py. Nothing is said about attendance before there is an attendance list.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.forms import month
from data.parameters import norm_of
from planning.facts import Facts, facts_for
from planning.kept.saved import StoredPlan
from planning.kept.standing import INDICATORS, standing
from planning.rules import RecruitmentRules, Rules, rules_from_json
from planning.topics import MEETINGS, topic_of
from planning.wording import whole
from queries.warehouse import ask

TITLES = {
    "active_count": "Anggota aktif", "trained_count": "Anggota terlatih", "never_trained_count": "Belum pernah dilatih",
    "shortage": "Kekurangan anggota",
}
# What a plan of each question promises to change; delegates change none of these.
_PROMISED = {"pelatihan": ("trained_count", "never_trained_count"), "utusan": (), "rekrutmen": ("active_count", "shortage")}
_LESS_IS_BETTER = ("never_trained_count", "shortage")
_MONTHS = 12  # how long after the plan an activity is still taken for its own
_NO_LIST = "Belum ada daftar hadir kegiatan yang sesuai dengan rencana ini."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan in an edition; NaN and None are not known.

    `activities`: every activity of the kind since the plan: activity_id, kind_code, topic, realised_date, kecamatan_name,
    participants_count, list_count, is_counted, and of the counted ones came, uninvited. `people`: the chosen with came, came_on (first
    day). `batches`: batch, day, venue_name, invited, came, absent. `kecamatan`: kecamatan_code, kecamatan_name, invited, came, uninvited.
    All but `activities` are without rows for a recruitment. `places`: place_code, place_name, kecamatan_code, kecamatan_name, seats, and
    of each indicator `_before`, `_now` and `_change` (better, same, worse or None); for a recruitment also joined, the members of the
    norm's kinds who joined since. `city`: indicator, title, before, now, change, and the same with target_ for the places the plan gave
    to. `invited`, `came`, `uninvited`: people; the last two None before there is an attendance list. `said`: all this in a sentence or two.
    """

    edition_id: str
    before: date
    now: date
    activities: pd.DataFrame
    people: pd.DataFrame
    batches: pd.DataFrame
    kecamatan: pd.DataFrame
    places: pd.DataFrame
    city: pd.DataFrame
    invited: int
    came: int | None
    uninvited: int | None
    said: str


def last_month(edition_id: str) -> date:
    """The month up to which an edition knows what became of a plan."""
    return ask(edition_id, "pages/edition").as_of.iloc[0].date().replace(day=1)


def follow(
    stored: StoredPlan, edition_id: str, activity_ids: Collection[str] | None = None, found: Facts | None = None
) -> Outcome:
    """What an edition says of a saved plan; `activity_ids` are the activities that count in place of those that match by themselves,
    `found` the city's facts of the edition's last month where they are at hand."""
    rules = rules_from_json(stored.saved.rules_json)
    now = last_month(edition_id)
    activities = _activities(stored, rules, edition_id, activity_ids)
    counted = activities.activity_id[activities.is_counted].tolist()
    attendance = ask(edition_id, "planning/outcome_attendance", city_code=rules.city_code, activity_ids=counted)
    invited = set(stored.chosen.volunteer_id)
    attendance["is_invited"] = attendance.volunteer_id.isin(invited)
    has_list = not attendance.empty
    people = _people(stored, attendance, activities)
    places = _places(stored, rules, facts_for(edition_id, rules.city_code, now, found))
    city = _city(places)
    uninvited = attendance[~attendance.is_invited].drop_duplicates("volunteer_id")
    came = int(people.came.sum()) if has_list else None
    return Outcome(
        edition_id, stored.saved.period, now, _with_counts(activities, attendance), people, _batches(stored, people),
        _by_kecamatan(people, uninvited), places, city, len(invited), came, len(uninvited) if has_list else None,
        _said(stored, rules, now, places, city, came, len(uninvited)),
    )


def _activities(stored: StoredPlan, rules: Rules | RecruitmentRules, edition_id: str, chosen: Collection[str] | None) -> pd.DataFrame:
    days = [rules.period, *(day for day in stored.batches.day if day)]
    last_day = (pd.Timestamp(max(days)) + pd.DateOffset(months=_MONTHS) + pd.offsets.MonthEnd(0)).date()
    found = ask(
        edition_id, "planning/outcome_activities", city_code=rules.city_code, period=rules.period, kind_codes=list(MEETINGS[rules.question]),
        last_day=date.max if chosen else last_day,
    )
    matches = [is_of_plan(rules, row.kind_code, row.topic if isinstance(row.topic, str) else "") for row in found.itertuples()]
    return found.assign(is_counted=found.activity_id.isin(chosen) if chosen is not None else np.array(matches, dtype=bool))


def is_of_plan(rules: Rules | RecruitmentRules, kind_code: str, topic: str) -> bool:
    """Whether an activity answers to a plan by its own words."""
    if kind_code not in MEETINGS[rules.question]:
        return False
    if rules.topic and _plain(topic) == _plain(rules.topic):
        return True
    if rules.question == "pelatihan":
        said = topic_of(topic)
        return said.level == rules.level and not (said.kinds and rules.kinds and set(said.kinds).isdisjoint(rules.kinds))
    return kind_code == "musda" and "musda" in _plain(rules.topic)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _people(stored: StoredPlan, attendance: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    days = attendance.merge(activities[["activity_id", "realised_date"]], on="activity_id")
    first = days.groupby("volunteer_id", as_index=False).realised_date.min().rename(columns={"realised_date": "came_on"})
    people = stored.chosen.merge(first, on="volunteer_id", how="left").sort_values("position", ignore_index=True)
    return people.assign(came=people.came_on.notna())


def _with_counts(activities: pd.DataFrame, attendance: pd.DataFrame) -> pd.DataFrame:
    """The activities with who of their lists was invited; unknown without a list."""
    has_list = activities.is_counted & (activities.list_count > 0)
    counts = {
        name: activities.activity_id.map(rows.activity_id.value_counts()).fillna(0).where(has_list)
        for name, rows in (("came", attendance[attendance.is_invited]), ("uninvited", attendance[~attendance.is_invited]))
    }
    return activities.assign(**counts)


def _batches(stored: StoredPlan, people: pd.DataFrame) -> pd.DataFrame:
    counts = people.groupby("batch", sort=False).came.agg(["size", "sum"])
    facts_of = stored.batches.set_index("name")
    return pd.DataFrame({
        "batch": counts.index, "day": [facts_of.day.get(name) for name in counts.index],
        "venue_name": [facts_of.venue_name.get(name, "") for name in counts.index],
        "invited": counts["size"].to_numpy(), "came": counts["sum"].to_numpy(), "absent": (counts["size"] - counts["sum"]).to_numpy(),
    })


def _by_kecamatan(people: pd.DataFrame, uninvited: pd.DataFrame) -> pd.DataFrame:
    key = ["kecamatan_code", "kecamatan_name"]
    invited = people.groupby(key).came.agg(invited="size", came="sum")
    counts = invited.join(uninvited.groupby(key).size().rename("uninvited"), how="outer").fillna(0).astype(int)
    return counts.reset_index().sort_values("kecamatan_code", ignore_index=True)


def _places(stored: StoredPlan, rules: Rules | RecruitmentRules, found: Facts) -> pd.DataFrame:
    """The places of the plan, where they stood and where they stand; a place the edition no longer has is not known now."""
    later = standing(found, rules).set_index("place_code")
    places = stored.places[["place_code", "place_name", "kecamatan_code", "kecamatan_name", "seats"]].copy()
    for name in INDICATORS:
        before, after = stored.places[name].astype(float), places.place_code.map(later[name]).astype(float)
        places[f"{name}_before"], places[f"{name}_now"] = before, after
        places[f"{name}_change"] = _changes(name, before, after)
    if isinstance(rules, RecruitmentRules):
        kinds = norm_of(rules.city_code, rules.period, rules.norm_id).kinds
        members = found.members[found.members.is_active & found.members.kind_code.isin(kinds)]
        members = members[members.joined_date > pd.Timestamp(rules.period) + pd.offsets.MonthEnd(1)]
        places["joined"] = places.place_code.map(members.place_code.value_counts()).fillna(0).astype(int)
    return places


def _changes(name: str, before: pd.Series, after: pd.Series) -> list[str | None]:
    difference = (before - after if name in _LESS_IS_BETTER else after - before).to_numpy()
    words = {1.0: "better", 0.0: "same", -1.0: "worse"}
    return [None if np.isnan(step) else words[float(step)] for step in np.sign(difference)]


def _city(places: pd.DataFrame) -> pd.DataFrame:
    """The sums over the places known both then and now: of the city, and of the places the plan gave to."""
    rows = []
    for name in INDICATORS:
        is_known = places[f"{name}_before"].notna() & places[f"{name}_now"].notna()
        row = {"indicator": name, "title": TITLES[name]}
        for prefix, which in (("", is_known), ("target_", is_known & (places.seats > 0))):
            before, after = (float(places.loc[which, f"{name}_{when}"].sum(min_count=1)) for when in ("before", "now"))
            change = _changes(name, pd.Series([before]), pd.Series([after]))[0]
            row |= {f"{prefix}before": before, f"{prefix}now": after, f"{prefix}change": change}
        rows.append(row)
    return pd.DataFrame(rows)


def _said(
    stored: StoredPlan, rules: Rules | RecruitmentRules, now: date, places: pd.DataFrame, city: pd.DataFrame, came: int | None, uninvited: int
) -> str:
    if isinstance(rules, RecruitmentRules):
        if now <= rules.period:
            return f"Belum ada data setelah {month(rules.period)}."
        wanted = places.seats > 0
        met = np.minimum(places.joined, places.seats)[wanted].sum()
        first = f"{whole(met)} dari {whole(places.seats.sum())} orang yang direncanakan sudah bergabung di tempatnya."
    elif came is None:
        first = _NO_LIST
    else:
        first = f"{whole(came)} dari {whole(len(stored.chosen))} yang diundang hadir; {whole(uninvited)} hadir tanpa undangan."
    moved = [
        f"{row.title.lower()} {whole(row.target_before)} menjadi {whole(row.target_now)}" for row in city.itertuples()
        if row.indicator in _PROMISED[rules.question] and row.target_change is not None
    ]
    if now <= rules.period or not moved:
        return first
    return f"{first} Di tempat yang direncanakan, {month(rules.period)} ke {month(now)}: {', '.join(moved)}."
