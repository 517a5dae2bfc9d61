"""Plans that are kept: scenarios under a name, each saving a new version, and the one that is locked as the plan.

Nothing is overwritten. Who saves says which version of which plan was open (`based_on`); where somebody saved in between, or the name
belongs to another plan by now, nothing is written and StaleVersion says who and when, so that the own work can go under another name.
A locked version stays in force until another lock names it as the one it replaces. The only names in the file are those of the
officials who saved, locked, set aside or invited.
"""

import sqlite3
from datetime import UTC, date, datetime

import pandas as pd

from data.errors import UserError
from planning.facts import Facts
from planning.kept import plan_file
from planning.kept.plan_rows import Rows, rows_of
from planning.kept.saved import AlreadyLocked, NewerVersion, Saved, StaleVersion, StoredPlan, moment, one_line, saved_of
from planning.recruitment import RecruitmentPlan
from planning.training import Plan
from queries.statements import statement

__all__ = ["AlreadyLocked", "NewerVersion", "Saved", "StaleVersion", "StoredPlan", "moment"]


def save(
    name: str, plan: Plan | RecruitmentPlan, saved_by: str, *, based_on: tuple[int, int] | None, note: str = "", found: Facts | None = None
) -> Saved:
    """Keep a plan under a name: a new scenario with `based_on` None, else the version after the plan and version the planner had open;
    `found` are the facts the plan was made of, where they are at hand.

    StaleVersion when the name is taken or somebody saved in between.
    """
    return keep(name, rows_of(plan, found), saved_by, based_on=based_on, note=note)


def keep(name: str, rows: Rows, saved_by: str, *, based_on: tuple[int, int] | None, note: str = "") -> Saved:
    """The same for a plan that is rows already."""
    name, by = one_line("Nama skenario", name), one_line("Nama penyimpan", saved_by)
    key = {"city_code": rows.version["city_code"], "question": rows.version["question"], "name_key": name.casefold()}
    with plan_file.writing() as connection:
        row = connection.execute(statement("plans/by_name"), key).fetchone()
        latest = saved_of(row) if row else None
        _refuse_stale(name, latest, based_on)
        if based_on is None:
            plan_id, version = connection.execute(statement("plans/add_plan"), {**key, "name": name}).lastrowid, 1
        else:
            plan_id, version = latest.plan_id, latest.version + 1
        whole = {"plan_id": plan_id, "version": version}
        said = {"saved_by": by, "saved_at": _now(), "note": note.strip()}
        connection.execute(statement("plans/add_version"), {**rows.version, **whole, **said})
        for table in ("person", "place", "batch"):
            connection.executemany(statement(f"plans/add_{table}"), [{**row, **whole} for row in getattr(rows, table)])
        return _one(connection, plan_id, version)


def lock(
    plan_id: int, version: int, locked_by: str, note: str = "", *, replaces: tuple[int, int] | None = None, despite: int | None = None
) -> Saved:
    """Commit to a version: it is the plan from now on. NewerVersion when it is not the latest, unless `despite` names the latest.
    AlreadyLocked when another one is in force for the same city, question, topic and level, unless `replaces` names exactly that one."""
    by = one_line("Nama pengunci", locked_by)
    with plan_file.writing() as connection:
        chosen = _one(connection, plan_id, version)
        if chosen.is_discarded:
            raise UserError(
                f"Skenario '{chosen.name}' sudah disisihkan oleh {chosen.discarded_by} dan tidak dapat dikunci. Simpan dengan nama lain dahulu."
            )
        if chosen.is_locked:
            raise UserError(f"'{chosen.name}' versi {version} sudah dikunci oleh {chosen.locked_by} pada {moment(chosen.locked_at)}.")
        latest = _one(connection, plan_id, None)
        if latest.version not in (version, despite):
            raise NewerVersion(
                f"'{latest.name}' sudah disimpan oleh {latest.saved_by} pada {moment(latest.saved_at)} sebagai versi {latest.version}; "
                f"yang hendak dikunci versi {version}. Kunci versi {version} hanya bila memang itu yang dimaksud.", latest.version,
            )
        found = connection.execute(statement("plans/in_force"), {"plan_id": plan_id, "version": version}).fetchone()
        in_force = saved_of(found) if found else None
        if (in_force and (in_force.plan_id, in_force.version)) != replaces:
            raise _not_the_one(in_force)
        connection.execute(statement("plans/add_lock"), {
            "plan_id": plan_id, "version": version, "locked_by": by, "locked_at": _now(), "note": note.strip(),
            "replaced_plan_id": replaces and replaces[0], "replaced_version": replaces and replaces[1],
        })
        return _one(connection, plan_id, version)


def discard(plan_id: int, by: str) -> None:
    """Set a scenario aside: it is listed no more and its name is free again, its rows stay. UserError when a version of it is locked."""
    by = one_line("Nama penyisih", by)
    with plan_file.writing() as connection:
        versions = [saved_of(row) for row in connection.execute(statement("plans/history"), {"plan_id": plan_id})]
        if not versions or versions[0].is_discarded:
            raise UserError("Skenario itu tidak ada atau sudah disisihkan. Muat ulang halaman ini.")
        locked = next((version for version in versions if version.is_locked), None)
        if locked:
            raise UserError(
                f"'{locked.name}' versi {locked.version} dikunci oleh {locked.locked_by} pada {moment(locked.locked_at)} dan tidak dapat disisihkan."
            )
        connection.execute(statement("plans/add_discard"), {"plan_id": plan_id, "discarded_by": by, "discarded_at": _now()})


def load(plan_id: int, version: int | None = None) -> StoredPlan:
    """A version with its rows, the latest when none is named; one that was set aside can still be loaded. UserError when there is none."""
    with plan_file.reading() as connection:
        saved = _one(connection, plan_id, version)
        key = {"plan_id": plan_id, "version": saved.version}
        frames = {name: _frame(connection, f"plans/{name}", key) for name in ("places", "batches")}
        chosen, refused = (_frame(connection, "plans/persons", {**key, "is_chosen": chosen}) for chosen in (1, 0))
        return StoredPlan(saved, chosen, refused, **frames)


def listing(city_code: str | None = None) -> pd.DataFrame:
    """The plans of a city, or of all cities, newest first, with the fields of Saved as columns: of each its latest version and the
    version in force where that is an older one."""
    with plan_file.reading() as connection:
        return _table(connection.execute(statement("plans/listing"), {"city_code": city_code}))


def history(plan_id: int) -> pd.DataFrame:
    """Every version of a plan, newest first, with the fields of Saved as columns."""
    with plan_file.reading() as connection:
        return _table(connection.execute(statement("plans/history"), {"plan_id": plan_id}))


def record_invitation(
    made_by: str, way: str, *, city_code: str, question: str, edition_id: str, format: str, names_count: int, saved: Saved | None
) -> None:
    """Note that an invitation with names is made: who, when, which plan, how many names. `way` is "halaman" or "perintah"."""
    row = {
        "made_by": one_line("Nama pembuat undangan", made_by), "made_at": _now(), "way": way, "city_code": city_code, "question": question,
        "plan_id": saved and saved.plan_id, "version": saved and saved.version, "edition_id": edition_id, "format": format,
        "names_count": names_count,
    }
    with plan_file.writing() as connection:
        connection.execute(statement("plans/add_invitation"), row)


def invitations(city_code: str | None = None) -> pd.DataFrame:
    """The invitations made with names, newest first: the columns of table invitation and plan_name."""
    with plan_file.reading() as connection:
        found = _frame(connection, "plans/invitations", {"city_code": city_code})
        return found.assign(made_at=[datetime.fromisoformat(at) for at in found.made_at])


def _refuse_stale(name: str, latest: Saved | None, based_on: tuple[int, int] | None) -> None:
    if latest is None:
        if based_on is not None:
            raise UserError(f"Belum ada skenario bernama '{name}'. Simpan sebagai skenario baru.")
        return
    if latest.is_discarded:
        if based_on is not None:
            raise StaleVersion(
                f"'{name}' disisihkan oleh {latest.discarded_by} pada {moment(latest.discarded_at)}. "
                "Pekerjaan Anda belum hilang: simpan sebagai skenario baru.", None,
            )
        return
    if based_on is None:
        raise StaleVersion(
            f"Nama '{name}' sudah dipakai skenario yang disimpan oleh {latest.saved_by} pada {moment(latest.saved_at)}. "
            "Pilih nama lain, atau buka skenario itu dahulu.", latest.plan_id,
        )
    plan_id, version = based_on
    if latest.plan_id != plan_id:
        raise StaleVersion(
            f"Nama '{name}' kini dipakai skenario lain, yang disimpan oleh {latest.saved_by} pada {moment(latest.saved_at)}; skenario yang Anda "
            "buka bernama lain atau sudah disisihkan. Pekerjaan Anda belum hilang: simpan dengan nama lain.",
            latest.plan_id,
        )
    if latest.version != version:
        raise StaleVersion(
            f"'{name}' sudah disimpan oleh {latest.saved_by} pada {moment(latest.saved_at)} sebagai versi {latest.version}, setelah Anda "
            f"membuka versi {version}. Pekerjaan Anda belum hilang: simpan dengan nama lain, atau buka versi {latest.version} dahulu.",
            latest.plan_id,
        )


def _not_the_one(in_force: Saved | None) -> UserError:
    if in_force is None:
        return UserError("Rencana yang hendak digantikan tidak berlaku lagi. Muat ulang halaman ini, lalu kunci lagi.")
    return AlreadyLocked(
        f"Sudah ada rencana yang berlaku untuk ini: '{in_force.name}' versi {in_force.version}, dikunci oleh {in_force.locked_by} pada "
        f"{moment(in_force.locked_at)}. Kunci sebagai penggantinya bila memang dimaksud.", in_force.plan_id, in_force.version,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _one(connection: sqlite3.Connection, plan_id: int, version: int | None) -> Saved:
    row = connection.execute(statement("plans/version"), {"plan_id": plan_id, "version": version}).fetchone()
    if row is None:
        raise UserError(f"Rencana nomor {plan_id}{'' if version is None else f' versi {version}'} tidak ada. Muat ulang halaman ini.")
    return saved_of(row)


def _table(rows: sqlite3.Cursor) -> pd.DataFrame:
    found = [saved_of(row) for row in rows]
    return pd.DataFrame([{name: getattr(saved, name) for name in Saved.__slots__} for saved in found], columns=list(Saved.__slots__))


def _frame(connection: sqlite3.Connection, name: str, values: dict[str, object]) -> pd.DataFrame:
    cursor = connection.execute(statement(name), values)
    rows = cursor.fetchall()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=[column[0] for column in cursor.description])
    if "day" in frame:
        frame["day"] = pd.Series([row["day"] and date.fromisoformat(row["day"]) for row in rows], dtype=object)
    return frame.assign(is_override=frame.is_override.astype(bool)) if "is_override" in frame else frame
