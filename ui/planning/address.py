"""The short rules in the address of a page: what differs from the rules the page opens with, as words a planner can read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.errors import UserError
from data.parameters.planning import presets
from planning.rules import RecruitmentRules, Rules

Asked = Rules | RecruitmentRules
ALL, NONE = "semua", "-"  # an empty value would be lost on the way through the browser


@dataclass(frozen=True, slots=True)
class _Part:
    """One query parameter: how rules say it, and which fields a text sets; ValueError for a text it cannot read."""

    name: str
    write: Callable[[Asked], str]
    read: Callable[[str, Asked], dict[str, Any]]


def _whole(name: str, field: str) -> _Part:
    return _Part(name, lambda rules: str(getattr(rules, field)), lambda text, _: {field: int(text)})


def _flag(name: str, field: str) -> _Part:
    return _Part(name, lambda rules: "ya" if getattr(rules, field) else "tidak", lambda text, _: {field: {"ya": True, "tidak": False}[text]})


def _bounds(name: str, lower: str, upper: str) -> _Part:
    def read(text: str, _: Asked) -> dict[str, Any]:
        least, most = text.split("-")
        return {lower: int(least), upper: int(most)}

    return _Part(name, lambda rules: f"{getattr(rules, lower)}-{getattr(rules, upper)}", read)


def _codes(name: str, field: str) -> _Part:
    def read(text: str, _: Asked) -> dict[str, Any]:
        codes = () if text == ALL else tuple(text.split(","))
        if not all(re.fullmatch(r"[A-Z0-9.-]{1,20}", code) for code in codes):
            raise ValueError(text)
        return {field: codes}

    return _Part(name, lambda rules: ",".join(getattr(rules, field)) or ALL, read)


def preset_of(rules: Asked) -> str:
    """The name of the preset whose weights these are, '' for weights of the planner's own."""
    return next((preset.name for preset in presets(rules.question) if dict(preset.weights) == _all_weights(rules)), "")


def _all_weights(rules: Asked) -> dict[str, int]:
    return {name: rules.weight(name) for name, _ in presets(rules.question)[0].weights}


def _write_weights(rules: Asked) -> str:
    return preset_of(rules) or "-".join(str(weight) for weight in _all_weights(rules).values())


def _read_weights(text: str, rules: Asked) -> dict[str, Any]:
    known = {preset.name: preset.weights for preset in presets(rules.question)}
    if text in known:
        return {"weights": known[text]}
    names = [name for name, _ in presets(rules.question)[0].weights]
    return {"weights": tuple(zip(names, map(int, text.split("-")), strict=True))}


_WEIGHTS = _Part("bobot", _write_weights, _read_weights)
_SEATS = (
    _whole("kursi", "seats"), _WEIGHTS, _Part("topik", lambda rules: rules.topic or NONE, lambda text, _: {"topic": "" if text == NONE else text}),
    _Part("jenjang", lambda rules: rules.level, lambda text, _: {"level": text}), _bounds("per_kelurahan", "place_min", "place_max"),
    _bounds("per_kecamatan", "district_min", "district_max"), _whole("perempuan", "women_pct"), _whole("jeda", "pause_months"),
    _whole("berkurang", "decay_pct"), _codes("unsur", "kinds"), _codes("jenis", "ppks_codes"),
    _codes("tanpa", "excluded_places"),
    _flag("prasyarat", "needs_prerequisite"), _flag("mutlak", "is_minimum_firm"),
)
_RECRUITS = (
    _whole("orang", "recruits"), _WEIGHTS, _whole("per_kelurahan", "place_max"), _whole("per_kecamatan", "district_max"),
    _whole("berkurang", "decay_pct"), _codes("jenis", "ppks_codes"), _codes("tanpa", "excluded_places"),
)
ALWAYS = ("kursi", "orang", "bobot")
_UNHELD = {"limits": "batas satu tempat", "overrides": "keputusan tentang orang", "batches": "angkatan", "venues": "pilihan tempat"}


def names_of(question: str) -> tuple[str, ...]:
    """The query parameters of a question."""
    return tuple(part.name for part in _parts(question))


def written(rules: Asked, base: Asked) -> dict[str, str]:
    """The query parameters that lead from `base` to `rules`; the number and the weights always stand there."""
    return {
        part.name: part.write(rules) for part in _parts(rules.question) if part.name in ALWAYS or part.write(rules) != part.write(base)
    }


def read(query: Mapping[str, str], base: Asked) -> tuple[Asked, list[str]]:
    """`base` with what a query changes, and the names of parameters that cannot be understood."""
    rules, refused = base, []
    for part in _parts(base.question):
        if part.name in query:
            try:
                rules = replace(rules, **part.read(query[part.name], rules))
            except (ValueError, KeyError, UserError):
                refused.append(part.name)
    return rules, refused


def unheld(rules: Asked, base: Asked) -> list[str]:
    """What differs from `base` and has no place in the address, as a planner calls it."""
    if rules.question == "rekrutmen":
        return []
    return [said for name, said in _UNHELD.items() if getattr(rules, name) != getattr(base, name)]


def _parts(question: str) -> tuple[_Part, ...]:
    return _RECRUITS if question == "rekrutmen" else _SEATS
