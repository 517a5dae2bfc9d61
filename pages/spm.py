"""SPM: do the five minimum services reach everybody who needs them, this year and against last year."""

import streamlit as st

from charts.activity_year import month_span
from charts.words import amount, is_known, month
from ui.cards import figure, figures, headline, section
from ui.context import Context, context
from ui.reach import at_list
from ui.spm import (
    Standing, answer, offer_services, show_definitions, show_kecamatan, show_limits, show_outcomes, show_services, standings, until_said,
)


def total(found: list[Standing], name: str) -> float | None:
    """The sum over the services that know it; None where none does."""
    known = [getattr(one, name) for one in found if is_known(getattr(one, name))]
    return sum(known) if known else None


def show_figures(here: Context, found: list[Standing]) -> None:
    """How many need it, were met, wait, and have waited since earlier years."""
    computed = [one for one in found if is_known(one.met)]
    needed, met, carried = total(found, "needed"), total(computed, "met"), total(found, "carried")
    waiting = None if met is None else total(computed, "needed") - met
    figures([
        figure("Memerlukan", amount(needed, "kasus"), f"ditemukan {month_span(here.period)}"),
        figure("Terpenuhi", amount(met, "kasus"), f"penanganan tercatat sampai {here.month}"),
        figure("Belum terpenuhi", amount(waiting, "kasus"), "ditemukan tahun ini, penanganan belum tercatat"),
        figure("Terbuka dari tahun sebelumnya", amount(carried, "kasus") if is_known(carried) else "tidak diketahui",
               "tidak masuk penyebut tahun ini" if is_known(carried) else f"daftar tidak memuat tahun sebelum {here.period.year}"),
    ])


def show(here: Context) -> None:
    """The answer, the five services, one of them by kecamatan, and what the data cannot say."""
    found = standings(here)
    headline(answer(here, found))
    st.caption(f"{until_said(here)}Hitungan dari data dinas untuk dikelola, bukan laporan SPM resmi; laporan resmi wajib memeriksa jenis layanan yang diterima.")
    show_figures(here, found)
    show_services(here, found)
    offer_services(here, found)
    computed = {one.service.name: one for one in found if is_known(one.needed)}
    left, right = st.columns([1, 1], gap="medium")
    with left:
        if computed:
            section("Menurut kecamatan", f"Capaian terendah lebih dahulu; {month(here.year_ago)} di sebelahnya.")
            picked = st.selectbox("Layanan", list(computed), key="layanan", bind="query-params", label_visibility="collapsed")
            show_kecamatan(here, computed[picked])
    with right:
        show_limits(here, found)
    show_outcomes(here, found)
    show_definitions(found)


show(at_list(context(), "ppks_case"))
