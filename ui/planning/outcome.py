"""What became of a plan: who came, and whether what it promised to change is better, the same or worse."""

import streamlit as st

from charts.words import day, is_known, month, number
from planning.kept.outcome import INDICATORS, TITLES, Outcome
from planning.kept.saved import StoredPlan
from ui.cards import nothing, plain_table, section
from ui.context import Context
from ui.planning.reads import followed

_WORDS = {"better": "▲ lebih baik", "same": "tetap", "worse": "▼ lebih buruk"}
_PLACES_SHOWN = 40


def show_outcome(here: Context, stored: StoredPlan) -> None:
    """The sentence first, then who came, then what moved in the city and in the places of the plan."""
    said = st.container()
    found = followed(here.edition_id, stored, _ask_activities(here, stored))
    with said:
        section("Sesudah rencana", found.said)
    if found.came is not None:
        _show_attendance(found)
    if found.now <= found.before:
        nothing(f"Data terakhir {month(found.now)}; perubahan terbaca setelah edisi berikutnya diterbitkan.")
        return
    left, right = st.columns(2, gap="medium")
    with left:
        section("Ukuran yang dijanjikan berubah", f"Dari {month(found.before)} ke {month(found.now)}.")
        plain_table(["Ukuran", "Di tempat rencana", "", f"Di {here.city_name}", ""], (
            (row.title, _change(row.target_before, row.target_now), _word(row.target_change), _change(row.before, row.now), _word(row.change))
            for row in found.city.itertuples()
        ), numeric=(1, 3))
    with right:
        _show_places(found)
    _show_each(found)


def _ask_activities(here: Context, stored: StoredPlan) -> tuple[str, ...] | None:
    """Other activities than those that match by themselves, where the planner knows better."""
    if stored.saved.question == "rekrutmen":
        return None
    every = followed(here.edition_id, stored, None).activities
    if every.empty:
        return None
    names = {row.activity_id: f"{day(row.realised_date)} · {row.topic if is_known(row.topic) else 'tanpa topik'}" for row in every.itertuples()}
    default = every.activity_id[every.is_counted].tolist()
    with st.popover("Kegiatan yang dihitung"):
        st.write("Kegiatan dengan topik atau jenjang yang sama dihitung sendiri. Ubah bila namanya lain.")
        picked = st.multiselect(
            "Kegiatan", list(names), default=default, format_func=names.get,
            key=f"activities_{stored.saved.plan_id}_{stored.saved.version}",
        )
    return None if set(picked) == set(default) else tuple(picked)


def _show_attendance(found: Outcome) -> None:
    if len(found.batches) > 1:
        plain_table(["Angkatan", "Tanggal", "Tempat", "Diundang", "Hadir", "Tidak hadir"], (
            (row.batch, day(row.day) if is_known(row.day) else "–", row.venue_name, number(row.invited), number(row.came), number(row.absent))
            for row in found.batches.itertuples()
        ), numeric=(3, 4, 5))
    with st.expander("Menurut kecamatan"):
        plain_table(["Kecamatan", "Diundang", "Hadir", "Hadir tanpa undangan"], (
            (row.kecamatan_name, number(row.invited), number(row.came), number(row.uninvited)) for row in found.kecamatan.itertuples()
        ), numeric=(1, 2, 3))


def _show_places(found: Outcome) -> None:
    counts = {name: found.places[found.places.seats > 0][f"{name}_change"].value_counts() for name in INDICATORS}
    rows = [(TITLES[name], *(number(int(count.get(word, 0))) for word in _WORDS)) for name, count in counts.items()]
    section("Tempat rencana", "Jumlah tempat menurut perubahannya.")
    plain_table(["Ukuran", "Lebih baik", "Tetap", "Lebih buruk"], rows, numeric=(1, 2, 3))


def _show_each(found: Outcome) -> None:
    with st.expander("Tempat satu per satu"):
        shown = found.places[found.places.seats > 0].head(_PLACES_SHOWN)
        plain_table(["Tempat", "Orang", "Terlatih", "Belum dilatih", "Kekurangan"], (
            (
                f"{row.place_name} ({row.kecamatan_name})", number(row.seats),
                *(_moved(row, name) for name in ("trained_count", "never_trained_count", "shortage")),
            )
            for row in shown.itertuples()
        ), numeric=(1,))


def _moved(row: tuple, name: str) -> str:
    before, now, change = (getattr(row, f"{name}_{part}") for part in ("before", "now", "change"))
    return f"{_change(before, now)}, {_WORDS[change].removeprefix('▲ ').removeprefix('▼ ')}" if change in _WORDS else "tidak ada data"


def _change(before: float, now: float) -> str:
    return f"{number(before)} → {number(now)}"


def _word(change: str | None) -> str:
    return _WORDS.get(change, "tidak ada data")

