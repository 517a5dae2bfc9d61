"""Around every page: the bar above, the error boundary, the footer below."""

from html import escape
from pathlib import Path

import streamlit as st
from pandas import Series
from streamlit.navigation.page import Page as StreamlitPage

from charts.words import day_long, ledger_line, number
from data.errors import UserError
from queries.warehouse import NoEdition
from ui import context as chosen
from ui.reads import table

_BRINGS_THE_FIRST_EDITION = ("impor",)
STYLE = Path(__file__).parent / "style.css"


def show(page: StreamlitPage) -> None:
    """Draw one page inside its frame; what the user can mend is said in a sentence, everything else crashes loudly."""
    st.html(STYLE)
    try:
        try:
            chosen.choose(page.title)
        except NoEdition as error:
            if page.url_path not in _BRINGS_THE_FIRST_EDITION:
                raise
            with st.container(key="pk-empty"):
                st.write(str(error))
            page.run()
            return
        try:
            page.run()
        except UserError as error:
            _say(error)
        _footer()
    except UserError as error:
        _say(error)
    finally:
        chosen.forget()


def _say(error: UserError) -> None:
    with st.container(key="pk-empty", border=True):
        st.subheader("Halaman ini belum dapat ditampilkan")
        st.write(str(error))


def _footer() -> None:
    here = chosen.context()
    total = table(here.edition_id, "ledger_totals", city_code=here.city_code).iloc[0]
    st.html(f'<footer class="pk-footer">Edisi {here.edition_id}{_origin(here, total)}</footer>')


def _origin(here: chosen.Context, total: Series) -> str:
    """Until when the data go and the ledger of the city; of a city without any file only that."""
    if not total.rows_read:
        return f"<br>{escape(here.city_name)}: belum ada berkas yang diimpor"
    simulated = " · DATA SIMULASI" if here.is_simulated else ""
    return f" · data terakhir {day_long(here.as_of)}{simulated}<br>{escape(here.city_name)}: {ledger_line(total)}; {number(total.warnings)} peringatan"
