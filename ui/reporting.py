"""Who reports and who is silent: the choices of the page, the map of silence, the reporters, and what a KIE was followed by."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.before_after import Comparison, compare, said
from charts.map_spec import MapText
from charts.silence import last_said, silence_map, silent_count, since_words
from charts.trend import by_kind, kind_colours
from charts.words import is_known, month, month_long, number
from data.errors import UserError
from ui.cards import key, nothing, plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.maps import choose_geometry, draw, profile_link
from ui.reads import sensitive_tiers

MONTHS = 24
SILENT = 6  # months without a report, in the sentence, the figure and the list; the map shows all steps
_ALL_KINDS, _EVERYBODY = "Semua jenis PPKS", "Semua pelapor"
_LINKS = 30
RESIDENT, OUTSIDER = "Penduduk setempat", "Tinggal di tempat lain"
LIMITS = (
    "**Diam 3, 6, 12 bulan; terbuka 30 dan 90 hari; kurva 24 bulan**: usulan produk ini, bukan ketentuan. Sama untuk semua kota supaya dapat dibandingkan; "
    "tidak dapat diubah di parameter.  \n"
    "**Batas rapor** untuk laporan dan penanganan, dan kapan laporan sebuah tempat disebut lama: bertanggal, dan dapat diubah dinas di "
    "data/parameters/scorecard.toml dan data/parameters/visits.toml."
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which reports are looked at, and until when the list of cases can judge them.

    `first_period` to `handling_period` are the months whose reports the handling is told of; silence is judged at the end of `report_period`,
    handling on `day`.
    """

    ppks_code: str
    reporter_kind: str
    words: str
    list_start: date
    first_period: date
    report_period: date
    handling_period: date
    day: date

    @property
    def chosen(self) -> dict[str, str]:
        return {"ppks_code": self.ppks_code, "reporter_kind": self.reporter_kind}

    @property
    def window(self) -> dict[str, object]:
        """The values of a question about the handling of the reports of these months."""
        return {**self.chosen, "first_period": self.first_period, "period": self.handling_period, "day": self.day}

    @property
    def span(self) -> str:
        return f"{month(self.first_period)} sampai {month(self.handling_period)}"


def choose_scope(here: Context, left: DeltaGenerator, right: DeltaGenerator) -> Scope:
    """Kind or reporter, kept in the URL, and the months that the list of cases speaks of. UserError where there is none."""
    stand = here.ask("report_stand")
    if stand.empty:
        raise UserError(
            f"Belum ada daftar PPKS menurut nama dari {here.city_name}. Impor daftar itu, dengan tanggal ditemukan, untuk mengisi halaman ini."
        )
    found = stand.iloc[0]
    kinds, reporters = here.ask("report_kinds"), here.ask("report_reporters")
    with left:
        kind_name = st.selectbox("Jenis PPKS", [_ALL_KINDS, *kinds.ppks_name], key="jenis", bind="query-params", label_visibility="collapsed")
    is_kind = kind_name != _ALL_KINDS
    with right:
        reporter = st.selectbox(
            "Pelapor", [_EVERYBODY, *reporters.label], key="pelapor", bind="query-params", label_visibility="collapsed", disabled=is_kind,
            help="Jenis dan pelapor tidak disilangkan: kelompoknya hanya beberapa orang.",
        )
    kind = kinds[kinds.ppks_name == kind_name]
    who = reporters[reporters.label == reporter]
    is_reporter = len(who) and not is_kind
    handling = found.handling_period.date()
    first = max(found.first_period.date(), (pd.Timestamp(handling) - pd.DateOffset(months=MONTHS - 1)).date())
    return Scope(
        ppks_code=kind.ppks_code.iloc[0] if is_kind else "ALL", reporter_kind=who.reporter_kind.iloc[0] if is_reporter else "ALL",
        words=f"jenis {kind_name}" if is_kind else f"dari {reporter}" if is_reporter else "",
        list_start=found.first_period.date(), first_period=first, report_period=found.report_period.date(), handling_period=handling,
        day=found.day.date(),
    )


def show_silence(here: Context, scope: Scope, places: pd.DataFrame, chosen: str | None) -> None:
    """The map of silence, the chosen place and the silent ones beside it, and the list to take along: since when, and no number of persons.

    All of it of every kind, or of those that may be spoken of outside; only the picture of these is kept.
    """
    left, right = st.columns([2, 1], gap="medium")
    who = "" if scope.reporter_kind == "ALL" else f" {scope.words}"
    leaving = here.ask("report_silence", reporter_kind=scope.reporter_kind, period=scope.report_period, left_out_tiers=sensitive_tiers())
    with left:
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            shape = choose_geometry(here)
            is_leaving = st.toggle(
                "Tanpa jenis yang peka", key="tanpa_peka", bind="query-params",
                help="Laporan tentang jenis yang peka tidak ikut dalam peta dan daftar di sampingnya; hanya gambar peta ini yang dapat diunduh.",
            )
        shown, about = (leaving, f"{who} (tidak termasuk jenis yang peka)") if is_leaving else (places, who)
        title = f"Laporan terakhir{about} tiap {here.unit_word}, keadaan {month(scope.report_period)}"
        spec = silence_map(shown, scope.list_start, MapText(title, here.source_line, here.unit_word, source="daftar PPKS menurut nama"))
        draw(here, {**spec, "download": is_leaving}, key="peta_diam", kind=shape, height=430)
        if not is_leaving:
            st.caption("Peta ini memuat semua jenis. Gambarnya diunduh setelah “Tanpa jenis yang peka” dinyalakan.")
    with right:
        _show_silent(here, scope, shown, chosen, about)
        name = f"diam-{here.city_code}-{scope.report_period:%Y-%m}-{scope.reporter_kind.lower()}"
        offer(_list_to_take(scope, leaving), name, f"Laporan terakhir{who} tiap kelurahan/desa, tidak termasuk jenis yang peka", here)


def _show_silent(here: Context, scope: Scope, places: pd.DataFrame, chosen: str | None, about: str) -> None:
    """The chosen place and the silent ones, the longest silence first."""
    silent = places[places.silent_months >= SILENT]
    for row in places[places.kelurahan_code == chosen].itertuples():
        section(f"{row.kelurahan_name}, kec. {row.kecamatan_name}", f"Laporan terakhir{about}: {last_said(row, scope.list_start)}.")
        profile_link(here, row.kelurahan_code, "Buka profil lengkap")
    is_young = silent_count(places, SILENT) is None
    lead = "" if is_young else f"{number(len(silent))} {here.unit_word} tanpa laporan{about}; yang paling lama lebih dahulu."
    section(f"Diam sedikitnya {SILENT} bulan", lead)
    if is_young:
        nothing(f"Daftar ini baru dimulai {month_long(scope.list_start)}; diam {SILENT} bulan belum dapat dinilai.")
    elif silent.empty:
        nothing(f"Semua {here.unit_word} melapor dalam {SILENT} bulan terakhir.")
    with st.container(key="pk-worst", height=340 if len(silent) > 10 else "content"):
        for row in silent.head(_LINKS).itertuples():
            profile_link(here, row.kelurahan_code, f"{row.kelurahan_name} ({row.kecamatan_name}) · {since_words(row, scope.list_start)}")
    if len(silent) > _LINKS:
        st.caption(f"{number(len(silent) - _LINKS)} lainnya ada dalam daftar yang dapat diunduh.")


def _list_to_take(scope: Scope, places: pd.DataFrame) -> pd.DataFrame:
    """The list of silence that may leave."""
    return pd.DataFrame({
        "Kelurahan/desa": places.kelurahan_name, "Kecamatan": places.kecamatan_name, "Kode": places.kelurahan_code,
        "Laporan terakhir tanpa jenis peka": [last_said(row, scope.list_start) for row in places.itertuples()],
        "Bulan tanpa laporan itu": places.silent_months,
    })


def show_sources(here: Context, scope: Scope) -> None:
    """Reports by month and by who made them."""
    first = max(scope.list_start, (pd.Timestamp(scope.report_period) - pd.DateOffset(months=MONTHS - 1)).date())
    found = here.ask("report_sources", first_period=first, last_period=scope.report_period)
    year = found[found.period > pd.Timestamp(scope.report_period) - pd.DateOffset(months=12)]
    left, right = st.columns(2, gap="medium")
    with left:
        span = f"{month(first)} sampai {month(scope.report_period)}"
        section("Laporan per bulan menurut pelapor", f"Semua jenis, {span}; penduduk setempat dan yang tinggal di tempat lain bersama-sama.")
        stacked = found.assign(count=found.resident_count + found.outsider_count)[["period", "label", "count"]]
        key(kind_colours(stacked))
        st.plotly_chart(by_kind(stacked), config={"displayModeBar": False}, key="pelapor_bulan", alt="Laporan per bulan menurut pelapor")
    with right:
        lately = f"{year.period.nunique()} bulan sampai {month(scope.report_period)}"
        section("Siapa yang melapor", f"Tentang penduduk setempat dan tentang yang tinggal di tempat lain, semua jenis, {lately}.")
        totals = year.groupby("label", sort=False)[["resident_count", "outsider_count"]].sum().assign(total=lambda rows: rows.sum(axis=1))
        totals = totals.sort_values("total", ascending=False, kind="stable")
        whole = totals.total.sum()
        plain_table(["Pelapor", "Penduduk", "Tempat lain", "Bagian"], (
            (label, number(row.resident_count), number(row.outsider_count), f"{number(100 * row.total / whole)}%" if whole else number(None))
            for label, row in totals.iterrows()
        ), numeric=(1, 2, 3))


def show_after_kie(here: Context, scope: Scope) -> None:
    """Reports before and after a KIE beside places without one; said plainly that it proves nothing."""
    months = here.ask("report_after_kie", reporter_kind=scope.reporter_kind, period=scope.report_period)
    who = "" if scope.reporter_kind == "ALL" else f" {scope.words}"
    lead = f"Laporan{who} per bulan tiap {here.unit_word}, semua jenis, enam bulan sebelum dan sesudah KIE; bulan KIE sendiri tidak dihitung."
    section("Sebelum dan sesudah KIE", lead)
    comparison = {name: compare(months, who) for name, who in ((RESIDENT, "resident"), (OUTSIDER, "outsider"))}
    events = comparison[RESIDENT].event_count
    if not events:
        nothing("Belum ada KIE dengan enam bulan laporan di kedua sisinya. Impor daftar kegiatan dan daftar hadir, atau pilih bulan yang lebih baru.")
        return
    plain_table(["Laporan tentang", "Tempat", "Sebelum", "Sesudah"], (
        (name, where, number(before, 2), number(after, 2)) for name, found in comparison.items() for where, before, after in _sides(found)
    ), numeric=(2, 3))
    has_others = is_known(comparison[RESIDENT].other_before)
    beside = "" if has_others else f" Pada bulan-bulan itu tidak ada {here.unit_word} tanpa KIE, jadi tidak ada pembanding."
    st.markdown(said(comparison[RESIDENT]))
    st.caption(
        f"{number(events)} kali sebuah {here.unit_word} dijangkau KIE (diadakan di sana atau dihadiri anggotanya) tanpa KIE lain "
        f"enam bulan sebelumnya. Pembanding: {here.unit_word} yang tidak dijangkau KIE dari enam bulan sebelum sampai enam bulan sesudah bulan yang sama."
        f"{beside} "
        "Ini bukan bukti bahwa KIE menyebabkan perubahannya: tempat KIE tidak dipilih secara acak, dan hal lain juga berubah."
    )


def _sides(found: Comparison) -> list[tuple[str, float | None, float | None]]:
    return [("dengan KIE", found.before, found.after), ("tanpa KIE, bulan yang sama", found.other_before, found.other_after)]
