"""Uploads that were published and may be taken back: their rows go with the next edition."""

from html import escape
from pathlib import Path

import streamlit as st

from charts.words import number
from ingest.arrivals import published_folder
from ingest.publication import exports
from ui.importing.reads import ledger

_CHOSEN = "impor_tarik_berkas"


def taken_back() -> frozenset[Path]:
    """The published uploads chosen to be taken back, those only that still lie there."""
    own = _own()
    if _CHOSEN in st.session_state:
        st.session_state[_CHOSEN] = [name for name in st.session_state[_CHOSEN] if name in own]
    return frozenset(own[name] for name in st.session_state.get(_CHOSEN, ()))


def offer_taking_back(edition_id: str | None) -> None:
    """The choice, with what it will do; nothing where no upload was published."""
    own = _own()
    if not own:
        return
    rows = ledger(edition_id).groupby("file").accepted.sum().to_dict()
    with st.expander("Tarik berkas yang sudah terbit"):
        chosen = st.multiselect(
            "Berkas yang ditarik", list(own), key=_CHOSEN, placeholder="pilih berkas", format_func=lambda name: f"{name} ({number(rows.get(name, 0))} baris)"
        )
        if chosen:
            count = number(sum(rows.get(name, 0) for name in chosen))
            st.html(
                f'<p class="pk-upload">{count} baris dari {escape(", ".join(chosen))} hilang dari semua halaman dengan edisi berikutnya; '
                "uji coba menunjukkan akibatnya, dan berkasnya tetap disimpan selama edisi itu disimpan.</p>"
            )


def _own() -> dict[str, Path]:
    return {name: path for name, path in exports().items() if path.is_relative_to(published_folder())}
