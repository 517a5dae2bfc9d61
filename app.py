"""The page list; each page answers one question of an official."""

import streamlit as st

from ui.frame import show

st.set_page_config(page_title="Pantau Kesos", page_icon="static/ikon.png", layout="wide")

st.logo("static/ikon.png", size="large")

# The questions people come with; together they fit the bar of a projector of 1024 px.
PAGES = {
    "Di mana kita kurang?": [
        st.Page("pages/ringkasan.py", title="Ringkasan", default=True),
        st.Page("pages/rapor.py", title="Rapor & tindakan"),
        st.Page("pages/cakupan.py", title="Cakupan relawan"),
        st.Page("pages/kepadatan.py", title="Kepadatan PPKS"),
        st.Page("pages/profil.py", title="Profil kelurahan"),
        st.Page("pages/spm.py", title="SPM"),
        st.Page("pages/antar_kota.py", title="Antar kota"),
    ],
    "Siapa menunggu?": [
        st.Page("pages/laporan.py", title="Laporan & penanganan"),
        st.Page("pages/usulan.py", title="Usulan"),
    ],
    "Siapa anggota?": [
        st.Page("pages/keanggotaan.py", title="Keanggotaan"),
        st.Page("pages/lembaga.py", title="Lembaga"),
    ],
    "Siapa dilatih?": [
        st.Page("pages/sasaran_pelatihan.py", title="Sasaran pelatihan"),
        st.Page("pages/sasaran_rekrutmen.py", title="Sasaran rekrutmen"),
        st.Page("pages/sasaran_utusan.py", title="Utusan"),
        st.Page("pages/rencana.py", title="Rencana pelatihan"),
    ],
    "Apa terlaksana?": [
        st.Page("pages/kegiatan.py", title="Kegiatan"),
        st.Page("pages/realisasi.py", title="Rencana & realisasi"),
    ],
    "Untuk rapat": [
        st.Page("pages/paparan.py", title="Mode paparan"),
        st.Page("pages/unduh.py", title="Unduh"),
    ],
    "Datanya benar?": [
        st.Page("pages/impor.py", title="Impor"),
        st.Page("pages/mutu.py", title="Mutu & sumber"),
        st.Page("pages/edisi.py", title="Edisi"),
    ],
}

show(st.navigation(PAGES, position="top"))
