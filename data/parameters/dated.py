"""How the files of data/parameters/ are read, and which of their dated entries is in force on a day."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from data import paths
from data.errors import UserError

EVERYWHERE = "*"


class Dated(Protocol):
    """An entry with the day from which it holds; where it names a city, "*" is every city."""

    @property
    def valid_from(self) -> date: ...


Entry = TypeVar("Entry", bound=Dated)
Rule = TypeVar("Rule")


def in_force(entries: Iterable[Entry], on: date, city_code: str = EVERYWHERE) -> Entry:
    """The newest entry whose date has come, a city's own before one of every city; before all of them the oldest.

    Entries of other cities are left out; an entry that names no city is one of every city. ValueError where nothing is left.
    """
    asked = [entry for entry in entries if _city(entry) in (city_code, EVERYWHERE)]
    if not asked:
        raise ValueError(f"no entry for {city_code}")
    come = [entry for entry in asked if entry.valid_from <= on]
    if not come:
        return min(asked, key=lambda entry: (entry.valid_from, _city(entry) == EVERYWHERE))
    return max(come, key=lambda entry: (_city(entry) != EVERYWHERE, entry.valid_from))


def _city(entry: Dated) -> str:
    return getattr(entry, "city", EVERYWHERE)


def read_rules(name: str, heading: str, make: Callable[..., Rule]) -> tuple[Rule, ...]:
    """The entries [[heading]] of data/parameters/<name>, each made by `make` with its lists as tuples. UserError where they cannot be read."""
    try:
        path = paths.PARAMETERS / name
        return _made(path, path.stat().st_mtime_ns, path.stat().st_size, heading, make)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise faulty(name, error) from error


def faulty(name: str, fault: Exception | str) -> UserError:
    """What is said of a file of parameters that cannot be used."""
    return UserError(f"data/parameters/{name} tidak dapat dibaca atau sebuah entri tidak lengkap ({fault}). Betulkan berkas itu.")


@cache
def _made(path: Path, _modified: int, _size: int, heading: str, make: Callable[..., Rule]) -> tuple[Rule, ...]:
    entries = tomllib.loads(path.read_text(encoding="utf-8"))[heading]
    return tuple(make(**{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}) for entry in entries)
