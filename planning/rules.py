"""The planner's rules: frozen, checked when made, and as JSON for the store and the command.

Numbers are whole. A maximum of 0 means no limit (a single limit says None). `weights` name factors of
data/parameters/planning.toml; a factor without an entry weighs nothing. A rule out of its bounds is a UserError that names it.
"""

import json
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Self

from data.errors import UserError
from planning.checks import MOST, Faults


@dataclass(frozen=True, slots=True)
class Batch:
    """An angkatan: `venue_code` a kelurahan or kecamatan, None to choose among the venues of the rules."""

    name: str
    date: date | None
    venue_code: str | None
    capacity: int


@dataclass(frozen=True, slots=True)
class Override:
    """A planner's own decision about a member: `action` "include" or "exclude", with the reason."""

    volunteer_id: str
    action: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """Bounds of a single place: a kelurahan, or a kecamatan with all its kelurahan.

    They stand in place of the bounds of all; `maximum` None leaves the one of all.
    """

    place_code: str
    minimum: int = 0
    maximum: int | None = None


class _AsJson:
    """JSON there and back; what `from_json` does not know it refuses."""

    __slots__ = ()

    def to_json(self) -> str:
        """The rules as JSON with the same text for the same rules; dates as 2024-12-01."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=date.isoformat)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rules of a JSON text. UserError for a text that is no JSON, an unknown or missing key, or a value out of its bounds."""
        return _rules(cls, text)


@dataclass(frozen=True, slots=True)
class Rules(_AsJson):
    """What a plan of seats must obey. `question` "pelatihan" or "utusan"; `period` the month of the facts, its first day.

    `level` dasar, lanjutan or khusus, '' for utusan. `ppks_codes` empty: all kinds; `kinds` empty: every kind of person.
    `pause_months` 0: no rule. `needs_prerequisite`: the levels are climbed in order, the one below is wanted and nobody goes
    down. `place_min`, `place_max` hold for each kelurahan, and `place_max` for the members who serve a whole kecamatan together;
    `district_min`, `district_max` for each kecamatan; `limits` for single places instead. `is_minimum_firm`: a minimum that too
    few members can fill is a conflict; otherwise it is lowered to those who can.
    """

    question: str
    city_code: str
    period: date
    norm_id: str
    seats: int
    topic: str = ""
    level: str = ""
    ppks_codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    pause_months: int = 0
    needs_prerequisite: bool = False
    place_min: int = 0
    place_max: int = 0
    district_min: int = 0
    district_max: int = 0
    limits: tuple[Limit, ...] = ()
    is_minimum_firm: bool = False
    women_pct: int = 0
    decay_pct: int = 50
    weights: tuple[tuple[str, int], ...] = ()
    overrides: tuple[Override, ...] = ()
    excluded_places: tuple[str, ...] = ()
    batches: tuple[Batch, ...] = ()
    venues: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        faults = Faults()
        faults.choice("question", self.question, ("pelatihan", "utusan"))
        faults.place("city_code", self.city_code, self.city_code, levels=("kota",))
        faults.month("period", self.period)
        faults.number("seats", self.seats, 1, MOST)
        faults.text("topic", self.topic, 200)
        faults.choice("level", self.level, ("dasar", "lanjutan", "khusus") if self.question == "pelatihan" else ("",))
        faults.kinds(self.ppks_codes, self.kinds)
        faults.number("pause_months", self.pause_months, 0, 240)
        faults.flag("needs_prerequisite", self.needs_prerequisite)
        faults.flag("is_minimum_firm", self.is_minimum_firm)
        faults.number("women_pct", self.women_pct, 0, 100)
        faults.number("decay_pct", self.decay_pct, 0, 100)
        for name in ("place", "district"):
            faults.bounds(name, getattr(self, f"{name}_min"), getattr(self, f"{name}_max") or None)
        for limit in self.limits:
            faults.place("limits", limit.place_code, self.city_code)
            faults.bounds("limits", limit.minimum, limit.maximum)
        faults.unique("limits", [limit.place_code for limit in self.limits])
        faults.weights(self.question, self.weights)
        for override in self.overrides:
            faults.choice("overrides", override.action, ("include", "exclude"))
            faults.note("overrides", override.note)
        faults.unique("overrides", [override.volunteer_id for override in self.overrides])
        for code in self.excluded_places:
            faults.place("excluded_places", code, self.city_code)
        for code in self.venues:
            faults.place("venues", code, self.city_code)
        for batch in self.batches:
            faults.number("capacity", batch.capacity, 1, MOST)
            faults.text("batches", batch.name, 80)
            if batch.venue_code is not None:
                faults.place("batches", batch.venue_code, self.city_code)
        faults.unique("batches", [batch.name for batch in self.batches])
        faults.raise_any()

    def weight(self, factor: str) -> int:
        """The weight of a factor."""
        return dict(self.weights).get(factor, 0)


@dataclass(frozen=True, slots=True)
class RecruitmentRules(_AsJson):
    """What a plan of recruitment must obey: how many people, and the most in a kelurahan and in a kecamatan (0: no limit)."""

    city_code: str
    period: date
    norm_id: str
    recruits: int
    place_max: int = 0
    district_max: int = 0
    weights: tuple[tuple[str, int], ...] = ()
    decay_pct: int = 70
    excluded_places: tuple[str, ...] = ()
    ppks_codes: tuple[str, ...] = ()
    question: str = field(default="rekrutmen")

    def __post_init__(self) -> None:
        faults = Faults()
        faults.choice("question", self.question, ("rekrutmen",))
        faults.place("city_code", self.city_code, self.city_code, levels=("kota",))
        faults.month("period", self.period)
        faults.number("recruits", self.recruits, 1, MOST)
        faults.bounds("place", 0, self.place_max or None)
        faults.bounds("district", 0, self.district_max or None)
        faults.number("decay_pct", self.decay_pct, 0, 100)
        faults.kinds(self.ppks_codes, ())
        faults.weights("rekrutmen", self.weights)
        for code in self.excluded_places:
            faults.place("excluded_places", code, self.city_code)
        faults.raise_any()

    def weight(self, factor: str) -> int:
        """The weight of a factor."""
        return dict(self.weights).get(factor, 0)


def rules_from_json(text: str) -> Rules | RecruitmentRules:
    """The rules of either kind, by the `question` they answer."""
    content = _content(text)
    return (RecruitmentRules if content.get("question") == "rekrutmen" else Rules).from_json(text)


def _rules(cls: type, text: str) -> Rules | RecruitmentRules:
    content = _content(text)
    _known_keys(cls, content, "Aturan rencana")
    made = dict(content)
    made["period"] = _day(content["period"], "period")
    for name, part in (("limits", Limit), ("overrides", Override), ("batches", Batch)):
        if name in content:
            made[name] = tuple(_part(part, entry, name) for entry in _list(content, name))
    for name in ("ppks_codes", "kinds", "excluded_places", "venues"):
        if name in content:
            made[name] = tuple(_texts(content, name))
    if "weights" in content:
        made["weights"] = tuple(_weight(entry) for entry in _weights(content["weights"]))
    return cls(**made)


def _content(text: str) -> dict:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"baris {error.lineno}, huruf ke-{error.colno}"
        raise UserError(f"Aturan rencana bukan JSON: {where}. Simpan ulang rencana itu dari halaman Sasaran.") from error
    if not isinstance(content, dict):
        raise UserError("Aturan rencana harus berupa satu objek JSON dengan nama dan nilai.")
    return content


def _known_keys(cls: type, content: dict, where: str) -> None:
    known = {entry.name for entry in fields(cls)}
    if unknown := sorted(set(content) - known):
        raise UserError(f"{where}: '{unknown[0]}' tidak dikenal. Yang dikenal: {', '.join(sorted(known))}.")
    wanted = [name for name in _required(cls) if name not in content]
    if wanted:
        raise UserError(f"{where}: '{wanted[0]}' tidak ada. Tambahkan {', '.join(wanted)}.")


def _required(cls: type) -> list[str]:
    return {
        Rules: ["question", "city_code", "period", "norm_id", "seats"],
        RecruitmentRules: ["city_code", "period", "norm_id", "recruits"],
        Limit: ["place_code"], Override: ["volunteer_id", "action"], Batch: ["name", "capacity"],
    }[cls]


def _part(cls: type, entry: object, where: str) -> Limit | Override | Batch:
    if not isinstance(entry, dict):
        raise UserError(f"Aturan rencana, '{where}': {entry} bukan objek dengan nama dan nilai.")
    _known_keys(cls, entry, f"Aturan rencana, '{where}'")
    if cls is Batch:
        entry = {"date": None, "venue_code": None, **entry}
        entry["date"] = None if entry["date"] is None else _day(entry["date"], "date")
    return cls(**entry)


def _list(content: dict, name: str) -> list:
    if not isinstance(content[name], list):
        raise UserError(f"Aturan rencana, '{name}': harus berupa daftar.")
    return content[name]


def _texts(content: dict, name: str) -> list[str]:
    if wrong := [entry for entry in _list(content, name) if not isinstance(entry, str)]:
        raise UserError(f"Aturan rencana, '{name}': {wrong[0]} bukan teks.")
    return content[name]


def _weights(given: object) -> list:
    return list(given.items()) if isinstance(given, dict) else given if isinstance(given, list) else [given]


def _weight(entry: object) -> tuple[str, int]:
    if not isinstance(entry, list | tuple) or len(entry) != 2:
        raise UserError(f"Aturan rencana, 'weights': {entry} bukan pasangan faktor dan bobot.")
    return str(entry[0]), entry[1]


def _day(value: object, name: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise UserError(f"Aturan rencana, '{name}': '{value}' bukan tanggal; tulis seperti 2024-12-01.") from error
