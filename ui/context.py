"""What every page looks at: city, month and norm, chosen once in the bar above the pages and kept in the URL."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from charts.city_month import CityMonth
from charts.words import month
from data.parameters import norms_of
from data.reference import own_cities
from queries.warehouse import NoEdition, current_edition
from ui.reads import measured, table

PAGE, CAME_FROM = "_page", "_came_from"  # the titles of the pages of this run and of the run before, in the session
_NOT_CHOSEN = {"kecamatan_code": None, "kelurahan_code": None, "activity_kind": None, "ppks_code": "ALL"}


class Context(CityMonth):
    """The view a page is asked for, with the questions a page may ask of it."""

    __slots__ = ()

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


def choose(page_title: str = "") -> None:
    """Draw the bar and keep the choice for `context`. NoEdition when there is nothing to choose from."""
    st.session_state[CAME_FROM], st.session_state[PAGE] = st.session_state.get(PAGE), page_title
    edition_id = current_edition()
    cities = table(edition_id, "cities")
    periods = table(edition_id, "periods")
    if not cities.has_data.any() or periods.empty:
        raise NoEdition("Edisi ini belum memuat data satu kota pun. Letakkan ekspor di data/exports, lalu jalankan `python -m ingest build`.")
    cities = cities[cities.has_data | cities.city_code.isin(own_cities())]  # an own city opens with its map before its first export
    months = [period.date() for period in periods.period]
    with st.container(key="pk-bar", horizontal=True, gap="small"):
        if page_title:
            st.html(f'<div class="pk-page">{escape(page_title)}</div>', width="content")
        name = _pick("Kota", "kota", cities.city_name.tolist(), dict(zip(cities.city_code, cities.city_name, strict=True)))
        label = _pick("Bulan", "bulan", [month(day) for day in months])
        city = cities[cities.city_name == name].iloc[0]
        period = months[[month(day) for day in months].index(label)]
        norms = norms_of(city.city_code, period)
        _open_own_norm(city.city_code, norms[0].name)
        norm_name = _pick("Norma", "norma", [norm.name for norm in norms])
        edition = table(edition_id, "edition").iloc[0]
        is_simulated = bool(table(edition_id, "ledger_totals", city_code=city.city_code).is_simulated[0])
        if edition.is_simulated:
            where = "" if is_simulated else " (kota lain)"
            title = "Orang dan angka dari berkas simulasi itu rekaan, untuk mencoba produk."
            st.html(f'<div class="pk-simulation" role="note" title="{title}">DATA SIMULASI{where}</div>', width="content")
    norm = next(norm for norm in norms if norm.name == norm_name)
    st.session_state["_context"] = Context(
        edition_id, edition.as_of.date(), city.city_code, city.city_name, city.unit_word, int(city.unit_count), period, months[-1], norm, is_simulated
    )


def _open_own_norm(city_code: str, own: str) -> None:
    """Another city opens with its own norm; the comparison that was chosen for the city before does not go along."""
    if st.session_state.get("_norm_city", city_code) != city_code:
        st.session_state["norma"] = st.query_params["norma"] = own
    st.session_state["_norm_city"] = city_code


def _pick(label: str, key: str, options: list[str], also: dict[str, str] | None = None) -> str:
    """A choice that always stands in the URL; `also`: what else may stand there for an option, as the code of a city.

    Streamlit's own binding leaves the first option out of it; a link copied today would show another month after the next import.
    """
    given, written = st.query_params.get(key), f"_url_{key}"
    asked = (also or {}).get(given, given)
    # A page that was switched to starts without the widget's state, and then the URL alone knows the choice.
    if asked is not None and (key not in st.session_state or asked != st.session_state.get(written)):
        if asked in options:
            st.session_state[key] = asked
        else:
            st.toast(f"{label} '{asked[:60]}' tidak ada dalam edisi ini; yang ditampilkan {st.session_state.get(key) or options[0]}.")
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0]
    value = st.selectbox(label, options, key=key, label_visibility="collapsed")
    if given != value:
        st.query_params[key] = value
    st.session_state[written] = value
    return value


def context() -> Context:
    """The view of this run, chosen in the bar above; a page that runs without its frame draws the bar itself."""
    if "_context" not in st.session_state:
        _leave_old_page_mode()
        choose()
    return st.session_state["_context"]


def edition_in_use() -> str | None:
    """The edition of this run, None while there is none to read, for the one page that brings the first."""
    try:
        return context().edition_id
    except NoEdition:
        return None


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
