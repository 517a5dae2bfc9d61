"""The five minimum services: how many need each, how many were met, and what the data cannot say."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from charts.activity_year import month_span
from charts.words import amount, change, day_long, is_known, month, number, rounded, uncapital
from data.errors import UserError
from data.parameters import disclosure_rule
from data.parameters.scorecard import Service, services, spm_rule
from ui.cards import nothing, plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.lists import show_list

CANNOT = "tidak dapat dihitung"
WANTED = "daftar PPKS menurut nama dengan tanggal ditemukan, tanggal penanganan, dan status"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a service stands in the year up to a month; NaN is not known. `stock`: persons of its kinds in the recap of `stock_period`."""

    service: Service
    ppks_code: str
    kind_names: str
    met: float
    needed: float
    value: float
    before: float
    before_needed: float
    stock: float
    stock_period: pd.Timestamp
    carried: float

    @property
    def is_reached(self) -> bool:
        return is_known(self.value) and self.value >= self.service.target

    def is_small(self, least: int) -> bool:
        """Whether both shares are known, and one of them is of fewer cases."""
        return is_known(self.value) and is_known(self.before) and min(self.needed, self.before_needed) < least


def standings(here: Context) -> list[Standing]:
    """Every service in the order of the regulation. UserError where no export speaks of any of them."""
    stock = here.ask("spm_stock").set_index("spm_indicator")
    found = []
    for service in services(here.period):
        row = stock.loc[service.spm_indicator]
        now, before = (here.measure("spm_met", "city", period=period, ppks_code=row.ppks_code) for period in (None, here.year_ago))
        figures = (float(frame.iloc[0][name]) if len(frame) else float("nan") for frame, name in (
            (now, "numerator"), (now, "denominator"), (now, "value"), (before, "value"), (before, "denominator"),
        ))
        # A list that begins this year knows nobody of the years before.
        carried = row.carried_count if is_known(row.first_period) and row.first_period.year < here.period.year else float("nan")
        found.append(Standing(service, row.ppks_code, row.kind_names, *figures, row.persons_count, row.data_period, carried))
    if not any(is_known(one.needed) or is_known(one.stock) for one in found):
        raise UserError(f"SPM {here.city_name} pada {here.month} belum dapat dihitung. Impor {WANTED} untuk mengisi halaman ini.")
    return found


def answer(here: Context, found: list[Standing]) -> str:
    """How many of the services are reached, and which is the lowest of those with cases enough to say so."""
    known = [one for one in found if is_known(one.value)]
    if not known:
        return f"SPM {here.city_name} {month_span(here.period)} {CANNOT}: penanganan tidak tercatat."
    reached = sum(one.is_reached for one in known)
    least = spm_rule(here.period).least_cases
    many = [one for one in known if one.needed >= least]
    worst = min(many, key=lambda one: one.value, default=None)
    lowest = ""
    if worst is not None and not worst.is_reached:
        among = "" if len(many) == len(known) else f" di antara layanan dengan {number(least)} kasus atau lebih"
        lowest = f"; terendah{among}: {worst.service.name.lower()} {number(worst.met)} dari {number(worst.needed)} ({percent(worst.value)})"
    elif reached < len(known):
        lowest = f"; {number(sum(one.met for one in known))} dari {number(sum(one.needed for one in known))} kasus terpenuhi"
    unknown = f" ({number(len(found) - len(known))} {CANNOT})" if len(known) < len(found) else ""
    who = "Tidak satu pun dari" if reached == 0 else f"{number(reached)} dari"
    return f"{who} {number(len(known))} layanan minimal{unknown} mencapai 100% pada {month_span(here.period)}{lowest}."


def until_said(here: Context) -> str:
    """Until which day the list of cases goes: 'Data sampai 24 Desember 2025. '."""
    stand = here.ask("report_stand")
    return "" if stand.empty else f"Data sampai {day_long(stand.day.iloc[0].date())}. "


def show_services(here: Context, found: list[Standing]) -> None:
    """The table of the five with last year beside it."""
    section("Lima layanan minimal", f"{month_span(here.period)}; sasaran {amount(found[0].service.target, '%')} menurut {found[0].service.source}.")
    since = month(here.year_ago)
    last_year = since if here.period.month == 1 else f"Jan–{since}"
    rule = spm_rule(here.period)
    columns = ["Layanan", "Terpenuhi", "Memerlukan", "Capaian", "Keadaan", last_year, "Perubahan", "Tercatat dalam rekap (bukan penyebut)"]
    plain_table(columns, (
        (
            one.service.name, number(one.met), number(one.needed), _share(one), _state(one), percent(one.before), _moved(one, since, rule.least_cases),
            f"{number(one.stock)} ({month(one.stock_period)})" if is_known(one.stock) else "–",
        ) for one in found
    ), numeric=(1, 2, 3, 5, 7))
    if any(one.is_small(rule.least_cases) for one in found):
        st.caption(
            f"Layanan dengan kurang dari {number(rule.least_cases)} kasus, tahun ini atau tahun lalu, tidak dibandingkan: satu kasus saja mengubah "
            f"capaiannya banyak ({uncapital(rule.decided_by)})."
        )
    if not any(is_known(one.value) for one in found):
        nothing(f"Rekap menghitung yang tercatat, bukan yang ditangani. Impor {WANTED}; capaian lalu terhitung sendiri.")


def _moved(one: Standing, since: str, least: int) -> str:
    """The change between the two shares as they are shown, so that it can be checked by subtracting them; none of a few cases."""
    if not is_known(one.value):
        return "–"
    if not is_known(one.before):
        return change(one.value, one.before, "%", since)
    if one.is_small(least):
        return f"kurang dari {number(least)} kasus"
    points = rounded(rounded(one.value, 1) - rounded(one.before, 1), 1)
    if points == 0:
        return f"tetap sejak {since}"
    return f"{'▲' if points > 0 else '▼'} {number(abs(points), 1)} poin persen dari {since}"


def percent(value: float) -> str:
    """One decimal, so that 99,9% is not taken for all."""
    return f"{number(value, 1)}%" if is_known(value) else "–"


def offer_services(here: Context, found: list[Standing]) -> None:
    """The share of each service as a download, in the public view, which tells no counts behind a share, and none of all together."""
    rows = [(one.service.title, here.measure("spm_met", "city", ppks_code=one.ppks_code, view="public").iloc[0]) for one in found]
    if not any(is_known(row.value) for _, row in rows):
        hidden = any(row.is_hidden for _, row in rows)
        why = "setiap capaian dapat membuka jumlah kecil dan disembunyikan pada tampilan publik" if hidden else "tidak ada capaian yang dapat dihitung"
        st.caption(f"Tidak ada unduhan untuk {here.month}: {why}.")
        return
    step = number(disclosure_rule(date.today()).round_to)
    st.caption(f"Unduhan ialah tampilan publik: capaian dibulatkan ke kelipatan {step}%, yang dapat membuka jumlah kecil disembunyikan.")
    offer(pd.DataFrame({
        "Layanan": [title for title, _ in rows], "Capaian (%)": [row.value for _, row in rows],
        "Keterangan": ["disembunyikan pada tampilan publik" if row.is_hidden else "" for _, row in rows],
    }), f"spm-{here.city_code}-{here.period:%Y-%m}", f"Standar pelayanan minimal, {month_span(here.period)} (tampilan publik)", here)


def _share(one: Standing) -> str:
    if is_known(one.value):
        return percent(one.value)
    return "tidak ada yang ditemukan" if one.needed == 0 else CANNOT


def _state(one: Standing) -> str:
    if not is_known(one.value):
        return ""
    return "● tercapai" if one.is_reached else f"kurang {number(one.needed - one.met)} kasus"


def show_outcomes(here: Context, found: list[Standing]) -> None:
    """What became of those who were found: the handling that counts as met, then what does not."""
    rows = here.ask("spm_outcomes")
    if rows.empty:
        return
    section("Menurut penanganan", "Kasus yang ditemukan sejak Januari menurut yang tercatat pada akhir bulan; yang belum terpenuhi di sebelah kanan.")
    counts = rows.pivot_table(index="spm_indicator", columns="label", values="person_count", aggfunc="sum")
    is_met = rows.sort_values(["is_met", "position"], ascending=[False, True]).drop_duplicates("label").set_index("label").is_met
    labels = list(is_met.index)
    counts = counts.fillna(0)
    plain_table(["Layanan", *(f"{'Terpenuhi' if is_met[label] else 'Belum terpenuhi'}: {uncapital(label)}" for label in labels)], (
        (one.service.name, *(number(counts.at[one.service.spm_indicator, label]) for label in labels))
        for one in found if one.service.spm_indicator in counts.index
    ), numeric=tuple(range(1, len(labels) + 1)))


def show_kecamatan(here: Context, one: Standing) -> None:
    """A service by kecamatan, the lowest first, as the agency sees it."""
    options = {"ppks_code": one.ppks_code}
    now, before = here.measure("spm_met", "kecamatan", **options), here.measure("spm_met", "kecamatan", period=here.year_ago, **options)
    earlier = before.set_index("place_code").value if len(before) else pd.Series(dtype=float)
    name, earlier_name = "Capaian (%)", f"{month(here.year_ago)} (%)"
    rows = pd.DataFrame({
        "Kecamatan": now.place_name, "Terpenuhi": now.numerator, "Memerlukan": now.denominator, "Belum": now.denominator - now.numerator,
        name: now.value, earlier_name: now.place_code.map(earlier),
    }).sort_values([name, "Belum"], ascending=[True, False], na_position="last")
    show_list(rows, f"{one.service.name} menurut kecamatan", decimals={name: 1, earlier_name: 1})


def show_limits(here: Context, found: list[Standing]) -> None:
    """What these percentages are not."""
    rows = here.ask("spm_outcomes")
    away = rows[rows.outcome == "institution"].person_count.sum()
    first = here.ask("spm_stock").first_period.dropna()
    said = [
        "Terpenuhi berarti penanganannya tercatat. Layanan apa yang diterima (permakanan, sandang, alat bantu, bimbingan, dokumen) "
        "tidak ada dalam ekspor.",
        f"Di dalam atau di luar panti tidak tercatat; {number(away)} kasus yang dirujuk ke panti atau LKS ikut dihitung terpenuhi.",
        "Yang memerlukan ialah yang ditemukan dan dilaporkan sejak Januari, termasuk yang bukan penduduk; "
        "yang tidak pernah dilaporkan tidak terlihat. Yang dihitung kasus: seorang dengan dua jenis ialah dua kasus.",
        "Rekap menghitung yang tercatat tanpa penanganan, karena itu tidak dipakai sebagai penyebut.",
        *(f"{one.service.name}: {one.service.caution}." for one in found if one.service.caution),
    ]
    if len(first) and first.iloc[0].date() > date(here.period.year, 1, 1):
        said.insert(0, f"Daftar baru mulai {month(first.iloc[0])}; bulan sebelumnya pada tahun ini tidak diketahui.")
    with st.expander("Yang tidak dapat dikatakan data ini", expanded=True):
        st.markdown("\n".join(f"- {line}" for line in said))


def show_definitions(found: list[Standing]) -> None:
    """Each service as the regulation names it, with the kinds that belong to it."""
    with st.popover("Definisi dan sumber"):
        for one in found:
            source = f"Sumber: {one.service.source}; sasaran {amount(one.service.target, '%')}."
            st.markdown(f"**{one.service.title}**  \nJenis PPKS: {one.kind_names}.  \n{source}")
        st.markdown(
            "Menurut Permensos 9/2018: orang yang kebutuhan dasarnya terpenuhi dibagi orang yang memerlukannya, kali 100, dalam satu tahun anggaran. "
            "Di sini: kasus yang penanganannya tercatat dibagi kasus yang ditemukan sejak Januari."
        )
