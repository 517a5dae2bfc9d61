"""The contracts of data/sources/: which headers carry which field. A new layout is a new file there."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

from data import paths
from data.errors import UserError

PLACE = ("kecamatan", "kelurahan", "kelurahan_code", "kecamatan_code", "bps_code", "bps_kecamatan_code", "city")
FIELDS = (
    *PLACE, "nik", "name", "birth_date", "address", "sex", "age_group", "year", "month", "semester", "quarter", "unit",
    "ppks", "count", "found_date", "handled_date", "case_status", "reporter", "residence",
    "population", "households", "register", "programme", "decile",
    "member_number", "kind", "member_status", "joined_date", "left_date", "training_level", "last_training_date",
    "card_status", "card_valid_until",
    "institution_name", "chair_name", "last_visit_date", "agreed", "classification", "decreed_date",
    "activity_id", "sub_activity_code", "activity_kind", "topic", "planned_date", "realised_date", "target_count",
    "participants", "budget", "realised_budget", "activity_status", "attended",
    "proposal_number", "proposed_date", "decided_date", "proposal_status",
)
SUBJECTS = (
    "population", "ppks_count", "ppks_case", "welfare_count", "aid_count", "volunteer", "institution", "activity", "attendance", "proposal",
)
COUNTED = frozenset(("ppks_count", "welfare_count", "aid_count", "population"))  # subjects of figures, which need a month
LISTED = frozenset(("ppks_case", "volunteer", "attendance", "proposal"))  # subjects of persons


@dataclass(frozen=True, slots=True)
class Cells:
    """The value columns of a wide layout: headers that name a PPKS kind, or an explicit code for each column."""

    by_kind: bool
    columns: dict[str, tuple[str, ...]]
    at_least: int
    ignore: tuple[str, ...]


@dataclass(frozen=True)
class Contract:
    """One layout: `fields` maps a field to the headers it is written under, best first.

    A sheet must carry every `required` field and none of `without`.
    """

    name: str
    title: str
    subject: str
    required: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    constants: dict[str, str] = field(default_factory=dict)
    fill_down: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    cells: Cells | None = None

    @cached_property
    def field_keys(self) -> dict[str, tuple[str, ...]]:
        """`fields` with the headers as keys to compare."""
        return {name: tuple(map(header_key, headers)) for name, headers in self.fields.items()}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every header key of the contract; a header row without any of them is not its header."""
        return frozenset(key for keys in self.field_keys.values() for key in keys)


@lru_cache(maxsize=100_000)
def header_key(label: str) -> str:
    """A header without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", label).casefold()


def load_contracts(folder: Path | None = None) -> tuple[Contract, ...]:
    """Every contract of the folder, by name; without a folder the agency's own first, then those of data/sources.

    UserError names the file and the fault of a contract that cannot be used.
    """
    own = sorted(paths.contracts().glob("*.toml")) if folder is None else []
    return _load(folder or paths.SOURCES, tuple((path, path.stat().st_mtime_ns) for path in own))


def load_shared() -> dict[str, tuple[str, ...]]:
    """The headers of the fields that many exports share."""
    return {field: tuple(headers) for field, headers in _read(paths.SOURCES / "fields.toml").get("fields", {}).items()}


def outside_sources() -> list[Path]:
    """The folder of the agency's own contracts where it does not lie in data/sources."""
    return [] if paths.contracts().is_relative_to(paths.SOURCES) else [paths.contracts()]


@cache
def _load(folder: Path, own: tuple[tuple[Path, int], ...]) -> tuple[Contract, ...]:
    shared = _read(folder / "fields.toml").get("fields", {})
    texts = {path: _read(path) for path in sorted(folder.glob("*.toml")) if path.name != "fields.toml"}
    by_name = {path.stem: text for path, text in texts.items()}
    found = {path: _read(path) for path, _ in own} | texts
    return tuple(_contract(path, _continued(path, text, by_name), shared) for path, text in found.items())


def _continued(path: Path, text: dict, by_name: dict[str, dict]) -> dict:
    """The text with what it leaves out taken from the contract it is based on."""
    if "based_on" not in text:
        return text
    if text["based_on"] not in by_name:
        raise UserError(f"Kontrak {path.name} melanjutkan '{text['based_on']}' yang tidak ada di data/sources/. Betulkan based_on.")
    base = by_name[text["based_on"]]
    return {**base, **text, "fields": {**base.get("fields", {}), **text.get("fields", {})}}


def _read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"Kontrak {path.name} tidak dapat dibaca: {error}. Betulkan berkas itu di data/sources/.") from error


def _contract(path: Path, text: dict, shared: dict[str, list[str]]) -> Contract:
    fields = {name: tuple(headers) for name, headers in {**shared, **text.get("fields", {})}.items()}
    unknown = [name for name in (*fields, *text.get("required", ()), *text.get("without", ()), *text.get("constants", {})) if name not in FIELDS]
    if unknown or text.get("subject") not in SUBJECTS:
        fault = f"bidang '{unknown[0]}'" if unknown else f"subject '{text.get('subject')}'"
        raise UserError(f"Kontrak {path.name} memakai {fault} yang tidak dikenal. Lihat docs/kontrak.md untuk daftar bidang.")
    cells = text.get("cells")
    return Contract(
        path.stem, text.get("title", path.stem), text["subject"], tuple(text.get("required", ())), fields, text.get("constants", {}),
        tuple(text.get("fill_down", ())), tuple(text.get("without", ())),
        Cells(
            cells.get("header_is") == "ppks", {code: tuple(headers) for code, headers in cells.get("columns", {}).items()},
            cells.get("at_least", 1), tuple(cells.get("ignore", ())),
        ) if cells else None,
    )
