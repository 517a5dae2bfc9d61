"""What may leave of an analysis: computed from the public view, and not at all where its hidden places would distort it."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.words import capital, number
from ui.downloads import offer
from ui.need.choice import Need

NOTE = "dihitung dari tampilan publik: angka kecil disembunyikan, yang lain dibulatkan"


def say_what_leaves(need: Need) -> None:
    """Above a button whose file holds other numbers than the screen."""
    if not need.is_public:
        st.caption("Angka pada unduhan dihitung dari tampilan publik: angka kecil disembunyikan, yang lain dibulatkan. Jadi dapat berbeda dari layar.")


def offer_analysis(need: Need, what: str, about: str, table_of: Callable[[Need], pd.DataFrame]) -> None:
    """The button, or why there is none. `what` names the file, `about` its content; `table_of` computes it from a need."""
    public = need.public()
    if public.hidden_count:
        st.caption(f"{capital(about)} tidak dapat diunduh: pada tampilan publik {number(public.hidden_count)} dari {number(len(public.places))} {need.unit_word} "
                   "disembunyikan karena angkanya kecil, dan tanpa tempat itu hasilnya menyesatkan.")
        return
    say_what_leaves(need)
    offer(table_of(public), f"{what}-{need.file_name}", f"{capital(about)}: {need.title} ({NOTE})", need.here)
