"""What the terms on the screen mean, from the indicators themselves."""

from typing import NamedTuple

import streamlit as st

from queries.measure import Metric, metric

# Measures of need by the name a reader chooses.
NEED_MEASURES = {
    "PPKS per 1.000 penduduk": "ppks_per_1000", "PPKS per km²": "ppks_per_km2", "PPKS per anggota aktif": "ppks_per_member",
    "Jumlah PPKS": "ppks_count", "DTKS per 1.000 penduduk": "dtks_per_1000", "Individu DTKS": "dtks_individuals",
}

class Denominator(NamedTuple):
    """What a rate divides by, as the heading of a list and in a sentence."""

    heading: str
    said: str


DENOMINATORS = {
    "ppks_per_1000": Denominator("Penduduk", "penduduk"), "dtks_per_1000": Denominator("Penduduk", "penduduk"),
    "ppks_per_km2": Denominator("Luas (km²)", "km²"), "ppks_per_member": Denominator("Anggota aktif", "anggota"),
}


def meaning(name: str) -> Metric:
    """The indicator with its title, unit, source and reason."""
    return metric(name)


def explain(*names: str, also: str = "") -> None:
    """The definitions of a page's indicators, one tap away; `also` is what else its words mean."""
    with st.popover("Definisi dan sumber"):
        for name in names:
            found = metric(name)
            st.markdown(f"**{found.title}** ({found.unit})  \n{found.why}  \nSumber: {found.source}.")
        if also:
            st.markdown(also)
