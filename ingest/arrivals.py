"""Uploads that become exports: what a build is to read of them, and their moves once it is published.

Waiting, published and replaced files lie below one private folder. What is to be moved is written down before the publication; after a crash
the next build finishes the moves when the edition was published and forgets them when it was not, so that no upload is lost either way.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data import editions, paths


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`coming` maps where a file will lie to where it waits now; `gone` are exports that are replaced or taken back."""

    coming: Mapping[Path, Path] = field(default_factory=dict)
    gone: frozenset[Path] = frozenset()


NONE = Arrivals()


def waiting_folder() -> Path:
    """Where uploads wait, a folder each."""
    return paths.uploads() / "waiting"


def published_folder() -> Path:
    """Where published uploads lie, by city."""
    return paths.uploads() / "published"


def usual_inputs() -> list[Path]:
    """What a build reads unless told otherwise: the exports, and the uploads published so far."""
    return [paths.EXPORTS, *([published_folder()] if published_folder().is_dir() else [])]


def present_inputs() -> list[Path]:
    """Those of the usual inputs that exist; a new agency may have none."""
    return [place for place in usual_inputs() if place.is_dir()]


def note_moves(arrivals: Arrivals, edition_id: str) -> None:
    """Write down what is to be moved when this edition is published; call before it is."""
    if not arrivals.coming and not arrivals.gone:
        return
    replaced = paths.uploads() / "replaced" / edition_id
    moves = [(str(path), str(replaced / f"{number}-{path.name}")) for number, path in enumerate(sorted(arrivals.gone))]
    moves += [(str(now), str(target)) for target, now in arrivals.coming.items()]
    partial = _note().with_suffix(".partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"edition_id": edition_id, "moves": moves}, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, _note())


def settle() -> None:
    """Finish the moves of the edition in use, forget those of one that was never published. Call while holding the warehouse."""
    if not _note().is_file():
        return
    noted = json.loads(_note().read_text(encoding="utf-8"))
    if noted["edition_id"] == editions.current_name():
        for source, target in noted["moves"]:
            _move(Path(source), Path(target))
    _note().unlink()
    _clear_replaced()


def recover() -> None:
    """Settle what a crash left open, before anybody looks at the waiting uploads. UserError while a build is under way, which does it itself."""
    if _note().is_file():
        with editions.writing():
            settle()


def _note() -> Path:
    return paths.uploads() / "moves.json"


def _move(source: Path, target: Path) -> None:
    """Nothing when it was moved before: a replaced file's place may already hold the newer one."""
    is_replaced = target.is_relative_to(paths.uploads() / "replaced")
    if not source.is_file() or (is_replaced and target.exists()):
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.move(source, target)
    if source.is_relative_to(waiting_folder()):
        shutil.rmtree(source.parent)


def _clear_replaced() -> None:
    """Replaced files stay as long as the edition that replaced them."""
    folder = paths.uploads() / "replaced"
    kept = set(editions.existing())
    for old in folder.iterdir() if folder.is_dir() else ():
        if old.name not in kept:
            shutil.rmtree(old)
