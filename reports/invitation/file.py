"""A plan as a file, by the ending of its name: xlsx and pdf to hand out, csv and json to go on with."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from data.errors import UserError
from planning.recruitment import RecruitmentPlan
from planning.training import Plan
from planning.wording import for_outside, short_id
from queries.warehouse import ask
from reports.invitation import contents as invitation
from reports.invitation.workbook import recruitment_workbook, workbook
from reports.spreadsheet_csv import csv_bytes
from reports.writing import target

ENDINGS = (".xlsx", ".pdf", ".csv", ".json")
_PERSON = {
    "order": "Urutan", "label": "Anggota", "kind_name": "Unsur", "place_code": "Kode tempat", "place_name": "Kelurahan/desa",
    "kecamatan_name": "Kecamatan",
    "batch": "Angkatan", "points": "Poin", "reason": "Alasan",
}
_PLACE = {
    "order": "Urutan", "place_code": "Kode", "place_name": "Kelurahan/desa", "kecamatan_name": "Kecamatan", "turn": "Orang ke",
    "points": "Poin", "reason": "Alasan",
}


def write_plan(plan: Plan | RecruitmentPlan, path: Path, names: Mapping[str, str] | None = None) -> Path:
    """Write the plan; with names the file is readable by its owner only. UserError for another ending, or where the folder refuses it."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UserError(f"Berkas {path.name} tidak dikenal; pakai akhiran {', '.join(ENDINGS)}.")
    is_recruitment = isinstance(plan, RecruitmentPlan)
    if is_recruitment and ending == ".pdf":
        raise UserError("Rencana rekrutmen tidak punya undangan; tulis ke .xlsx, .csv, atau .json.")
    if ending == ".csv":
        content = _csv(plan.sequence, _PLACE) if is_recruitment else _csv(plan.chosen, _PERSON)
    elif ending == ".json":
        content = _json(plan, is_recruitment)
    elif is_recruitment:
        content = recruitment_workbook(plan)
    elif ending == ".xlsx":
        content = workbook(invitation.of_plan(plan, names))
    else:
        from reports.invitation.pdf import pdf  # the typesetter is loaded for a pdf only

        content = pdf(invitation.of_plan(plan, names))
    with target(path, mode=0o600 if names is not None else 0o644) as file:
        file.write(content)
    return path


def _csv(rows: pd.DataFrame, columns: dict[str, str]) -> bytes:
    """A header and a row a person, to go on with."""
    return csv_bytes([columns.values(), *_handed_out(rows)[list(columns)].itertuples(index=False)])


def _handed_out(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(reason=rows.reason.map(for_outside))


def _json(plan: Plan | RecruitmentPlan, is_recruitment: bool) -> bytes:
    """Rules, worth and rows, members by the code that the screen shows; `rules` can be handed to the command again as a file."""
    if is_recruitment:
        people = _handed_out(plan.sequence)[list(_PLACE)]
    else:
        people = _handed_out(plan.chosen).assign(code=plan.chosen.volunteer_id.map(short_id))[["code", *_PERSON]]
    edition = ask(plan.edition_id, "pages/edition")
    content = {
        "rules": json.loads(plan.rules.to_json()), "edition_id": plan.edition_id, "is_simulated": bool(edition.is_simulated.iloc[0]),
        "points": plan.points, "simple_points": plan.simple_points,
        "notes": list(plan.notes), "rows": json.loads(people.to_json(orient="records", date_format="iso")),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
