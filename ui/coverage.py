"""Members against one norm: what is asked, the map, the chosen kelurahan, and the list behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from charts.colours import SHORTAGE
from charts.map_spec import MapText, class_said, coverage_map
from charts.trend import line
from charts.words import amount, capital, lack_said, month, number, uncapital
from ui.cards import bars, nothing, plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.lists import show_list
from ui.maps import by_norm, draw, profile_link
from ui.terms import meaning


@dataclass(frozen=True)
class Coverage:
    """Members of each kelurahan of the whole city, what is missing to the norm and the members a year ago; `kecamatan` narrows what is shown. It has no
    slots, as it keeps the map that the list asks for again."""

    here: Context
    kinds: list[str]
    only: str
    kecamatan: str | None
    members: pd.DataFrame
    missing: pd.Series
    members_before: pd.Series
    asked: int | pd.Series

    @property
    def options(self) -> dict[str, object]:
        return {"norm_kinds": self.kinds}

    @property
    def rows(self) -> pd.DataFrame:
        """The kelurahan shown."""
        return self.members if self.kecamatan is None else self.members[self.members.kecamatan_name == self.kecamatan]

    @cached_property
    def spec(self) -> dict:
        """The map against the norm; the list below says its classes too."""
        who = counted_as(self.kinds)
        text = coverage_text(self.here, f"{capital(who)} aktif per {self.here.unit_word} terhadap norma{self.only}, {self.here.month}", self.members)
        return coverage_map(self.members, self.asked, text, self.lines, who)

    def lines(self, row: tuple) -> list[str]:
        """Value and tooltip of a place: members, what is missing, the way from a year ago."""
        said = lack_said(self.missing.get(row.place_code), asked_at(self.asked, row.place_code))
        who = counted_as(self.kinds)
        return [amount(row.value, who), said, f"{month(self.here.year_ago)}: {amount(self.members_before.get(row.place_code), who)}"]


def counted_as(kinds: Sequence[str]) -> str:
    """What those that count are called: by their kind where it is one, so that a place without it is not called empty of members."""
    return kinds[0] if len(kinds) == 1 else "anggota"


def choose_kinds(here: Context) -> tuple[list[str], str]:
    """The kinds that count, and how titles say so: those of the norm unless others are picked."""
    kinds = here.ask("volunteer_kinds")
    names = dict(zip(kinds.kind_name, kinds.kind_code, strict=True))
    by_norm = ", ".join(name for name, code in names.items() if code in here.norm.kinds) or "belum ada anggota"
    picked = st.multiselect("Unsur yang dihitung", list(names), key="unsur", bind="query-params", placeholder=f"Sesuai norma: {by_norm}")
    return ([names[name] for name in picked], f", hanya {', '.join(picked)}") if picked else (list(here.norm.kinds), "")


def choose_kecamatan(here: Context) -> str | None:
    """A kecamatan by name, None for the whole city."""
    everywhere = f"Seluruh {here.city_name}"
    names = sorted(here.ask("kelurahan").kecamatan_name.unique())
    picked = st.selectbox("Kecamatan", [everywhere, *names], key="kecamatan", bind="query-params", label_visibility="collapsed")
    return None if picked == everywhere else picked


def coverage(here: Context, kinds: list[str], only: str, kecamatan: str | None) -> Coverage:
    """The members of a city at the chosen month against its norm."""
    options = {"norm_kinds": kinds}
    return Coverage(
        here, kinds, only, kecamatan, here.measure("active_members", **options), here.measure("shortage", **options).set_index("place_code").value,
        here.measure("active_members", period=here.year_ago, **options).set_index("place_code").value, asked_by_norm(here),
    )


def asked_by_norm(here: Context) -> int | pd.Series:
    """The members that the norm asks for: a number where it is the same everywhere, else by code, NaN where what it counts is not known."""
    return here.norm.asked_of(here.ask("kelurahan").set_index("kelurahan_code").rw_count)


def asked_each(asked: int | pd.Series, codes: pd.Series | pd.Index) -> pd.Series:
    """What a norm asks of each of these places, by code; NaN not known."""
    return asked.reindex(codes).astype(float) if isinstance(asked, pd.Series) else pd.Series(float(asked), index=codes)


def asked_at(asked: int | pd.Series, code: str) -> float | None:
    """What a norm that differs from place to place asks of one; None where it is the same everywhere."""
    return asked.get(code) if isinstance(asked, pd.Series) else None


def coverage_text(here: Context, title: str, members: pd.DataFrame) -> MapText:
    """The words of a map of members: the norm that its colours are read by, with what it is where nobody decided it, and the list that the figures come
    from, none where no member is known."""
    source = meaning("active_members").source if members.value.notna().any() else ""
    beside = f" ({uncapital(here.norm.compared_as)})" if here.norm.compared_as else ""
    return MapText(title, f"{here.source_line} · norma: {here.norm.name}{beside}", here.unit_word, source=source)


def show_map(found: Coverage, kind: str | None) -> None:
    """The choropleth: the states against the norm, whether it is the same everywhere or differs by place."""
    focus = None if found.kecamatan is None else found.rows.kecamatan_code.iloc[0]
    draw(found.here, {**by_norm(found.here, found.spec), "focus": focus}, key="peta_cakupan", kind=kind, height=470)


def show_chosen(found: Coverage, code: str | None) -> None:
    """The short profile of the chosen kelurahan, or how to choose one."""
    if code is None:
        st.caption(f"Ketuk peta atau cari nama untuk melihat satu {found.here.unit_word}.")
        return
    row = found.members[found.members.place_code == code].iloc[0]
    section(f"{row.place_name}, kec. {row.kecamatan_name}")
    st.markdown("  \n".join(found.lines(row)))
    profile_link(found.here, code, "Buka profil lengkap")


def show_worst(found: Coverage) -> None:
    """The fifteen kelurahan that lack most; more people in need first where they lack the same."""
    here, rows = found.here, found.rows
    shown = found.missing.reindex(rows.place_code)
    load = here.measure("ppks_count").set_index("place_code").value
    worst = rows.assign(lack=shown.to_numpy(), load=rows.place_code.map(load)).query("lack > 0")
    worst = worst.sort_values(["lack", "load", "place_code"], ascending=[False, False, True])
    section("Peringkat kekurangan", f"{len(worst)} {here.unit_word} di bawah norma; bila sama, PPKS yang lebih banyak didahulukan.")
    if worst.empty:
        nothing("Tidak ada kekurangan di sini." if shown.notna().any() else "Belum dapat dinilai di sini.")
    bars(((f"{row.place_name} ({row.kecamatan_name})", row.lack, f"{number(row.lack)} orang") for row in worst.head(15).itertuples()), SHORTAGE[2])


def show_trend(found: Coverage) -> None:
    """People missing by month, in the city or the kecamatan."""
    level, where = ("city", found.here.city_name) if found.kecamatan is None else ("kecamatan", f"kecamatan {found.kecamatan}")
    trend = found.here.measure("shortage", level, trend=True, **found.options)
    trend = trend if found.kecamatan is None else trend[trend.place_name == found.kecamatan]
    if trend.value.notna().any():
        section("Kekurangan anggota per bulan", f"Orang yang kurang di {where}{found.only}{',' if found.only else ''} pada akhir bulan.")
        st.plotly_chart(line(trend, "orang"), config={"displayModeBar": False}, key="tren_cakupan", alt="Kekurangan anggota per bulan")


def show_kinds(found: Coverage) -> None:
    """Active members by kind, those of the kecamatan apart."""
    where = found.here.city_name if found.kecamatan is None else f"kecamatan {found.kecamatan}"
    section("Anggota aktif menurut unsur", f"Di {where}; anggota tingkat kecamatan tidak dihitung pada {found.here.unit_word}.")
    table = found.here.ask("volunteer_kinds", kecamatan_code=None if found.kecamatan is None else found.rows.kecamatan_code.iloc[0])
    plain_table(["Unsur", found.here.unit_word.capitalize(), "Kecamatan", "Jumlah"], (
        (row.kind_name, number(row.kelurahan_count), number(row.kecamatan_count), number(row.active_count)) for row in table.itertuples()
    ), numeric=(1, 2, 3))
    st.caption(f"Jumlah seluruhnya {number(table.active_count.sum())} orang.")


def show_rows(found: Coverage) -> None:
    """The list behind the map, sortable and searchable, and its download."""
    here, rows = found.here, found.rows
    table = pd.DataFrame({
        "Kelurahan/desa": rows.place_name, "Kecamatan": rows.kecamatan_name, "Kode": rows.place_code, "Anggota aktif": rows.value,
        "Anggota menurut norma": asked_each(found.asked, rows.place_code).to_numpy(),
        "Kekurangan": rows.place_code.map(found.missing), "Keadaan": rows.place_code.map(class_said(found.spec)),
        month(here.year_ago): rows.place_code.map(found.members_before),
    })
    show_list(table, "Daftar anggota aktif dan kekurangan per kelurahan")
    kinds = f"-{'-'.join(found.kinds)}" if found.only else ""
    part, within = ("", "") if found.kecamatan is None else (f"-{rows.kecamatan_code.iloc[0]}", f", Kecamatan {found.kecamatan}")
    name = f"cakupan-{here.city_code}{part}-{here.period:%Y-%m}-{here.norm.id}{kinds}"
    offer(table, name, f"Anggota aktif dan kekurangan, {here.norm.name}{found.only}{within}", here)
