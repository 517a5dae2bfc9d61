"""Kegiatan: what was done this year, by kind, against last year, and whom it never reached."""

from datetime import date

import pandas as pd
import streamlit as st

from charts.activity_year import year_so_far
from charts.colours import DONE
from charts.map_spec import MapText, scale_map
from charts.trend import by_kind, kind_colours, plan_and_done, year_against_year
from charts.words import UNKNOWN, amount, day_long, is_known, month, number
from data.errors import UserError
from ui.cards import figure, figures, headline, key, nothing, plain_table, section
from ui.context import context
from ui.downloads import offer
from ui.maps import draw, profile_link
from ui.reach import at_list
from ui.terms import explain

here = at_list(context(), "activity")
SCALE = ("#d5ecea", "#a9d6d1", "#7cc4bb", "#45a199", DONE)
ALL_KINDS = "Semua jenis kegiatan"
NO_BAR = {"displayModeBar": False}

labels = here.ask("activity_months", first_period=here.first_period, last_period=here.period)
if labels.empty or not labels[["planned_count", "done_count"]].to_numpy().any():
    raise UserError(f"Belum ada kegiatan {here.city_name} yang tercatat. Impor daftar kegiatan (rencana dan realisasi) untuk mengisi halaman ini.")
names = dict(zip(labels.label, labels.kind_code, strict=True))
picked = st.selectbox("Jenis kegiatan", [ALL_KINDS, *names], key="kegiatan", bind="query-params", label_visibility="collapsed")
kind_code = names.get(picked)
months = labels if kind_code is None else labels[labels.kind_code == kind_code]
months = months.assign(year=months.period.dt.year, month_number=months.period.dt.month)

year, last_month = here.period.year, here.period.month
so_far = year_so_far(months, here.period)
this_year, last_year = so_far.now, so_far.before
done, planned = int(this_year.done_count.sum()), int(this_year.planned_count.sum())
before = last_year.done_count.sum(min_count=1)  # unknown where the list speaks of none of these months
people, people_before = this_year.participants_count.sum(min_count=1), last_year.participants_count.sum(min_count=1)
reach = here.ask("reach", activity_kind=kind_code)
reached, never = int((reach.activity_count > 0).sum()), int(reach.last_date.isna().sum())

start = labels[labels.planned_count + labels.done_count > 0].period.min()
within = f"{min(12, 12 * (year - start.year) + last_month - start.month + 1)} bulan"  # the list may be younger than twelve months
span = so_far.span
kept = int(this_year.planned_done_count.sum())
headline(f"{number(kept)} dari {number(planned)} kegiatan yang direncanakan {span} terlaksana; {number(len(reach) - reached)} {here.unit_word} tidak terjangkau dalam {within}.")
same_span = f"periode yang sama {year - 1}"
if len(last_year) and last_year.period.min().month > 1:
    same_span += f" (daftar baru mulai {month(last_year.period.min())})"
figures([
    figure("Kegiatan terlaksana", number(done), f"{number(before) if is_known(before) else UNKNOWN} pada {same_span}"),
    figure("Peserta", amount(people, "orang"), f"{amount(people_before, 'orang')} pada {same_span}"),
    figure(f"{here.unit_word.capitalize()} terjangkau {within}", f"{number(reached)} dari {number(len(reach))}", f"{number(never)} belum pernah sejak {month(start)}" if never else f"semua pernah terjangkau sejak {month(start)}"),
])

first = date(year - 1, 1, 1) if here.months[0] <= date(year - 1, 1, 1) else here.months[0]
recent = months[(months.period >= pd.Timestamp(first)) & (months.period <= pd.Timestamp(here.period))]
left, right = st.columns(2, gap="medium")
with left:
    totals = recent.groupby("period", as_index=False)[["planned_count", "done_count"]].sum()
    section("Rencana dan realisasi per bulan", "Garis tepi: rencana. Isi: terlaksana.")
    st.plotly_chart(plan_and_done(totals), config=NO_BAR, key="rencana", alt="Rencana dan realisasi kegiatan per bulan")
with right:
    running = months[months.year.isin([year - 1, year]) & ((months.year < year) | (months.month_number <= last_month))]
    running = running.groupby(["year", "month_number"], as_index=False).done_count.sum()
    running["running_count"] = running.groupby("year").done_count.cumsum()
    section(f"Kegiatan terlaksana sejak Januari, {year} terhadap {year - 1}", "Jumlah yang terkumpul sampai akhir tiap bulan.")
    st.plotly_chart(year_against_year(running), config=NO_BAR, key="tahun",
                    alt="Kegiatan terlaksana tahun ini terhadap tahun lalu")

left, right = st.columns([2, 1], gap="medium")
with left:
    counts = reach.rename(columns={"kelurahan_code": "place_code", "activity_count": "value"}).assign(is_hidden=False)

    def lines(row: tuple) -> list[str]:
        last = f"terakhir {day_long(row.last_date)}" if is_known(row.last_date) else "belum pernah terjangkau"
        return [f"{number(row.value)} kegiatan dalam {within}", last]

    text = MapText(f"Kegiatan yang menjangkau {here.unit_word} dalam {within} sampai {here.month}", here.source_line, here.unit_word, source="daftar kegiatan dan daftar hadir", unit="kegiatan")
    draw(here, scale_map(counts, text, lines, scale=SCALE), key="peta_kegiatan", height=430)
with right:
    section(f"Tidak terjangkau dalam {within}", "Tidak ada kegiatan di sana, dan tidak ada anggotanya yang hadir.")
    missed = reach[reach.activity_count == 0]
    if missed.empty:
        nothing(f"Semua {here.unit_word} terjangkau.")
    with st.container(key="pk-worst", height=380 if len(missed) > 10 else "content"):
        for row in missed.itertuples():
            when = f"terakhir {month(row.last_date)}" if is_known(row.last_date) else "belum pernah"
            profile_link(here, row.kelurahan_code, f"{row.kelurahan_name} ({row.kecamatan_name}) · {when}")

if kind_code is None:
    stacked = recent.rename(columns={"done_count": "count"})[["period", "label", "count"]]
    section("Kegiatan terlaksana per bulan menurut jenis")
    key(kind_colours(stacked))
    st.plotly_chart(by_kind(stacked), config=NO_BAR, key="jenis_kegiatan", alt="Kegiatan per bulan menurut jenis")

section("Menurut jenis", f"{span}, dibanding {same_span}.")
now = this_year.groupby("label", sort=False)[["planned_count", "done_count", "participants_count"]].sum(min_count=1)
then = last_year.groupby("label", sort=False).done_count.sum()
plain_table(["Jenis", "Rencana", "Terlaksana", f"Terlaksana {year - 1}", "Peserta"], (
    (label, number(row.planned_count), number(row.done_count), number(then.get(label)), number(row.participants_count)) for label, row in now.iterrows()
), numeric=(1, 2, 3, 4))
offer(reach.assign(last_date=reach.last_date.dt.strftime("%Y-%m-%d")).rename(columns={
    "kelurahan_code": "Kode", "kelurahan_name": "Kelurahan/desa", "kecamatan_name": "Kecamatan", "activity_count": f"Kegiatan {within}", "last_date": "Terakhir terjangkau",
}), f"jangkauan-{here.city_code}-{here.period:%Y-%m}", "Jangkauan kegiatan per kelurahan/desa", here)
explain("activities", "participants", "kelurahan_reached")
