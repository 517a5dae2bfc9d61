"""Batches of near kecamatan: the fewest splits, then the fewest kilometres, equal to brute force."""

from itertools import product

import numpy as np
import pytest

from data.errors import UserError
from planning.solver.batches import Arrangement, Batch, arrange, distances


def divisions(count: int, batches: int) -> list[tuple[int, ...]]:
    """Every way to divide so many people over the batches."""
    return [parts for parts in product(range(count + 1), repeat=batches) if sum(parts) == count]


def brute_force(people: np.ndarray, homes: np.ndarray, batches: list[Batch], *, to_centre: bool) -> tuple[int, float]:
    """The fewest parts and with them the fewest kilometres, by trying every division and every place."""
    if not people.any():
        return 0, 0.0
    lived_in = homes[people > 0]
    km = [distances(homes, np.array(batch.venues) if batch.venues and not to_centre else lived_in) for batch in batches]
    best = (10**9, np.inf)
    for rows in product(*(divisions(int(count), len(batches)) for count in people)):
        found = np.array(rows)
        if (found.sum(axis=0) <= [batch.capacity for batch in batches]).all():
            best = min(best, (np.count_nonzero(found), round(sum((found[:, b] @ km[b]).min() for b in range(len(batches))), 6)))
    return best


def parts(arrangement: Arrangement) -> int:
    """How many parts of kecamatan there are."""
    return int(np.count_nonzero(arrangement.people))


def split(arrangement: Arrangement) -> list[int]:
    """The kecamatan that come in more than one batch."""
    return np.flatnonzero((arrangement.people > 0).sum(axis=1) > 1).tolist()


def random_case(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray, list[int], tuple[tuple[float, float], ...]]:
    """People and homes of up to four kecamatan, capacities that just suffice or leave some room, and three places."""
    d, b = int(generator.integers(1, 5)), int(generator.integers(1, 4))
    people = generator.integers(0, 5, d)
    homes = np.column_stack([-6.9 + generator.random(d) / 10, 107.6 + generator.random(d) / 10])
    room = int(people.sum()) + int(generator.integers(0, 3))
    cuts = [room // b + (index < room % b) for index in range(b)]
    if b > 1 and generator.random() < 0.5:
        cuts[0], cuts[1] = cuts[0] + 1, max(0, cuts[1] - 1)
    venues = tuple((-6.9 + float(x) / 10, 107.6 + float(y) / 10) for x, y in generator.random((3, 2)))
    return people, homes, cuts, venues


@pytest.mark.parametrize("kind", ["no place", "one place", "choice", "mixed"])
def test_an_arrangement_has_the_fewest_splits_and_then_the_fewest_kilometres(kind: str) -> None:
    generator = np.random.default_rng(["no place", "one place", "choice", "mixed"].index(kind))
    for _ in range(30):
        people, homes, capacities, venues = random_case(generator)
        options = {"no place": [()], "one place": [venues[:1]], "choice": [venues], "mixed": [venues[:2], (), venues[1:]]}[kind]
        batches = [Batch(capacity, options[index % len(options)]) for index, capacity in enumerate(capacities)]
        found = arrange(people, homes[:, 0], homes[:, 1], batches)
        assert (found.people.sum(axis=1) == people).all()
        assert (found.people.sum(axis=0) <= capacities).all()
        assert found.gap == 0
        expected = brute_force(people, homes, batches, to_centre=kind == "one place")
        assert (parts(found), found.km_to_centre if kind == "one place" else found.km) == (expected[0], pytest.approx(expected[1], abs=1e-5))


def test_a_kecamatan_is_split_only_where_no_batch_has_room_for_it() -> None:
    lat, lon = np.array([-6.90, -6.91, -6.95]), np.array([107.6, 107.6, 107.7])
    whole = arrange(np.array([5, 5, 5]), lat, lon, [Batch(10), Batch(5)])
    assert split(whole) == []
    assert whole.people.tolist() == [[5, 0], [5, 0], [0, 5]]
    forced = arrange(np.array([8, 1, 1]), lat, lon, [Batch(5), Batch(5)])
    assert split(forced) == [0]


def test_batches_at_one_place_are_made_of_near_kecamatan() -> None:
    lat, lon = np.array([-6.90, -6.98, -6.91, -6.99]), np.full(4, 107.6)
    found = arrange(np.array([3, 3, 3, 3]), lat, lon, [Batch(6, ((-6.95, 107.6),))] * 2)
    assert {tuple(column) for column in found.people.T.tolist()} == {(3, 0, 3, 0), (0, 3, 0, 3)}
    assert found.venue.tolist() == [0, 0]
    assert found.km == pytest.approx(distances(np.column_stack([lat, lon]), np.array([[-6.95, 107.6]])).sum() * 3)
    assert found.km_to_centre < found.km


def test_everybody_goes_to_the_nearest_place_when_there_is_room() -> None:
    lat, lon = np.array([-6.90, -6.98]), np.full(2, 107.6)
    found = arrange(np.array([2, 4]), lat, lon, [Batch(9, ((-6.98, 107.6), (-6.90, 107.6)))] * 2)
    assert found.km == pytest.approx(0)
    assert sorted(found.venue.tolist()) == [0, 1]


def test_too_little_room_says_how_much_is_missing() -> None:
    with pytest.raises(UserError, match="80 kursi, sedangkan pesertanya 90 orang. Tambah daya tampung paling sedikit 10 kursi"):
        arrange(np.full(30, 3), np.zeros(30), np.zeros(30), [Batch(40)] * 2)


def test_nobody_to_seat_and_an_unused_batch_have_no_centre() -> None:
    nobody = arrange(np.zeros(2, int), np.zeros(2), np.zeros(2), [Batch(5)])
    assert (nobody.km, nobody.centre.tolist()) == (0, [-1])
    found = arrange(np.array([3]), np.array([-6.9]), np.array([107.6]), [Batch(5), Batch(5)])
    assert sorted(found.centre.tolist()) == [-1, 0]


def test_ninety_delegates_of_thirty_kecamatan_come_in_three_whole_batches() -> None:
    generator = np.random.default_rng(8)
    lat, lon = -6.9 + generator.random(30) / 10, 107.55 + generator.random(30) / 6
    found = arrange(np.full(30, 3), lat, lon, [Batch(30, ((-6.92, 107.61),))] * 3)
    assert found.people.sum(axis=0).tolist() == [30, 30, 30]
    assert split(found) == []
    assert found.gap == 0
    again = arrange(np.full(30, 3), lat, lon, [Batch(30, ((-6.92, 107.61),))] * 3)
    assert (again.people == found.people).all()


def test_kilometres_are_those_of_a_straight_line_on_the_globe() -> None:
    assert distances(np.array([[-6.0, 107.0]]), np.array([[-7.0, 107.0]]))[0, 0] == pytest.approx(111.19, abs=0.01)
