"""Where batches meet and who comes: the model behind planning/solver/batches.py.

Batches of one capacity and the same possible places are alike; a slot s is a class of alike batches and one of their places. p_i
people live in kecamatan i; f_is of them meet in slot s, in z_is parts, and v_s batches of the class meet there. With Z the least
number of parts in which everybody finds a seat, minimise

    sum_is  km(i, s) * f_is
subject to
    (1) sum_s f_is = p_i                           for every kecamatan
    (2) sum_i f_is <= capacity_s * v_s             for every slot
    (3) sum of v_s over the slots of g = count_g   for every class g
    (4) f_is <= min(p_i, capacity_s) * z_is
    (5) z_is <= v_s,  z and v whole
    (6) sum_is z_is <= Z,  sum_s z_is >= p_i / the largest capacity.

The search stops after a fixed number of nodes (or, on a slow machine, by the clock) and then says how far it may be from the
best.
"""

from dataclasses import dataclass

import numpy as np

from planning.solver.linear import LinearModel

_NODES = 500
_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Alike:
    """The numbers of batches of one capacity that may meet at the same places; kilometres from each kecamatan to each place, (d, places)."""

    batches: list[int]
    capacity: int
    km: np.ndarray


@dataclass(frozen=True, slots=True)
class Meetings:
    """For each class: people by kecamatan and place, and the places its batches have, in order; what better may still exist, 0 for nothing."""

    people: list[np.ndarray]
    places: list[np.ndarray]
    gap: float


def meet(people: np.ndarray, classes: list[Alike], start: np.ndarray) -> Meetings:
    """The fewest kilometres for `people` (d,), all above 0, in no more parts than in `start`, some division over the batches, (d, b)."""
    d, parts = len(people), np.count_nonzero(start)
    spots = [alike.km.shape[1] for alike in classes]
    group = np.repeat(np.arange(len(classes)), spots)
    slots = len(group)
    capacity = np.array([alike.capacity for alike in classes], np.int64)[group]
    count = np.array([len(alike.batches) for alike in classes])
    flow = np.arange(d * slots)
    home, slot = np.divmod(flow, slots)
    piece, held = d * slots + flow, 2 * d * slots + np.arange(slots)
    most, each = np.minimum(people[home], capacity[slot]), np.ones(d * slots)
    starts = np.cumsum([0, d, slots, len(classes), d * slots, d * slots, 1, d])
    all_come, fits, all_meet, in_parts, only_held, few_parts, own_parts = starts[:-1]
    entries = [
        (all_come + home, flow, each),
        (fits + slot, flow, each), (fits + np.arange(slots), held, -capacity),
        (all_meet + group, held, np.ones(slots)),
        (in_parts + flow, flow, each), (in_parts + flow, piece, -most),
        (only_held + flow, piece, each), (only_held + flow, held[slot], -each),
        (few_parts + 0 * flow, piece, each), (own_parts + home, piece, each),
    ]
    lower, upper = np.full(starts[-1], -np.inf), np.zeros(starts[-1])
    lower[:d] = upper[:d] = people
    lower[all_meet:in_parts] = upper[all_meet:in_parts] = count
    upper[few_parts], upper[own_parts:] = parts, np.inf
    lower[own_parts:] = np.ceil(people / capacity.max())
    if parts == lower[own_parts:].sum():
        # No split is left to choose: who fits into one batch comes as one part, which the search uses much better as an equality.
        lower[in_parts:only_held][most == people[home]] = 0
    cost = np.r_[-np.concatenate([alike.km for alike in classes], axis=1).ravel(), np.zeros(d * slots + slots)]
    bounds = np.zeros(len(cost)), np.r_[people[home], np.minimum(count[group][slot], parts), count[group]]
    whole = np.r_[np.zeros(d * slots, bool), np.ones(d * slots + slots, bool)]
    model = LinearModel(cost, bounds, _joined(entries), (lower, upper), whole, nodes=_NODES, seconds=_SECONDS)
    model.start_from(_as_values(start, classes, spots))
    solution = model.solve()
    values = solution.values.round().astype(np.int64)
    meeting = np.split(values[: d * slots].reshape(d, slots), np.cumsum(spots)[:-1], axis=1)
    places = [np.repeat(np.arange(spot), taken) for spot, taken in zip(spots, np.split(values[held], np.cumsum(spots)[:-1]), strict=True)]
    return Meetings(meeting, places, solution.gap)


def fewest_parts(people: np.ndarray, capacities: np.ndarray) -> np.ndarray:
    """People by kecamatan and batch, (d, b), in the fewest parts; together the batches have room for all."""
    d, b = len(people), len(capacities)
    seat = np.arange(d * b)
    home, batch = np.divmod(seat, b)
    most, each = np.minimum(people[home], capacities[batch]), np.ones(d * b)
    entries = [
        (home, seat, each), (d + batch, seat, each), (d + b + seat, seat, each), (d + b + seat, d * b + seat, -most),
    ]
    lower, upper = np.r_[people, np.full(b + d * b, -np.inf)], np.r_[people, capacities, np.zeros(d * b)]
    cost, bounds, whole = np.r_[0 * each, -each], (0 * np.r_[each, each], np.r_[most, each]), np.r_[0 * each, each] > 0
    solution = LinearModel(cost, bounds, _joined(entries), (lower, upper), whole, nodes=_NODES, seconds=_SECONDS).solve()
    return solution.values[: d * b].round().astype(np.int64).reshape(d, b)


def _as_values(start: np.ndarray, classes: list[Alike], spots: list[int]) -> np.ndarray:
    """A division over the batches as values of the model, each batch at the place that is best for it."""
    flow, piece, held = np.zeros((len(start), sum(spots))), np.zeros((len(start), sum(spots))), np.zeros(sum(spots))
    for alike, first in zip(classes, np.cumsum([0, *spots]), strict=False):
        for batch in alike.batches:
            slot = first + (start[:, batch] @ alike.km).argmin()
            flow[:, slot] += start[:, batch]
            piece[:, slot] += start[:, batch] > 0
            held[slot] += 1
    return np.r_[flow.ravel(), piece.ravel(), held]


def _joined(entries: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    row, column, value = (np.concatenate(part) for part in zip(*entries, strict=True))
    return row, column, value
