"""What a report is asked for: a city or one kecamatan of it, a month, a norm; and the figures of it in the public view."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from charts.city_month import CityMonth
from charts.words import month
from data.errors import UserError
from data.parameters import DisclosureRule, Norm, disclosure_rule
from queries.disclosure import View
from queries.measure import measure
from queries.warehouse import ask
from reports.figures.contents import member_word


@dataclass(frozen=True, slots=True)
class Scope(CityMonth):
    """The view of a report: the city, or one kecamatan of it."""

    kecamatan_code: str | None
    kecamatan_name: str | None

    @property
    def place_name(self) -> str:
        return f"Kecamatan {self.kecamatan_name}" if self.kecamatan_name else self.city_name

    @property
    def member_word(self) -> str:
        """Whom the norm counts: 'anggota', or the one kind: 'PSM'."""
        return member_word(self.norm)

    @property
    def where(self) -> str:
        return f"Kec. {self.kecamatan_name}, {self.city_name}" if self.kecamatan_name else self.city_name

    @property
    def whole_city(self) -> "Scope":
        """The same for every scope of a city, to keep what is gathered once for all of them."""
        return replace(self, kecamatan_code=None, kecamatan_name=None, unit_count=0)

    def measured(self, name: str, level: str = "kelurahan", period: date | None = None) -> pd.DataFrame:
        """An indicator of the places of the scope in a month; see queries.measure.measure."""
        found = self._frame(name, level, period or self.period, period or self.period)
        return found if self.kecamatan_code is None else found[found.kecamatan_code == self.kecamatan_code].reset_index(drop=True)

    def trend(self, name: str) -> pd.DataFrame:
        """An indicator of the scope as a whole, one row for each of the last 24 months of the edition."""
        level = "city" if self.kecamatan_code is None else "kecamatan"
        found = self._frame(name, level, *self.months)
        return found if self.kecamatan_code is None else found[found.place_code == self.kecamatan_code].reset_index(drop=True)

    def whole(self, name: str, period: date | None = None) -> pd.Series | None:
        """The row of one of these months; None for a month the edition does not have."""
        found = self.trend(name)
        rows = found[found.period == pd.Timestamp(period or self.period)]
        return rows.iloc[0] if len(rows) else None

    def of_city(self, name: str, level: str, period: date) -> pd.DataFrame:
        """An indicator of every place of the city, whatever the scope."""
        return self._frame(name, level, period, period)

    def ask(self, name: str, **values: object) -> pd.DataFrame:
        """queries/pages/<name>.sql; counts of people in need are not protected here."""
        given = {
            "city_code": self.city_code,
            "period": self.period,
            "kecamatan_code": self.kecamatan_code,
            "kelurahan_code": None,
            "activity_kind": None,
        }
        return ask(self.edition_id, f"pages/{name}", **{**given, **values})

    def _frame(self, name: str, level: str, first: date, last: date) -> pd.DataFrame:
        rule = disclosure_rule(date.today())
        return _measured(
            self.edition_id, name, self.city_code, first, last, level, self.norm.minimum, self.norm.basis, self.norm.kinds, rule
        )


@lru_cache(maxsize=128)
def _measured(
    edition_id: str,
    name: str,
    city_code: str,
    first: date,
    last: date,
    level: str,
    minimum: int,
    basis: str,
    kinds: tuple[str, ...],
    _: DisclosureRule,
) -> pd.DataFrame:
    # The decks of the kecamatan of a city ask for the same figures again and again. Nobody may write into what this returns.
    return measure(
        edition_id,
        name,
        city_code=city_code,
        first_period=first,
        last_period=last,
        level=level,
        view=View.PUBLIC,
        norm_minimum=minimum,
        norm_basis=basis,
        norm_kinds=list(kinds),
    )


def scope_of(edition_id: str, city_code: str, period: date, norm: Norm, kecamatan_code: str | None = None) -> Scope:
    """The scope of a report. UserError for a city, kecamatan or month the edition does not know."""
    cities = ask(edition_id, "pages/cities")
    known = cities[cities.city_code == city_code]
    if known.empty:
        names = ", ".join(f"{row.city_code} {row.city_name}" for row in cities.itertuples())
        raise UserError(f"Kota {city_code} tidak ada dalam edisi {edition_id}. Kota yang ada: {names}.")
    periods = [day.date() for day in ask(edition_id, "pages/periods").period]
    if period not in periods:
        span = f"yang ada {month(periods[-1])} sampai {month(periods[0])}" if periods else "edisi ini belum memuat satu bulan pun"
        raise UserError(f"Bulan {month(period)} tidak ada dalam edisi {edition_id}; {span}. Pilih bulan lain.")
    city, unit_count, kecamatan_name = known.iloc[0], int(known.unit_count.iloc[0]), None
    if kecamatan_code is not None:
        units = ask(edition_id, "pages/kelurahan", city_code=city_code)
        inside = units[units.kecamatan_code == kecamatan_code]
        if inside.empty:
            codes = ", ".join(
                f"{code} {name}" for code, name in sorted(set(zip(units.kecamatan_code, units.kecamatan_name, strict=True)))
            )
            raise UserError(f"Kecamatan {kecamatan_code} tidak ada di {city.city_name}. Kecamatan yang ada: {codes}.")
        unit_count, kecamatan_name = len(inside), inside.kecamatan_name.iloc[0]
    edition = ask(edition_id, "pages/edition").iloc[0]
    return Scope(
        edition_id,
        edition.as_of.date(),
        city_code,
        city.city_name,
        city.unit_word,
        unit_count,
        period,
        periods[-1],
        norm,
        bool(ask(edition_id, "pages/ledger_totals", city_code=city_code).is_simulated[0]),
        kecamatan_code,
        kecamatan_name,
    )
