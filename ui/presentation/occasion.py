"""What, when and where the meeting is: typed once in a session, for the covers of everything that leaves the office."""

import streamlit as st

from data.errors import UserError
from reports.occasion import Occasion, occasion_of

_KEPT = "sampul"  # outside the widgets, which forget what was typed when another page opens
_EMPTY = {"sampul_acara": "", "sampul_tanggal": None, "sampul_tempat": ""}


def choose_occasion() -> Occasion | None:
    """The meeting; None where nothing was typed or it was refused, which is said in place."""
    kept = st.session_state.setdefault(_KEPT, dict(_EMPTY))
    for key, value in kept.items():
        st.session_state.setdefault(key, value)
    with st.expander("Sampul: acara, tanggal, tempat (boleh kosong)"):
        what, when, where = st.columns([3, 1.4, 2.4])
        name = what.text_input("Acara", key="sampul_acara", placeholder="Musyawarah Daerah IPSM")
        day = when.date_input("Tanggal acara", value=None, key="sampul_tanggal", format="DD/MM/YYYY")
        place = where.text_input("Tempat", key="sampul_tempat", placeholder="Gedung Serbaguna")
        st.caption("Tampil di slide judul, sampul PDF, dan awal cerita. Nama orang, alamat, dan nomor telepon tidak ditulis.")
        kept |= {"sampul_acara": name, "sampul_tanggal": day, "sampul_tempat": place}
        try:
            return occasion_of(name, day, place)
        except UserError as error:
            st.error(str(error))
            return None
