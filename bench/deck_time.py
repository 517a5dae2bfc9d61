"""How long the decks of a city take: `python -m bench.deck_time [CITY] [MONTH]`.

Promises: the deck of a city with its maps in 3 seconds, start of Python and imports included; all kecamatan decks with progress. Wall clock and
processor seconds: on a shared machine the second says what the work costs. Ratios say what is gained by bytecode kept from an earlier start, which
every installation has after its first one and an environment with PYTHONDONTWRITEBYTECODE never, by drawing maps while slides are written, and by
keeping what the kecamatan of a city share. The edition is the current one of PANTAU_WAREHOUSE.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path

PROMISE = 3.0
ROUNDS = 5
_BYTECODE = tempfile.TemporaryDirectory(prefix="pantau-kesos-bench-")


def main(city: str = "32.73", month: str = "2024-12") -> None:
    """Print a line for the command, its imports alone, the parts of a warm process, and the decks of all kecamatan."""
    with tempfile.TemporaryDirectory(prefix="pantau-kesos-bench-") as folder:
        out = Path(folder) / "paparan.pptx"
        asked = ["--city", city, "--period", month, "--out"]
        command = ("-m", "reports", "deck", *asked, str(out))
        _run(*command)  # writes the bytecode
        wall, work = _median(lambda: _run(*command))
        share = f"{wall / PROMISE:5.2f} of the promise; {out.stat().st_size / 1e6:.1f} MB"
        print(f"command            {wall:6.2f} s wall {work:6.2f} s processor {share}")
        slow, slow_work = _median(lambda: _run(*command, keeps_bytecode=False))
        print(f"without bytecode   {slow:6.2f} s wall {slow_work:6.2f} s processor; with it {work / slow_work:.2f} of that")
        wall, work = _median(lambda: _run("-c", "import reports.figures.gather, reports.deck.writer"))
        print(f"imports alone      {wall:6.2f} s wall {work:6.2f} s processor")
        _warm(city, month)
        _gains(city, month)
        zipped = Path(folder) / "rakor.zip"
        wall, work = _timed(lambda: _run("-m", "reports", "deck", *asked, str(zipped), "--each-kecamatan"))
        print(f"all kecamatan      {wall:6.2f} s wall {work:6.2f} s processor; {zipped.stat().st_size / 1e6:.1f} MB")


def _warm(city: str, month: str) -> None:
    """What the button of the page costs, everything imported."""
    from datetime import datetime

    from data.parameters import norms_of
    from queries.warehouse import current_edition
    from reports.deck.writer import deck
    from reports.figures.gather import contents

    period = datetime.strptime(month, "%Y-%m").date()
    made = contents(current_edition(), city, period, norms_of(city, period)[0])
    wall, work = _median(lambda: contents(current_edition(), city, period, norms_of(city, period)[0]))
    print(f"contents, warm     {wall:6.2f} s wall {work:6.2f} s processor")
    for variant in ("musda", "satu"):
        wall, work = _median(lambda variant=variant: deck(made, variant=variant))
        print(f"{variant:5} deck, warm   {wall:6.2f} s wall {work:6.2f} s processor")


def _gains(city: str, month: str) -> None:
    """Decks of six kecamatan, each way in turn."""
    from datetime import datetime

    from data.parameters import norms_of
    from queries.warehouse import ask, current_edition
    from reports.deck.writer import deck
    from reports.figures import gather, need, scope

    period, edition = datetime.strptime(month, "%Y-%m").date(), current_edition()
    codes = sorted(set(ask(edition, "pages/kelurahan", city_code=city).kecamatan_code))[:6]

    def gathered(code: str) -> object:
        return gather.contents(edition, city, period, norms_of(city, period)[0], kecamatan_code=code)

    def forgotten(code: str) -> object:
        for kept in (gather._quality, need._need, scope._measured):
            kept.cache_clear()
        return gathered(code)

    each = [gathered(code) for code in codes]
    for label, now, before in (
        ("maps beside slides", lambda: [deck(one) for one in each], lambda: [deck(one, drawers=AtOnce()) for one in each]),
        ("shared by kecamatan", lambda: [gathered(code) for code in codes], lambda: [forgotten(code) for code in codes]),
    ):
        pairs = [(_timed(now)[0], _timed(before)[0]) for _ in range(ROUNDS)]
        taken, once = (statistics.median(times) / len(codes) for times in zip(*pairs, strict=True))
        print(f"{label:19}{taken:6.2f} s wall, otherwise {once:.2f} s: {taken / once:.2f} of it")


class AtOnce(Executor):
    """Does the work before it answers, as if there were one thread alone."""

    def submit(self, work: Callable, /, *given: object, **named: object) -> Future:
        done: Future = Future()
        done.set_result(work(*given, **named))
        return done


def _run(*arguments: str, keeps_bytecode: bool = True) -> None:
    """A new process with the bytecode of earlier ones in a folder of its own, or with none at all."""
    given = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")}
    given |= {"PYTHONPYCACHEPREFIX": _BYTECODE.name} if keeps_bytecode else {"PYTHONPYCACHEPREFIX": os.devnull, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=given)


def _median(work: Callable[[], object]) -> tuple[float, float]:
    taken = [_timed(work) for _ in range(ROUNDS)]
    return statistics.median(wall for wall, _ in taken), statistics.median(processor for _, processor in taken)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall clock and processor seconds, those of child processes included."""
    start, before = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - start, _processor() - before


def _processor() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    main(*sys.argv[1:])
