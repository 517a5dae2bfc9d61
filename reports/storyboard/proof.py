"""What a headline rests on, beside the number of its slide: of how many, a year ago, and what else it counts."""

from collections.abc import Callable
from dataclasses import dataclass

from charts.words import capital, month, number
from planning.wording import listed
from reports.figures.contents import Contents, Fact, figure

_NAMES = 8  # that a slide can list beside its number


@dataclass(frozen=True, slots=True)
class Line:
    """A short line beside the number; `is_new`: whether it says what no sentence of its message does, so that paper needs it as well."""

    text: str
    is_new: bool = False

    @property
    def sentence(self) -> str:
        return self.text if self.text.endswith(".") else f"{self.text}."


def proof(contents: Contents, key: str) -> tuple[Line, ...]:
    """Short lines for the slide of this key, each with the number it is about; those without data are left out."""
    lines = _LINES.get(key)
    return tuple(line for line in lines(contents.facts, contents) if line.text) if lines else ()


def _of(fact: Fact, unit: str = "") -> Line:
    """'dari 151 kelurahan'; '' where a number is no part of another."""
    return Line(f"dari {number(fact.denominator)} {unit or fact.unit}" if fact.is_shown and fact.denominator else "")


def _was(facts: dict[str, Fact], key: str) -> Line:
    """'Des 2023: 865 orang', where the change from it is known, which the sentence says in its place."""
    before, change = facts[f"{key}_before"], facts[f"{key}_change"]
    return Line(f"{month(before.period)}: {before.said}" if before.is_shown and change.is_shown else "", is_new=bool(change.value))


def _named(label: str, fact: Fact, *, is_new: bool = False) -> Line:
    return Line(f"{label}: {fact.said}" if fact.is_shown else "", is_new)


def _coverage(facts: dict[str, Fact], contents: Contents) -> list[Line]:
    """Of how many, the year before, and what the norm is where nobody decided it."""
    before, undecided = facts["units_met_before"], contents.norm_undecided
    return [
        _of(facts["units_met"]), _named(month(contents.year_ago), before), Line(f"Norma: {undecided}." if undecided else "", is_new=True),
        _named("Kekurangan", facts["shortage"]),
    ]


def _trained(facts: dict[str, Fact], contents: Contents) -> list[Line]:
    """The share as counts, because a change of rounded percents would not add up."""
    now, before = facts["trained_members"], facts["trained_members_before"]
    counts = [f"{number(fact.numerator)} dari {number(fact.denominator)}" if fact.is_shown else "" for fact in (now, before)]
    was = f"{month(before.period)}: {before.text} ({counts[1]})" if counts[1] else ""
    return [Line(f"{counts[0]} {contents.member_word}" if counts[0] else ""), Line(was, is_new=True)]


def _need(facts: dict[str, Fact], _: Contents) -> list[Line]:
    return [] if facts["ppks_left_out"].value else [_was(facts, "ppks")]


def _need_rate(facts: dict[str, Fact], _: Contents) -> list[Line]:
    """The two numbers that were divided."""
    rate, count = facts["ppks_rate"], facts["ppks"]
    if not rate.is_shown or not rate.denominator or rate.numerator is None:
        return []
    whole = f"{number(rate.denominator)} penduduk" if rate.source == "ppks_per_1000" else f"{figure(rate.denominator, 'km²')} km²"
    return [Line(capital(f"{count.text} PPKS, {whole}"))]


def _kinds(facts: dict[str, Fact], _: Contents) -> list[Line]:
    first, every, hidden = facts.get("largest_kind_1"), facts["ppks"], facts.get("kinds_hidden")
    base = f"dari {every.text} PPKS" if first is not None and every.is_shown and first.period == every.period else ""
    return [Line(base), Line(f"{hidden.text} jenis lain disembunyikan: kecil atau dapat dihitung balik" if hidden is not None and hidden.value else "")]


def _activities(facts: dict[str, Fact], _: Contents) -> list[Line]:
    """The columns show all that was carried out, which may be more than was planned."""
    kept, done = facts["planned_done"], facts["done"]
    return [_of(kept), *([_named("Dengan yang di luar rencana", done)] if done.value != kept.value else [])]


def _reach(facts: dict[str, Fact], contents: Contents) -> list[Line]:
    """All names where they are few: a map has room for some of them."""
    missed = contents.tables.get("not_reached")
    names = [str(row[0]) for row in missed.rows] if missed is not None else []
    return [_of(facts["reached"]), Line(f"Tidak terjangkau: {listed(names)}" if 1 < len(names) <= _NAMES else "", is_new=True)]


def _shortage_places(facts: dict[str, Fact], _: Contents) -> list[Line]:
    """Of how many; that each of several misses as many as the number says."""
    most = facts.get("shortage_most")
    if most is None:
        return []
    return [_of(most) if facts["parts_most"].value == 1 else Line(f"masing-masing, dari seluruhnya {number(most.denominator)} {most.unit}")]


def _ties(facts: dict[str, Fact], _: Contents) -> list[Line]:
    return [_named(f"Masing-masing {facts['largest_ties_each'].said}", facts["largest_ties"])] if "largest_ties" in facts else []


def _not_locked(facts: dict[str, Fact], contents: Contents) -> list[Line]:
    never = facts["never_trained"]
    return [_of(never, contents.member_word), Line("" if contents.plan is not None else "Belum ada rencana pelatihan yang dikunci.", is_new=True)]


_LINES: dict[str, Callable[[dict[str, Fact], Contents], list[Line]]] = {
    "coverage": _coverage,
    "members": lambda facts, _: [_was(facts, "active_members")],
    "shortage": lambda facts, _: [_named("Di bawah norma", facts["units_short"]), _was(facts, "shortage")],
    "shortage_places": _shortage_places,
    "largest_shortages": _ties,
    "activities": _activities,
    "participants": lambda facts, contents: [_named(f"Masa yang sama {contents.period.year - 1}", facts["participants_before"], is_new=bool(facts["participants_change"].value))],
    "reach": _reach,
    "need": _need,
    "need_rate": _need_rate,
    "kinds": _kinds,
    "trained": _trained,
    "never_trained": _not_locked,
}
