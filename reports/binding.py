"""Where no line of a sentence may end: the one rule of slides, hall, story and paper. Cells of tables, names and files of numbers keep their plain signs."""

import re
from xml.etree.ElementTree import Element

NO_BREAK, NO_BREAK_HYPHEN, JOINT = "\u00a0", "\u2011", "\ufeff"  # the last has no width; the newer U+2060 is a box in older offices
_NOTHING_COUNTED = "dan|atau|dari|di|ke|pada|untuk|yang|sampai|sejak|dengan|oleh"  # words that may begin a line after a number
# Between a number and what it counts, it and its 'dari' or 'sekitar', the words of a unit, a month and its year, a name and its numeral; a year counts nothing.
_BOUND = re.compile(
    rf"(?<=\d)(?<!\d{{4}}) (?!(?:{_NOTHING_COUNTED})\b)(?=[A-Za-z])|(?<=\d) (?=dari \d)|(?<=\bdari) (?=\d)|(?<=\b[Ss]ekitar) (?=\d)"
    r"|(?<=\bpoin) (?=persen\b)|(?<=[a-z]) (?=\d{4}\b|[IVX]+\b)"
)
_TWICE = re.compile(r"\b(\w+)-(?=\1\b)", re.IGNORECASE)
_SPAN = re.compile(r"(?<=\w)–(?=\w)")
_SENTENCES = frozenset({"h1", "h2", "h3", "p", "li", "figcaption", "summary", "dd"})
_WITHIN = "span"  # what stands in b is a number alone, which may need two lines


def bound(text: str) -> str:
    """The text with its numbers bound to what they count, a word said twice ('masing-masing') and a span ('Januari–November') to themselves."""
    return _SPAN.sub(f"–{JOINT}", _TWICE.sub(rf"\1{NO_BREAK_HYPHEN}", _BOUND.sub(NO_BREAK, text)))


def bind(page: Element) -> None:
    """Bind every sentence of a page, wherever it stands, its pictures and tables left as they are."""
    for element in page:
        if element.tag in _SENTENCES:
            for part in (element, *element.iter(_WITHIN)):
                part.text = bound(part.text) if part.text else part.text
        bind(element)


def bound_in(value: object, but: frozenset[str]) -> object:
    """Words of a page as lists and dictionaries, each bound; what stands under the keys `but` is left as it is."""
    if isinstance(value, str):
        return bound(value)
    if isinstance(value, list):
        return [bound_in(each, but) for each in value]
    if isinstance(value, dict):
        return {key: each if key in but else bound_in(each, but) for key, each in value.items()}
    return value
