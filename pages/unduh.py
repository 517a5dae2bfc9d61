"""Unduh: what to bring to the meeting, made here, with the same numbers in each."""

from collections.abc import Iterator

import streamlit as st

from reports.deck.writer import expected
from reports.figures.contents import Contents
from ui.cards import headline, section
from ui.context import Context, context
from ui.presentation.files import decks_writer, writer_of
from ui.presentation.occasion import choose_occasion
from ui.presentation.offers import (
    EVERY_KECAMATAN, KECAMATAN, MUSDA, ONE_PAGE, PAGE, REPORT, STORY, TABLES, WORKBOOK, choose_template, show_offer,
)
from ui.presentation.reads import Outside, contents_of, gathered, kecamatan_of, outside_of


def show_slides(outside: Outside) -> None:
    """Decks: the city, one page, one kecamatan, all of them."""
    section("Untuk ditayangkan", "PowerPoint yang dapat diubah. Untuk menayangkan langsung dari sini, pakai Mode paparan.")
    template = choose_template()
    for offer in (MUSDA, ONE_PAGE):
        show_offer(outside, offer, writer_of(offer.kind, lambda: contents_of(outside), template), template=template)
    kecamatan = kecamatan_of(outside.here)
    chosen = st.selectbox("Kecamatan untuk rakor", list(kecamatan), key="kecamatan", bind="query-params")
    code = kecamatan[chosen]
    show_offer(outside, KECAMATAN, writer_of("kecamatan", lambda: contents_of(outside, code), template), kecamatan=(chosen, code), template=template)
    if len(kecamatan) > 1:
        show_every_kecamatan(outside, kecamatan, template)


def show_every_kecamatan(outside: Outside, kecamatan: dict[str, str], template: bytes | None) -> None:
    """One zip; the bar says which kecamatan is done."""
    bar = st.empty()

    def each() -> Iterator[Contents]:
        bar.progress(0.0, f"0 dari {len(kecamatan)} kecamatan")
        return (gathered(outside, code) for code in sorted(kecamatan.values()))

    def progress(done: int, count: int, name: str) -> None:
        bar.progress(done / count, f"{done} dari {count} kecamatan: {name}")

    write = decks_writer(each, len(kecamatan), template, progress)
    show_offer(outside, EVERY_KECAMATAN, write, template=template, beforehand=expected(len(kecamatan)))
    bar.empty()


def show_papers(outside: Outside) -> None:
    """One page, report, workbook, tables and story of the city."""
    section("Untuk dibaca, dihitung, dan dibagikan", "Angkanya sama dengan slide.")
    for offer in (PAGE, REPORT, WORKBOOK, TABLES, STORY):
        show_offer(outside, offer, writer_of(offer.kind, lambda: contents_of(outside)))


def show(here: Context) -> None:
    """Slides on the left, paper on the right."""
    headline(f"Bahan rapat {here.city_name}, keadaan {here.month}.")
    st.markdown(
        "Semua berkas memakai **tampilan publik**: jumlah kecil orang yang membutuhkan layanan disembunyikan, selebihnya dibulatkan. "
        "Berkas dibuat di komputer ini, tanpa internet."
    )
    outside = outside_of(here, choose_occasion())
    left, right = st.columns(2, gap="large")
    with left:
        show_slides(outside)
    with right:
        show_papers(outside)


show(context())
