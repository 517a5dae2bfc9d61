"""From exports to a published edition: read, match, validate, load, check, publish. Nothing is repaired in silence."""

import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from data import editions, paths, reference
from data.errors import PublicationStopped, UserError
from data.parameters import import_bounds as bounds
from data.parameters.import_bounds import import_bounds
from geo import places
from ingest.arrivals import NONE, Arrivals, note_moves, settle
from ingest.contracts import SUBJECTS, Contract, header_key, load_contracts, outside_sources
from ingest.decisions import decisions_of
from ingest.identity import load_key, set_hash_pads
from ingest.merged_cells import spread
from ingest.recognise import recognise
from ingest.registry import write_registry
from ingest.reject_file import write_rejects
from ingest.remarks import remarks
from ingest.room import connect, fault_of
from ingest.sheet import Sheet, read_sheets
from ingest.simulated import Simulation
from ingest.stage import Recognised, said_month, stage
from queries.statements import FOLDER, aggregates, rows_of, statement
from queries.warehouse import structure

_READABLE = {".csv", ".txt", ".xlsx", ".xls", ".xlsm", ".ods"}
_REFERENCE_TABLES = {
    "reference_city": "city.csv", "reference_kelurahan": "kelurahan/*.csv", "reference_ppks": "ppks.csv",
    "reference_volunteer_kind": "volunteer_kind.csv", "reference_vocabulary": "vocabulary.csv",
    "reference_import_rule": "import_rule.csv", "reference_population_text": "population/*.csv", "reference_dtks_text": "dtks/*.csv",
}
Progress = Callable[[int, int, str], None]
Look = Callable[[duckdb.DuckDBPyConnection], None]


@dataclass(slots=True)
class Outcome:
    """What a build did: the ledger rows as dictionaries, and where the reject files are, by file and sheet."""

    ledger: list[dict]
    reject_files: dict[tuple[str, str], Path] = field(default_factory=dict)
    edition_id: str | None = None
    is_new: bool = True


def build(
    inputs: list[Path], *, publish: bool, report: Path | None, progress: Progress, note: str = "", arrivals: Arrivals = NONE, look: Look | None = None
) -> Outcome:
    """Build an edition from these files and folders, with the uploads of `arrivals` in their future place; without `publish` everything
    but the publication is done. `look` may read the edition that was built, published or not.

    UserError for input that cannot be used, PublicationStopped when a check finds a fault; the old edition stays in both cases.
    """
    with editions.writing() as folder, tempfile.TemporaryDirectory(prefix=editions.SCRATCH, dir=folder) as scratch:
        settle()
        files = collect(inputs, arrivals)
        recognised, unknown = _recognise_all(files, Path(scratch), progress)
        fingerprint = _fingerprint(files, {sheet.file: sheet.sha256 for sheet in (*(item.sheet for item in recognised), *unknown)})
        previous = editions.current_name()
        if publish and previous and (ledger := _ledger_if_same(editions.file_of(previous), fingerprint)) is not None:
            return Outcome(ledger, edition_id=previous, is_new=False)
        now = datetime.now(UTC).replace(tzinfo=None)
        edition_id = f"{now:%Y%m%d-%H%M%S}-{fingerprint[:8]}"
        partial = folder / f"warehouse-{edition_id}.duckdb.partial"
        try:
            with connect(partial, Path(scratch)) as connection:
                outcome = _load(connection, recognised, unknown, report, progress)
                values = {
                    "edition_id": edition_id, "built_at": now.replace(microsecond=0), "today": date.today(), "fingerprint": fingerprint,
                    "structure": structure(), "previous_edition_id": previous, "note": note,
                }
                _derive(connection, values)
                _check(connection)
                if look:
                    look(connection)
                names = dict(connection.execute(statement("ingest/volunteer_names")).fetchall())
                connection.execute("CHECKPOINT")
            read_again(partial, edition_id)
            if publish:
                write_registry(edition_id, names)
                note_moves(arrivals, edition_id)
                editions.publish(partial, edition_id)
                _settle_published(edition_id)
                outcome.edition_id = edition_id
        except duckdb.Error as error:
            raise fault_of(error, folder) from error
        finally:
            for leftover in folder.glob("*.partial*"):
                leftover.unlink()
    return outcome


def _settle_published(edition_id: str) -> None:
    try:
        settle()
    except OSError as error:
        raise UserError(
            f"Edisi {edition_id} sudah diterbitkan, tetapi unggahannya belum dapat dipindahkan ({error.strerror}: {error.filename}). "
            "Betulkan izin atau ruang disk; pembangunan berikutnya memindahkannya."
        ) from error


def collect(inputs: list[Path], arrivals: Arrivals = NONE) -> list[tuple[Path, str]]:
    """The files to read with the names shown for them: everything readable in a folder, in the order of its names.

    An upload is read where it waits and named after the place it will lie in.
    """
    found: list[tuple[Path, str]] = []
    for place in inputs:
        if place.is_dir():
            inside = {path for path in place.rglob("*") if path.suffix.lower() in _READABLE and not path.name.startswith((".", "~$"))}
            inside = inside - arrivals.gone | {target for target in arrivals.coming if target.is_relative_to(place)}
            found += [(path, path.relative_to(place).as_posix()) for path in sorted(inside) if path.name != Simulation.MANIFEST]
        elif place.is_file():
            found.append((place, place.name))
        else:
            raise UserError(f"{place}: berkas atau folder tidak ada. Periksa penulisannya.")
    if not found:
        raise UserError(f"{', '.join(map(str, inputs))}: tidak ada berkas .csv atau .xlsx. Letakkan ekspor di sana, lalu ulangi.")
    return [(arrivals.coming.get(path, path), name) for path, name in _told_apart(list(dict(found).items()))]


def _told_apart(files: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Files of the same name get the name of their folder before it, and a number where that is not enough."""
    often = Counter(name for _, name in files)
    named = [(path, name if often[name] == 1 else f"{path.parent.name}/{path.name}") for path, name in files]
    seen: Counter[str] = Counter()
    told: list[tuple[Path, str]] = []
    for path, name in named:
        seen[name] += 1
        told.append((path, name if seen[name] == 1 else f"{name} ({seen[name]})"))
    return told


def _fingerprint(files: list[tuple[Path, str]], contents: Mapping[str, str]) -> str:
    """What an edition is made of; `contents` holds the SHA-256 of each file by its name."""
    digest = hashlib.sha256()
    # Not today's date, although a running year and dates to come are judged by it: the same input must stay nothing new tomorrow.
    lists = (paths.REFERENCE, paths.own_reference(), paths.SOURCES, *outside_sources())
    roots = (*lists, FOLDER / "ingest", FOLDER / "build", FOLDER / "checks", Path(__file__).parent)
    own = [path for root in roots for path in sorted(root.rglob("*.*")) if path.suffix in (".csv", ".toml", ".sql", ".py")]
    own += [paths.PARAMETERS / "import_bounds.toml", *(Path(module.__file__) for module in (bounds, places, reference))]
    for path in (*own, *Simulation.manifests([path for path, _ in files])):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    digest.update(hashlib.sha256(load_key()).digest())
    for _, name in files:
        digest.update(name.encode() + bytes.fromhex(contents[name]))
    return digest.hexdigest()


def _recognise_all(files: list[tuple[Path, str]], scratch: Path, progress: Progress) -> tuple[list[Recognised], list[Sheet]]:
    contracts, kinds = load_contracts(), reference.ppks_kinds()
    recognised, unknown, faults = [], [], []
    for number, (path, name) in enumerate(files, start=1):
        progress(number, 2 * len(files), f"membaca {name}")
        try:
            sheets = read_sheets(path, name, scratch)
        except UserError as error:
            faults.append(str(error))
            continue
        try:
            layouts = [(sheet, recognise(sheet, contracts, kinds)) for sheet in sheets]
        except UserError as error:
            faults.append(str(error))
            continue
        if not any(layout for _, layout in layouts):
            titles = "; ".join(contract.title for contract in contracts)
            faults.append(
                f"{name}: susunan kolomnya tidak dikenal ({_known_header(sheets, contracts)}). "
                f"Yang dikenal: {titles}. Sesuaikan kepala kolomnya atau tambahkan kontrak di data/sources/."
            )
        recognised += [Recognised(spread(sheet, layout), layout) for sheet, layout in layouts if layout]
        unknown += [sheet for sheet, layout in layouts if not layout]
    if faults:
        raise UserError("\n".join(faults))
    return recognised, unknown


def _known_header(sheets: list[Sheet], contracts: tuple[Contract, ...]) -> str:
    """The cells that head a column in some contract; no other, because the first row of a list without a header is a person."""
    keys = frozenset(key for contract in contracts for key in contract.keys)
    rows = ([label for label in row if header_key(label) in keys] for sheet in sheets for row in sheet.head)
    best = max(rows, key=len, default=[])
    if not best:
        return "tidak ada baris kepala kolom yang dikenal"
    return "kepala kolom yang dikenal hanya " + ", ".join(f"'{label}'" for label in best[:8])


def _load(connection: duckdb.DuckDBPyConnection, recognised: list[Recognised], unknown: list[Sheet], report: Path | None, progress: Progress) -> Outcome:
    connection.execute(statement("ingest/schema"))
    _load_reference(connection)
    set_hash_pads(connection, load_key())
    connection.execute(statement("ingest/set_today"), {"today": date.today()})
    connection.execute(statement("ingest/macros"))
    connection.execute(statement("ingest/stage"))
    simulation = Simulation.of([item.sheet for item in recognised])
    filled: set[tuple[str, str | None]] = set()
    faults: list[str] = []
    ordered = sorted(enumerate(recognised, start=1), key=lambda pair: (simulation.covers(pair[1].sheet), pair[0]))
    for done, (file_id, item) in enumerate(ordered, start=1):
        progress(len(recognised) + done, 2 * len(recognised), f"memeriksa {item.sheet.label}")
        contract = item.layout.contract
        is_simulated = simulation.covers(item.sheet)
        slot = (contract.subject + contract.constants.get("register", ""), simulation.city_of(item.sheet))
        is_replaced = is_simulated and simulation.is_replaced(slot, filled)
        try:
            city_code = slot[1] if is_replaced else stage(connection, item, file_id, decisions_of(contract.name))
        except UserError as error:
            faults.append(str(error))
            continue
        if not is_simulated:
            filled.add((slot[0], city_code))
        state = "replaced" if is_replaced else "read"
        values = {"file_id": file_id, "file": item.sheet.file, "sheet": item.sheet.sheet, "sha256": item.sheet.sha256, "source": contract.name,
                  "subject": contract.subject, "title": contract.title, "city_code": city_code, "is_simulated": is_simulated,
                  "rows_read": 0 if is_replaced else item.sheet.row_count - item.layout.header_rows,
                  "rows_above": 0 if is_replaced else item.layout.rows_above, "state": state, "list_period": said_month(item)}
        connection.execute(statement("ingest/add_input_file"), values)
        for remark in () if is_replaced else remarks(item.sheet, item.layout):
            said = {"rule": remark.rule, "row": remark.row, "message": remark.message}
            connection.execute(statement("ingest/add_remark"), said | {"file": item.sheet.file, "sheet": item.sheet.sheet})
    if faults:
        raise UserError("\n".join(faults))
    for number, sheet in enumerate(unknown, start=len(recognised) + 1):
        values = {"file_id": number, "file": sheet.file, "sheet": sheet.sheet, "sha256": sheet.sha256, "source": None, "subject": None,
                  "title": "lembar tanpa tabel yang dikenal", "city_code": None, "is_simulated": simulation.covers(sheet),
                  "rows_read": sheet.row_count, "rows_above": sheet.row_count, "state": "unknown", "list_period": None}
        connection.execute(statement("ingest/add_input_file"), values)
    connection.execute(statement("build/reference_counts"))
    connection.execute(statement("ingest/values"))
    while connection.execute(statement("ingest/values_between")).fetchone()[0]:
        pass  # a refused row holds no cell, so that a file behind it may fill it
    connection.execute(statement("ingest/values_settled"))
    for subject in SUBJECTS:
        connection.execute(statement(f"ingest/load_{subject}"))
    connection.execute(statement("ingest/set_bounds"), import_bounds(date.today()).numbers())
    connection.execute(statement("ingest/remarks"))
    connection.execute(statement("ingest/ledger"))
    connection.execute(statement("ingest/review"))
    return Outcome(_ledger(connection), write_rejects(connection, recognised, report) if report else {})


def _load_reference(connection: duckdb.DuckDBPyConnection) -> None:
    for table, pattern in _REFERENCE_TABLES.items():
        rows = list(reference.rows_of(pattern))
        columns = {name: pa.array([row[name] or None for row in rows], pa.string()) for name in rows[0]}
        connection.register(table, pa.table(columns))
    connection.execute(statement("build/dimensions"))


def _derive(connection: duckdb.DuckDBPyConnection, values: dict) -> None:
    connection.execute(statement("build/edition"), values)
    connection.execute(statement("build/periods"))
    connection.execute(aggregates())


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    """Every file of queries/checks must return no rows."""
    for path in sorted((FOLDER / "checks").glob("*.sql")):
        faults = connection.execute(statement(f"checks/{path.stem}")).fetchall()
        if faults:
            raise PublicationStopped(
                f"Pemeriksaan '{path.stem}' menemukan {len(faults)} kesalahan, edisi baru tidak diterbitkan dan edisi lama tetap dipakai. "
                f"Yang pertama: {_without_numbers(', '.join(map(str, faults[0])))}."
            )


def _without_numbers(text: str) -> str:
    """An identity number must not reach the screen or a log, not even in the message that found it."""
    return re.sub(r"[0-9]([\s.-]*[0-9]){15,}", "(nomor 16 angka)", text)


def read_again(partial: Path, edition_id: str) -> None:
    """Only what can be opened and read from the disk is published."""
    try:
        with duckdb.connect(partial, read_only=True) as connection:
            found = connection.execute(statement("pages/edition")).fetchone()
    except duckdb.Error as error:
        raise _unreadable() from error
    if found is None or found[0] != edition_id:
        raise _unreadable()


def _unreadable() -> PublicationStopped:
    return PublicationStopped(
        "Edisi baru tidak dapat dibaca kembali dari disk, sehingga tidak diterbitkan dan edisi lama tetap dipakai. Periksa disk gudang data, lalu ulangi."
    )


def _ledger(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    return rows_of(connection.execute(statement("pages/ledger")))


def _ledger_if_same(path: Path, fingerprint: str) -> list[dict] | None:
    """None as well for an edition that is gone, damaged or of another version: a build is what mends it."""
    if not path.is_file():
        return None
    try:
        with duckdb.connect(path, read_only=True) as connection:
            is_same = connection.execute(statement("pages/edition")).fetchone()[3] == fingerprint
            return _ledger(connection) if is_same else None
    except duckdb.Error:
        return None
