"""The page list; each page answers one question of an official."""

import streamlit as st

from ui.frame import show

st.set_page_config(page_title="Pantau Kesos", page_icon="static/ikon.png", layout="wide")

st.logo("static/ikon.png", size="large")

PAGES = {
    "Pimpinan": [
        st.Page("pages/ringkasan.py", title="Ringkasan", default=True),
    ],
    "Perencanaan": [
        st.Page("pages/cakupan.py", title="Cakupan relawan"),
        st.Page("pages/kepadatan.py", title="Kepadatan PPKS"),
        st.Page("pages/sasaran_pelatihan.py", title="Sasaran pelatihan"),
        st.Page("pages/sasaran_rekrutmen.py", title="Sasaran rekrutmen"),
        st.Page("pages/sasaran_utusan.py", title="Utusan"),
        st.Page("pages/rencana.py", title="Rencana"),
        st.Page("pages/kegiatan.py", title="Kegiatan"),
        st.Page("pages/profil.py", title="Profil kelurahan"),
    ],
    "Paparan": [
        st.Page("pages/paparan.py", title="Mode paparan"),
        st.Page("pages/unduh.py", title="Unduh"),
    ],
    "Data": [
        st.Page("pages/mutu.py", title="Mutu & sumber"),
    ],
}

show(st.navigation(PAGES, position="top"))
