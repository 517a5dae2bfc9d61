"""The kinds of PPKS as files write them: in a column of kinds, in a cell with several of them, as the header of a column, or as a name of no kind."""

import re
from collections import Counter
from functools import cache

from rapidfuzz import fuzz

from data import paths, reference
from data.reference import Kind
from ingest.contracts import header_key

_SIMILAR, _NAMED = 76, 3  # percent from which a kind is named, and how many
_TORN_NUMBER = re.compile(r"\s*\d+(?:[\W_]+\d+)+\s*")


@cache
def column_headers(kinds: tuple[Kind, ...], subject: str) -> dict[str, str]:
    """Code of each kind by every header of a column of it. In a recap the header may say what it counts, which the code then says too: "FM|KELUARGA"."""
    plain = _headers(kinds)
    if subject != "ppks_count":
        return plain
    units = (("kk", "KELUARGA"), ("keluarga", "KELUARGA"), ("jiwa", "ORANG"), ("orang", "ORANG"))
    return {f"{key}{word}": f"{code}|{unit}" for key, code in plain.items() for word, unit in units} | plain


def _headers(kinds: tuple[Kind, ...]) -> dict[str, str]:
    """Code of each kind by every text that may name it, as a key of a header."""
    return {header_key(text): kind.code for kind in kinds for text in (kind.code, kind.name, *kind.aliases)}


@cache
def ppks_codes() -> dict[str, str]:
    """The code of a kind by its code, its name, its aliases and its number in the regulation, as keys of a header."""
    return _headers(reference.ppks_kinds()) | {str(number): kind.code for number, kind in enumerate(reference.ppks_kinds()[:26], start=1)}


def kind_code(text: str) -> str | None:
    """The one kind that a text names. Digits with a sign between them, as 1.2, are no code."""
    return None if _TORN_NUMBER.fullmatch(text) else ppks_codes().get(header_key(text))


def kinds_of_person(text: str) -> tuple[str, ...]:
    """The kinds that one cell names, as "1 / 2 / 4" or "Pengemis; Pemulung" does; none when a part of it means none.

    A combined kind stays one, also with its members the other way round.
    """
    if code := kind_code(text):
        return (code,)
    for separators in (r"[;,/\n]", r"[;,/&+\n]|\bdan\b"):
        parts = re.split(separators, text)
        codes = tuple(dict.fromkeys(kind_code(part) or "" for part in parts if header_key(part)))
        if len(parts) > 1 and codes and all(codes):
            is_joined = not any(header_key(part).isdigit() for part in parts) and not re.search(r"[;,\n]", text)
            combined = _combined().get(frozenset(codes)) if is_joined else None
            return (combined,) if combined else codes
    return ()


def what_may_be_meant(text: str) -> str:
    """What to say of a text that names no kind: why it is none, or the kinds it resembles; '' where nothing is known of it. Nothing is chosen."""
    if former := no_kind(text):
        return former
    *others, last = _near_kinds(text) or [""]
    return f"Jenis tidak dikenal. Mungkin {', '.join(others)}{' atau ' if others else ''}{last}?" if last else ""


def no_kind(text: str) -> str:
    """Why a well-known name is no kind, '' for any other text."""
    said = _former().get(header_key(text))
    return f"'{text.strip()}': {said}" if said else ""


def _near_kinds(text: str) -> list[str]:
    """The names of at most three kinds that a text resembles, the most similar first."""
    parts = [part.strip() for part in re.split(r"[;,/\n]", text)]
    unknown = [part.lower() for part in parts if re.search(r"[A-Za-z]{3}", part) and not kind_code(part)]
    scores: Counter[str] = Counter()
    for kind in reference.ppks_kinds():
        for written in (kind.name, *kind.aliases):
            score = max((max(fuzz.ratio(part, written.lower()), fuzz.token_set_ratio(part, written.lower())) for part in unknown), default=0)
            scores[kind.name] = max(scores[kind.name], score)
    return [name for name, score in scores.most_common(_NAMED) if score >= _SIMILAR]


@cache
def _former() -> dict[str, str]:
    """What is said of each name that looks like a kind and is none."""
    rows = reference.read_rows(paths.REFERENCE / "ppks_former.csv")
    return {header_key(text): row["said"] for row in rows for text in row["texts"].split("|")}


@cache
def _combined() -> dict[frozenset[str], str]:
    """The first combined kind that is made of these kinds."""
    found: dict[frozenset[str], str] = {}
    for row in reference.read_rows(paths.REFERENCE / "ppks.csv"):
        if row["members"]:
            found.setdefault(frozenset(row["members"].split("|")), row["ppks_code"])
    return found
