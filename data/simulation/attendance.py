"""Who came to trainings and meetings, and what that makes of the members' last training."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from data.simulation.activities import Activity, draw_activities
from data.simulation.additions import added_activities
from data.simulation.city import LAST_DAY, SampleCity, chance
from data.simulation.members import Member, draw_members

WITH_LIST = ("Bimtek", "Rakor", "KIE", "Musda")
TRAINED_SHARE = 0.38  # of the active members at the end of 2025, trained in the last 24 months
WINDOW_START = date(2024, 1, 1)
UNKNOWN_NUMBERS = 3  # rows with a member number that is in no list


@dataclass(frozen=True, slots=True)
class Presence:
    """One line of an attendance list."""

    activity_id: str
    member_number: str
    name: str
    came: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Members, activities and attendance of a city, in agreement with each other."""

    members: list[Member]
    activities: list[Activity]
    presences: list[Presence]


def draw_record(city: SampleCity) -> Record:
    """The city's members with their training, activities with their participants, and the lists between them."""
    rng = chance(city.slug, "attendance")
    members, activities = draw_members(city), draw_activities(city)
    lists = _trainings(rng, members, [activity for activity in activities if activity.kind == "Bimtek" and activity.held])
    for activity in activities:
        if activity.kind in WITH_LIST and activity.kind != "Bimtek" and activity.held:
            lists[activity.activity_id] = _guests(rng, activity, members)
    presences = [line for activity in activities for line in _lines(rng, activity, lists.get(activity.activity_id, []), members)]
    _add_unknown(rng, city, presences)
    trained = _with_training(rng, members, activities, lists)
    added = added_activities(city, activities, members)
    lists |= _added_lists(chance(city.slug, "additions"), added, activities, lists, members)
    also = chance(city.slug, "additions", "absent")
    presences += [line for activity in added for line in _lines(also, activity, lists.get(activity.activity_id, []), members)]
    return Record(trained, _with_participants([*activities, *added], lists), presences)


def _added_lists(
    rng: Random, added: list[Activity], activities: list[Activity], lists: dict[str, list[Member]], members: list[Member]
) -> dict[str, list[Member]]:
    """Who came to the added activities. To a Bimtek came members who had another one later, so that their last stays the last."""
    came: dict[str, list[Member]] = {}
    for activity in added:
        if activity.kind == "Bimtek" and activity.held:
            later = [one.activity_id for one in activities if one.kind == "Bimtek" and one.held and one.held > activity.held]
            numbers = {member.number for activity_id in later for member in lists[activity_id]}
            open_to = [member for member in members if member.number in numbers and member.is_active(activity.held)]
            came[activity.activity_id] = rng.sample(open_to, min(len(open_to), round(activity.expected * rng.uniform(0.75, 1))))
        elif activity.kind == "Rakor" and activity.held:
            open_to = [member for member in members if member.kind == "PSM" and member.is_active(activity.held)]
            came[activity.activity_id] = rng.sample(open_to, round(len(open_to) * 0.8))
    return came


def _trainings(rng: Random, members: list[Member], trainings: list[Activity]) -> dict[str, list[Member]]:
    """Members at each Bimtek. In the last 24 months only a chosen share of the active ones is ever invited."""
    recent = [training for training in trainings if training.held >= WINDOW_START]
    active = [member for member in members if member.is_active(LAST_DAY) and member.joined <= recent[-1].held]
    chosen = rng.sample(active, round(TRAINED_SHARE * sum(member.is_active(LAST_DAY) for member in members)))
    lists: dict[str, list[Member]] = {training.activity_id: [] for training in trainings}
    for member in chosen:
        open_to = [training for training in recent if member.is_active(training.held)]
        training = rng.choices(open_to, [training.participants or 1 for training in open_to])[0]
        lists[training.activity_id].append(member)
    for training in trainings:
        if training.held < WINDOW_START:
            at_hand = [member for member in members if member.is_active(training.held)]
            lists[training.activity_id] = rng.sample(at_hand, min(len(at_hand) // rng.randint(5, 8), training.participants or 0))
    return lists


def _guests(rng: Random, activity: Activity, members: list[Member]) -> list[Member]:
    """Members who came to a meeting: those of its place, at most as many as there were participants."""
    active = [member for member in members if member.is_active(activity.held)]
    if activity.kind == "Musda":
        return _delegates(rng, active)
    if activity.unit:
        active = [member for member in active if member.unit == activity.unit]
    elif activity.kecamatan_code:
        active = [member for member in active if member.kecamatan_code == activity.kecamatan_code]
    elif activity.kind == "KIE":
        active = _one_each(rng, active)
    return rng.sample(active, min(len(active), max(1, round((activity.participants or 0) * 0.9))))


def _delegates(rng: Random, active: list[Member]) -> list[Member]:
    """Three delegates of each kecamatan."""
    codes = sorted({member.kecamatan_code for member in active})
    return [member for code in codes for member in rng.sample([one for one in active if one.kecamatan_code == code], 3)]


def _one_each(rng: Random, active: list[Member]) -> list[Member]:
    """One member of each kelurahan that has one."""
    codes = sorted({member.unit.kelurahan_code for member in active if member.unit})
    return [rng.choice([one for one in active if one.unit and one.unit.kelurahan_code == code]) for code in codes]


def _lines(rng: Random, activity: Activity, came: list[Member], members: list[Member]) -> list[Presence]:
    """The list of an activity by member number: those who came and, one in ten, those invited who did not."""
    if not came:
        return []
    numbers = {member.number for member in came}
    others = [member for member in members if member.is_active(activity.held) and member.number not in numbers]
    absent = [] if activity.kind == "Musda" else rng.sample(others, min(len(others), round(len(came) * 0.1)))
    lines = [Presence(activity.activity_id, member.number, member.person.name, True) for member in came]
    lines += [Presence(activity.activity_id, member.number, member.person.name, False) for member in absent]
    return sorted(lines, key=lambda line: line.member_number)


def _add_unknown(rng: Random, city: SampleCity, presences: list[Presence]) -> None:
    for number in range(1, UNKNOWN_NUMBERS + 1):
        position = rng.randrange(len(presences))
        near = presences[position]
        presences.insert(position, Presence(near.activity_id, f"{city.prefix}-98{number:02d}", "Tanpa Nama", True))


def _with_training(
    rng: Random, members: list[Member], activities: list[Activity], lists: dict[str, list[Member]]
) -> list[Member]:
    """Last training = last Bimtek attended; else, for some, one from before the lists began; else none."""
    held = {activity.activity_id: activity.held for activity in activities if activity.kind == "Bimtek"}
    last: dict[str, date] = {}
    for activity_id in held.keys() & lists.keys():
        for member in lists[activity_id]:
            last[member.number] = max(held[activity_id], last.get(member.number, held[activity_id]))
    return [_trained(rng, member, last.get(member.number)) for member in members]


def _trained(rng: Random, member: Member, attended: date | None) -> Member:
    older = None
    if member.joined.year < 2020 and rng.random() < 0.5:
        older = date(rng.randint(member.joined.year + 1, 2021), rng.randint(2, 11), rng.randint(1, 28))
        older = older if member.is_active(older) else None
    day = attended or older
    if day is None:
        return member
    return member.trained(day, rng.choices(("Dasar", "Lanjutan", "Khusus"), (68, 25, 7))[0])


def _with_participants(activities: list[Activity], lists: dict[str, list[Member]]) -> list[Activity]:
    """A Bimtek or Rakor had as many participants as its list says."""
    return [
        replace(activity, participants=len(lists[activity.activity_id]))
        if activity.kind in ("Bimtek", "Rakor") and lists.get(activity.activity_id) else activity
        for activity in activities
    ]
