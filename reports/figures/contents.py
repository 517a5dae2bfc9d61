"""What leaves the office, as one object: deck, report, workbook, story and presentation mode say its numbers and no others.

A number has one text: `Fact.text` beside a unit, `Fact.said` with it, `cell_text` in a table. `reports.figures.gather.contents` fills the object,
always from the public view of the data.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from charts.city_month import marked, stand
from charts.words import UNKNOWN, amount, day, day_long, decimals_for, is_known, month, number, rupiah, uncapital
from data.parameters import Norm, norms_of
from data.parameters.dated import EVERYWHERE
from data.reference import volunteer_kinds
from reports.occasion import Occasion


class Mark(Enum):
    """What stands in a cell instead of a number that may not be shown."""

    HIDDEN = "disembunyikan"


HIDDEN = Mark.HIDDEN
ABOUT = "sekitar"
Cell = str | int | float | date | Mark | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One number with everything that must stand beside it.

    `state`: shown, hidden (too small to show) or missing (not known); `unit` as words ("orang", "kelurahan", "%", "rupiah"); `text` without the
    unit but for percent and rupiah; `numerator` and `denominator` as far as they may be shown; `source`: the indicator, or the question of queries/pages/;
    `about`: the number of the text where that is less exact than the value; `margin`: how far the true number of people in need may lie from it.
    """

    key: str
    label: str
    unit: str
    value: float | None
    state: str
    text: str
    numerator: float | None
    denominator: float | None
    period: date
    source: str
    margin: float = 0.0
    about: float | None = None

    @property
    def told(self) -> float | None:
        """The number of the text."""
        return self.value if self.about is None else self.about

    @property
    def said(self) -> str:
        """The number with its unit: '1.234 orang', '71%', 'disembunyikan', 'tidak ada data'."""
        return f"{self.text} {self.unit}" if self.state == "shown" and self.unit not in ("%", "rupiah", "") else self.text

    @property
    def is_shown(self) -> bool:
        return self.state == "shown"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `kind`: text, count, rate, percent, rupiah, month or date; `unit` "" where the label says it."""

    key: str
    label: str
    unit: str
    kind: str

    @property
    def is_number(self) -> bool:
        """Whether its cells stand to the right, one under the other."""
        return self.kind not in ("text", "month", "date")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells in the order of the columns; None is no data, HIDDEN too small to show. `note` says what a reader must know.

    `total`: the row of all together, also of those that are not listed, "" where a column has no sum; `count`: of how many the rows are the largest,
    0 where all are here.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: tuple[Cell, ...] | None = None
    count: int = 0

    @property
    def captioned(self) -> str:
        """The title, and of how many these are the largest."""
        return f"{self.title}{_extent(len(self.rows), self.count)}"

    @property
    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows and the total below them."""
        return self.rows if self.total is None else (*self.rows, self.total)


@dataclass(frozen=True, slots=True)
class Series:
    """Lines through the same labels (months or places); None is no data. `kind`: line, column (upright) or bar (lying).

    `months`: the months that the labels of a line name, where they do; `total`: of how many these are the largest, 0 where all are here.
    """

    key: str
    title: str
    unit: str
    labels: tuple[str, ...]
    lines: tuple[tuple[str, tuple[float | None, ...]], ...]
    kind: str
    months: tuple[date, ...] = ()
    total: int = 0

    @property
    def captioned(self) -> str:
        """The title, and of how many these are the largest."""
        return f"{self.title}{_extent(len(self.labels), self.total)}"

    @property
    def unit_behind(self) -> str:
        """The unit in brackets, unless the title says it itself."""
        return f" ({self.unit})" if self.unit and self.unit.lower() not in self.title.lower() else ""


@dataclass(frozen=True, slots=True)
class Map:
    """A map as charts/map_spec.py describes it; `kind` of the drawing: boundaries, schematic or tiles.

    `named`: codes of the kelurahan it is about, which must be named wherever it is shown, the most important first.
    """

    key: str
    title: str
    spec: dict
    kind: str
    named: tuple[str, ...] = ()

    @property
    def captioned(self) -> str:
        """The title; a map always shows all."""
        return self.title


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator as its file tells it; `direction` and `formula` in Indonesian words."""

    name: str
    title: str
    unit: str
    direction: str
    source: str
    why: str
    formula: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How far the data can be trusted. `ledger_line`: the equation of the ledger's rows; the tables: age of each source, ledger by
    file, what was refused or warned of."""

    ledger_line: str
    freshness: Table
    ledger: Table
    remarks: Table


@dataclass(frozen=True, slots=True)
class LockedPlan:
    """A plan that was decided on: how many are to be trained (or sent) from where. `by_kecamatan`: name and seats, most first."""

    name: str
    topic: str
    seats: int
    by_kecamatan: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that may be said of a city, or of one kecamatan of it, in a month under a norm.

    `period` is the first day of the month; `occasion` stands on the cover alone; `need_note` is what a reader of any figure of people in
    need must know; a map is there where any place has a value, or a hidden one; a fact is always there, missing or not.
    """

    edition_id: str
    as_of: date
    city_code: str
    city_name: str
    unit_word: str
    unit_count: int
    period: date
    norm: Norm
    is_simulated: bool
    kecamatan_code: str | None
    kecamatan_name: str | None
    need_note: str
    facts: dict[str, Fact]
    tables: dict[str, Table]
    series: dict[str, Series]
    maps: dict[str, Map]
    definitions: tuple[Definition, ...]
    quality: Quality
    plan: LockedPlan | None = None
    occasion: Occasion | None = None

    @property
    def place_name(self) -> str:
        """Of whom the contents speak: 'Kota Bandung', or 'Kecamatan Coblong'."""
        return f"Kecamatan {self.kecamatan_name}" if self.kecamatan_name else self.city_name

    @property
    def full_name(self) -> str:
        """The same with the city of a kecamatan: 'Kecamatan Coblong, Kota Bandung'."""
        return f"{self.place_name}, {self.city_name}" if self.kecamatan_name else self.city_name

    @property
    def agency(self) -> str:
        """Who speaks: 'Dinas Sosial Kota Bandung'."""
        return f"Dinas Sosial {self.city_name}"

    @property
    def newest(self) -> str:
        """How far the data reach: 'data terakhir 31 Desember 2025'; of a month before that, that newer ones are there."""
        return f"{'ada data lebih baru, sampai' if (self.as_of.year, self.as_of.month) > (self.period.year, self.period.month) else 'data terakhir'} {day_long(self.as_of)}"

    @property
    def imprint(self) -> str:
        """Place, month and edition, for where a mark of its own says that the data are invented."""
        return f"{f'Kec. {self.kecamatan_name}, {self.city_name}' if self.kecamatan_name else self.city_name} · {stand(self.period, self.edition_id)}"

    @property
    def source_line(self) -> str:
        """Where the numbers come from, first of all that they are invented where they are."""
        return marked(self.imprint, self.is_simulated)

    @property
    def issued(self) -> str:
        """Agency, kecamatan, month and edition: the imprint of who speaks."""
        return " · ".join([self.agency, *([f"Kec. {self.kecamatan_name}"] if self.kecamatan_name else []), stand(self.period, self.edition_id)])

    @property
    def member_word(self) -> str:
        """Whom the norm counts: 'anggota', or the one kind: 'PSM'."""
        return member_word(self.norm)

    @property
    def norm_undecided(self) -> str:
        """Of a norm that nobody decided, in its own words: 'pembanding dari Kota Bandung; kota ini belum mencatat normanya sendiri', 'pembanding, bukan
        keputusan'; '' of any other."""
        if self.norm.is_decided:
            return ""
        has_own = norms_of(self.city_code, self.period)[0].city != EVERYWHERE
        return uncapital(self.norm.compared_as if has_own else self.norm.decided_by.partition(":")[0])

    @property
    def norm_line(self) -> str:
        """The norm by its name, and what it is where nobody decided it."""
        return f"Norma: {self.norm.name}{f' ({self.norm_undecided})' if self.norm_undecided else ''}"

    @property
    def person_word(self) -> str:
        """In what people are counted who are missing: 'orang', or the one kind: 'PSM'."""
        return "orang" if len(self.norm.kinds) > 1 else self.member_word

    @property
    def year_ago(self) -> date:
        return self.period.replace(year=self.period.year - 1)


def member_word(norm: Norm) -> str:
    """Whom a norm counts: 'anggota' where it counts several kinds, else the kind as it is called: 'PSM', 'anggota Karang Taruna'."""
    if len(norm.kinds) != 1:
        return "anggota"
    kind = next((kind for kind in volunteer_kinds() if kind.code == norm.kinds[0]), None)
    if kind is None:
        return "anggota"
    return kind.code if kind.code in kind.aliases else uncapital(kind.name)


def shown(
    key: str,
    label: str,
    unit: str,
    value: float | None,
    period: date,
    source: str,
    *,
    is_hidden: bool = False,
    numerator: float | None = None,
    denominator: float | None = None,
    about: float | None = None,
    margin: float = 0.0,
) -> Fact:
    """A fact from a value that is known, hidden or missing; the numerator is the value itself unless given. `about`: the number to say instead of the
    value, of which the truth lies within `margin`; None where the value is said as it is."""
    of = _plain(denominator)
    if is_hidden:
        return Fact(key, label, unit, None, "hidden", Mark.HIDDEN.value, None, of, period, source)
    if not is_known(value):
        return Fact(key, label, unit, None, "missing", UNKNOWN, _plain(numerator), of, period, source)
    counted = _plain(value if numerator is None else numerator)
    text = figure(float(value), unit) if about is None else f"{ABOUT} {figure(about, unit)}"
    return Fact(key, label, unit, float(value), "shown", text, counted, of, period, source, margin, about)


def figure(value: float, unit: str) -> str:
    """A known number as every report writes it: '1.234', '3,4', '71%', 'Rp1,25 miliar'; other units stand in column or label."""
    if unit == "rupiah":
        return rupiah(value)
    text = amount(value, unit) if unit == "%" else number(value, decimals_for("%" if unit == "poin persen" else unit, value))
    return text.replace("-", "−")


def cell_text(cell: Cell, column: Column) -> str:
    """A cell as text, the same in every report."""
    if isinstance(cell, Mark):
        return cell.value
    if cell is None:
        return UNKNOWN
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return month(cell) if column.kind == "month" else day(cell)
    return figure(float(cell), "%" if column.kind == "percent" else column.unit)


def whole(value: float | None) -> int | None:
    """A count as a cell."""
    return int(value) if is_known(value) else None


def _extent(count: int, total: int) -> str:
    if total <= count:
        return ""
    return f", {number(count)} terbesar dari {number(total)}" if count > 1 else f", yang terbesar dari {number(total)}"


def _plain(value: float | None) -> float | None:
    return float(value) if is_known(value) else None
