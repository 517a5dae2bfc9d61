"""Rencana & realisasi: the year against its plan, and the draft of the next from what was not reached."""

import streamlit as st

from charts.activity_year import month_span
from charts.trend import against_plan
from charts.words import amount, month, month_long, number, rupiah
from charts.year_plan import DONE_OF_PLAN, NOT_KNOWN, absorption, attendance, attended, due, running, typed, with_psm_lines
from data.errors import UserError
from data.parameters.psm_lines import psm_rule
from ui.cards import figure, figures, headline, section
from ui.context import context
from ui.reach import at_list
from ui.realisation import parts_of, show_activities, show_draft, show_places, show_psm
from ui.realisation_months import show_by_code
from ui.terms import explain

here = at_list(context(), "activity")
ALL_PARTS = "Seluruh program"
NO_BAR = {"displayModeBar": False}

year, last_month = here.period.year, here.period.month
span = month_span(here.period)
everything = here.ask("plan_year")
if everything.empty:
    raise UserError(f"Belum ada kegiatan {here.city_name} untuk tahun {year}. Impor daftar kegiatan (rencana dan realisasi), atau pilih bulan lain.")
psm = psm_rule(here.period)
everything = with_psm_lines(typed(everything), psm)
parts = parts_of(everything)
picked = st.selectbox("Bagian", [ALL_PARTS, *parts], key="bagian", bind="query-params", label_visibility="collapsed")
rows = everything[parts[picked]] if picked in parts else everything

come = due(rows, here.period)
states = rows.state.value_counts()
done = int(come.state.isin(DONE_OF_PLAN).sum())
late, off = (int(states.get(name, 0)) for name in ("overdue", "cancelled"))
later = off - int((come.state == "cancelled").sum())
spent, people = absorption(rows), attendance(rows)
whose = "" if picked == ALL_PARTS else f"{picked}: "
used = f"{rupiah(spent.part)} dari pagu setahun {rupiah(spent.whole)}"
spoken = f"; terpakai {used} ({amount(spent.pct, '%')})" if spent.whole else "; pagu belum diketahui"
none_due = f"Belum ada kegiatan yang direncanakan sampai {month_long(here.period)}"
held = f"{number(done)} dari {number(len(come))} kegiatan yang direncanakan {span} terlaksana" if len(come) else none_due
headline(f"{whose}{held}{spoken}.")
kinds = (("unplanned", "tanpa rencana"), ("other_year", "dari rencana tahun lain"))
beside = [f"{number(states.get('done_later', 0))} mundur dari bulannya"]
beside += [f"{number(states[name])} {said}" for name, said in kinds if states.get(name)]
off_later = f" ({number(later)} di antaranya direncanakan sesudah {month(here.period)})" if later else ""
unused = f"{used}; sisa pagu {rupiah(spent.left)}" if spent.whole else "pagu dan realisasi belum diketahui"
figures([
    figure("Rencana terlaksana", f"{number(done)} dari {number(len(come))}" if len(come) else "belum ada rencana", " · ".join(beside)),
    figure("Batal atau lewat", amount(late + off, "kegiatan"), f"{number(late)} lewat bulan rencana, {number(off)} batal{off_later}"),
    figure("Peserta terhadap sasaran", *attended(people)),
    figure("Serapan anggaran", amount(spent.pct, "%") if spent.whole else NOT_KNOWN, " ".join(filter(None, (unused, spent.reach)))),
])

months = running(rows, year, last_month)
left, right = st.columns(2, gap="medium")
with left:
    section(f"Kegiatan rencana {year}, terkumpul", "Garis putus: menurut bulan rencana. Garis penuh: yang terlaksana, sejak bulan rencananya tiba.")
    st.plotly_chart(against_plan(months, ("Rencana", "Terlaksana"), number), config=NO_BAR, key="kegiatan_terkumpul",
                    alt=f"Kegiatan rencana {year} yang terkumpul per bulan, terlaksana {number(done)} dari {number(len(come))}")
with right:
    section(f"Anggaran {year}, terkumpul", "Juta rupiah. Garis putus: pagu menurut bulan rencana. Garis penuh: realisasi.")
    amounts = months.assign(planned=months.budget / 1e6, done=months.realised / 1e6)
    st.plotly_chart(against_plan(amounts, ("Pagu", "Realisasi"), lambda value: rupiah(value * 1e6)), config=NO_BAR, key="serapan",
                    alt=f"Pagu dan realisasi {year} yang terkumpul per bulan: {rupiah(spent.part)} dari {rupiah(spent.whole)}")
show_psm(rows, year, psm)
show_by_code(here, rows)
if picked == ALL_PARTS:
    show_places(here)
show_activities(here, rows)
show_draft(here, everything)
explain("plan_done", "participants", "kelurahan_reached")
