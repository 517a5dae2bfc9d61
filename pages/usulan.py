"""Usulan: proposals for DTKS and DTSEN, how long they wait, who is meant but not proposed, and aid that missed its aim."""

import streamlit as st

from charts.survival import days_said, survival
from charts.words import amount, month, number
from data.errors import UserError
from ui.cards import figure, figures, headline, nothing
from ui.context import context
from ui.proposals import (
    aid_figures,
    answered_within,
    choose_aim,
    show_missed,
    show_months,
    show_not_reached,
    show_times,
    show_villages,
    show_waiting,
    words_of_the_page,
)
from ui.reach import at_list
from ui.terms import explain

here = at_list(context(), "proposal")
REGISTERS = ("DTKS", "DTSEN")

listed = here.ask("aid_register")
since = listed.data_period.iloc[0].date() if len(listed) else None
proposals = here.ask("proposal_villages", since=since)
made = proposals.groupby("register").proposed_count.sum()
if not made.sum():
    raise UserError(f"Belum ada usulan {here.city_name} sampai {here.month}. Impor daftar usulan DTKS dan DTSEN untuk mengisi halaman ini.")
newest = next(name for name in reversed(REGISTERS) if made[name])
register = st.segmented_control("Register", REGISTERS, default=newest, required=True, key="data", bind="query-params", label_visibility="collapsed")
villages = proposals[proposals.register == register].reset_index(drop=True)
times = here.ask("proposal_durations")
curves = {name: survival(times[times.register == name]) for name in (register, *REGISTERS) if made[name]}

counts = villages[["proposed_count", "accepted_count", "rejected_count", "revision_count", "open_count", "open_90_count", "unknown_count"]].sum()
if counts.proposed_count:
    long = f"{number(counts.open_90_count)} dari {number(counts.open_count)} usulan yang belum dijawab menunggu lebih dari 90 hari"
    nothing_open = "tidak ada usulan yang diketahui belum dijawab" if counts.unknown_count else "semua usulan sudah dijawab"
    waiting = long if counts.open_count else nothing_open
    median, late = curves[register].days_until(0.5), curves[register].days_until(0.9)
    pace = "belum separuh usulan dijawab" if median is None else f"separuh usulan dijawab dalam {days_said(median)}"
    headline(f"{register}: {waiting}; {pace}.")
    share = here.measure("proposals_accepted", "city", register=register).iloc[0]
    unread = f", {number(counts.unknown_count)} statusnya tidak terbaca" if counts.unknown_count else ""
    kinds = (("accepted_count", "diterima"), ("rejected_count", "ditolak"), ("revision_count", "perlu perbaikan"))
    answers = ", ".join(f"{number(counts[name])} {said}" for name, said in kinds) + unread
    figures([
        figure(f"Usulan {register}", number(counts.proposed_count), f"sejak {month(villages.first_date.min())}"),
        figure("Belum dijawab", amount(counts.open_count, "usulan"), f"{number(counts.open_90_count)} lebih dari 90 hari"),
        figure(f"Diterima dari yang dijawab, {answered_within(villages, here.period)} bulan", amount(share.value, "%"),
               f"{number(share.numerator)} dari {number(share.denominator)} jawaban; seluruhnya {answers}"),
        figure("Separuh dijawab dalam", days_said(median), f"90% dalam {days_said(late)}"),
    ])
else:
    headline(f"Belum ada usulan {register} {here.city_name} sampai {here.month}.")
about_aid = st.container()
left, right = st.columns(2, gap="medium")
with left:
    show_months(here)
    show_times(curves)
with right:
    show_waiting(curves)
if counts.proposed_count:
    show_villages(here, villages, register)

aid = here.ask("aid_deciles")
if aid.empty:
    also = "" if len(listed) else ", dan rekap DTSEN menurut desil"
    nothing(
        "Layak tetapi belum diusulkan, dan bantuan yang meleset: belum dapat dihitung karena penerima PKH, BPNT, atau PBI-JK "
        f"{here.city_name} menurut desil untuk {here.month} belum ada. Impor penerima bantuan menurut desil per kelurahan{also}."
    )
else:
    picked, aims = choose_aim(here, aid)
    with about_aid:
        figures(aid_figures(listed, aims[picked], proposals[proposals.register == "DTSEN"]))
    show_not_reached(here, listed, aims[picked], proposals[proposals.register == "DTSEN"])
    show_missed(here, aims, picked)
explain("proposals_open_90", "proposals_accepted", also=words_of_the_page())
