"""Mode paparan: the same numbers for a hall, one message a slide, on one screen that needs no network once it is open."""

import streamlit as st

from ui.cards import headline, nothing
from ui.context import Context, context
from ui.presentation import present
from ui.presentation.occasion import choose_occasion
from ui.presentation.reads import chapters_of, contents_of, kecamatan_of, outside_of, stage_of

WHOLE = "Seluruh kota"
HOW = (
    "Panah, PageUp, PageDown, atau ketukan berpindah slide · angka lalu Enter melompat · **F** layar penuh · **N** catatan penyaji · "
    "**B** layar hitam · **Esc** selesai. Di peta, arahkan tetikus atau ketuk untuk menyebut nama dan angkanya."
)


def choose_scope(here: Context) -> str | None:
    """The whole city, or one kecamatan for a rakor."""
    found = kecamatan_of(here)
    name = st.selectbox(
        "Untuk", [WHOLE, *(f"Kecamatan {name}" for name in found)], key="lingkup", bind="query-params", label_visibility="collapsed", width=320,
    )
    return found.get(name.removeprefix("Kecamatan "))


def choose_chapters(chapters: list[str]) -> tuple[str, ...]:
    """Which chapters are told; those left out are not sent to the browser."""
    picked = st.pills("Bab", chapters, default=chapters, selection_mode="multi", key=f"bab_{len(chapters)}_{chapters[1]}")
    return tuple(chapter for chapter in chapters if chapter in picked)


def show(here: Context) -> None:
    """What will be shown, then the slides themselves."""
    answer = st.container()
    kecamatan_code = choose_scope(here)
    outside = outside_of(here, choose_occasion())
    contents = contents_of(outside, kecamatan_code)
    picked = choose_chapters(chapters_of(outside, kecamatan_code))
    slides = stage_of(outside, kecamatan_code, picked)
    count = slides.count("<section")
    with answer:
        headline(
            f"{count} slide untuk {contents.place_name}, keadaan {here.month}.",
            "Tampilan publik: angka kecil orang yang membutuhkan layanan disembunyikan.",
        )
    if not picked:
        nothing("Pilih paling sedikit satu bab.")
        return
    present(slides, contents.place_name, key="paparan")
    st.caption(f"{HOW} Seluruh slide sudah ada di peramban begitu halaman ini terbuka; sesudah itu jaringan dan komputer peladen boleh mati.")


show(context())
