"""What one edition holds against another: rows, kelurahan and months of each subject and city, and the figures everybody knows."""

from dataclasses import dataclass
from datetime import date

import duckdb

from queries.statements import statement

Place = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Holding:
    """What an edition has of one subject and city; a period None: no date is known."""

    row_count: int
    first_period: date | None
    last_period: date | None
    kelurahan_codes: frozenset[str]


NOTHING = Holding(0, None, None, frozenset())


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition in short: holdings by (city code, subject), figures by (city code, figure) in their order."""

    holdings: dict[Place, Holding]
    figures: dict[Place, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A subject of a city that changed, and which kelurahan came and went."""

    city_code: str | None
    subject: str
    before: Holding
    after: Holding

    @property
    def appeared(self) -> tuple[str, ...]:
        return tuple(sorted(self.after.kelurahan_codes - self.before.kelurahan_codes))

    @property
    def vanished(self) -> tuple[str, ...]:
        return tuple(sorted(self.before.kelurahan_codes - self.after.kelurahan_codes))


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of a city in both editions; None where the edition has no data of that kind."""

    city_code: str
    figure: str
    before: int | None
    after: int | None


def standing(connection: duckdb.DuckDBPyConnection) -> Standing:
    """The edition behind an open connection."""
    rows = connection.execute(statement("pages/edition_standing")).fetchall()
    holdings = {(city, subject): Holding(count, first, last, frozenset(codes)) for city, subject, count, first, last, codes in rows}
    figures = {(city, figure): value for city, _, figure, value in connection.execute(statement("pages/edition_figures")).fetchall()}
    return Standing(holdings, figures)


def differences(before: Standing, after: Standing) -> list[Difference]:
    """Every subject and city that is not the same in both, by city and subject."""
    places = sorted(before.holdings.keys() | after.holdings.keys(), key=lambda place: (place[0] or "", place[1]))
    pairs = ((place, before.holdings.get(place, NOTHING), after.holdings.get(place, NOTHING)) for place in places)
    return [Difference(*place, then, now) for place, then, now in pairs if then != now]


def figure_changes(before: Standing, after: Standing) -> list[FigureChange]:
    """Every figure that is not the same in both, by city."""
    places = list(dict.fromkeys((*after.figures, *before.figures)))
    found = (FigureChange(*place, before.figures.get(place), after.figures.get(place)) for place in places)
    return sorted((change for change in found if change.before != change.after), key=lambda change: change.city_code)
