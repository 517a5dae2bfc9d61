"""Mutu & sumber: where the numbers come from, row by row, and how old they are."""

from datetime import date

import streamlit as st

from charts.words import SUBJECTS, age, day_long, is_known, number
from ui.cards import headline, nothing, plain_table, section
from ui.context import context
from ui.importing.reads import waiting_names
from ui.importing.review import show_names
from ui.importing.silence import show_silence
from ui.reads import table

here = context()
STATES = {"read": "dibaca", "replaced": "simulasi, digantikan", "unknown": "lembar tanpa tabel"}

edition = table(here.edition_id, "edition").iloc[0]
total = table(here.edition_id, "ledger_totals", city_code=here.city_code).iloc[0]
headline(f"{number(total.accepted)} dari {number(total.rows_read)} baris {here.city_name} diterima; {number(total.rejected)} ditolak.")
built_on = edition.built_at.tz_localize("UTC").to_pydatetime().astimezone()
st.caption(f"Edisi {edition.edition_id} dibuat {day_long(built_on)}. Data terakhir {day_long(here.as_of)}.")

section("Umur setiap sumber")
fresh = here.ask("freshness")
plain_table(["Sumber", "Data terakhir", "Umur", "Baris dipakai"], (
    (SUBJECTS.get(row.subject, row.subject), day_long(row.latest_date) if is_known(row.latest_date) else "belum bertanggal",
     age(row.latest_date.date(), date.today()) if is_known(row.latest_date) else "–", number(row.row_count)) for row in fresh.itertuples()
), numeric=(3,))

show_silence(here)

section("Buku besar impor", "Setiap baris berakhir di tepat satu kolom: dibaca = diterima + ganda + ditolak + luar kota + bukan data.")
ledger = table(here.edition_id, "ledger")
ledger = ledger[ledger.city_code == here.city_code]
plain_table(["Berkas", "Dikenali sebagai", "Dibaca", "Diterima", "Ganda", "Ditolak", "Luar kota", "Bukan data", "Peringatan", "Keadaan"], (
    (f"{row.file}, {row.sheet}" if row.sheet else row.file, row.title, *(number(value) for value in (
        row.rows_read, row.accepted, row.duplicate, row.rejected, row.out_of_city, row.skipped, row.warnings)),
     STATES[row.state] + (" · simulasi" if row.is_simulated and row.state == "read" else "")) for row in ledger.itertuples()
), numeric=tuple(range(2, 9)))

show_names(waiting_names(here.edition_id, here.city_code), "mutu")

section("Yang ditolak dan yang diperingatkan", "Baris utuhnya ada di berkas tolakan milik operator; di sini hanya tempat dan aturannya.")
noted = here.ask("rejects")
if noted.empty:
    nothing("Tidak ada baris yang ditolak atau diperingatkan.")
else:
    plain_table(["Akibat", "Berkas", "Kolom", "Contoh", "Baris"], (
        (row.outcome, f"{row.file}, {row.sheet}" if row.sheet else row.file, row.column_label or "", row.example or "", number(row.row_count))
        for row in noted.itertuples()
    ), numeric=(4,))
