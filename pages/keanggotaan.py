"""Keanggotaan: who is a member, whose card is valid, for whom members are trained, and whom information reached."""

import streamlit as st

from charts.words import amount, change, month, number
from data.errors import UserError
from ui.cards import figure, figures, headline, nothing
from ui.context import context
from ui.member_cards import CARD_WORDS, card_figure, cards_of, show_cards
from ui.member_information import show_information
from ui.membership import (
    has_lists,
    show_absent_kinds,
    show_absent_map,
    show_absent_places,
    show_list_of_places,
    show_meetings,
    show_register,
    show_trained,
    trained_by_kind,
    within,
)
from ui.reach import reach_of
from ui.terms import explain

here = context()
MONTHS = {"12 bulan": 12, "24 bulan": 24}

register = here.ask("member_register")
if register.empty:
    raise UserError(
        f"Belum ada daftar anggota {here.city_name}. Impor daftar anggota dengan unsur, tempat tugas, dan tanggal bergabung untuk mengisi "
        "halaman ini."
    )
picked = st.segmented_control(
    "Kehadiran dalam", list(MONTHS), default="12 bulan", required=True, key="rentang", bind="query-params", label_visibility="collapsed"
)
months = MONTHS[picked]
cards, trained, absence = cards_of(here), trained_by_kind(here), here.ask("member_absence", months=months)
active, joined, left_count = (int(register[name].sum()) for name in ("active_count", "joined_count", "left_count"))
before = here.ask("volunteer_kinds", period=here.year_ago).active_count.sum(min_count=1)

headline(f"{number(active)} anggota aktif pada {here.month}, {cards.said}; sejak Januari {number(joined)} bergabung dan {number(left_count)} keluar.")
shown = [figure("Anggota aktif", f"{number(active)} orang", change(active, before, "orang", month(here.year_ago)))]
if cards.known:
    shown.append(card_figure(cards, here.month))
if trained is not None:
    served = f"{number((trained.member_count > 0).sum())} dari {number(len(trained))}"
    shown.append(figure("Jenis PPKS dengan anggota terlatih", served, "dari topik bimtek yang dihadiri"))
if has_lists(absence):
    absent, newcomers = int(absence.absent_count.sum()), int(absence.newcomer_count.sum())
    share = amount(100 * absent / active, "%") if active else "–"
    note = f"{share} dari yang aktif, {number(newcomers)} anggota baru"
    shown.append(figure(f"Tidak pernah hadir {within(here, months).removeprefix('dalam ')}", f"{number(absent)} orang", note))
figures(shown)

by_kind = here.ask("member_cards")
left, right = st.columns(2, gap="medium")
with left:
    show_register(register, by_kind.set_index("kind_name").number_count, cards, here.period.year)
with right:
    show_meetings(here, months)
show_information(here, months)
show_cards(by_kind, cards, here)
if has_lists(absence):
    left, right = st.columns([2, 1], gap="medium")
    with left:
        show_absent_map(here, absence, months)
    with right:
        show_absent_places(absence, months)
    show_absent_kinds(here, absence, months)
else:
    reach = reach_of(here, "attendance")
    none = f"Belum ada daftar hadir dalam {months} bulan sampai {here.month}, sehingga kehadiran anggota tidak diketahui. "
    nothing(reach.not_shown if reach is not None and reach.is_before else f"{none}Impor daftar hadir bimtek, rakor, dan KIE.")
show_trained(here, trained)
if len(absence):
    show_list_of_places(here, absence, months, is_past=cards.is_past)
explain("active_members", "trained_members", also=CARD_WORDS)
