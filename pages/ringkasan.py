"""Ringkasan: where are we short, by how many people, is it getting better."""

from datetime import date

import pandas as pd
import streamlit as st

from charts.map_spec import coverage_map
from charts.small import bars_in_words, plan_bars, spark
from charts.words import SUBJECTS, age, amount, capital, change, coverage_headline, day, is_known, lack_said, month, moved, number
from ui.cards import figure, figures, headline, nothing, picture, plain_table, section
from ui.changes import changed_sources
from ui.context import context
from ui.coverage import asked_at, asked_by_norm, counted_as, coverage_text
from ui.maps import by_norm, draw_linked, profile_link
from ui.reach import reach_of, show_not_reached
from ui.terms import meaning

here = context()


def card(name: str, label: str) -> str:
    """One figure with its year-ago and its line of months."""
    trend = here.measure(name, "city", trend=True)
    values = trend.value.tolist()
    unit = meaning(name).unit
    before = dict(zip(trend.period.dt.date, values, strict=True)).get(here.year_ago)
    note = change(values[-1], before, unit, month(here.year_ago))
    line = spark(values, f"{label}, {len(values)} bulan sampai {here.month}")
    value = amount(values[-1], "" if unit in label else unit).strip()
    return figure(label, value, note, line, meaning(name).why)


def show_answer(shortage: pd.DataFrame) -> None:
    """The headline, and what changed in a year."""
    met = here.measure("norm_met", "city").iloc[0]
    missing = shortage.value.sum() if shortage.value.notna().any() else 0
    sentence = coverage_headline(int(met.numerator if is_known(met.numerator) else 0), int(met.known_count), int(met.unit_count), int(missing),
                                 here.norm.name, here.unit_word)
    before = here.measure("shortage", period=here.year_ago).set_index("place_code").value
    moves = shortage.set_index("place_code").value - before
    better, worse = int((moves < 0).sum()), int((moves > 0).sum())
    aside = moved(better, worse, here.unit_word, month(here.year_ago)) if moves.notna().any() else ""
    headline(sentence, aside)


def show_map(members: pd.DataFrame, shortage: pd.DataFrame) -> None:
    """Members against the norm; a click opens the profile."""
    lacking, asked = shortage.set_index("place_code").value, asked_by_norm(here)
    who = counted_as(here.norm.kinds)
    text = coverage_text(here, f"{capital(who)} aktif per {here.unit_word} terhadap norma, {here.month}", members)

    def lines(row: tuple) -> list[str]:
        said = lack_said(lacking.get(row.place_code), asked_at(asked, row.place_code))
        return [amount(row.value, who), said, "Klik, atau ketuk sekali lagi, untuk membuka profil"]

    draw_linked(here, by_norm(here, coverage_map(members, asked, text, lines, who)), key="peta_ringkasan")


def show_worst(shortage: pd.DataFrame) -> None:
    """The ten with the most people missing, need decides between equals."""
    load = here.measure("ppks_count").set_index("place_code").value
    rows = shortage[shortage.value > 0].assign(load=lambda frame: frame.place_code.map(load))
    rows = rows.sort_values(["value", "load", "place_code"], ascending=[False, False, True]).head(10)
    section("Sepuluh kekurangan terbesar", "Bila sama, PPKS yang lebih banyak didahulukan." if len(rows) else "")
    if rows.empty:
        nothing("Tidak ada kekurangan." if shortage.value.notna().any() else "Daftar anggota belum ada; impor daftar anggota untuk mengisinya.")
    with st.container(key="pk-worst"):
        for row in rows.itertuples():
            profile_link(here, row.place_code, f"**{number(row.value)} orang** · {row.place_name} ({row.kecamatan_name})")


def show_activity() -> None:
    """Plan and realisation by month, twelve months."""
    months = here.ask("activity_months", first_period=max(here.months[0], here.year_ago), last_period=here.period)
    months = months.groupby("period", as_index=False)[["planned_count", "done_count"]].sum().tail(12)
    section("Kegiatan per bulan")
    show_not_reached(here, "activity")
    if months.empty or not months[["planned_count", "done_count"]].to_numpy().any():
        if reach_of(here, "activity") is None:
            nothing("Belum ada daftar kegiatan. Impor daftar kegiatan untuk mengisinya.")
        elif len(months):
            nothing("Tidak ada kegiatan pada 12 bulan ini.")
        return
    st.html(f'<div class="pk-key"><i></i>rencana<i class="done"></i>terlaksana (angka)</div>{picture(plan_bars(months), bars_in_words(months), "pk-bars")}')


def show_freshness() -> None:
    """How old each source is, and what the last edition brought."""
    section("Umur dan perubahan data", changed_sources(here))
    fresh = here.ask("freshness")
    today = date.today()
    plain_table(["Sumber", "Data terakhir", "Umur"], (
        (SUBJECTS[row.subject], day(row.latest_date), age(row.latest_date.date(), today)) for row in fresh.itertuples() if is_known(row.latest_date)
    ), numeric=(1, 2))


shortage = here.measure("shortage")
members = here.measure("active_members")
show_answer(shortage)
figures([
    card("active_members", f"Anggota aktif di {here.unit_word}"), card("norm_met", f"{here.unit_word.capitalize()} terpenuhi"),
    card("ppks_per_member", "PPKS per anggota"), card("trained_members", "Terlatih 24 bulan"),
])
left, right = st.columns([2, 1], gap="medium")
with left:
    show_map(members, shortage)
with right:
    show_worst(shortage)
left, right = st.columns([2, 1], gap="medium")
with left:
    show_activity()
with right:
    show_freshness()
