"""One card for each file that can be had: what it is for, made on demand, then downloaded with its size and time."""

import hashlib
from dataclasses import dataclass

import streamlit as st

from charts.words import number
from data.errors import UserError
from reports.deck.template import TEMPLATE
from ui.downloads import XLSX
from ui.presentation.files import Key, Made, Write, shelf
from ui.presentation.reads import Outside

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of file: its title, what it is for in one sentence, with what its name begins and ends, and whether its cover says the meeting."""

    kind: str
    title: str
    use: str
    prefix: str
    suffix: str
    mime: str
    is_deck: bool = False
    has_cover: bool = True


MUSDA = Offer(
    "musda", "Paparan seluruh kota",
    "Untuk Musda: sampai 15 slide dengan catatan penyaji; teks, tabel, dan grafiknya dapat diubah di PowerPoint.", "paparan", ".pptx", _PPTX, True,
)
ONE_PAGE = Offer(
    "satu", "Satu slide", "Untuk Kepala Dinas atau Wali Kota: jawaban, peta, dan semua keputusan yang diminta dalam satu slide.", "satu-halaman",
    ".pptx", _PPTX, True, False,
)
PAGE = Offer(
    "satu-pdf", "Satu halaman A4", "Untuk meja Wali Kota atau Kepala Dinas: jawaban, angka, peta, dan semua keputusan yang diminta di satu halaman PDF.",
    "satu-halaman", ".pdf", "application/pdf",
)
KECAMATAN = Offer(
    "kecamatan", "Paparan satu kecamatan", "Untuk rakor: slide yang sama, hanya tentang kecamatan yang dipilih.", "paparan", ".pptx", _PPTX, True,
)
EVERY_KECAMATAN = Offer(
    "semua", "Paparan setiap kecamatan", "Satu berkas zip berisi satu paparan untuk setiap kecamatan.", "paparan-kecamatan", ".zip", "application/zip", True,
)
REPORT = Offer(
    "pdf", "Laporan PDF", "Untuk dicetak di A4: isi, peta, tabel per kecamatan dan kelurahan, definisi, dan mutu data.", "laporan",
    ".pdf", "application/pdf",
)
WORKBOOK = Offer(
    "xlsx", "Buku kerja Excel", "Untuk menghitung lagi: satu lembar setiap tabel, dengan saringan dan penjelasan.", "buku-kerja", ".xlsx", XLSX,
    has_cover=False,
)
TABLES = Offer(
    "csv", "Tabel CSV", "Untuk program lain: tabel yang sama, satu berkas setiap tabel, dalam satu zip.", "tabel", ".zip", "application/zip",
    has_cover=False,
)
STORY = Offer(
    "html", "Cerita HTML", "Untuk WhatsApp: satu berkas yang dibuka di ponsel tanpa internet, petanya dapat diketuk.", "cerita", ".html", "text/html",
)


def choose_template() -> bytes | None:
    """The agency's own PowerPoint template; what it lacks is said when a deck is made on it."""
    with st.expander("Templat PowerPoint sendiri: logo, warna, nama dinas"):
        st.markdown("Unduh templat produk, ganti logo dan warnanya di Tampilan > Master Slide, simpan, lalu unggah di sini. Tanpa unggahan dipakai templat produk.")
        st.download_button("Unduh templat produk", TEMPLATE.read_bytes, "templat-paparan.pptx", _PPTX, on_click="ignore")
        given = st.file_uploader("Templat Anda (.pptx)", type="pptx", key="templat")
    return given.getvalue() if given else None


def show_offer(
    outside: Outside, offer: Offer, write: Write, *, kecamatan: tuple[str, str] = ("", ""), template: bytes | None = None, beforehand: str = "",
) -> None:
    """The card of a file, of the city or of the kecamatan of this name and code; what went wrong is said in it. `beforehand`: what to expect of it."""
    key = _key(outside, offer, kecamatan[1], template)
    with st.container(border=True, key=f"pk-file-{offer.kind}"):
        st.markdown(f"**{offer.title}**  \n{offer.use}")
        found = shelf().find(key)
        if found is None and beforehand:
            st.caption(beforehand)
        if found is None and st.button(f"Buat {offer.suffix[1:]}", key=f"buat_{offer.kind}"):
            try:
                with st.spinner("Sedang dibuat."):
                    shelf().make(key, offer.suffix, write)
            except UserError as error:
                st.error(str(error).replace("\n", "  \n"))
            else:
                st.rerun()
        if found is not None:
            with st.container(horizontal=True, vertical_alignment="center"):
                _show_made(offer, _name(outside, offer, kecamatan[0]), found)


def _show_made(offer: Offer, name: str, found: Made) -> None:
    label = f"Unduh {offer.suffix[1:]} ({size(len(found.content))})"
    st.download_button(label, found.content, f"{name}{offer.suffix}", offer.mime, type="primary", on_click="ignore", key=f"ambil_{offer.kind}")
    st.caption(f"Dibuat pukul {found.made_at:%H.%M} dalam {number(found.seconds, 1)} detik.")


def size(count: int) -> str:
    """'1,2 MB', '340 kB'."""
    return f"{number(count / 1e6, 1)} MB" if count >= 1e6 else f"{number(max(1, round(count / 1e3)))} kB"


def _name(outside: Outside, offer: Offer, kecamatan_name: str) -> str:
    """'paparan-coblong-kota-bandung-2024-12': what the file is called where it arrives."""
    here = outside.here
    return "-".join(filter(None, [offer.prefix, kecamatan_name, here.city_name, f"{here.period:%Y-%m}"])).lower().replace(" ", "-")


def _key(outside: Outside, offer: Offer, place: str, template: bytes | None) -> Key:
    """What the file depends on."""
    used = hashlib.sha256(template).hexdigest() if template and offer.is_deck else ""
    return offer.kind, *outside.key, outside.occasion if offer.has_cover else None, place, used
