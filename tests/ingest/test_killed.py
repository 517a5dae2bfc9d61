"""A process that is really killed while it publishes uploads: the old or the new edition, never a mix, and no upload is lost."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data import editions, paths
from ingest.arrivals import recover, usual_inputs
from ingest.build import build
from ingest.inbox import take, waiting
from ingest.kept_editions import standing_of
from ingest.publication import exports
from tests.ingest.exports import member, text_of

# The process wraps the two calls that move files and kills itself at one of them; the product knows nothing of it.
PUBLISHER = """
import os, shutil, signal, sys
from pathlib import Path
from data import paths
from ingest.inbox import waiting
from ingest.publication import Choice, publish, signature_of
step, moment, folder = sys.argv[1:]
paths.EXPORTS = Path(folder)

def wrapped(real):
    def call(source, target, *rest, **named):
        is_step = Path(target).name.startswith(step)
        if is_step and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(source, target, *rest, **named)
        if is_step:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return call

os.replace, shutil.move = wrapped(os.replace), wrapped(shutil.move)
choices = [Choice(upload, "32.73", Path(folder) / upload.name if (Path(folder) / upload.name).exists() else None) for upload in waiting()]
publish(choices, signature_of(choices), "Sari", lambda *_: None)
"""


@pytest.fixture(autouse=True)
def two_waiting(agency: Path) -> None:
    """A newer list of three members and another list of one wait."""
    take("anggota.csv", text_of([member(1), member(2), member(3)]).encode())
    take("tambahan.csv", text_of([member(4)]).encode())


def members() -> int:
    return standing_of(editions.current()).holdings["32.73", "volunteer"].row_count


@pytest.mark.parametrize(("step", "moment", "is_new"), [
    ("moves.json", "after", False),
    ("warehouse-", "after", False),
    ("CURRENT", "before", False),
    ("CURRENT", "after", True),
    ("0-anggota.csv", "after", True),
    ("anggota.csv", "after", True),
    ("tambahan.csv", "before", True),
])
def test_killed_while_publishing_the_old_or_the_new_edition_is_whole(step: str, moment: str, is_new: bool, agency: Path) -> None:
    before = editions.current()
    command = [sys.executable, "-c", PUBLISHER, step, moment, str(agency)]
    killed = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, f"the process came to its end without this step: {killed.stderr}"
    assert (members(), editions.current() != before) == ((4, True) if is_new else (2, False))
    recover()
    assert not (paths.uploads() / "moves.json").exists()
    waits, lying = sorted(one.name for one in waiting()), sorted(exports())
    if is_new:
        assert (waits, lying) == ([], ["bandung/anggota.csv", "bandung/tambahan.csv"])
        assert not build(usual_inputs(), publish=True, report=None, progress=lambda *_: None).is_new
    else:
        assert (waits, lying) == (["anggota.csv", "tambahan.csv"], ["anggota.csv"])
        build(usual_inputs(), publish=True, report=None, progress=lambda *_: None)
    assert members() == (4 if is_new else 2) and not list(paths.warehouse().glob("*.partial*"))
