"""What members were told, meeting by meeting: when, what about, how many were meant, and how many of each kind of member came."""

import pandas as pd
import streamlit as st

from charts.words import number
from data.reference import volunteer_kinds
from ui.cards import section
from ui.context import Context
from ui.lists import show_list


_WORDS = {"PBI": "Pendamping PBI (penerima bantuan iuran jaminan kesehatan)"}


def by_meeting(rows: pd.DataFrame) -> pd.DataFrame:
    """The answer of queries/pages/member_information.sql with a row for each activity and a column for each kind of member that came to any.

    Where a list was kept, nobody of a kind on it is 0; without a list all kinds are unknown (NaN).
    """
    facts = rows.drop_duplicates("activity_id").set_index("activity_id")
    came = rows.dropna(subset="kind_code").pivot_table(index="activity_id", columns="kind_code", values="present_count", aggfunc="sum", fill_value=0)
    table = pd.DataFrame({
        "Topik": facts.topic, "Tanggal": facts.realised_date, "Kegiatan": facts.label, "Sasaran": facts.target_count, "Peserta": facts.participants_count,
    })
    return table.join(came.assign(**{"Anggota hadir": came.sum(axis=1)})[["Anggota hadir", *came.columns]]).reset_index(drop=True)


def show_information(here: Context, months: int) -> None:
    """Each meeting of the months asked for; nothing where there was none."""
    rows = here.ask("member_information", months=months)
    if rows.empty:
        return
    table = by_meeting(rows)
    unknown = int(table["Anggota hadir"].isna().sum())
    without = f" {number(unknown)} tanpa daftar hadir: siapa yang datang tidak diketahui." if unknown else ""
    section("Apa yang disampaikan, dan siapa yang hadir", f"{number(len(table))} kegiatan, yang terbaru di atas; hadir menurut daftar hadir, dihitung orang.{without}")
    show_list(table, "Kegiatan yang menyampaikan informasi kepada anggota", missing="–")
    short = [f"{kind.code}: {_WORDS.get(kind.code, kind.name)}" for kind in volunteer_kinds() if kind.code in table]
    if short:
        st.caption(f"{'; '.join(short)}.")
