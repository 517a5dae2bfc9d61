"""The same indicators for several cities, each with numerator, denominator and date; what cannot be compared says why."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from charts.colours import DONE, NEED
from charts.comparable import Compared, Row
from charts.list_reach import LOOKS_BACK
from charts.visits import last_day
from charts.words import LISTS, amount, day, decimals_for, is_known, month, norm_within, number, uncapital
from charts.year_plan import DONE_OF_PLAN, due
from data.parameters import Norm, norms_of
from data.parameters.beside import comparison
from data.reference import cities as known_cities
from ui.cards import bars, nothing, plain_table, section
from ui.context import Context
from ui.downloads import offer
from ui.norms import decided, own_norm
from ui.reach import reach_of
from ui.reads import table

_BASES = {"recap": "rekap", "case": "daftar menurut nama"}


@dataclass(frozen=True, slots=True)
class Side:
    """One city of the comparison: its view, the day its lists end by subject, its official population and of when that is."""

    here: Context
    ends: dict[str, pd.Timestamp]
    population: int | None
    population_at: str

    @property
    def origin(self) -> dict[str, str]:
        """Invented data are never compared with real ones."""
        return {"asal data": "simulasi" if self.here.is_simulated else "data dinas"}

    def end_of(self, *subjects: str) -> tuple[str, str]:
        """The month of a figure with the end of the lists behind it, and the fault where one is missing or ends long before the month."""
        missing = [subject for subject in subjects if subject not in self.ends]
        if missing:
            return "–", "belum ada " + " dan ".join(LISTS[subject] for subject in missing)
        last = min(self.ends[subject] for subject in subjects)
        oldest = pd.Timestamp(self.here.period) - pd.DateOffset(months=comparison(self.here.period).oldest_months)
        until = f"{self.here.month}, catatan terakhir {day(min(last, pd.Timestamp(last_day(self.here.period))))}"
        return until, "" if last >= oldest else f"daftarnya berakhir {day(last)}"

    def at_list(self, subject: str) -> tuple["Side", str]:
        """The city at the chosen month; where the list does not speak of it at the last month of the list, and why that is compared with none."""
        reach = reach_of(self.here, subject)
        if reach is None or reach.is_within:
            return self, ""
        fault = f"belum ada data {self.here.month}, {LISTS[subject]} {reach.end}"
        return (replace(self, here=replace(self.here, period=reach.last)) if reach.is_after else self), fault


def sides(here: Context) -> list[Side]:
    """Every city with data, in the order of the bar."""
    known = table(here.edition_id, "cities").query("has_data")
    official = {city.city_code: city for city in known_cities()}
    found = []
    for city in known.itertuples():
        is_simulated = bool(table(here.edition_id, "ledger_totals", city_code=city.city_code).is_simulated[0])
        there = replace(
            here, city_code=city.city_code, city_name=city.city_name, unit_word=city.unit_word, unit_count=int(city.unit_count),
            is_simulated=is_simulated,
        )
        fresh = there.ask("freshness").dropna(subset=["latest_date"])
        its = official.get(city.city_code)
        said = f"{day(its.population_date)}, {its.source}" if its and its.population and its.population_date else ""
        found.append(Side(there, dict(zip(fresh.subject, fresh.latest_date, strict=True)), its.population if its else None, said))
    return found


def common_norm(here: Context) -> Norm:
    """The norm all cities are held against: the chosen one where it is offered everywhere, else the first that is."""
    everywhere = [norm for norm in norms_of("*", here.period) if norm.city == "*"]
    return next((norm for norm in everywhere if norm.id == here.norm.id), everywhere[0])


def ends_said(here: Context, cities: list[Side], rows: list[Row]) -> str:
    """Highest and lowest under the common norm, saying whose norm that is, and the norm of a city that follows another."""
    norm = common_norm(here)
    own = {city.here.city_name: own_norm(city.here.city_code, here.period) for city in cities}

    def city_said(row: Row) -> str:
        its = own[row.city_name]
        return f"{row.city_name} ({said(row.value, '%')}{f'; normanya sendiri {norm_within(its.name)}' if its else ''})"

    source = uncapital(decided(norm, is_own=True))
    return f"Menurut norma {norm_within(norm.name)} ({source}), pemenuhan tertinggi {city_said(rows[0])}, terendah {city_said(rows[-1])}"


def norms_said(here: Context, cities: list[Side]) -> str:
    """The common norm with its source, then which city has which norm of its own, and which have none."""
    norm, own, without = common_norm(here), [], []
    for city in cities:
        its = own_norm(city.here.city_code, here.period)
        if its is None:
            without.append(short_name(city.here.city_name))
        else:
            own.append(f"{short_name(city.here.city_name)}: {norm_within(its.name)}")
    parts = [f"Norma yang sama: {norm_within(norm.name)}, {uncapital(decided(norm, is_own=True))}."]
    parts += [f"Norma sendiri: {'; '.join(own)}."] if own else []
    parts += [f"Belum mencatat norma sendiri: {', '.join(without)}."] if without else []
    return " ".join(parts)


def compare(here: Context, cities: list[Side]) -> list[Compared]:
    """The indicators in the order of the page."""
    norm = common_norm(here)
    kinds = norm.options
    return [
        Compared(f"Kelurahan/desa yang memenuhi norma yang sama: {norm.name}", "Norma sama", "%",
                 "Norma dan unsur yang dihitung sama untuk semua kota.",
                 tuple(_share(city, "norm_met", ("volunteer",), kinds) for city in cities)),
        Compared("Kelurahan/desa yang memenuhi norma kotanya sendiri", "Norma sendiri", "%",
                 "Tiap kota menurut norma yang dicatatnya sendiri.",
                 tuple(_own_norm(city) for city in cities)),
        Compared("Anggota aktif per 10.000 penduduk", "Anggota", "per 10.000 penduduk",
                 f"Semua unsur, juga yang bertugas di seluruh kecamatan. {_population_said(cities)}",
                 tuple(_members(city) for city in cities)),
        Compared("Anggota terlatih dalam 24 bulan", "Terlatih", "%", "Anggota di kelurahan, unsur menurut norma yang sama.",
                 tuple(_looking_back(city, "trained_members", ("volunteer", "attendance"), kinds) for city in cities)),
        Compared("Kelurahan/desa terjangkau kegiatan dalam 12 bulan", "Terjangkau", "%", "Ada kegiatan di sana, atau anggotanya hadir.",
                 tuple(_looking_back(city, "kelurahan_reached", ("activity",), {}) for city in cities)),
        Compared("Kegiatan yang direncanakan sejak Januari dan terlaksana", "Rencana terlaksana", "%",
                 f"Menurut daftar kegiatan tiap kota; dibandingkan mulai {number(_fewest(here))} kegiatan (usulan produk ini).",
                 tuple(_planned(city) for city in cities)),
        _people(here, cities),
        Compared("Laporan PPKS yang ditangani dalam 30 hari", "Ditangani 30 hari", "%", "Laporan yang genap 30 hari dalam 12 bulan terakhir yang datanya utuh.",
                 tuple(_handled(city) for city in cities), is_need=True),
        _register(here, cities),
    ]


def _share(city: Side, name: str, subjects: tuple[str, ...], options: dict[str, object]) -> Row:
    """A share of queries/metrics at the level of the city; kelurahan that are not known make it no figure of the whole city."""
    found = city.here.measure(name, "city", **options).iloc[0]
    at, fault = city.end_of(*subjects)
    if not fault and found.known_count == 0:
        fault = f"belum ada data untuk {city.here.month}, daftarnya {at}"
    elif not fault and found.known_count < found.unit_count:
        fault = f"baru {number(found.known_count)} dari {number(found.unit_count)} {city.here.unit_word} yang diketahui"
    return Row(city.here.city_name, found.value, number(found.numerator), number(found.denominator), at, city.origin, fault)


def _looking_back(city: Side, name: str, subjects: tuple[str, ...], options: dict[str, object]) -> Row:
    """A share over many months of activities: no figure before the list covers them, none to compare where the activities end before the month."""
    city, behind = city.at_list("activity")
    row = _share(city, name, subjects, options)
    listed, months = LOOKS_BACK[name]
    reach = reach_of(city.here, listed)
    if behind or is_known(row.value) or reach is None:
        return replace(row, fault=behind or row.fault)
    young = reach.end if reach.is_before else reach.young(months)
    return replace(row, fault=f"{LISTS[listed]} {young}" if young else row.fault)


def _own_norm(city: Side) -> Row:
    norm = own_norm(city.here.city_code, city.here.period)
    if norm is None:
        return Row(city.here.city_name, None, "–", "–", "–", fault="belum mencatat norma sendiri")
    row = _share(city, "norm_met", ("volunteer",), norm.options)
    return replace(row, traits={**row.traits, "norma": norm.name})


def _members(city: Side) -> Row:
    total = city.here.ask("volunteer_kinds").active_count.sum(min_count=1)
    at, fault = city.end_of("volunteer")
    return _per_population(city, total, 10_000, at, {}, fault)


def _planned(city: Side) -> Row:
    city, behind = city.at_list("activity")
    come = due(city.here.ask("plan_year"), city.here.period)
    planned, done = len(come), int(come.state.isin(DONE_OF_PLAN).sum())
    at, fault = city.end_of("activity")
    fault = behind or fault
    if not fault and not planned:
        fault = "belum ada kegiatan yang direncanakan sejak Januari"
    fault = fault or _few(city.here, planned, "kegiatan yang direncanakan")
    value = 100 * done / planned if planned else None
    return Row(city.here.city_name, value, number(done) if planned else "–", number(planned), at, city.origin, fault)


def _people(here: Context, cities: list[Side]) -> Compared:
    found = table(here.edition_id, "cities_ppks", period=here.period).set_index("city_code")
    rows = []
    for city in cities:
        row = found.loc[city.here.city_code]
        if not is_known(row.persons_count):
            rows.append(Row(city.here.city_name, None, "–", "–", "–", fault=_without(city, "rekap PPKS", "ppks_count", "ppks_case")))
            continue
        fault = _incomplete(city, row.known_count)
        at = f"keadaan {month(row.data_period)}"
        if row.first_data_period != row.data_period:
            fault = fault or "jenisnya dihitung pada bulan yang berbeda-beda"
        rows.append(_per_population(city, row.persons_count, 1_000, at, {"bulan data": month(row.data_period), "dasar": _BASES[row.basis]}, fault))
    shared = int(found.kind_count.max())
    lead = (
        f"{number(shared)} jenis yang dihitung per orang oleh semua kota; jenis yang hanya dihitung sebagian kota tidak dijumlahkan. "
        f"{_population_said(cities)}"
    )
    return Compared("PPKS per 1.000 penduduk, jenis yang sama", "PPKS", "per 1.000 penduduk", lead, tuple(rows), is_need=True)


def _handled(city: Side) -> Row:
    """Twelve months to the chosen one; where the list does not reach its end they go to the last whole month, and are compared with none."""
    months = city.here.measure("handled_in_30_days", "city", trend=True)
    last = min(pd.Timestamp(city.here.period), months.period[months.numerator.notna()].max())
    months = months[(months.period > last - pd.DateOffset(months=12)) & (months.period <= last)]
    handled, matured = (months[name].sum(min_count=1) for name in ("numerator", "denominator"))
    at, fault = city.end_of("ppks_case")
    known = int(months.numerator.notna().sum())
    at = f"12 bulan sampai {month(last)}" if known == 12 else at
    if not fault and known < 12:
        fault = f"daftarnya baru memuat {number(known)} dari 12 bulan"
    if not fault and last < pd.Timestamp(city.here.period):
        fault = f"belum ada data {city.here.month} yang utuh, {LISTS['ppks_case']} hanya sampai {day(city.ends['ppks_case'])}"
    value = 100 * handled / matured if is_known(matured) and matured else None
    fault = fault or (_few(city.here, matured, "laporan yang genap 30 hari") if is_known(value) else "")
    return Row(city.here.city_name, value, number(handled), number(matured), at, city.origin, fault)


def _register(here: Context, cities: list[Side]) -> Compared:
    found = table(here.edition_id, "cities_register", period=here.period).set_index("city_code")
    rows = []
    for city in cities:
        row = found.loc[city.here.city_code]
        if not is_known(row.value_count):
            rows.append(Row(city.here.city_name, None, "–", "–", "–", fault=_without(city, "hitungan DTKS atau DTSEN", "dtks", "dtsen")))
            continue
        traits = {"register": str(row.register), "satuan": str(row.unit).lower(), "bulan data": month(row.data_period)}
        at = f"{row.register}, {month(row.data_period)}"
        rows.append(_per_population(city, row.value_count, 1_000, at, traits, _incomplete(city, row.known_count)))
    lead = f"DTKS seluruhnya, DTSEN desil 1 sampai 5: dua register yang isinya berbeda. {_population_said(cities)}"
    return Compared("Tercatat dalam register kesejahteraan per 1.000 penduduk", "Register", "per 1.000 penduduk", lead, tuple(rows), is_need=True)


def _per_population(city: Side, count: float | None, factor: int, at: str, traits: dict[str, str], fault: str) -> Row:
    """A count against the official population of the whole city, so a count of a part of it makes no rate."""
    if not city.population:
        fault = fault or "jumlah penduduk kota belum diketahui"
    is_whole = is_known(count) and city.population and not fault
    value = factor * float(count) / city.population if is_whole else None
    shared = {**city.origin, "penduduk": city.population_at, **traits}
    parts = (number(count), number(city.population)) if is_whole else ("–", "–")
    return Row(city.here.city_name, value, *parts, at, shared, fault)


def _fewest(here: Context) -> int:
    return comparison(here.period).fewest_counted


def _few(here: Context, count: float, what: str) -> str:
    """Why a share of very few is compared with none: one more or less changes it by too much."""
    return f"hanya {number(count)} {what}; di bawah {number(_fewest(here))} tidak dibandingkan" if count < _fewest(here) else ""


def _without(city: Side, name: str, *subjects: str) -> str:
    """Why there is no count: it begins after the month, or there is none at all."""
    begins = [reach for subject in subjects if (reach := reach_of(city.here, subject)) and reach.is_before]
    return f"{name} {min(begins, key=lambda reach: reach.first).end}" if begins else f"belum ada {name}"


def _population_said(cities: list[Side]) -> str:
    return "Penduduk seluruh kota " + "; ".join(sorted({city.population_at for city in cities if city.population_at}) or ["belum diketahui"]) + "."


def _incomplete(city: Side, known: int) -> str:
    if known == city.here.unit_count:
        return ""
    return f"baru {number(known)} dari {number(city.here.unit_count)} {city.here.unit_word} yang melapor lengkap"


def said(value: float | None, unit: str) -> str:
    """The figure of an indicator without the long unit that its heading names."""
    return "–" if not is_known(value) else amount(value, "%") if unit == "%" else number(value, decimals_for(unit, float(value)))


def show_matrix(found: list[Compared]) -> None:
    """One row a city: what may be compared as it is, the rest marked."""
    section("Semua ukuran", "≠ : ada angkanya, tetapi tidak sebanding dengan kota lain; – : tidak ada angkanya. Alasannya ada di ukuran itu.")
    names = [row.city_name for row in found[0].rows]
    plain_table(["Kota", *(one.short if one.unit == "%" else f"{one.short} {one.unit}" for one in found)], (
        (short_name(name), *(_cell(one, one.rows[position]) for one in found)) for position, name in enumerate(names)
    ), numeric=tuple(range(1, len(found) + 1)))


def short_name(city_name: str) -> str:
    """The city without the word for one: all that stand beside it are cities."""
    return city_name.removeprefix("Kota ")


def _cell(one: Compared, row: Row) -> str:
    """The figure as every table of the page shows it: ≠ before one that cannot be compared, – where there is none."""
    return f"{'≠ ' if one.judged(row) == 'tidak' else ''}{said(row.value, one.unit)}"


def choose_measure(found: list[Compared]) -> Compared:
    """The indicator that is shown first; part of the URL."""
    titles = [one.title for one in found]
    picked = st.selectbox("Ukuran", titles, key="ukuran_kota", bind="query-params", label_visibility="collapsed")
    return found[titles.index(picked)]


def show_compared(one: Compared) -> None:
    """One indicator: bars of the cities that may be compared, then every city with its parts, month, and reason."""
    section(one.title, one.lead)
    rows = one.comparable()
    if rows:
        bars(((row.city_name, row.value, said(row.value, one.unit)) for row in rows), NEED[3] if one.is_need else DONE, whole=100 if one.unit == "%" else None)
    else:
        nothing("Tidak ada dua kota yang sebanding pada bulan ini.")
    plain_table(["Kota", one.unit.capitalize(), "Pembilang / penyebut", "Keadaan data"], (
        (short_name(row.city_name), _cell(one, row), _parts(row), row.at) for row in one.rows
    ), numeric=(1, 2))
    reasons: dict[str, list[str]] = {}
    for row in one.rows:
        if reason := one.reason(row):
            reasons.setdefault(f"{'tidak sebanding: ' if one.judged(row) == 'tidak' else ''}{reason}", []).append(short_name(row.city_name))
    if reasons:
        st.caption("  \n".join(f"{', '.join(names)} {reason}." for reason, names in reasons.items()))


def show_folded(others: list[Compared]) -> None:
    """The indicators that were not chosen, all of them behind one tap."""
    with st.expander(f"{number(len(others))} ukuran lain dengan pembilang, penyebut, bulan, dan alasannya"):
        for pair in zip(others[::2], [*others[1::2], None], strict=False):
            for column, one in zip(st.columns(2, gap="medium"), pair, strict=True):
                if one is not None:
                    with column:
                        show_compared(one)


def _parts(row: Row) -> str:
    return "–" if row.numerator == row.denominator == "–" else f"{row.numerator} / {row.denominator}"


def show_download(here: Context, cities: list[Side], found: list[Compared]) -> None:
    """What leaves: the indicators that count no people in need, under the names of all cities and of what is left out."""
    rows: list[dict[str, object]] = []
    for one in found:
        rows += [] if one.is_need else [{
            "Ukuran": one.title, "Satuan": one.unit, "Kota": row.city_name, "Nilai": row.value, "Pembilang": row.numerator,
            "Penyebut": row.denominator, "Keadaan data": row.at, "Sebanding": one.judged(row), "Alasan": one.reason(row),
        } for row in one.rows]
    invented = {city.here.city_name for city in cities if city.here.is_simulated}
    is_mixed = 0 < len(invented) < len(cities)
    names = [city.here.city_name + (" (simulasi)" if is_mixed and city.here.city_name in invented else "") for city in cities]
    together = replace(here, city_name=", ".join(names), is_simulated=bool(invented))
    left_out = "; ".join(one.title for one in found if one.is_need)
    offer(pd.DataFrame(rows), f"antar-kota-{here.period:%Y-%m}", f"Ukuran relawan dan kegiatan antar kota. Tidak disertakan: {left_out}", together)
