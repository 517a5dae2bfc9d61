"""What is to be said of a sheet as a whole: headers that were guessed, columns of numbers that nobody reads, rows and sheets that are hidden."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from data import reference
from ingest.contracts import COUNTED, header_key
from ingest.kinds import column_headers, no_kind
from ingest.recognise import SURELY_MISSPELT, Layout
from ingest.sheet import REJECT_COLUMNS, Sheet
from ingest.value_columns import code_of, is_sum, value_headers

_NUMBER = re.compile(r"(?:rp\.?\s*)?\d[\d.,]*", re.IGNORECASE)
_NO_FIGURE = frozenset((
    "no", "nomor", "nourut", "nomorurut", "urut", "urutan", "id", "rt", "rw", "rtrw", "tahun", "bulan", "keterangan", "ket", "lintang", "bujur", "latitude",
    "longitude", "lat", "long", "lon",
))
_MARKS = frozenset(("1", "0", "v", "x", "y", "ya", "ada", "iya", "√", "✓", "✔", "●", "t", "tidak", "tdk"))
_CODES = ("kode", "bps", "kemendagri")  # how the headers of codes begin
_NAMED = 8  # columns of numbers named in one sentence


@dataclass(frozen=True, slots=True)
class Remark:
    """`rule` is one of data/reference/import_rule.csv; `row` None where the whole sheet is meant."""

    rule: str
    row: int | None
    message: str


def remarks(sheet: Sheet, layout: Layout) -> list[Remark]:
    """Everything an operator should know of a sheet before its rows count."""
    found = [
        Remark("header_guessed", layout.header_row, f"Kepala kolom '{layout.labels[layout.columns[field]]}' dibaca sebagai '{_usual(layout, field)}'")
        for field in layout.guessed
    ]
    found += [Remark("column_unread", layout.header_row, said) for said in _unread(sheet, layout)]
    found += [
        Remark("unit_around", layout.header_row, f"Satuan '{said}' menurut judul berlaku untuk semua baris") if field == "unit" else
        Remark("place_around", layout.header_row, f"{field.capitalize()} '{said}' menurut judul, nama lembar, atau nama berkas berlaku untuk semua baris")
        for field, said in layout.around
    ]
    if sheet.row_count <= len(sheet.head) and not any(map(any, sheet.head[layout.data_row - 1 :])):
        found.append(Remark("no_rows", None, "Tidak ada satu baris data pun di bawah kepala kolom; berkas ini tidak menambah apa pun"))
    if sheet.hidden_rows:
        found.append(Remark(
            "rows_hidden", sheet.hidden_rows[0], f"{len(sheet.hidden_rows)} baris tersembunyi ikut dibaca, yang pertama baris {sheet.hidden_rows[0]}"
        ))
    hidden = {index for first, last in sheet.hidden_columns for index in layout.read_columns if first <= index <= last}
    if hidden:
        labels = ", ".join(f"'{layout.labels[index]}'" for index in sorted(hidden))
        found.append(Remark("columns_hidden", layout.header_row, f"Kolom tersembunyi ikut dibaca: {labels}"))
    if sheet.is_hidden:
        found.append(Remark("sheet_hidden", layout.header_row, f"Lembar '{sheet.sheet}' tersembunyi dan ikut dibaca"))
    return found


def _usual(layout: Layout, field: str) -> str:
    headers = layout.contract.fields[field]
    said = header_key(layout.labels[layout.columns[field]])
    return process.extractOne(said, headers, scorer=lambda one, other, **_: fuzz.ratio(one, header_key(other)))[0]


def _unread(sheet: Sheet, layout: Layout) -> list[str]:
    """A sentence for each column without a meaning that is misspelt, and one for those that hold numbers."""
    own = REJECT_COLUMNS if sheet.origin else ()
    free = {index: label for index, label in enumerate(layout.labels) if header_key(label) and index not in layout.read_columns and label not in own}
    missing = {header_key(text): text for field, texts in layout.contract.fields.items() if field not in layout.columns for text in texts}
    known = {key for keys in layout.contract.field_keys.values() for key in keys}
    kinds = {header_key(text): text for kind in reference.ppks_kinds() for text in (kind.name, *kind.aliases)} if _is_by_kind(layout) else {}
    values = value_headers(layout.contract.cells, column_headers(reference.ppks_kinds(), layout.contract.subject)) if layout.contract.cells else {}
    parts = {index for _, columns in layout.parts for index in columns}
    said, numbers = [f"Kolom '{label}' yang kedua tidak dibaca" for label in layout.doubled], []
    for index, label in free.items():
        key = header_key(label)
        if key in known or index in parts or is_sum(label) or key in _NO_FIGURE or key.startswith(_CODES) or code_of(label, values):
            continue
        if kinds and (former := no_kind(label)):
            said.append(f"Kolom {former}; tidak dibaca")
            continue
        near = process.extractOne(key, [*missing, *kinds], scorer=fuzz.ratio, score_cutoff=SURELY_MISSPELT) if len(key) >= 5 else None
        if near:
            hint = f"; mungkin '{(missing | kinds)[near[0]]}'" if near[0] != key else ""
            said.append(f"Kolom '{label}' tidak dibaca{hint}")
        elif _may_count(sheet, layout, index):
            numbers.append(f"'{label}'")
    more = f", dan {len(numbers) - _NAMED} lainnya" if len(numbers) > _NAMED else ""
    return said + ([f"Kolom {', '.join(numbers[:_NAMED])}{more} tidak dibaca"] if numbers else [])


def _may_count(sheet: Sheet, layout: Layout, index: int) -> bool:
    """Whether a column changes what the rows of figures count, as numbers do and words that differ from row to row; or marks a kind of a person."""
    cells = _cells(sheet.head[layout.data_row - 1 :], index)
    if layout.contract.subject in COUNTED:
        return bool(cells) and (all(map(_NUMBER.fullmatch, cells)) or len(set(cells)) > 1)
    return _is_by_kind(layout) and bool(cells) and all(cell.lower() in _MARKS for cell in cells)


def _is_by_kind(layout: Layout) -> bool:
    return layout.contract.cells is not None and layout.contract.cells.by_kind


def _cells(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    return [row[index].strip() for row in rows if index < len(row) and row[index].strip() not in ("", "-", "–")]
