"""What stands around or between the rows of a table: places in titles and names, blocks whose place is written once, headings of a kind."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from data import reference
from geo.places import name_key
from ingest.contracts import COUNTED, Contract, header_key

SAID_ELSEWHERE = frozenset(("kecamatan", "kelurahan", "ppks", "kind"))  # fields a table may leave to its title or to headings between its rows
_KINDS = ("ppks", "kind")
# Lists that hold no names of their own; a register of institutions must not be made out of a list of persons by a word in its title.
_PLACED = frozenset(("ppks_case", "ppks_count", "welfare_count", "aid_count", "population", "volunteer"))
_BLOCKED = frozenset(("ppks_count", "aid_count", "population"))
_NUMBERED = re.compile(r"^\s*(?:[A-Za-z]|\d{1,3}|[IVXivx]{1,4})[.)]\s*")
_KECAMATAN = re.compile(r"^(?:kecamatan|kec)\b[\s:.]+(\S.*)$", re.IGNORECASE)
_WORDS = {
    "kecamatan": re.compile(r"\b(?:kecamatan|kec)\b[\s:._-]*(?=([^,;()/|]+))", re.IGNORECASE),
    "kelurahan": re.compile(r"\b(?:kelurahan|desa|kel)\b[\s:._-]*(?=([^,;()/|]+))", re.IGNORECASE),
}
_UNIT = re.compile(r"\bsatuan\s*[:=]?\s*\(?(kk|keluarga|kpm|jiwa|orang)\b", re.IGNORECASE)
_ENOUGH = 3  # words a name of a place has at most


def places_around(titles: Sequence[str], sheet: str, file: str) -> dict[str, str]:
    """The one kecamatan and the one kelurahan that the title, the sheet's name or the file's name speak of; several say nothing.

    A bare name of a sheet that is that of a kecamatan and of a kelurahan means the kecamatan.
    """
    texts = [*titles, sheet, re.sub(r"[_-]+", " ", file)]
    found: dict[str, str] = {}
    for field, pattern in _WORDS.items():
        names = [name for text in texts for match in pattern.finditer(text) for name in _firstnames_of(match[1], field)]
        is_of_both = field == "kelurahan" and name_key(sheet) in names_of("kecamatan")
        if not names and name_key(sheet) in names_of(field) and not is_of_both:
            names = [sheet.strip()]
        if len({name_key(name) for name in names}) == 1:
            found[field] = names[0]
    return found


def fields_around(contract: Contract, around: Mapping[str, str], columns: Mapping[str, int]) -> dict[str, str]:
    """Those of them that the table lacks: the kelurahan where it has no column of one, the kecamatan where nothing else says it."""
    if contract.subject not in _PLACED:
        return {}
    coded = {"kelurahan_code", "kecamatan_code", "bps_code", "bps_kecamatan_code"} & columns.keys()
    fields = ("kecamatan",) if "kelurahan" in columns else ("kecamatan", "kelurahan")
    return {} if coded else {field: around[field] for field in fields if field in around and field not in columns}


def unit_around(contract: Contract, titles: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """The unit that the title says, where no column of figures says one; two different ones say nothing."""
    said = {match[1].lower() for text in titles for match in _UNIT.finditer(text)}
    is_open = contract.subject in COUNTED and "unit" not in columns and "unit" not in contract.constants
    return {"unit": said.pop()} if is_open and len(said) == 1 else {}


def heading_fields(contract: Contract, rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> tuple[str, ...]:
    """The fields that headings above blocks of rows say: a kecamatan, and the kind where no column says it. The first row is a heading then."""
    first = next((row for row in rows if any(row)), [])
    text = heading_text(first)
    if text is None:
        return ()
    if _KECAMATAN.match(text):
        return ("kecamatan",) if contract.subject in _PLACED else ()
    return tuple(
        field for field in _KINDS
        if field in contract.required and field not in columns and header_key(text) in kind_keys(field) and contract.subject != "institution"
    )


def heading_text(row: Sequence[str]) -> str | None:
    """The words of a row that holds nothing else, or only a letter or number before them."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) == 2 and re.fullmatch(r"[A-Za-z0-9]{1,4}[.)]?", cells[0]):
        cells = cells[1:]
    text = _NUMBERED.sub("", cells[0]) if len(cells) == 1 else ""
    return text if re.search(r"[A-Za-z]{3}", text) else None


def fills_down(contract: Contract, rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> tuple[str, ...]:
    """The fields of the place that are written on the first row of a block only: more blanks than names below them, never a name twice on end."""
    found = []
    for field in ("kecamatan", "kelurahan"):
        if field in columns and (field in contract.fill_down or _is_in_blocks(contract, field, rows, columns)):
            found.append(field)
    return tuple(found)


def _is_in_blocks(contract: Contract, field: str, rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> bool:
    beside = columns.get("kelurahan") if field == "kecamatan" else next((columns[name] for name in ("ppks", "decile", "sex") if name in columns), None)
    if beside is None or beside == columns[field] or (field == "kelurahan" and contract.subject not in _BLOCKED):
        return False
    said = [_at(row, columns[field]) for row in rows if _at(row, beside)]
    names = [name for name in said if name]
    is_repeated = any(one == other for one, other in zip(names, names[1:], strict=False))
    if not names or not said[0] or is_repeated:
        return False
    blanks = len(said) - len(names)
    if field == "kelurahan":
        return blanks >= max(2, len(names))
    return blanks > len(names) and _fits_below(said, [name for row in rows if (name := _at(row, beside))])


def _fits_below(kecamatan: Sequence[str], kelurahan: Sequence[str]) -> bool:
    """Whether most of the known kelurahan beside a blank lie in the known kecamatan above it; also where none is known."""
    above, fits = "", []
    for said, name in zip(kecamatan, kelurahan, strict=True):
        above = name_key(said) or above
        if not said and above in names_of("kecamatan") and name_key(name) in names_of("kelurahan"):
            fits.append(above in _kecamatan_of(name_key(name)))
    return not fits or sum(fits) * 2 > len(fits)


@cache
def kind_keys(field: str) -> frozenset[str]:
    """The headings that name a kind of PPKS, or of volunteer, as keys of a header."""
    kinds = reference.ppks_kinds() if field == "ppks" else [kind for kind in reference.volunteer_kinds() if kind.is_person]
    return frozenset(header_key(text) for kind in kinds for text in (kind.code, kind.name, *kind.aliases))


def _at(row: Sequence[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""


def _firstnames_of(text: str, field: str) -> list[str]:
    """The longest known name that the text begins with, and the word 'dan' when another follows it."""
    words = text.split()
    for length in range(min(_ENOUGH, len(words)), 0, -1):
        if name_key(" ".join(words[:length])) in names_of(field):
            return [" ".join(words[:length]), *(word for word in words[length : length + 1] if word.lower() in ("dan", "&", "serta", "s/d", "-"))]
    return []


@cache
def _kecamatan_of(kelurahan: str) -> frozenset[str]:
    return frozenset(name_key(unit.kecamatan_name) for unit in reference.units() if name_key(unit.kelurahan_name) == kelurahan)


@cache
def names_of(field: str) -> frozenset[str]:
    """The known names of kelurahan, or of kecamatan, as keys of a name."""
    return frozenset(name_key(unit.kecamatan_name if field == "kecamatan" else unit.kelurahan_name) for unit in reference.units())
