"""Unduh: what to bring to the meeting, made here, with the same numbers in each."""

from collections.abc import Iterator

import streamlit as st

from reports.figures.contents import Contents
from ui.cards import headline, section
from ui.context import Context, context
from ui.presentation.files import decks_writer, writer_of
from ui.presentation.offers import EVERY_KECAMATAN, KECAMATAN, MUSDA, ONE_PAGE, REPORT, STORY, TABLES, WORKBOOK, Offer, choose_template, show_offer
from ui.presentation.reads import contents_of, gathered, kecamatan_of


def name_of(here: Context, *parts: str) -> str:
    """'paparan-kota-bandung-2024-12': what the file is called where it arrives."""
    return "-".join([*parts, here.city_name, f"{here.period:%Y-%m}"]).lower().replace(" ", "-")


def show_slides(here: Context) -> None:
    """Decks: the city, one page, one kecamatan, all of them."""
    section("Untuk ditayangkan", "PowerPoint yang dapat diubah. Untuk menayangkan langsung dari sini, pakai Mode paparan.")
    template = choose_template()
    for offer in (MUSDA, ONE_PAGE):
        show_offer(here, offer, writer_of(offer.kind, lambda: contents_of(here), template), name=name_of(here, "paparan" if offer is MUSDA else "satu-halaman"), template=template)
    kecamatan = kecamatan_of(here)
    chosen = st.selectbox("Kecamatan untuk rakor", list(kecamatan), key="kecamatan", bind="query-params")
    code = kecamatan[chosen]
    show_offer(here, KECAMATAN, writer_of("kecamatan", lambda: contents_of(here, code), template), name=name_of(here, "paparan", chosen), place=code, template=template)
    if len(kecamatan) > 1:
        show_every_kecamatan(here, kecamatan, template)


def show_every_kecamatan(here: Context, kecamatan: dict[str, str], template: bytes | None) -> None:
    """One zip; the bar says which kecamatan is done."""
    bar = st.empty()

    def each() -> Iterator[Contents]:
        bar.progress(0.0, f"0 dari {len(kecamatan)} kecamatan")
        return (gathered(here, code) for code in sorted(kecamatan.values()))

    def progress(done: int, count: int, name: str) -> None:
        bar.progress(done / count, f"{done} dari {count} kecamatan: {name}")

    show_offer(here, EVERY_KECAMATAN, decks_writer(each, len(kecamatan), template, progress), name=name_of(here, "paparan-kecamatan"), template=template)
    bar.empty()


def show_papers(here: Context) -> None:
    """Report, workbook, tables and story of the city."""
    section("Untuk dibaca, dihitung, dan dibagikan", "Angkanya sama dengan slide.")
    for offer in (REPORT, WORKBOOK, TABLES, STORY):
        show_offer(here, offer, writer_of(offer.kind, lambda: contents_of(here)), name=name_of(here, prefix(offer)))


def prefix(offer: Offer) -> str:
    return {REPORT: "laporan", WORKBOOK: "buku-kerja", TABLES: "tabel", STORY: "cerita"}[offer]


def show(here: Context) -> None:
    """Slides on the left, paper on the right."""
    headline(f"Bahan rapat {here.city_name}, keadaan {here.month}.")
    st.markdown("Semua berkas memakai **tampilan publik**: jumlah kecil orang yang membutuhkan layanan disembunyikan, selebihnya dibulatkan. Berkas dibuat di komputer ini, tanpa internet.")
    left, right = st.columns(2, gap="large")
    with left:
        show_slides(here)
    with right:
        show_papers(here)


show(context())
