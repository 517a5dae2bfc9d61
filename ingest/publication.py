"""From waiting uploads to an edition: a dry run with its differences, then the publication of exactly what was tried."""

import hashlib
import shutil
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from data import editions, paths
from data.errors import UserError
from ingest import decisions
from ingest.arrivals import Arrivals, present_inputs, published_folder
from ingest.build import Outcome, Progress, build, collect
from ingest.differences import Difference, FigureChange, Standing, differences, figure_changes, standing
from ingest.inbox import Upload, folder_of_city
from ingest.kept_editions import standing_of
from ingest.review import Question, questions
from queries.statements import rows_of, statement
from queries.warehouse import NoEdition


@dataclass(frozen=True, slots=True)
class Choice:
    """A waiting upload with the city it speaks of and the export it takes the place of."""

    upload: Upload
    city_code: str | None
    replaces: Path | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A dry run: the ledger, what changes against the edition in use, the place names that wait, what was refused or warned of by file and rule,
    and the reject files by file and sheet."""

    signature: str
    ledger: list[dict]
    names: dict[str, str]
    differences: list[Difference]
    figures: list[FigureChange]
    waiting_names: list[Question]
    remarks: list[dict]
    reject_files: dict[tuple[str, str], Path]

    def reject_file(self, row: dict) -> Path | None:
        """The reject file of a row of the ledger."""
        return self.reject_files.get((row["file"], row["sheet"]))


def exports() -> dict[str, Path]:
    """The files a build reads today, by the names shown for them."""
    try:
        return {name: path for path, name in collect(present_inputs())}
    except UserError:
        # A new agency that removed the samples has no file yet.
        return {}


def arrivals_of(choices: Sequence[Choice], taken_back: Set[Path] = frozenset()) -> Arrivals:
    """Where the uploads will lie, and what is replaced or taken back. A name that is taken by another file gets a number."""
    gone = frozenset(choice.replaces for choice in choices if choice.replaces) | taken_back
    coming: dict[Path, Path] = {}
    for choice in choices:
        folder = published_folder() / folder_of_city(choice.city_code)
        target, number = folder / choice.upload.name, 1
        while target in coming or (target.exists() and target not in gone):
            number += 1
            target = folder / f"{choice.upload.path.stem} ({number}){choice.upload.path.suffix}"
        coming[target] = choice.upload.path
    return Arrivals(coming, gone)


def signature_of(choices: Sequence[Choice], taken_back: Set[Path] = frozenset()) -> str:
    """The same for the same uploads, replacements, files taken back, contracts and decisions on the same edition: what was tried is what is published."""
    digest = hashlib.sha256(str(editions.current_name()).encode())
    for choice in choices:
        digest.update(f"{choice.upload.upload_id}|{choice.city_code}|{choice.replaces}".encode())
    for path in sorted(taken_back):
        digest.update(f"-{path}".encode())
    for path in (*sorted(paths.contracts().glob("*.toml")), *decisions.files()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def try_out(choices: Sequence[Choice], progress: Progress, taken_back: Set[Path] = frozenset()) -> Trial:
    """Everything but the publication. UserError and PublicationStopped as `build` raises them; nothing changes then."""
    arrivals, signature, found = arrivals_of(choices, taken_back), signature_of(choices, taken_back), []
    edition_id = editions.current_name()
    forget_trial()
    outcome = _build(
        arrivals, progress, publish=False, report=_trial_rejects(),
        look=lambda connection: found.extend((
            standing(connection), questions(connection), rows_of(connection.execute(statement("pages/rejects"), {"city_code": None})),
        )),
    )
    before, (after, names, remarks) = _standing_in_use(edition_id), found
    return Trial(
        signature, outcome.ledger, _names(arrivals), differences(before, after), figure_changes(before, after), names, remarks, outcome.reject_files
    )


def publish(choices: Sequence[Choice], signature: str, note: str, progress: Progress, taken_back: Set[Path] = frozenset()) -> Outcome:
    """Publish what was tried under `signature`; the uploads leave the waiting folder, what is taken back the published one.

    UserError when something changed since.
    """
    if signature != signature_of(choices, taken_back):
        raise UserError("Unggahan, susunan kolom, atau edisi yang dipakai berubah sejak uji coba. Uji coba lagi, lalu terbitkan.")
    outcome = _build(arrivals_of(choices, taken_back), progress, publish=True, report=paths.rejects(), note=note)
    forget_trial()
    return outcome


def forget_trial() -> None:
    """Remove the reject files of the last dry run; they hold whole rows."""
    shutil.rmtree(_trial_rejects(), ignore_errors=True)


def _trial_rejects() -> Path:
    return paths.uploads() / "rejects"


def _build(arrivals: Arrivals, progress: Progress, **options: object) -> Outcome:
    published_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    return build(present_inputs(), progress=progress, arrivals=arrivals, **options)


def _names(arrivals: Arrivals) -> dict[str, str]:
    """Upload id -> the name its rows have in the ledger."""
    return {path.parent.name: name for path, name in collect(present_inputs(), arrivals) if path in arrivals.coming.values()}


def _standing_in_use(edition_id: str | None) -> Standing:
    empty = Standing({}, {})
    if edition_id is None:
        return empty
    try:
        return standing_of(edition_id)
    except NoEdition:
        return empty
