"""The invitation of a plan, as one object that the workbook and the printed list share: who, where, when, why, and by which rules.

Names come from outside (planning.kept.permission) and are in no other file than the one that is handed over. Without them the same lists call
a member by kind, place and the first letters of the key.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd

from charts.words import day, day_long, month_long, number
from data.errors import UserError
from data.parameters import norms
from data.reference import cities, city_units
from planning.eligibility import label
from planning.kept.plan_rows import Rows, rows_of
from planning.kept.saved import StoredPlan, moment
from planning.rules import Rules, rules_from_json
from planning.training import Plan
from planning.wording import for_outside, kind_name
from reports.invitation.rules import in_words

GONE = "tidak ada di daftar anggota"
REASONS_NOTE = "Alasan menyebut urutan beban, bukan jumlah PPKS; jumlahnya ada di halaman Sasaran."
SIMULATED = "DATA SIMULASI: orang di dalamnya rekaan"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is handed over.

    `facts`: labels and texts of who, when and which edition. `people`: number, name (the code of the member where names are not shown), kind, place_name,
    kecamatan_code, kecamatan_name, batch, day, venue, points, is_override, reason; by batch, kecamatan and kelurahan. `refused`: name, kind, place_name,
    kecamatan_name, lost, reason. `seats`: kelurahan code -> seats. `batches`: name, day, venue_name, chosen_count. `rules`: labels and texts.
    """

    title: str
    city_code: str
    city_name: str
    unit_word: str
    is_simulated: bool
    has_names: bool
    is_locked: bool
    facts: tuple[tuple[str, str], ...]
    source_line: str
    people: pd.DataFrame
    refused: pd.DataFrame
    seats: Mapping[str, int]
    batches: pd.DataFrame
    rules: tuple[tuple[str, str], ...]
    made_on: date


def of_plan(plan: Plan, names: Mapping[str, str] | None = None) -> Invitation:
    """The invitation of a plan that was not saved."""
    return of_rows(rows_of(plan), names)


def of_rows(rows: Rows, names: Mapping[str, str] | None = None) -> Invitation:
    """The same for a plan that is rows already."""
    people = pd.DataFrame(rows.person)
    version = {**rows.version, "period": date.fromisoformat(str(rows.version["period"])), "as_of": date.fromisoformat(str(rows.version["as_of"]))}
    batches = pd.DataFrame(rows.batch, columns=["name", "day", "venue_name", "chosen_count"])
    batches["day"] = pd.Series([date.fromisoformat(str(row["day"])) if row["day"] else None for row in rows.batch], dtype=object)
    status = (("Status", "Belum disimpan dan belum dikunci"),)
    return _made(version, people[people.is_chosen == 1], people[people.is_chosen == 0], pd.DataFrame(rows.place), batches, status, names, is_locked=False)


def of_stored(stored: StoredPlan, names: Mapping[str, str] | None = None) -> Invitation:
    """The invitation of a saved plan."""
    saved = stored.saved
    said = [("Rencana", f"{saved.name}, versi {saved.version}"), ("Disimpan oleh", f"{saved.saved_by}, {moment(saved.saved_at)}")]
    if saved.is_locked:
        said.append(("Dikunci oleh", f"{saved.locked_by}, {moment(saved.locked_at)}"))
        said += [("Catatan", saved.lock_note)] if saved.lock_note else []
    else:
        said.append(("Status", "Skenario, belum dikunci"))
    if saved.replaced_by_plan_id is not None:
        said.append(("Perhatian", "Rencana ini sudah digantikan rencana lain"))
    return _made(asdict(saved), stored.chosen, stored.refused, stored.places, stored.batches, tuple(said), names, is_locked=saved.is_in_force)


def _made(
    version: Mapping[str, object], chosen: pd.DataFrame, refused: pd.DataFrame, places: pd.DataFrame, batches: pd.DataFrame,
    status: tuple[tuple[str, str], ...], names: Mapping[str, str] | None, *, is_locked: bool,
) -> Invitation:
    rules = rules_from_json(str(version["rules_json"]))
    if not isinstance(rules, Rules):
        raise UserError("Rencana rekrutmen tidak memuat orang, jadi tidak punya undangan.")
    city_code = str(version["city_code"])
    city = next(city.city_name for city in cities() if city.city_code == city_code)
    has_desa = any(unit.kind == "desa" for unit in city_units(city_code))
    norm = next((norm.name for norm in norms() if norm.id == version["norm_id"]), str(version["norm_id"]))
    edition = f"{version['edition_id']}, data sampai {day_long(version['as_of'])}"
    facts = (*status, ("Keadaan pada", f"akhir {month_long(version['period'])}"), ("Edisi data", edition))
    people = _people(chosen, batches, names)
    return Invitation(
        title=_title(rules), city_code=city_code, city_name=city, unit_word="desa/kelurahan" if has_desa else "kelurahan",
        is_simulated=bool(version["is_simulated"]), has_names=names is not None, is_locked=is_locked, facts=facts,
        source_line=f"{city} · {month_long(version['period'])} · edisi {version['edition_id']}" + (f" · {SIMULATED}" if version["is_simulated"] else ""),
        people=people, refused=_refused(refused, names),
        seats={row.place_code: int(row.seats) for row in places.itertuples() if row.seats},
        batches=batches[["name", "day", "venue_name", "chosen_count"]],
        rules=(*in_words(rules, norm), *_worth(version)), made_on=date.today(),
    )


def _title(rules: Rules) -> str:
    what = "Undangan" if rules.question == "pelatihan" else "Undangan utusan"
    return f"{what} {rules.topic}" if rules.topic else what


def _people(chosen: pd.DataFrame, batches: pd.DataFrame, names: Mapping[str, str] | None) -> pd.DataFrame:
    position = {name: index for index, name in enumerate(batches.name)}
    days, venues = dict(zip(batches.name, batches.day, strict=True)), dict(zip(batches.name, batches.venue_name, strict=True))
    ordered = chosen.assign(batch_position=chosen.batch.map(position).fillna(len(position)))
    ordered = ordered.sort_values(["batch_position", "kecamatan_code", "place_code", "position"], ignore_index=True)
    return pd.DataFrame({
        "number": range(1, len(ordered) + 1), "name": _called(ordered, names), "kind": ordered.kind_code.map(kind_name),
        "place_name": ordered.place_name,
        "kecamatan_code": ordered.kecamatan_code, "kecamatan_name": ordered.kecamatan_name, "batch": ordered.batch,
        "day": [days.get(name) for name in ordered.batch],
        "venue": [venues.get(name, "") for name in ordered.batch], "points": ordered.points.astype(float),
        "is_override": ordered.is_override.astype(bool),
        "reason": ordered.reason.map(for_outside),
    })


def _refused(refused: pd.DataFrame, names: Mapping[str, str] | None) -> pd.DataFrame:
    return pd.DataFrame({
        "name": _called(refused, None), "kind": refused.kind_code.map(kind_name), "place_name": refused.place_name,
        "kecamatan_name": refused.kecamatan_name, "lost": refused.lost.astype(float), "reason": refused.reason.map(for_outside),
    }).reset_index(drop=True)


def _called(people: pd.DataFrame, names: Mapping[str, str] | None) -> list[str]:
    """The name of each; who has none is called by the code of the member."""
    codes = [label(row.kind_code, row.place_name, row.volunteer_id) for row in people.itertuples()]
    if not names:
        return codes
    return [names.get(volunteer_id) or f"{code} ({GONE})" for volunteer_id, code in zip(people.volunteer_id, codes, strict=True)]


def _worth(version: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What the list is worth beside the simple rule and the list of the year before."""
    said = [("Nilai daftar", version["points"]), ("Nilai menurut aturan sederhana", version["simple_points"]), ("Nilai daftar tahun lalu", version["last_year_points"])]
    return tuple((name, f"{number(value, 1)} poin") for name, value in said if value is not None and not pd.isna(value))


def batch_line(name: str, held_on: date | None, venue: str) -> str:
    """Angkatan 1, 3 Feb 2026, Sukarasa."""
    return ", ".join(part for part in (name or "Peserta", day(held_on) if held_on else "", venue) if part)
