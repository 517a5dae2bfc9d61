"""What becomes of reports: how long they wait, where they go, and where they are still open."""

import pandas as pd
import streamlit as st

from charts.survival import Curve, days_said, survival, waiting_lines
from charts.trend import line
from charts.words import day_long, month, number
from queries.measure import metric
from ui.cards import nothing, plain_table, section
from ui.context import Context
from ui.lists import show_list
from ui.reads import sensitive_tiers
from ui.reporting import OUTSIDER, RESIDENT, Scope

_AFTER = (7, 14, 30, 60, 90, 180, 365)
_COUNTS = ("count", "over_30_count", "over_90_count")


def curves_of(here: Context, scope: Scope) -> dict[str, Curve]:
    """The curve of residents and that of people who live elsewhere; without reports it is empty."""
    times = here.ask("handling_times", **scope.window)
    return {name: survival(times[times.is_resident == is_resident]) for name, is_resident in ((RESIDENT, True), (OUTSIDER, False))}


def show_times(curves: dict[str, Curve], scope: Scope) -> None:
    """The curve, and beside it the same for the ear."""
    drawn = {name: curve for name, curve in curves.items() if curve.case_count}
    lead = f"Persen laporan yang masih terbuka menurut hari sejak ditemukan; laporan {scope.span}, keadaan {day_long(scope.day)}."
    section("Waktu sampai ditangani", lead)
    if not drawn:
        nothing("Tidak ada laporan dalam pilihan ini pada bulan-bulan itu.")
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        said = [f"{name}: separuh {days_said(curve.days_until(0.5))}, 90% {days_said(curve.days_until(0.9))}" for name, curve in drawn.items()]
        described = f"Persen laporan yang masih terbuka menurut hari. {'; '.join(said)}"
        st.plotly_chart(waiting_lines(drawn), config={"displayModeBar": False}, key="kurva", alt=described)
    with right:
        rows = [("Laporan", *(number(curve.case_count) for curve in drawn.values()))]
        for label, share in (("separuh", 0.5), ("90%", 0.9)):
            rows.append((f"{label} ditangani dalam", *(days_said(curve.days_until(share)) for curve in drawn.values())))
        rows += [(f"masih terbuka setelah {number(days)} hari", *(_open_said(curve, days) for curve in drawn.values())) for days in _AFTER]
        plain_table(["", *drawn], rows, numeric=tuple(range(1, len(drawn) + 1)))
    st.caption(
        "Laporan yang belum ditangani ikut dihitung sampai hari terakhir datanya, karena rata-rata dari yang sudah selesai saja melupakan yang "
        "paling lama menunggu (cara Kaplan-Meier). Dalam kurung: laporan yang masih terbuka dan sudah selama itu; makin sedikit, makin kasar angkanya."
    )


def _open_said(curve: Curve, days: int) -> str:
    share = curve.open_after(days)
    return "belum diketahui" if share is None else f"{number(100 * share)}% ({number(curve.watched_after(days))})"


def show_outcomes(here: Context, scope: Scope) -> None:
    """Where the reports went, open ones last."""
    outcomes = here.ask("handling_outcome", **scope.window)
    section("Ke mana perginya", f"Laporan {scope.span}; keadaan {day_long(scope.day)}. Yang lebih lama dan masih terbuka ada di bawah.")
    if outcomes.empty:
        nothing("Tidak ada laporan dalam pilihan ini pada bulan-bulan itu.")
        return
    whole = outcomes[["resident_count", "outsider_count"]].sum()
    plain_table(["Keadaan", RESIDENT, OUTSIDER], (
        (row.label, _part(row.resident_count, whole.resident_count), _part(row.outsider_count, whole.outsider_count)) for row in outcomes.itertuples()
    ), numeric=(1, 2))
    undated = outcomes[outcomes.outcome == "undated"]
    if len(undated):
        count = int(undated.resident_count.sum() + undated.outsider_count.sum())
        st.caption(f"{number(count)} laporan yang ditangani tanpa tanggal tidak masuk kurva dan tidak dihitung terbuka.")


def _part(part: float, whole: float) -> str:
    return f"{number(part)} ({number(100 * part / whole)}%)" if whole else number(part)


def show_open(here: Context, scope: Scope) -> None:
    """Open reports through time, by kecamatan and by kelurahan; sensitive kinds not below kecamatan, and no download of any."""
    places = here.ask("handling_places", ppks_code=scope.ppks_code, period=scope.handling_period, sensitive_tiers=sensitive_tiers())
    apart = "" if scope.reporter_kind == "ALL" else " Daftar ini memuat semua pelapor."
    together = "penduduk setempat dan yang tinggal di tempat lain bersama-sama"
    left, right = st.columns(2, gap="medium")
    with left:
        section("Ditangani dalam 30 hari, tiap bulan", f"Persen laporan yang genap 30 hari pada bulan itu, {together}; bulan yang datanya belum utuh kosong.{apart}")
        _show_months(here, scope, "handled_in_30_days", "%", key="tren_ditangani")
    with right:
        section("Terbuka lebih dari 30 hari, akhir tiap bulan", f"Laporan di {here.city_name}, {together}.{apart}")
        _show_months(here, scope, "open_over_30_days", "laporan", key="tren_terbuka")
    section("Masih terbuka menurut kecamatan", f"Keadaan {day_long(scope.day)}. Dalam kurung, sebagai tambahan: yang tinggal di tempat lain.{apart}")
    names = [f"{who}_{count}" for who in ("resident", "outsider") for count in _COUNTS]
    by_kecamatan = places.groupby("kecamatan_name")[names].sum()
    by_kecamatan = by_kecamatan.sort_values(["resident_over_30_count", "resident_count"], ascending=False, kind="stable")
    with st.container(height=330 if len(by_kecamatan) > 10 else "content", border=False):
        plain_table(["Kecamatan", "Terbuka", "> 30 hari", "> 90 hari"], (
            (name, *(_both(row, count) for count in _COUNTS)) for name, row in by_kecamatan.iterrows()
        ), numeric=(1, 2, 3))
    if places.kelurahan_code.isna().all():
        st.caption("Jenis ini peka, karena itu tidak dirinci di bawah kecamatan.")
        return
    _show_kelurahan(here, scope, places, apart)


def _show_months(here: Context, scope: Scope, name: str, unit: str, *, key: str) -> None:
    """An indicator of the city through the months, for the chosen kind."""
    trend = here.measure(name, "city", trend=True, ppks_code=scope.ppks_code)
    if trend.value.notna().sum() < 2:
        nothing("Garis ini memerlukan sedikitnya dua bulan.")
    else:
        st.plotly_chart(line(trend, unit), config={"displayModeBar": False}, key=key, alt=f"{metric(name).title} tiap bulan")


def _both(row: pd.Series, count: str) -> str:
    outside = f" ({number(row[f'outsider_{count}'])})" if row[f"outsider_{count}"] else ""
    return f"{number(row[f'resident_{count}'])}{outside}"


def _show_kelurahan(here: Context, scope: Scope, places: pd.DataFrame, apart: str) -> None:
    lead = f"Keadaan {day_long(scope.day)}; tidak dapat diunduh, karena angka sekecil ini dapat menunjuk orang.{apart}"
    section(f"Masih terbuka menurut {here.unit_word}", lead)
    rows = places.sort_values(["resident_over_30_count", "outsider_over_30_count", "kelurahan_code"], ascending=[False, False, True])
    show_list(pd.DataFrame({
        "Kelurahan/desa": rows.kelurahan_name, "Kecamatan": rows.kecamatan_name,
        "Penduduk": rows.resident_count, "Penduduk > 30 hari": rows.resident_over_30_count,
        "Penduduk > 90 hari": rows.resident_over_90_count,
        "Tempat lain": rows.outsider_count, "Tempat lain > 30 hari": rows.outsider_over_30_count,
        "Tempat lain > 90 hari": rows.outsider_over_90_count,
    }), f"Laporan terbuka per {here.unit_word}, {month(scope.handling_period)}")
