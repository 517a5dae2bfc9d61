"""Actions that are kept: opened for a value that falls short, changed as versions, ended by a person with a reason.

They lie in the file of the plans (planning/kept/plan_file.py), which no build and no rollback touches; rows are only added.
"""

import sqlite3
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from data.errors import UserError
from planning.kept import plan_file
from planning.kept.saved import moment, one_line, remark
from queries.statements import statement

WHAT_LENGTH, NOTE_LENGTH = 200, 300
ENDINGS = {"closed": "ditutup", "dropped": "dibatalkan"}


class ChangedMeanwhile(UserError):
    """Somebody changed or ended the action since it was read; nothing was written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The value that an action is opened for, as the edition computed it; `period` is its month."""

    city_code: str
    kecamatan_code: str
    kecamatan_name: str
    column_id: str
    norm_id: str
    edition_id: str
    is_simulated: bool
    period: date
    numerator: float
    denominator: float
    value: float
    target: float


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is done, by which office, until when."""

    what: str
    who: str
    due: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action as it stands; `ending` None while it is open, else closed or dropped."""

    action_id: int
    finding: Finding
    agreed: Agreed
    version: int
    opened_at: datetime
    saved_by: str
    saved_at: datetime
    ending: str | None
    reason: str | None
    ended_by: str | None
    ended_at: datetime | None


def open_action(finding: Finding, agreed: Agreed, by: str) -> Action:
    """Keep a new action. UserError tells everything that is wrong with its words, or that its day has passed."""
    row, saved_by = _checked(agreed), one_line("Nama Anda", by)
    if agreed.due < date.today():
        raise UserError("Tenggat sudah lewat. Pilih hari ini atau sesudahnya.")
    values = {field.name: getattr(finding, field.name) for field in fields(finding)}
    with plan_file.writing() as connection:
        action_id = connection.execute(
            statement("actions/add_action"), {**values, "period": finding.period.isoformat(), "is_simulated": int(finding.is_simulated)}
        ).lastrowid
        connection.execute(statement("actions/add_version"), {**row, "action_id": action_id, "version": 1, "saved_by": saved_by, "saved_at": _now()})
        return _latest(connection, action_id)


def change(action_id: int, version: int, agreed: Agreed, by: str) -> Action:
    """Keep what is agreed now as the version after `version`. ChangedMeanwhile when that is no longer the latest or the action has ended."""
    row, saved_by = _checked(agreed), one_line("Nama Anda", by)
    with plan_file.writing() as connection:
        _refuse_moved(_latest(connection, action_id), version)
        values = {**row, "action_id": action_id, "version": version + 1, "saved_by": saved_by, "saved_at": _now()}
        connection.execute(statement("actions/add_version"), values)
        return _latest(connection, action_id)


def end(action_id: int, version: int, ending: str, reason: str, by: str) -> Action:
    """Close or drop an action with a reason. ChangedMeanwhile as in `change`."""
    if ending not in ENDINGS:
        raise ValueError(f"ending {ending!r}: one of {', '.join(ENDINGS)} was expected")
    said, ended_by = remark("Alasan", reason, NOTE_LENGTH), one_line("Nama Anda", by)
    with plan_file.writing() as connection:
        _refuse_moved(_latest(connection, action_id), version)
        values = {"action_id": action_id, "ending": ending, "reason": said, "ended_by": ended_by, "ended_at": _now()}
        connection.execute(statement("actions/add_ending"), values)
        return _latest(connection, action_id)


def actions(city_code: str) -> list[Action]:
    """The actions of a city as they stand: open ones by the day they are due, then the ended ones, newest first."""
    with plan_file.reading() as connection:
        return [_action(row) for row in connection.execute(statement("actions/listing"), {"city_code": city_code})]


def _checked(agreed: Agreed) -> dict[str, object]:
    what, who = remark("Tindakan", agreed.what, WHAT_LENGTH), remark("Penanggung jawab", agreed.who)
    note = remark("Catatan", agreed.note, NOTE_LENGTH) if agreed.note.strip() else ""
    return {"what": what, "who": who, "due": agreed.due.isoformat(), "note": note}


def _refuse_moved(latest: Action, version: int) -> None:
    if latest.ending:
        ended = f"{ENDINGS[latest.ending]} oleh {latest.ended_by} pada {moment(latest.ended_at)}"
        raise ChangedMeanwhile(f"Tindakan ini sudah {ended}. Muat ulang halaman ini.")
    if latest.version != version:
        raise ChangedMeanwhile(
            f"Tindakan ini sudah diubah oleh {latest.saved_by} pada {moment(latest.saved_at)}, setelah Anda membukanya. "
            "Tidak ada yang tertimpa; periksa isinya, lalu ulangi."
        )


def _latest(connection: sqlite3.Connection, action_id: int) -> Action:
    row = connection.execute(statement("actions/latest"), {"action_id": action_id}).fetchone()
    if row is None:
        raise UserError(f"Tindakan nomor {action_id} tidak ada. Muat ulang halaman ini.")
    return _action(row)


def _action(row: sqlite3.Row) -> Action:
    values = dict(row)
    finding = {field.name: values[field.name] for field in fields(Finding)}
    finding |= {"period": date.fromisoformat(values["period"]), "is_simulated": bool(values["is_simulated"])}
    agreed = Agreed(values["what"], values["who"], date.fromisoformat(values["due"]), values["note"])
    at = {name: values[name] and datetime.fromisoformat(values[name]) for name in ("opened_at", "saved_at", "ended_at")}
    kept = {name: values[name] for name in ("action_id", "version", "saved_by", "ending", "reason", "ended_by")}
    return Action(finding=Finding(**finding), agreed=agreed, **kept, **at)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
