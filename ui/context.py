"""What every page looks at: city, month and norm, chosen once in the bar above the pages and kept in the URL."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from charts.words import month, month_long
from data.parameters import Norm, norms_of
from queries.warehouse import NoEdition, current_edition
from ui.reads import measured, table

MONTHS_SHOWN = 24
_NOT_CHOSEN = {"kecamatan_code": None, "kelurahan_code": None, "activity_kind": None}


@dataclass(frozen=True, slots=True)
class Context:
    """The view a page is asked for. `period` is the first day of the chosen month."""

    edition_id: str
    as_of: date
    city_code: str
    city_name: str
    unit_word: str
    unit_count: int
    period: date
    first_period: date
    norm: Norm

    @property
    def month(self) -> str:
        return month(self.period)

    @property
    def year_ago(self) -> date:
        return self.period.replace(year=self.period.year - 1)

    @property
    def months(self) -> tuple[date, date]:
        """First and last of the months shown in trends."""
        first = (pd.Timestamp(self.period) - pd.DateOffset(months=MONTHS_SHOWN)).date()
        return max(first, self.first_period), self.period

    @property
    def norm_options(self) -> dict[str, object]:
        return {"norm_minimum": self.norm.minimum, "norm_basis": self.norm.basis, "norm_kinds": list(self.norm.kinds)}

    @property
    def source_line(self) -> str:
        return f"{self.city_name} · keadaan {month_long(self.period)} · edisi {self.edition_id}"

    def ask(self, name: str, **values: object) -> pd.DataFrame:
        """queries/pages/<name>.sql for this city and month."""
        return table(self.edition_id, name, **{**_NOT_CHOSEN, "city_code": self.city_code, "period": self.period, **values})

    def measure(self, name: str, level: str = "kelurahan", *, trend: bool = False, period: date | None = None, **options: object) -> pd.DataFrame:
        """An indicator at the chosen month, at another `period`, or for the months of a trend."""
        first, last = self.months if trend else (period or self.period,) * 2
        given = {**self.norm_options, **options}
        return measured(self.edition_id, name, city_code=self.city_code, first_period=first, last_period=last, level=level, **given)

    def link(self, **more: str) -> dict[str, str]:
        """The query parameters of a link that keeps the view."""
        kept = {name: st.session_state[name] for name in ("kota", "bulan", "norma") if st.session_state.get(name)}
        return {**kept, **more}


def choose() -> None:
    """Draw the bar and keep the choice for `context`. NoEdition when there is nothing to choose from."""
    edition_id = current_edition()
    cities = table(edition_id, "cities")
    periods = table(edition_id, "periods")
    if not cities.has_data.any() or periods.empty:
        raise NoEdition("Edisi ini belum memuat data satu kota pun. Letakkan ekspor di data/exports, lalu jalankan `python -m ingest build`.")
    cities = cities[cities.has_data]
    months = [period.date() for period in periods.period]
    with st.container(key="pk-bar", horizontal=True, gap="small"):
        name = st.selectbox("Kota", cities.city_name.tolist(), key="kota", bind="query-params", label_visibility="collapsed")
        label = st.selectbox("Bulan", [month(day) for day in months], key="bulan", bind="query-params", label_visibility="collapsed")
        city = cities[cities.city_name == name].iloc[0]
        period = months[[month(day) for day in months].index(label)]
        norms = norms_of(city.city_code, period)
        norm_name = st.selectbox("Norma", [norm.name for norm in norms], key="norma", bind="query-params", label_visibility="collapsed")
        if table(edition_id, "ledger_totals", city_code=city.city_code).is_simulated[0]:
            st.html('<div class="pk-simulation" role="note" title="Orang dan angka pada halaman ini rekaan, untuk mencoba produk.">DATA SIMULASI</div>', width="content")
    norm = next(norm for norm in norms if norm.name == norm_name)
    as_of = table(edition_id, "edition").as_of[0].date()
    st.session_state["_context"] = Context(
        edition_id, as_of, city.city_code, city.city_name, city.unit_word, int(city.unit_count), period, months[-1], norm
    )


def context() -> Context:
    """The view of this run, chosen in the bar above; a page that runs without its frame draws the bar itself."""
    if "_context" not in st.session_state:
        _leave_old_page_mode()
        choose()
    return st.session_state["_context"]


def forget() -> None:
    """End of a run: the next one chooses anew."""
    st.session_state.pop("_context", None)


def _leave_old_page_mode() -> None:
    """Start again through app.py.

    Before the first run of app.py in a process, Streamlit takes the folder pages/ for its old page mode, so a link opened at that
    moment runs its page alone.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()
