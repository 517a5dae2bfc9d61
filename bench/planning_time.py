"""How long a plan takes: `python -m bench.planning_time`.

Promise: 151 kelurahan, 5,000 candidates and 500 seats at most 0.3 s, for the list with what its reasons need (near misses, one
seat more). Invented candidates, about 33 a kelurahan, for each city of the reference lists, without and with a share of women and
minimums. Milliseconds are medians; the ratio to the simple rule by hand and to a sort of the candidates within the same run is
what holds on a busy machine.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from data import editions
from data.parameters import norms_of
from data.reference import cities, city_units
from planning.delegates import defaults
from planning.facts import facts
from planning.solver.batches import Batch, arrange
from planning.solver.conflicts import conflicts
from planning.solver.model import select
from planning.solver.problem import Problem, numbered
from planning.solver.simple import select_simply
from planning.solver.trade_off import curve, near_misses, one_more_seat, price_of_rules
from planning.training import plan_training, trade_off
from queries.warehouse import ask

ROUNDS = 7
PROMISE = 0.3
NO_LIMIT = 10**6


def city_problem(city_code: str, candidates: int, seats: int, *, is_bound: bool) -> Problem:
    """The kelurahan of a city with invented candidates; `is_bound` adds minimums and maximums for both levels and half women."""
    units = city_units(city_code)
    codes = sorted({unit.kecamatan_code for unit in units})
    generator = np.random.default_rng(5)
    m, d = len(units), len(codes)
    place = np.sort(generator.integers(0, m, candidates))
    problem = Problem(
        place=place, district=np.array([codes.index(unit.kecamatan_code) for unit in units]),
        person_points=np.round(generator.integers(0, 61, candidates) / 60 * 40, 3), is_woman=generator.random(candidates) < 0.45,
        is_must=generator.random(candidates) < 0.002, place_points=generator.random(m) * 60, trained_before=generator.integers(0, 4, m), decay=0.6, seats=seats,
        place_min=np.zeros(m, int), place_max=np.full(m, 8), district_min=np.zeros(d, int), district_max=np.full(d, NO_LIMIT), women_share=0.0,
    )
    if not is_bound:
        return problem
    fair = seats * np.bincount(problem.district, minlength=d) / m
    return replace(
        problem, women_share=0.5, place_min=np.full(m, min(1, seats // m)), district_min=np.floor(0.6 * fair).astype(int), district_max=np.ceil(1.5 * fair).astype(int) + 8,
    )


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median time of a call."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def import_seconds(module: str) -> float:
    """Median time of a fresh process that imports a module."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", f"import {module}"], check=True), 5)


def print_whole_plans() -> None:
    """What a change of a rule costs on the page: reasons, comparison and fairness included, on the edition at hand."""
    edition_id = editions.current()
    if edition_id is None:
        print("\nno edition: `python -m ingest build` first, to time whole plans")
        return
    print(f"\n{'whole plan, 500 seats':22} {'facts ms':>9} {'plan ms':>8} {'trade-off ms':>13}  promise")
    for city in cities():
        period = ask(edition_id, "pages/periods").period.max().date()
        norm = norms_of(city.city_code, period)[0]
        found = facts(edition_id, city.city_code, period)
        rules = replace(defaults(edition_id, city.city_code, period, norm.id, "pelatihan", found), seats=500, kinds=())
        read = seconds(lambda c=city, p=period: facts(edition_id, c.city_code, p), 3)
        made = seconds(lambda r=rules, f=found: plan_training(edition_id, r, f, arranges=False), 3)
        weighed = seconds(lambda r=rules, f=found: trade_off(edition_id, r, f), 3)
        print(f"{city.city_name[:22]:22} {1000 * read:9.1f} {1000 * made:8.1f} {1000 * weighed:13.1f}  {'kept' if made <= PROMISE else 'BROKEN'} ({made / PROMISE:.2f})")


def main() -> None:
    """Print the tables."""
    numpy, solver = import_seconds("numpy"), import_seconds("highspy")
    print(f"import of highspy {1000 * (solver - numpy):.0f} ms on top of numpy {1000 * numpy:.0f} ms; it happens with the first plan\n")
    print(f"{'city':22} {'places':>6} {'cand.':>6} {'seats':>5} {'rules':>6} {'list':>6} {'near':>5} {'seat':>5} {'sum ms':>7} {'x simple':>8} {'x sort':>7}  promise")
    bandung = max(cities(), key=lambda city: len(city_units(city.city_code)))
    sizes = [(city.city_code, city.city_name, 33 * len(city_units(city.city_code)), 3 * len(city_units(city.city_code))) for city in cities()]
    for code, name, candidates, seats in [*sizes, (bandung.city_code, bandung.city_name, 5_000, 500)]:
        for is_bound in (False, True):
            problem = city_problem(code, candidates, seats, is_bound=is_bound)
            selection = select(problem)
            parts = [seconds(lambda p=problem: select(p)), seconds(lambda p=problem, s=selection: near_misses(p, s)), seconds(lambda p=problem, s=selection: one_more_seat(p, s))]
            simple = seconds(lambda p=problem: select_simply(p, p.place_points))
            sort = seconds(lambda p=problem: np.lexsort((p.person_points, p.place)))
            total = sum(parts)
            print(
                f"{name[:22]:22} {len(problem.district):6} {candidates:6,} {seats:5} {'many' if is_bound else 'few':>6} {1000 * parts[0]:6.1f} {1000 * parts[1]:5.1f} "
                f"{1000 * parts[2]:5.1f} {1000 * total:7.1f} {total / simple:8.1f} {total / sort:7.0f}  {'kept' if total <= PROMISE else 'BROKEN'} ({total / PROMISE:.2f})"
            )
    print_whole_plans()
    problem = city_problem(bandung.city_code, 5_000, 500, is_bound=True)
    selection = select(problem)
    homes = np.random.default_rng(1).random((30, 2)) / 8
    print("\nthe same city, many rules, milliseconds")
    for label, work in (
        ("curve of 30 numbers of seats", lambda: curve(problem, range(200, 800, 20))),
        ("price of every rule", lambda: price_of_rules(problem, selection)),
        ("an impossible demand explained", lambda: conflicts(replace(problem, place_min=np.full(len(problem.district), 4)), numbered(problem))),
        ("90 people of 30 kecamatan, 3 batches at one place", lambda: arrange(np.full(30, 3), homes[:, 0], homes[:, 1], [Batch(30, ((0.0, 0.0),))] * 3)),
        ("122 people, 4 full batches, no place", lambda: arrange(np.random.default_rng(1).integers(0, 9, 30), homes[:, 0], homes[:, 1], [Batch(31)] * 4)),
    ):
        print(f"{label:52} {1000 * seconds(work, 3):8.1f}")


if __name__ == "__main__":
    main()
