"""Tables and definitions of the story, closed until they are opened."""

from xml.etree.ElementTree import Element, SubElement

from reports.explanation import defined, rules, unit_of
from reports.figures.contents import Cell, Column, Contents, Mark, Table, cell_text

_NARROW = 2  # columns that a phone can show side by side


def folded(table: Table) -> Element:
    """A table behind its title."""
    details = Element("details")
    SubElement(details, "summary").text = table.captioned
    if table.note:
        SubElement(details, "p", {"class": "note"}).text = table.note
    details.append(rows(table))
    return details


def rows(table: Table) -> Element:
    """The table itself, scrolling in its own frame; on a phone each row of many columns is a card, its cells named by `data-label`."""
    frame = Element("div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": table.title})
    is_wide = len(table.columns) > _NARROW
    drawn = SubElement(frame, "table", {"class": "data wide" if is_wide else "data"})
    head = SubElement(SubElement(drawn, "thead"), "tr")
    for column in table.columns:
        cell = SubElement(head, "th", {"scope": "col", **_side(column)})
        cell.text = column.label
        if unit_of(column):
            SubElement(cell, "span").text = unit_of(column)
    body = SubElement(drawn, "tbody")
    for row in table.rows:
        line = SubElement(body, "tr")
        for cell, column in zip(row, table.columns, strict=True):
            _cell(line, cell, column, is_named=is_wide)
    if table.total is not None:
        line = SubElement(SubElement(drawn, "tfoot"), "tr")
        for cell, column in zip(table.total, table.columns, strict=True):
            _cell(line, cell, column, is_named=is_wide)
    return frame


def terms(contents: Contents) -> Element:
    """Every indicator and every rule of hidden cells, in words."""
    details = Element("details")
    SubElement(details, "summary").text = "Definisi dan cara membaca"
    words = SubElement(details, "dl", {"class": "words"})
    for term, said in [*rules(), *((each.title, defined(each)) for each in contents.definitions)]:
        SubElement(words, "dt").text = term
        SubElement(words, "dd").text = said
    return details


def _cell(line: Element, cell: Cell, column: Column, *, is_named: bool) -> None:
    side = {**_side(column), **({"data-label": column.label} if is_named and cell != "" else {})}
    if cell is None or isinstance(cell, Mark):
        side["class"] = f"{side.get('class', '')} none".strip()
    SubElement(line, "td", side).text = cell_text(cell, column)


def _side(column: Column) -> dict[str, str]:
    return {"class": "n"} if column.is_number else {}
