"""What a page or a report looks at: a city in a month under a norm, of one edition."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts.words import month, month_long
from data.parameters import Norm

MONTHS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class CityMonth:
    """`period` is the first day of the month, `first_period` that of the oldest month of the edition."""

    edition_id: str
    as_of: date
    city_code: str
    city_name: str
    unit_word: str
    unit_count: int
    period: date
    first_period: date
    norm: Norm
    is_simulated: bool

    @property
    def month(self) -> str:
        return month(self.period)

    @property
    def year_ago(self) -> date:
        return self.period.replace(year=self.period.year - 1)

    @property
    def months(self) -> tuple[date, date]:
        """First and last of the months shown in trends."""
        first = (pd.Timestamp(self.period) - pd.DateOffset(months=MONTHS_SHOWN - 1)).date()
        return max(first, self.first_period), self.period

    @property
    def norm_options(self) -> dict[str, object]:
        """The norm as the indicators want it."""
        return self.norm.options

    @property
    def where(self) -> str:
        """The place as a source line names it."""
        return self.city_name

    @property
    def imprint(self) -> str:
        """City, month and edition, for where a mark of its own says that the data are invented."""
        return f"{self.where} · {stand(self.period, self.edition_id)}"

    @property
    def source_line(self) -> str:
        return self.source_at(self.period)

    def source_at(self, period: date) -> str:
        """The source line of what shows another month than the chosen one."""
        return marked(f"{self.where} · {stand(period, self.edition_id)}", self.is_simulated)


def stand(period: date, edition_id: str) -> str:
    """'keadaan Desember 2024 · edisi 20250102-080000-1a2b3c4d'."""
    return f"keadaan {month_long(period)} · edisi {edition_id}"


def marked(imprint: str, is_simulated: bool) -> str:
    """An imprint with the mark of invented data before it where they are."""
    return f"DATA SIMULASI · {imprint}" if is_simulated else imprint
