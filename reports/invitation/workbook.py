"""The invitation as a workbook: the list to sign, the same for each kecamatan on its own page, the reasons and the rules."""

import io
from datetime import datetime, time

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from charts.words import month_long, number
from planning.recruitment import RecruitmentPlan
from planning.wording import for_outside
from queries.warehouse import ask
from reports.invitation.contents import REASONS_NOTE, SIMULATED, Invitation, batch_line
from reports.workbook.sheet import BOOK

# label, key of Invitation.people, width in letters, look; '' is a column to fill in by hand
_LIST = (
    ("No", "number", 5, "count"), ("Nama", "name", 30, "text"), ("Unsur", "kind", 15, "text"), ("Kelurahan/desa", "place_name", 20, "text"),
    ("Kecamatan", "kecamatan_name", 18, "text"), ("Angkatan", "batch", 13, "text"), ("Tempat", "venue", 18, "text"), ("Tanggal", "day", 13, "date"),
    ("Tanda tangan", "", 22, "text"),
)
_GROUPED = tuple(column for column in _LIST if column[1] != "kecamatan_name")
_REASONS = (
    ("No", "number", 5, "count"), ("Nama", "name", 30, "text"), ("Kelurahan/desa", "place_name", 20, "text"),
    ("Kecamatan", "kecamatan_name", 18, "text"),
    ("Angkatan", "batch", 13, "text"), ("Poin", "points", 8, "points"), ("Keputusan perencana", "is_override", 12, "flag"),
    ("Alasan", "reason", 72, "text"),
)
_REFUSED = (
    ("Nama", "name", 30, "text"), ("Kelurahan/desa", "place_name", 20, "text"), ("Kecamatan", "kecamatan_name", 18, "text"),
    ("Selisih poin", "lost", 10, "points"),
    ("Alasan", "reason", 72, "text"),
)
_RECRUITS = (
    ("Urutan", "order", 8, "count"), ("Kelurahan/desa", "place_name", 24, "text"), ("Kecamatan", "kecamatan_name", 20, "text"),
    ("Orang ke", "turn", 9, "count"),
    ("Poin", "points", 8, "points"), ("Alasan", "reason", 80, "text"),
)
_SIGN_HEIGHT = 24  # points: room to sign
_LINE = 15


def workbook(invitation: Invitation) -> bytes:
    """The xlsx. Every text is written as text, so that none acts as a formula."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, BOOK) as book:
        book.set_properties({"title": f"{invitation.title}, {invitation.city_name}", "created": datetime.combine(invitation.made_on, time())})
        looks = _looks(book)
        _write_list(book.add_worksheet("Undangan"), invitation, looks)
        _write_by_kecamatan(book.add_worksheet("Per kecamatan"), invitation, looks)
        if not invitation.has_names:  # what is handed to the invited says no more than who, where and when
            _write_table(book.add_worksheet("Alasan"), invitation, "Alasan tiap yang terpilih", invitation.people, _REASONS, looks, REASONS_NOTE)
            _write_table(book.add_worksheet("Nyaris terpilih"), invitation, "Yang nyaris terpilih", invitation.refused, _REFUSED, looks, REASONS_NOTE)
        _write_rules(book.add_worksheet("Aturan"), invitation, looks)
    return made.getvalue()


def recruitment_workbook(plan: RecruitmentPlan) -> bytes:
    """The xlsx of a recruitment: whom to recruit where, one row a person in the order of need."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, BOOK) as book:
        sheet, looks = book.add_worksheet("Rekrutmen"), _looks(book)
        for index, (_, _, width, _) in enumerate(_RECRUITS):
            sheet.set_column(index, index, width)
        sheet.write_string(0, 0, f"Urutan rekrutmen, keadaan akhir {month_long(plan.rules.period)}, edisi {plan.edition_id}", looks["title"])
        is_simulated = bool(ask(plan.edition_id, "pages/edition").is_simulated.iloc[0])
        notes = [*([SIMULATED] if is_simulated else []), *plan.notes]
        for offset, note in enumerate(notes, start=1):
            sheet.write_string(offset, 0, note, looks["warning" if note == SIMULATED else "source"])
        _write_rows(sheet, 1 + len(notes), plan.sequence.assign(reason=plan.sequence.reason.map(for_outside)), _RECRUITS, looks)
        _set_print(sheet, is_simulated=is_simulated)
    return made.getvalue()


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    cell = {"border": 1, "border_color": "#c9d1d6", "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}), "source": book.add_format({"font_color": "#5b6770"}),
        "warning": book.add_format({"bold": True, "font_color": "#8c3b0c"}),
        "head": book.add_format({**cell, "bold": True, "bg_color": "#e6eeee", "text_wrap": True}),
        "group": book.add_format({"bold": True, "bg_color": "#f2f5f6", "border": 1, "border_color": "#c9d1d6", "valign": "vcenter"}),
        "text": book.add_format({**cell, "text_wrap": True}), "count": book.add_format({**cell, "num_format": "0", "align": "center"}),
        "points": book.add_format({**cell, "num_format": "0.0", "align": "center"}),
        "date": book.add_format({**cell, "num_format": "[$-421]d mmm yyyy", "align": "left"}),
        "flag": book.add_format({**cell, "align": "center"}), "bold": book.add_format({**cell, "bold": True, "valign": "top", "text_wrap": True}),
        "wrapped": book.add_format({**cell, "valign": "top", "text_wrap": True}),
    }


def _write_list(sheet: Worksheet, invitation: Invitation, looks: dict[str, Format]) -> None:
    _write_table(sheet, invitation, invitation.title, invitation.people, _LIST, looks)


def _write_table(
    sheet: Worksheet, invitation: Invitation, title: str, rows: pd.DataFrame, columns: tuple, looks: dict[str, Format], note: str = ""
) -> None:
    """A table under its heading."""
    _write_rows(sheet, _start(sheet, invitation, title, columns, looks, note), rows, columns, looks)


def _write_rows(sheet: Worksheet, head: int, rows: pd.DataFrame, columns: tuple, looks: dict[str, Format]) -> None:
    """Head and rows with filter, frozen above and beside."""
    _write_head(sheet, head, columns, looks)
    for offset, row in enumerate(rows.to_dict("records"), start=head + 1):
        _write_row(sheet, offset, row, columns, looks)
    last = max(head + len(rows), head + 1)
    sheet.autofilter(head, 0, last, len(columns) - 1)
    sheet.freeze_panes(head + 1, 2)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, last, len(columns) - 1)


def _write_by_kecamatan(sheet: Worksheet, invitation: Invitation, looks: dict[str, Format]) -> None:
    """A page for each kecamatan: its name, how many are invited, the list to sign."""
    head = _start(sheet, invitation, f"{invitation.title}, per kecamatan", _GROUPED, looks)
    _write_head(sheet, head, _GROUPED, looks)
    row, breaks = head + 1, []
    for (_, name), group in invitation.people.groupby(["kecamatan_code", "kecamatan_name"]):
        if row > head + 1:
            breaks.append(row)
        sheet.set_row(row, 20)
        sheet.merge_range(row, 0, row, len(_GROUPED) - 1, "", looks["group"])
        sheet.write_string(row, 0, f"Kecamatan {name}: {number(len(group))} orang", looks["group"])
        row += 1
        for place, values in enumerate(group.to_dict("records"), start=1):
            _write_row(sheet, row, {**values, "number": place}, _GROUPED, looks)
            row += 1
    sheet.set_h_pagebreaks(breaks)
    sheet.freeze_panes(head + 1, 2)
    sheet.repeat_rows(0, head)
    sheet.print_area(0, 0, max(row - 1, head + 1), len(_GROUPED) - 1)


def _write_rules(sheet: Worksheet, invitation: Invitation, looks: dict[str, Format]) -> None:
    columns = (("Bagian", "", 34, "text"), ("Isi", "", 92, "text"))
    head = _start(sheet, invitation, "Aturan dan asal daftar ini", columns, looks)
    _write_head(sheet, head, columns, looks)
    batches = [("Peserta", batch_line(row.name, row.day, row.venue_name) + f": {number(row.chosen_count)} orang") for row in invitation.batches.itertuples(index=False)]
    for offset, (name, text) in enumerate([*invitation.facts, *batches, *invitation.rules], start=head + 1):
        sheet.write_string(offset, 0, name, looks["bold"])
        sheet.write_string(offset, 1, text, looks["wrapped"])
        sheet.set_row(offset, _LINE * (1 + len(text) // 92))
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)


def _start(sheet: Worksheet, invitation: Invitation, title: str, columns: tuple, looks: dict[str, Format], note: str = "") -> int:
    """Heading and print setup; returns the row of the head."""
    for index, (_, _, width, _) in enumerate(columns):
        sheet.set_column(index, index, width)
    sheet.write_string(0, 0, f"{title}, {invitation.city_name}", looks["title"])
    sheet.write_string(1, 0, invitation.source_line, looks["warning" if invitation.is_simulated else "source"])
    names = "" if invitation.has_names else "Tanpa nama: anggota disebut dengan unsur, tempat, dan kode."
    said = (note, names, "" if invitation.is_locked else "Rencana ini belum dikunci.")
    sheet.write_string(2, 0, " ".join(part for part in said if part), looks["source"])
    _set_print(sheet, is_simulated=invitation.is_simulated)
    return 3


def _set_print(sheet: Worksheet, *, is_simulated: bool) -> None:
    """A4 across, one page wide."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L{SIMULATED if is_simulated else ''}&CPantau Kesos&RHalaman &P dari &N")


def _write_head(sheet: Worksheet, row: int, columns: tuple, looks: dict[str, Format]) -> None:
    for index, (title, _, _, _) in enumerate(columns):
        sheet.write_string(row, index, title, looks["head"])
    sheet.set_row(row, 2 * _LINE)


def _write_row(sheet: Worksheet, row: int, values: dict[str, object], columns: tuple, looks: dict[str, Format]) -> None:
    lines = 1
    for index, (_, key, width, look) in enumerate(columns):
        value = values.get(key)
        if look == "flag":
            sheet.write_string(row, index, "diwajibkan" if value else "", looks[look])
        elif value is None or (not isinstance(value, str) and pd.isna(value)):
            sheet.write_blank(row, index, None, looks[look])
        elif look == "date":
            sheet.write_datetime(row, index, datetime.combine(value, time()), looks[look])
        elif look in ("count", "points"):
            sheet.write_number(row, index, value, looks[look])
        else:
            sheet.write_string(row, index, str(value), looks[look])
            lines = max(lines, 1 + len(str(value)) // width)
    is_signed = not columns[-1][1]
    if is_signed or lines > 1:
        sheet.set_row(row, max(_LINE * lines, _SIGN_HEIGHT if is_signed else 0))
