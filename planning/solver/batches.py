"""Which kecamatan come in which batch, and where each batch meets.

As few split kecamatan as the capacities allow, then the fewest kilometres (the model is in planning/solver/meeting.py). A batch without
given places meets in its centre kecamatan. Batches that meet at the same place are then made of near kecamatan, by the same model
with the kecamatan as places: kilometres to the centre of each batch. Kilometres are straight lines, one way, summed over people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.errors import UserError
from data.forms import numeral
from planning.solver.meeting import Alike, fewest_parts, meet

_EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch: how many people it takes, and where it may meet, as (lat, lon); no places where that is still open."""

    capacity: int
    venues: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who comes when and where. `gap`: the part of the kilometres that a better arrangement might still save, 0 when there is none better."""

    people: np.ndarray  # (d, b) how many of each kecamatan come in each batch
    venue: np.ndarray  # (b,) the chosen place of the batch, -1 where none was given
    centre: np.ndarray  # (b,) the kecamatan nearest to all people of the batch, -1 for a batch that stays empty
    km: float  # to the meeting places, or to the centre where none was given
    km_to_centre: float
    gap: float


def arrange(people: np.ndarray, lat: np.ndarray, lon: np.ndarray, batches: Sequence[Batch]) -> Arrangement:
    """The arrangement of `people` (d,) of kecamatan at `lat`, `lon` over the batches; UserError when they do not fit."""
    room = sum(batch.capacity for batch in batches)
    if room < people.sum():
        raise UserError(
            f"Daya tampung semua angkatan bersama-sama {numeral(room)} kursi, sedangkan pesertanya {numeral(people.sum())} orang. "
            f"Tambah daya tampung paling sedikit {numeral(people.sum() - room)} kursi, atau kurangi jumlah kursi."
        )
    homes = np.column_stack([lat, lon])
    result = np.zeros((len(people), len(batches)), np.int64)
    lived_in = np.flatnonzero(people)
    apart = distances(homes[lived_in], homes[lived_in])
    to_places = [distances(homes[lived_in], np.array(batch.venues)) if batch.venues else apart for batch in batches]
    capacities = np.array([batch.capacity for batch in batches], np.int64)
    if not len(lived_in):
        nobody = np.full(len(batches), -1)
        return Arrangement(result, nobody, nobody, 0.0, 0.0, 0.0)
    found, place, gap = _placed(people[lived_in], capacities, to_places, [batch.venues for batch in batches], apart)
    result[lived_in] = found
    to_centre = apart.T @ found
    centre = np.full(len(batches), -1)
    used = found.sum(axis=0) > 0
    centre[used] = lived_in[to_centre[:, used].argmin(axis=0)]
    nearest = to_centre.min(axis=0, initial=np.inf, where=used)
    travelled = [found[:, b] @ to_places[b][:, place[b]] if batch.venues else nearest[b] for b, batch in enumerate(batches) if used[b]]
    venue = np.where([bool(batch.venues) for batch in batches], place, -1)
    return Arrangement(result, venue, centre, float(sum(travelled)), float(nearest[used].sum()), gap)


def distances(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Straight-line kilometres between points (n, 2) and (m, 2) of latitude and longitude, (n, m)."""
    first, second = np.radians(one)[:, None, :], np.radians(other)[None, :, :]
    half = np.sin((second - first) / 2) ** 2
    chord = half[..., 0] + np.cos(first[..., 0]) * np.cos(second[..., 0]) * half[..., 1]
    return 2 * _EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord))


def _placed(
    people: np.ndarray, capacities: np.ndarray, km: list[np.ndarray], venues: list[tuple[tuple[float, float], ...]], apart: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, float]:
    """People by kecamatan and batch, the place of each batch, the gap; equal batches are told apart only where they must be."""
    start = fewest_parts(people, capacities)
    for keys in ([(int(size), spots) for size, spots in zip(capacities, venues, strict=True)], list(range(len(capacities)))):
        members = [[index for index, key in enumerate(keys) if key == one] for one in dict.fromkeys(keys)]
        alike = [Alike(group, int(capacities[group[0]]), km[group[0]]) for group in members]
        found = meet(people, alike, start)
        place = np.zeros(len(capacities), np.int64)
        for group, chosen in zip(members, found.places, strict=True):
            place[group] = chosen
        result, gap = _divided(capacities, members, found.people, place, venues, apart)
        # Filling the batches of one place can split a kecamatan more than necessary; then each batch is looked at by itself.
        if np.count_nonzero(result) <= np.count_nonzero(start):
            break
    return result, place, max(gap, found.gap)


def _divided(
    capacities: np.ndarray, members: list[list[int]], people: list[np.ndarray], place: np.ndarray,
    venues: list[tuple[tuple[float, float], ...]], apart: np.ndarray,
) -> tuple[np.ndarray, float]:
    """People by kecamatan and batch from people by place: the batches of one venue by nearness, those of one centre with the fewest splits."""
    result, gap = np.zeros((len(apart), len(capacities)), np.int64), 0.0
    together: dict[object, tuple[list[int], np.ndarray]] = {}
    for number, group in enumerate(members):
        for index in group:
            spot = venues[index][place[index]] if venues[index] else (number, int(place[index]), "centre")
            batches, there = together.setdefault(spot, ([], np.zeros(len(apart), np.int64)))
            if not any(other in group and place[other] == place[index] for other in batches):
                there += people[number][:, place[index]]
            batches.append(index)
    for spot, (batches, there) in together.items():
        if not there.any():
            continue  # batches that nobody needs
        if len(batches) == 1:
            result[:, batches[0]] = there
        elif "centre" in spot:
            result[:, batches] = fewest_parts(there, capacities[batches])
        else:
            some = np.flatnonzero(there)
            near = apart[np.ix_(some, some)]
            found, _, more = _placed(there[some], capacities[batches], [near] * len(batches), [()] * len(batches), near)
            result[np.ix_(some, batches)] = found
            gap = max(gap, more)
    return result, gap
