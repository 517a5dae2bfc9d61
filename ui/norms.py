"""The norms beside each other: what each says of the same members, the way to each, and the members by kind against what was announced."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from charts.colours import DONE
from charts.map_spec import MapText
from charts.norm_map import NormLayer, norms_map
from charts.pace import FARTHEST, Pace, way
from charts.standings import MET, standing as state
from charts.trend import way as way_figure
from charts.words import amount, capital, is_known, lack_said, month, month_long, norm_within, number
from data.parameters import Norm, norms_of
from data.parameters.beside import announced, norms_beside
from queries.disclosure import View
from ui.cards import bars, figure, figures, headline, nothing, plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.coverage import asked_each, counted_as
from ui.lists import show_list
from ui.maps import choose_geometry, draw, profile_link
from ui.terms import meaning


LIMITS = (
    "**Norma**: bertanggal dan menyebut siapa yang memutuskan; dinas mencatat normanya sendiri di data/parameters/norms.toml, norma pembanding di "
    "data/parameters/beside.toml.  \n"
    f"**Laju 12 bulan**, dan paling jauh {FARTHEST // 12} tahun ke depan: usulan produk ini, bukan ketentuan; tidak dapat diubah di parameter."
)
_NONE_RECORDED = "; kota ini belum mencatat normanya sendiri"


@dataclass(frozen=True, slots=True)
class Standing:
    """What one norm says.

    `units`: place_code, have, lack and need in persons of each kelurahan, or of each kecamatan for a norm by kecamatan; NaN not known.
    `pace`: where every new member goes to a place that lacks some. `fall`: as the shortage itself fell, which feels where they went.
    """

    norm: Norm
    unit_word: str
    units: pd.DataFrame
    pace: Pace
    fall: Pace

    @property
    def known(self) -> int:
        return int(self.units.lack.notna().sum())

    @property
    def met(self) -> int:
        return int((self.units.lack == 0).sum())

    @property
    def missing(self) -> float | None:
        return self.units.lack.sum(min_count=1)

    @property
    def members(self) -> float | None:
        """Members in the units that can be judged."""
        return self.units.have.where(self.units.lack.notna()).sum(min_count=1)

    @property
    def said(self) -> str:
        return f"{number(self.met)} dari {number(self.known)} {self.unit_word}" if self.known else "belum dapat dinilai"

    @property
    def said_in_full(self) -> str:
        """What meets it, and what is missing where that is known."""
        if not self.known:
            return self.said
        return f"{self.said} · " + (f"kurang {number(self.missing)} orang" if self.missing else "tidak ada kekurangan")

    @property
    def source(self) -> str:
        """What its figures were read from; none where nothing is known."""
        read = ("active_members", "ppks_count") if self.norm.basis == "caseload" else ("active_members",)
        return "; ".join(meaning(indicator).source for indicator in read) if self.known else ""

    @property
    def unit_key(self) -> str:
        """The column of a kelurahan that names its unit."""
        return "kecamatan_code" if self.norm.basis == "kecamatan" else "kelurahan_code"

    @property
    def states(self) -> list[str]:
        """The state of each unit."""
        return [state(row.have, row.need) if is_known(row.lack) else "unknown" for row in self.units.itertuples()]

    def state_of(self, kelurahan: pd.DataFrame) -> dict[str, str]:
        """The state of each kelurahan; under a norm by kecamatan that of its kecamatan."""
        by_unit = dict(zip(self.units.place_code, self.states, strict=True))
        return {code: by_unit.get(unit, "unknown") for code, unit in zip(kelurahan.kelurahan_code, kelurahan[self.unit_key], strict=True)}

    def lines_of(self, kelurahan: pd.DataFrame) -> dict[str, list[str]]:
        """Value and further lines of the tooltip of each kelurahan."""
        who = counted_as(self.norm.kinds)
        by_unit = {row.place_code: [amount(row.have, who), *_lacking_said(row)] for row in self.units.itertuples()}
        nothing_known = [amount(None, who)]
        where = kelurahan.kecamatan_name.map("Kec. {}: ".format) if self.norm.basis == "kecamatan" else [""] * len(kelurahan)
        told = (by_unit.get(unit, nothing_known) for unit in kelurahan[self.unit_key])
        return {code: [f"{prefix}{have}", *more] for code, prefix, (have, *more) in zip(kelurahan.kelurahan_code, where, told, strict=True)}


def _lacking_said(unit: tuple) -> list[str]:
    """How a unit stands against its norm, where its members are known."""
    if not is_known(unit.have):
        return []
    return [lack_said(unit.lack, unit.need) if is_known(unit.lack) else "berapa yang diminta norma belum diketahui"]


def standing(here: Context, norm: Norm, view: View = View.INTERNAL) -> Standing:
    """The members of the month against a norm. `view` decides what a norm by caseload may know of people in need."""
    now, before = _units(here, norm, here.period, view), _units(here, norm, here.year_ago, view)
    missing = now.lack.sum(min_count=1)
    both = now.set_index("place_code").lack.to_frame("now").join(before.set_index("place_code").lack.rename("before"), how="left").dropna()
    fell = both.before.sum() - both.now.sum() if len(both) else None
    return Standing(
        norm, "kecamatan" if norm.basis == "kecamatan" else here.unit_word, now,
        Pace(missing, now.have.sum(min_count=1), before.have.sum(min_count=1)), Pace(missing, fell, None if fell is None else 0.0),
    )


def _units(here: Context, norm: Norm, period: date, view: View) -> pd.DataFrame:
    kinds = list(norm.kinds)
    if norm.basis == "kecamatan":
        found = here.ask("norms_kecamatan", norm_kinds=kinds, period=period)
        units = pd.DataFrame({"place_code": found.kecamatan_code, "have": found.active_count.astype(float)})
    else:
        found = here.measure("active_members", period=period, norm_kinds=kinds)
        units = pd.DataFrame({"place_code": found.place_code, "have": found.value})
    if norm.basis == "caseload":
        people = here.measure("ppks_count", period=period, view=view.value).set_index("place_code").value
        need = np.ceil(units.place_code.map(people).astype(float) / norm.minimum)
    else:
        asked = norm.asked_of(here.ask("kelurahan").set_index("kelurahan_code").rw_count)
        need = asked_each(asked, units.place_code).set_axis(units.index)
    need = need.where(units.have.notna())
    if norm.basis in ("unit", "rw"):
        lack = units.place_code.map(here.measure("shortage", period=period, **norm.options).set_index("place_code").value).astype(float)
    else:
        lack = (need - units.have).clip(lower=0)
    return units.assign(need=need, lack=lack)


def own_norm(city_code: str, on: date) -> Norm | None:
    """The norm a city recorded for itself; None where it opens with one that is offered everywhere."""
    first = norms_of(city_code, on)[0]
    return first if first.city == city_code else None


def decided(norm: Norm, *, is_own: bool) -> str:
    """Who decided a norm; what is said of a city that recorded none is left out where that city has one, or where several are spoken of."""
    return norm.decided_by.removesuffix(_NONE_RECORDED) if is_own else norm.decided_by


def show_beside(here: Context, chosen: str | None) -> None:
    """The whole view: sentence, figures, the maps with the chosen kelurahan, the table, the way, the kinds, the list."""
    found = [standing(here, norm) for norm in norms_beside(here.city_code, here.period)]
    if not any(norm.known for norm in found):
        headline(f"Belum ada daftar anggota {here.city_name}: tidak satu norma pun dapat dinilai.")
        nothing("Impor daftar anggota dengan unsur, tanggal bergabung, dan tanggal keluar untuk mengisi tampilan ini.")
        return
    kelurahan = here.ask("kelurahan").sort_values("kelurahan_code")
    headline(_sentence(found))
    _show_figures(here, found, kelurahan)
    _show_maps(here, found, kelurahan)
    if chosen is not None:
        _show_chosen(here, found, kelurahan, chosen)
    _show_table(here, found)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _show_way(here, found)
    with right:
        _show_total(here)
    _show_list(here, found, kelurahan)


def _sentence(found: list[Standing]) -> str:
    """The norm of the city first, then how far the other norms by kelurahan lie apart."""
    own, others = found[0], [norm for norm in found[1:] if norm.known and norm.norm.basis != "kecamatan"]
    first = f"{own.said} memenuhi {norm_within(own.norm.name)}" if own.known else f"{capital(norm_within(own.norm.name))} belum dapat dinilai"
    if not others:
        return f"{first}."
    low, high = (choose(others, key=lambda norm: norm.met / norm.known) for choose in (min, max))
    parts = [f"{number(norm.met)} dari {number(norm.known)} ({norm_within(norm.norm.name)})" for norm in ((low, high) if low is not high else (low,))]
    return f"{first}; menurut norma lain {'antara ' if len(parts) > 1 else ''}{' dan '.join(parts)}."


def _show_figures(here: Context, found: list[Standing], kelurahan: pd.DataFrame) -> None:
    states = pd.DataFrame({norm.norm.id: pd.Series(norm.state_of(kelurahan)) for norm in found if norm.norm.basis != "kecamatan" and norm.known})
    known = states[(states != "unknown").all(axis=1)]
    met = known.isin(MET)
    all_met, none_met = int(met.all(axis=1).sum()), int((~met).all(axis=1).sum())
    unknown = len(states) - len(known)
    note = f"dari {number(len(known))} {here.unit_word} yang dapat dinilai" + (f", {number(unknown)} belum" if unknown else "")
    note += "; norma per kecamatan tidak ikut" if any(norm.norm.basis == "kecamatan" and norm.known for norm in found) else ""
    total = here.ask("volunteer_kinds").active_count.sum()
    said = announced(here.city_code, here.period)
    figures([
        figure("Memenuhi semua norma", number(all_met), note),
        figure("Tidak memenuhi satu pun", number(none_met), note),
        figure("Tergantung normanya", number(len(known) - all_met - none_met), note),
        figure("Anggota aktif, semua unsur", f"{number(total)} orang", f"diumumkan {number(said.total)}" if said else f"keadaan {here.month}"),
    ])


def _show_maps(here: Context, found: list[Standing], kelurahan: pd.DataFrame) -> None:
    """The city under one norm, and small under each."""
    lead = f"Ketuk peta kecil untuk melihat norma itu di peta besar, dan ketuk sebuah {here.unit_word} untuk melihatnya menurut semua norma."
    by_kecamatan = f" Pada norma per kecamatan tiap {here.unit_word} diwarnai menurut kecamatannya."
    section("Kota yang sama, norma yang berbeda", lead + (by_kecamatan if any(norm.norm.basis == "kecamatan" for norm in found) else ""))
    text = MapText(f"Anggota aktif terhadap norma, {here.month}", here.source_line, here.unit_word, source="")
    layers = [
        NormLayer(
            norm.norm.name, norm.said_in_full, norm.state_of(kelurahan), norm.lines_of(kelurahan), norm.source, is_kept=norm.norm.basis != "caseload",
            by_kecamatan=norm.norm.basis == "kecamatan", unit_states=norm.states,
        ) for norm in found
    ]
    draw(here, norms_map(layers, kelurahan.kelurahan_code.tolist(), text), key="peta_norma", kind=choose_geometry(here), height=430)
    if kept_here := [norm.norm.name for norm in found if norm.norm.basis == "caseload"]:
        st.caption(f"Gambar peta “{', '.join(kept_here)}” tidak dapat diunduh: warnanya dihitung dari jumlah PPKS yang tidak dibulatkan.")


def _show_chosen(here: Context, found: list[Standing], kelurahan: pd.DataFrame, chosen: str) -> None:
    """A kelurahan under every norm."""
    one = kelurahan[kelurahan.kelurahan_code == chosen]
    section(f"{one.kelurahan_name.iloc[0]}, kec. {one.kecamatan_name.iloc[0]}")
    plain_table(["Norma", "Ada", "Terhadap norma"], (
        (norm.norm.name, have, *(more or ["–"])) for norm in found for have, *more in [norm.lines_of(one)[chosen]]
    ))
    profile_link(here, chosen, "Buka profil lengkap")


def _show_table(here: Context, found: list[Standing]) -> None:
    is_own = own_norm(here.city_code, here.period) is not None
    section("Norma berdampingan", "Kelebihan di satu tempat tidak menutup kekurangan di tempat lain. Ada: anggota di tempat yang dapat dinilai menurut norma itu.")
    plain_table(["Norma", "Terpenuhi", "Kebutuhan", "Ada", "Kurang", "Belum ada data", "Dasar"], (
        (
            norm.norm.name, norm.said, _people(norm.units.need.sum(min_count=1)), _people(norm.members), _people(norm.missing),
            f"{number(len(norm.units) - norm.known)} {norm.unit_word}", decided(norm.norm, is_own=is_own),
        ) for norm in found
    ), numeric=(2, 3, 4))


def _people(value: float | None) -> str:
    return f"{number(value)} orang" if is_known(value) else "–"


def _show_way(here: Context, found: list[Standing]) -> None:
    """The pace of each norm, and the chosen norm's way drawn by month."""
    section("Jalan ke norma", "Laju bersih: anggota sekarang dikurangi anggota setahun lalu, dibagi 12.")
    plain_table(["Norma", month(here.year_ago), here.month, "Bersih per bulan", "Kurang", "Paling cepat", "Menurut turunnya kekurangan"], (
        (
            norm.norm.name, number(norm.pace.before), number(norm.pace.now), norm.pace.monthly_said(), number(norm.missing),
            norm.pace.said(here.period), norm.fall.said(here.period),
        ) for norm in found
    ), numeric=(1, 2, 3, 4))
    chosen = next((norm for norm in found if norm.norm.id == here.norm.id), found[0])
    history = here.measure("shortage", "city", trend=True, **chosen.norm.options)
    if history.value.notna().any():
        section(f"Kekurangan per bulan: {chosen.norm.name}", _both_ways(chosen, here.period))
        paces = {"Bila semua anggota baru ke tempat yang kurang": chosen.pace, "Bila kekurangan turun seperti 12 bulan terakhir": chosen.fall}
        drawn = way_figure(way(history, paces, here.period))
        st.plotly_chart(drawn, config={"displayModeBar": False}, key="jalan", alt="Kekurangan per bulan dan jalan ke norma")
    said = here.ask("member_list").iloc[0]
    doubts = ["Anggapan: laju 12 bulan terakhir tetap. Paling cepat berarti setiap anggota baru ditempatkan di tempat yang masih kurang."]
    if said.left_count == 0:
        doubts.append("Daftar anggota tidak mencatat seorang pun yang keluar; bila ada, laju sebenarnya lebih lambat.")
    if said.undated_count:
        doubts.append(f"{number(said.undated_count)} anggota tanpa tanggal bergabung dianggap sudah ada sejak awal.")
    st.caption(" ".join(doubts))


def _both_ways(found: Standing, period: date) -> str:
    if found.missing == 0:
        return "Sudah tercapai."
    return f"Paling cepat: {found.pace.said(period)}. Menurut turunnya kekurangan: {found.fall.said(period)}."


def _show_total(here: Context) -> None:
    """Members by kind, wherever they serve, against the announced total."""
    now = here.ask("volunteer_kinds")
    before = here.ask("volunteer_kinds", period=here.year_ago).set_index("kind_code").active_count
    nobody = 0 if len(before) else None
    total, said = int(now.active_count.sum()), announced(here.city_code, here.period)
    if said is None:
        section("Anggota menurut unsur", f"{number(total)} orang pada {here.month}. Belum ada jumlah yang diumumkan untuk kota ini.")
    else:
        gap = total - said.total
        moved = "tepat sejumlah itu" if gap == 0 else f"{'lebih' if gap > 0 else 'kurang'} {number(abs(gap))} orang"
        lead = f"{number(total)} orang pada {here.month}, {moved}; yang diumumkan tidak dirinci menurut unsur."
        section(f"Terhadap {number(said.total)} yang diumumkan", lead)
    rows = [(row.kind_name, row.active_count) for row in now.itertuples()] + [("Jumlah", total)] + ([("Diumumkan", said.total)] if said else [])
    bars(((label, count, f"{number(count)} orang") for label, count in rows), DONE)
    plain_table(["Unsur", month(here.year_ago), here.month, "Di kecamatan"], (
        (row.kind_name, number(before.get(row.kind_code, nobody)), number(row.active_count), number(row.kecamatan_count)) for row in now.itertuples()
    ), numeric=(1, 2, 3))
    if said is not None:
        st.caption(f"Sumber: {said.decided_by}. Berlaku sejak {month_long(said.valid_from)}.")


def _show_list(here: Context, found: list[Standing], kelurahan: pd.DataFrame) -> None:
    """Missing persons of each kelurahan under each norm; what leaves knows of people in need only what the public view shows."""
    section(f"{here.unit_word.capitalize()} dan norma", "Orang yang kurang menurut tiap norma; kosong berarti tidak ada data.")
    show_list(_lacking(found, kelurahan), "Kekurangan tiap kelurahan menurut tiap norma")
    public = [standing(here, norm.norm, View.PUBLIC) if norm.norm.basis == "caseload" else norm for norm in found]
    rounded = ", ".join(norm.norm.name for norm in found if norm.norm.basis == "caseload")
    note = f"{rounded}: tampilan publik, dibulatkan; dapat berbeda dari layar" if rounded else ""
    if note:
        st.caption(f"Pada unduhan, {note}.")
    title = f"Kekurangan anggota menurut tiap norma{f' ({note})' if note else ''}"
    offer(_lacking(public, kelurahan), f"norma-{here.city_code}-{here.period:%Y-%m}", title, here)


def _lacking(found: list[Standing], kelurahan: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame({"Kelurahan/desa": kelurahan.kelurahan_name, "Kecamatan": kelurahan.kecamatan_name, "Kode": kelurahan.kelurahan_code})
    for norm in found:
        if norm.norm.basis != "kecamatan":
            table[norm.norm.name] = kelurahan.kelurahan_code.map(norm.units.set_index("place_code").lack).to_numpy()
    return table
