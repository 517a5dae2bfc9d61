"""What the page Impor knows of its uploads; nothing of a person is kept, neither in the caches nor in the session."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
import streamlit as st

from data import editions, paths, reference
from data.errors import UserError
from ingest.arrivals import recover
from ingest.decisions import files
from ingest.differences import Standing
from ingest.inbox import Upload, waiting
from ingest.inspection import Reading, look_at
from ingest.kept_editions import KeptEdition, files_of, kept_edition, standing_of
from ingest.publication import Trial, exports
from ingest.review import Question, questions, with_decisions
from queries.warehouse import NoEdition, connection_to
from ui.reads import table


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of reading an upload: its sheets, or the fault that a person can mend. `sha256` tells equal files."""

    sha256: str
    readings: tuple[Reading, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting upload; `twin` names the file with the very same content, '' when there is none.

    `gave_way`: the file with this content that an earlier edition had and the one in use has not, '' for content never used.
    `replaceable`: the agency's own files of the same subject and city, by the name shown: where each lies and how many rows it brought.
    """

    upload: Upload
    looked: Looked
    twin: str
    gave_way: str = ""
    replaceable: Mapping[str, tuple[Path, int]] = field(default_factory=dict)

    @property
    def recognised(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.looked.readings if reading.contract)

    @property
    def is_ready(self) -> bool:
        """Whether it may take part in a dry run."""
        return bool(self.recognised) and not self.twin

    @property
    def city_code(self) -> str | None:
        return next((reading.city_code for reading in self.recognised if reading.city_code), None)


@st.cache_data(max_entries=100, show_spinner=False)
def _looked(upload_id: str, path: str, contracts: tuple[tuple[str, int], ...]) -> Looked:
    """Read once for each upload and state of the agency's own contracts."""
    with Path(path).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        return Looked(sha256, look_at(Path(path)))
    except UserError as error:
        return Looked(sha256, fault=str(error))


_LEDGER = ("file", "sha256", "source", "subject", "city_code", "is_simulated", "accepted")


def ledger(edition_id: str | None) -> pd.DataFrame:
    """The ledger of an edition, without a row where there is none."""
    return pd.DataFrame(columns=_LEDGER) if edition_id is None else table(edition_id, "ledger")


def waiting_uploads(edition_id: str | None) -> list[Waiting]:
    """Every waiting upload with what it is taken for; of two that are the same the later one has a twin.

    UserError while a publication is moving them.
    """
    recover()
    stamp = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(paths.contracts().glob("*.toml")))
    known = ledger(edition_id)
    seen = dict(zip(known.sha256, known.file, strict=True))
    found = []
    for upload in waiting():
        looked = _looked(upload.upload_id, str(upload.path), stamp)
        twin = seen.get(looked.sha256, "")
        found.append(Waiting(upload, looked, twin, "" if twin else _gave_way(edition_id, looked.sha256)))
        seen.setdefault(looked.sha256, upload.name)
    present = exports() if any(one.is_ready for one in found) else {}
    return [replace(one, replaceable=_replaceable(one, known, present)) if one.is_ready else one for one in found]


def _gave_way(edition_id: str | None, sha256: str) -> str:
    earlier = (kept_files(kept) for kept in reversed(editions.existing()) if kept != edition_id)
    return next((files[sha256] for files in earlier if sha256 in files), "")


def _replaceable(one: Waiting, known: pd.DataFrame, present: Mapping[str, Path]) -> dict[str, tuple[Path, int]]:
    subjects = {reading.subject for reading in one.recognised}
    same_city = known.city_code.isna() if one.city_code is None else known.city_code == one.city_code
    own = known[~known.is_simulated.astype(bool) & known.subject.isin(subjects) & same_city]
    rows = own.groupby("file").accepted.sum()
    return {name: (present[name], int(count)) for name, count in rows.items() if name in present}


def is_read_by(edition_id: str | None, contract: str) -> bool:
    """Whether a file of the edition is read by this contract."""
    return contract in set(ledger(edition_id).source)


# Streamlit keeps no exceptions, so an edition of another version would be opened at every rerun; one that was only busy is tried again.
@st.cache_data(max_entries=20, ttl=60, show_spinner=False)
def kept_said(edition_id: str) -> KeptEdition | None:
    """What a kept edition says of itself; None when this version cannot read it."""
    try:
        return kept_edition(edition_id)
    except NoEdition:
        return None


@st.cache_data(max_entries=20, ttl=60, show_spinner=False)
def kept_files(edition_id: str) -> dict[str, str]:
    """The files of a kept edition by SHA-256; none when this version cannot read it."""
    try:
        return files_of(edition_id)
    except NoEdition:
        return {}


@st.cache_data(max_entries=20, show_spinner=False)
def kept_standing(edition_id: str) -> Standing:
    """A kept edition in short. NoEdition when this version cannot read it."""
    return standing_of(edition_id)


def city_names() -> dict[str, str]:
    return {city.city_code: city.city_name for city in reference.cities()}


def place_names() -> dict[str, str]:
    return {unit.kelurahan_code: unit.kelurahan_name for unit in reference.units()}


def unit_labels(*, with_city: bool = False) -> dict[str, str]:
    """Code -> 'Maleber (kec. Andir)'."""
    cities = city_names()
    city = {unit.kelurahan_code: f", {cities[unit.city_code]}" if with_city else "" for unit in reference.units()}
    return {unit.kelurahan_code: f"{unit.kelurahan_name} (kec. {unit.kecamatan_name}{city[unit.kelurahan_code]})" for unit in reference.units()}


@st.cache_data(max_entries=5, show_spinner=False)
def _names_of(edition_id: str) -> list[Question]:
    return questions(connection_to(edition_id).cursor())


def waiting_names(edition_id: str | None, city_code: str | None = None) -> list[Question]:
    """The place names of an edition that wait, of one city and of files without one, with what was decided since."""
    if edition_id is None:
        return []
    files = table(edition_id, "ledger")
    own = None if city_code is None else set(files[(files.city_code == city_code) | files.city_code.isna()].file)
    return with_decisions(one for one in _names_of(edition_id) if own is None or not own.isdisjoint(one.files))


def has_new_decisions(edition_id: str | None) -> bool:
    """Whether a file of decisions was written since the edition was built, by the program or by hand."""
    if edition_id is None:
        return False
    built_at = table(edition_id, "edition").iloc[0].built_at.tz_localize("UTC").timestamp()
    return any(path.stat().st_mtime >= built_at for path in files())


def ledger_of(trial: Trial | None, upload_id: str) -> pd.DataFrame:
    """The heaps of one upload in a dry run, a row a sheet; empty before one."""
    rows = [row for row in trial.ledger if row["file"] == trial.names.get(upload_id) and row["source"]] if trial else []
    return pd.DataFrame(rows)
