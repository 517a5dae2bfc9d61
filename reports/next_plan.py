"""Draft of next year's plan from what this year did not reach, as a table that the import reads again as a plan.

Target and budget are this year's figures and are called so; what is not known stays empty. `rows` is the typed answer of
queries/pages/plan_year.sql, `reach` that of queries/pages/reach.sql.
"""

import io
from dataclasses import dataclass
from datetime import date

import pandas as pd
import xlsxwriter

from charts.words import day, is_known, month, month_long, number
from charts.year_plan import NO_CODE, total
from reports.spreadsheet_csv import csv_bytes
from reports.workbook.sheet import BOOK, INK

# The headers of the plan by field of data/sources/activities.toml: the first name each is written under in the sample exports.
HEADERS = {
    "activity_id": "ID Kegiatan", "sub_activity_code": "Kode Sub Kegiatan", "activity_kind": "Jenis Kegiatan", "topic": "Topik",
    "planned_date": "Jadwal", "realised_date": "Tanggal Pelaksanaan", "city": "Kota", "kecamatan": "Kecamatan", "kelurahan": "Kelurahan",
    "target_count": "Sasaran Peserta",
    "participants": "Jumlah Peserta", "budget": "Pagu Anggaran", "realised_budget": "Realisasi Anggaran", "activity_status": "Status",
}
# A draft is made from this month of the year on; in a younger year most of the plan has not come yet and little can be said of reach.
DRAFT_FROM_MONTH = 6
BASES = {"not_done": "belum terlaksana", "partly": "tercapai sebagian", "unreached": "tidak terjangkau 12 bulan"}
PLANNED = "Rencana"
_WIDTHS = {"topic": 34, "kecamatan": 20, "kelurahan": 24, "budget": 18, "realised_budget": 18, "sub_activity_code": 20, "activity_kind": 22}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the draft proposes for the kelurahan that were not reached, and below which part of the target an activity is repeated."""

    kind_label: str
    partly_below_pct: int


def draft(rows: pd.DataFrame, reach: pd.DataFrame, period: date, wish: Wish) -> pd.DataFrame:
    """The rows of the draft by month and kind.

    Columns: activity_id, code, kind_label, topic, month, kecamatan_name, kelurahan_name, target_count, budget_idr, spent_idr, basis, reason.
    `spent_idr` is what this year's activity has used already: nothing where none was carried out, NaN where it is not known.
    The month is that of the plan, or of the day where nothing was planned; kelurahan that were not reached fill the months with the fewest rows.
    """
    ratio = rows.participants_count / rows.target_count
    parts = [
        _repeated(rows[rows.state.isin(["overdue", "cancelled"])], "not_done", period),
        _repeated(rows[rows.is_done_by_then & (ratio < wish.partly_below_pct / 100)], "partly", period),
    ]
    made = pd.concat(parts, ignore_index=True)
    missed = reach[(reach.activity_count == 0) & ~reach.kelurahan_code.isin(made.kelurahan_code)]
    made = pd.concat([made, _unreached(rows, missed, period, wish.kind_label, made.month)], ignore_index=True)
    made = made.sort_values(["month", "kind_label", "topic", "kelurahan_name"], kind="stable", na_position="first").reset_index(drop=True)
    made.insert(0, "activity_id", [f"DRAF-{period.year + 1}-{place:03d}" for place in range(1, len(made) + 1)])
    return made.drop(columns="kelurahan_code")


def _repeated(rows: pd.DataFrame, basis: str, period: date) -> pd.DataFrame:
    """Activities of this year to be held next year."""
    dates = [row.planned_date if is_known(row.planned_date) else row.realised_date for row in rows.itertuples()]
    return pd.DataFrame({
        "code": rows.code, "kind_label": rows.kind_label, "topic": rows.topic,
        "month": [pd.Timestamp(period.year + 1, when.month, 1) for when in dates],  # the date itself may be of another year
        "kecamatan_name": rows.kecamatan_name, "kelurahan_name": rows.kelurahan_name, "kelurahan_code": rows.kelurahan_code,
        "target_count": rows.target_count, "budget_idr": rows.budget_idr, "spent_idr": rows.realised_idr.where(rows.is_done_by_then, 0.0),
        "basis": basis, "reason": [_reason(row, period) for row in rows.itertuples()],
    })


def _reason(row: tuple, period: date) -> str:
    if row.state == "cancelled":
        return f"{row.activity_id} direncanakan {month(row.planned_date)} dan batal"
    if row.state == "overdue":
        return f"{row.activity_id} direncanakan {month(row.planned_date)}, belum terlaksana sampai {month(period)}"
    people = f"{number(row.participants_count)} dari sasaran {number(row.target_count)} orang"
    return f"{row.activity_id} terlaksana {month(row.realised_date)} dengan {people}"


def _unreached(rows: pd.DataFrame, missed: pd.DataFrame, period: date, kind_label: str, taken: pd.Series) -> pd.DataFrame:
    """One activity for each kelurahan that none reached; target and budget are the median of this year's of its kind in a kelurahan."""
    alike = rows[(rows.kind_label == kind_label) & rows.kelurahan_code.notna()]
    coded = alike.code[alike.code != NO_CODE].mode()
    median = f"angka = nilai tengah {number(len(alike))} kegiatan sejenis di kelurahan tahun {period.year}" if len(alike) else "angka belum diketahui"
    last = [f"terakhir {day(when)}" if is_known(when) else "sebelumnya juga tidak tercatat" for when in missed.last_date]
    reasons = [f"tidak tercatat terjangkau 12 bulan sampai {month(period)}, {said}; {median}" for said in last]
    return pd.DataFrame({
        "code": coded[0] if len(coded) else NO_CODE, "kind_label": kind_label, "topic": f"{kind_label} di tempat yang tidak terjangkau 12 bulan",
        "month": _emptiest_months(taken, len(missed), period.year + 1), "kecamatan_name": missed.kecamatan_name.to_numpy(),
        "kelurahan_name": missed.kelurahan_name.to_numpy(), "kelurahan_code": missed.kelurahan_code.to_numpy(),
        "target_count": alike.target_count.median(), "budget_idr": alike.budget_idr.median(), "spent_idr": 0.0, "basis": "unreached",
        "reason": reasons,
    })


def _emptiest_months(taken: pd.Series, count: int, year: int) -> list[pd.Timestamp]:
    """February to November, each time the month with the fewest rows so far, the earliest of equals."""
    rows = {pd.Timestamp(year, number_, 1): int((taken == pd.Timestamp(year, number_, 1)).sum()) for number_ in range(2, 12)}
    chosen = []
    for _ in range(count):
        least = min(rows, key=lambda when: (rows[when], when))
        rows[least] += 1
        chosen.append(least)
    return chosen


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A draft on its way out: the city it is for, its year and where it comes from."""

    rows: pd.DataFrame
    year: int
    city_name: str
    unit_word: str
    source_line: str

    @property
    def title(self) -> str:
        return f"Draf rencana kegiatan {self.year}, {self.city_name}: sasaran dan pagu memakai angka tahun {self.year - 1}"

    @property
    def header(self) -> list[str]:
        return [self.unit_word.title() if name == "kelurahan" else label for name, label in HEADERS.items()]

    def cells(self) -> list[list[object]]:
        """A row an activity in the order of `HEADERS`, then the totals; None is not known."""
        rows = [
            [
                row.activity_id, None if row.code == NO_CODE else row.code, row.kind_label, _known(row.topic), month_long(row.month), None,
                self.city_name, _known(row.kecamatan_name), _known(row.kelurahan_name), _whole(row.target_count), None, _whole(row.budget_idr), None,
                PLANNED,
            ]
            for row in self.rows.itertuples()
        ]
        target, budget = (_whole(total(column).total) for column in (self.rows.target_count, self.rows.budget_idr))
        sums = {"activity_id": "Total", "target_count": target, "budget": budget}
        return [*rows, [sums.get(name) for name in HEADERS]]


def csv_file(file: PlanFile) -> bytes:
    """The draft as csv below its title and source."""
    return csv_bytes([[file.title], [file.source_line], file.header, *file.cells()])


def workbook(file: PlanFile) -> bytes:
    """The draft as xlsx: the plan in the columns of the import, and a second sheet that says why each row is there."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, BOOK) as book:
        looks = {
            "title": book.add_format({"bold": True, "font_size": 13, "font_color": INK}), "source": book.add_format({"font_color": "#5b6770"}),
            "head": book.add_format({"bold": True, "bg_color": "#e6eeee", "border": 1, "text_wrap": True, "valign": "top"}),
            "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
            "number": book.add_format({"border": 1, "num_format": "#,##0", "valign": "top"}),
        }
        reasons = [[row.activity_id, BASES[row.basis], row.reason, _whole(row.spent_idr)] for row in file.rows.itertuples()]
        head = ["Nomor draf", "Asal", "Alasan", f"Sudah terpakai tahun {file.year - 1} (Rp)"]
        _write(book, "Rencana", file, (file.header, file.cells()), [_WIDTHS.get(name, 15) for name in HEADERS], looks)
        _write(book, "Alasan", file, (head, reasons), [18, 22, 90, 24], looks)
    return made.getvalue()


def _write(book: xlsxwriter.Workbook, name: str, file: PlanFile, table: tuple[list, list], widths: list[int], looks: dict) -> None:
    """Title, source, head and rows on a sheet that prints across A4."""
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, file.title, looks["title"])
    sheet.write_string(1, 0, file.source_line, looks["source"])
    head, rows = table
    for index, (label, width) in enumerate(zip(head, widths, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(2, index, label, looks["head"])
    for offset, cells in enumerate(rows, start=3):
        for index, cell in enumerate(cells):
            if cell is None:
                sheet.write_blank(offset, index, None, looks["cell"])
            else:
                sheet.write(offset, index, cell, looks["cell" if isinstance(cell, str) else "number"])
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _known(text: object) -> str | None:
    return str(text) if is_known(text) else None


def _whole(value: float | None) -> int | None:
    return round(float(value)) if is_known(value) else None
