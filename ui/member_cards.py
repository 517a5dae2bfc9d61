"""Cards of the members as the newest list tells them; what a past month cannot know is not said of it."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from charts.visits import last_day
from charts.words import day, is_known, number
from ui.cards import figure, nothing, plain_table, section
from ui.context import Context

_STATUS = {"permanent_count": "Tetap", "temporary_count": "Sementara", "none_count": "Belum berkartu", "unknown_count": "Tidak diketahui"}
_NOW = {
    "valid_count": "Berlaku", "expiring_count": "Di antaranya habis ≤ 3 bulan", "expired_count": "Kedaluwarsa",
    "until_unknown_count": "Masa berlaku tidak diketahui",
}

CARD_WORDS = (
    "**Habis dalam 3 bulan**: usulan produk ini, supaya kartu sempat diperpanjang; bukan ketentuan dan tidak dapat diubah di parameter.  \n"
    "**Berlaku, kedaluwarsa**: masa berlaku pada daftar anggota dibanding akhir bulan. Sejak kapan kartu dipegang tidak tercatat, jadi untuk bulan sebelum "
    "tanggal daftar hanya kartu yang sudah habis yang diketahui."
)


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of the active members of a city; `known` have a status on the list; until when `untold` are valid is not known.

    `list_day`: until when the list speaks, None where it has no date. `is_past`: the month lies before, and since when a card is held is not written
    anywhere: of such a month it is known only which of today's cards had ended by then (`expired`).
    """

    active: int
    known: int
    usable: int
    expiring: int
    expired: int
    untold: int
    numbered: int
    list_day: date | None
    is_past: bool

    @property
    def said(self) -> str:
        """Within the sentence of the page."""
        if not self.known:
            return "status kartunya belum tercatat"
        return "berlakunya kartu pada bulan itu tidak diketahui" if self.is_past else f"{number(self.usable)} memegang kartu yang berlaku"

    @property
    def listed(self) -> str:
        """'daftar sampai 31 Des 2025', or 'daftar terakhir'."""
        return f"daftar sampai {day(self.list_day)}" if self.list_day else "daftar terakhir"


def cards_of(here: Context) -> Cards:
    """The cards of all kinds together."""
    total = here.ask("member_cards").sum(numeric_only=True).astype(int)
    told = here.ask("member_list").list_date[0]
    list_day = told.date() if is_known(told) else None
    return Cards(
        total.active_count, total.active_count - total.unknown_count, total.valid_count, total.expiring_count, total.expired_count,
        total.until_unknown_count, total.number_count, list_day, list_day is not None and last_day(here.period) < list_day,
    )


def card_figure(cards: Cards, month_said: str) -> str:
    """How many cards are valid, or for a past month what is known instead."""
    if cards.is_past:
        ended = f"{number(cards.expired)} kartu sudah habis pada {month_said}, " if cards.expired else ""
        return figure("Kartu berlaku", "tidak diketahui", f"{ended}menurut {cards.listed}")
    soon = f"di antaranya {number(cards.expiring)} habis dalam 3 bulan; {number(cards.expired)} kedaluwarsa"
    soon += f", {number(cards.untold)} tidak diketahui masa berlakunya" if cards.untold else ""
    return figure("Kartu berlaku", f"{number(cards.usable)} dari {number(cards.known)}", soon)


def show_cards(table: pd.DataFrame, cards: Cards, here: Context) -> None:
    """Cards by kind of member; the whole of it unknown where the list has no such column."""
    if not cards.known:
        section("Kartu anggota")
        nothing("Status kartu belum tercatat. Tambahkan kolom status kartu dan masa berlaku pada daftar anggota untuk mengisinya.")
        return
    if cards.is_past:
        lead = f"Kartu menurut {cards.listed}, bagi yang aktif pada {here.month}. Sejak kapan kartu itu dipegang tidak tercatat, jadi yang berlaku pada {here.month} tidak diketahui."
        shown = {**_STATUS, "expired_count": f"Sudah habis pada {here.month}"}
    else:
        lead, shown = f"Menurut {cards.listed}; masa berlaku dinilai pada akhir {here.month}.", {**_STATUS, **_NOW}
    section("Kartu anggota", lead)
    rows = [*zip(table.kind_name, table[list(shown)].itertuples(index=False), strict=True), ("Jumlah", table[list(shown)].sum())]
    plain_table(["Unsur", *shown.values()], ((name, *map(number, found)) for name, found in rows), numeric=tuple(range(1, len(shown) + 1)))
    if not cards.is_past:
        st.caption(
            "Kartu seumur hidup dihitung berlaku; yang masa berlakunya kosong atau tidak terbaca tidak. Yang kedaluwarsa dan segera habis menurut tempat "
            "tugas ada pada daftar di bawah."
        )
