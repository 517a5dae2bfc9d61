"""Batches of a plan: who goes where, and how far."""

import streamlit as st

from charts.words import day, is_known, number
from data.errors import UserError
from planning.training import Plan
from ui.cards import nothing, plain_table
from ui.planning.reads import settled


def show_batches(plan: Plan, kecamatan_code: str | None) -> None:
    """Each batch with its day, venue, people and kecamatan, and the way of all of them."""
    if not plan.rules.batches:
        nothing("Belum ada angkatan. Tambahkan lewat 'Angkatan dan tempat' di kiri: nama, tanggal, tempat, dan daya tampung.")
        return
    try:
        whole = settled(plan)
    except UserError as error:
        nothing(str(error))
        return
    plain_table(["Angkatan", "Tanggal", "Tempat", "Peserta", "Km", "Km per orang"], (
        (
            row.name, day(row.date) if is_known(row.date) else "belum ditentukan",
            row.where or "–",
            f"{number(row.taken)} dari {number(row.capacity)}", number(row.km), number(row.km / row.taken, 1) if row.taken else "–",
        )
        for row in whole.batches.rename(columns={"count": "taken"}).itertuples(index=False)
    ), numeric=(3, 4, 5))
    people = whole.chosen if kecamatan_code is None else whole.chosen[whole.chosen.kecamatan_code == kecamatan_code]
    counts = people.groupby(["batch", "kecamatan_name"], sort=True).size()
    plain_table(["Angkatan", "Kecamatan"], (
        (name, ", ".join(f"{kecamatan} {number(count)}" for (_, kecamatan), count in rows.items())) for name, rows in counts.groupby(level=0)
    ))
    gap = whole.arrangement.gap if whole.arrangement is not None else 0
    st.caption(
        "Jarak garis lurus sekali jalan, dijumlahkan untuk semua peserta. Kecamatan hanya dibagi bila daya tampung memaksa."
        + (f" Susunan lain paling banyak {number(100 * gap, 1)}% lebih pendek." if gap > 0.0005 else "")
    )
