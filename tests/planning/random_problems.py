"""Small random problems with many ties, tight limits and every rule."""

from dataclasses import replace

import numpy as np

from planning.solver.problem import Problem


def random_problem(generator: np.random.Generator, *, is_grained: bool = True, most: int = 12) -> Problem:
    """At most `most` candidates in a few places and districts; `is_grained`: quarter points, so that ties are frequent and exact."""
    n, m, d = int(generator.integers(0, most + 1)), int(generator.integers(1, 6)), int(generator.integers(1, 4))

    def values(size: int) -> np.ndarray:
        return generator.integers(0, 9, size) / 4 if is_grained else generator.random(size) * 10

    def limits(size: int, chance: float, low: int, high: int, otherwise: int) -> np.ndarray:
        if generator.random() >= chance:
            return np.full(size, otherwise)
        return np.full(size, generator.integers(low, high)) if generator.random() < 0.5 else generator.integers(low, high, size)

    share = generator.choice([0, 0.3, 0.5, 1 / 3, 0.07, 0.9, 1], p=[0.4, 0.2, 0.15, 0.1, 0.05, 0.05, 0.05])
    return Problem(
        place=np.sort(generator.integers(0, m, n)), district=generator.integers(0, d, m),
        person_points=values(n) * generator.integers(0, 2), is_woman=generator.random(n) < generator.choice([0.2, 0.5, 0.8]),
        is_must=generator.random(n) < generator.choice([0, 0, 0, 0.1, 0.3]), place_points=values(m) * generator.integers(0, 2),
        trained_before=generator.integers(0, 3, m), decay=float(generator.choice([0, 0.25, 0.5, 1] if is_grained else [0.3, 0.6, 0.7, 0.9])),
        seats=int(generator.integers(0, n + 3)), place_min=limits(m, 0.15, 0, 3, 0), place_max=limits(m, 0.6, 1, 4, 99),
        district_min=limits(d, 0.2, 0, 4, 0), district_max=limits(d, 0.5, 1, 6, 99), women_share=float(share),
    )


def crossed_problem(generator: np.random.Generator) -> Problem:
    """Rules that arithmetic finds harmless one by one: women live in one kecamatan, minimums ask for seats in the other."""
    problem = random_problem(generator, most=9)
    n = len(problem.place)
    lives_first = problem.district[problem.place] == 0
    return replace(
        problem, is_woman=lives_first & (generator.random(n) < 0.8), women_share=float(generator.choice([0.4, 0.5, 0.7])),
        seats=int(generator.integers(2, 8)),
        district_min=generator.integers(0, 3, len(problem.district_min)), district_max=generator.integers(1, 5, len(problem.district_min)),
        place_min=np.zeros(len(problem.district), int), is_must=generator.random(n) < 0.15,
    )


def large_problem(places: int = 151, districts: int = 30, candidates: int = 5_000, seats: int = 500, seed: int = 5, **changes: object) -> Problem:
    """A city: about as many districts as Bandung, at most six of a kelurahan, points as the factors give them (many equal)."""
    generator = np.random.default_rng(seed)
    place = np.sort(generator.integers(0, places, candidates))
    return replace(Problem(
        place=place, district=np.sort(np.arange(places) % districts), person_points=np.round(generator.integers(0, 61, candidates) / 60 * 40, 3),
        is_woman=generator.random(candidates) < 0.45, is_must=np.zeros(candidates, bool), place_points=generator.random(places) * 60,
        trained_before=generator.integers(0, 4, places), decay=0.6, seats=seats, place_min=np.zeros(places, int), place_max=np.full(places, 6),
        district_min=np.zeros(districts, int), district_max=np.full(districts, 10**6), women_share=0.0,
    ), **changes)
