"""The ways to read need on a map: every city, both views, what is said, what is hidden, what is downloaded."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.clusters import clustered
from analysis.pairing import corner, paired
from charts.city_month import CityMonth
from charts.words import number
from data.parameters import norms_of
from data.reference import city_units
from geo import published
from queries.composition import composition
from queries.measure import measure
from queries.warehouse import current_edition
from reports.figures.need import margins_at, need_of
from reports.figures.scope import scope_of
from tests.pages import opening
from ui.need import months, offers, pair, plain, reads
from ui.need.choice import Need
from ui.need.margins import said_places

VIEWS = ("Satu ukuran", "Kebutuhan dan relawan", "Seberapa pasti", "Kelompok bertetangga", "Waktu")
CITIES = ("Kota Bandung", "Kota Kediri", "Kota Pariaman", "Kota Tangerang", "Kota Solok")
MEMBER, AREA = "PPKS per anggota aktif", "PPKS per km²"
SENSITIVE, SMALL, CODE = "Orang dengan HIV/AIDS", "Pekerja Migran Bermasalah Sosial", "PMBS"


@pytest.fixture(autouse=True)
def drawn(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Schematic drawings of their own for two cities, in a folder that the tests of this run share."""
    folder = tmp_path_factory.getbasetemp() / "kepadatan"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("PANTAU_GEOMETRY", str(folder))
    for code in ("32.73", "13.72"):
        published.ensure_schematic(code)


def opened(city: str, view: str, measured: str = AREA, **query: str) -> AppTest:
    return opening.opened("kepadatan.py", kota=city, baca=view, ukuran=measured, **query)


def headline(app: AppTest) -> str:
    return unescape(re.search(r'pk-headline">(.*?)<', opening.words(app))[1])


def figures(name: str, view: str = "internal", city: str = "32.73", **options: object) -> pd.DataFrame:
    day = pd.Timestamp("2025-12-01").date()
    given = {"norm_minimum": 5, "norm_basis": "unit", "norm_kinds": ["PSM", "KT-A", "TAGANA", "TKSK"], **options}
    return measure(current_edition(), name, city_code=city, first_period=day, last_period=day, view=view, **given)


def public_said(name: str) -> pd.DataFrame:
    """The public figures of Bandung as they may be said."""
    return said_places(figures(name, "public"), "kelurahan", margins_at(current_edition(), "32.73", date(2025, 12, 1)).kelurahan, 1.0)


@pytest.mark.parametrize(("view", "names_class"), [("Kebutuhan dan relawan", True), ("Seberapa pasti", False), ("Kelompok bertetangga", True), ("Waktu", False)])
def test_the_card_of_a_chosen_kelurahan_says_what_the_map_says_of_it(view: str, names_class: bool) -> None:
    app = opened("Kota Solok", view, MEMBER if view == "Seberapa pasti" else AREA, kelurahan="Laing (Tanjung Harapan)")
    spec = json.loads(app.get("bidi_component")[-1].proto.json)
    code = next(unit.kelurahan_code for unit in city_units("13.72") if unit.kelurahan_name == "Laing")
    position, value, more = spec["units"][code]
    lines = next(text.value for text in app.markdown if text.value.startswith(value) or f"diperhalus {value}" in text.value).split("  \n")
    told = [value, *more] if view != "Seberapa pasti" else [f"diperhalus {value}", more[1]]
    assert set(told) <= set(lines) and len(lines) > 1
    assert not names_class or spec["classes"][position]["label"] in lines


@pytest.mark.parametrize(("measured", "public"), [(AREA, "false"), (MEMBER, "true")])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("city", CITIES)
def test_every_way_to_read_draws_in_every_city_and_view(city: str, view: str, measured: str, public: str) -> None:
    app = opened(city, view, measured, publik=public)
    said = headline(app)
    assert not app.exception and said.endswith(".")
    assert not re.search(r"\bnan\b|\binf\b|None", opening.words(app) + " ".join(text.value for text in (*app.caption, *app.markdown)))
    assert city != "Kota Pariaman" or " kelurahan " not in said.replace("desa/kelurahan", "")


@pytest.mark.parametrize("view", VIEWS[1:])
@pytest.mark.parametrize("kind", [SENSITIVE, SMALL])
@pytest.mark.parametrize("public", ["false", "true"])
def test_every_way_to_read_takes_a_small_and_a_sensitive_kind(view: str, kind: str, public: str) -> None:
    app = opened("Kota Bandung", view, "PPKS per 1.000 penduduk", jenis=kind, publik=public)
    assert not app.exception
    if kind == SENSITIVE:
        for frame in app.dataframe:
            assert len(frame.value) <= 30, "kecamatan, never kelurahan"


@pytest.mark.parametrize("view", VIEWS)
def test_a_city_without_population_says_so_in_every_view(view: str) -> None:
    app = opened("Kota Kediri", view, "PPKS per 1.000 penduduk")
    assert not app.exception and "Penduduk belum diisi" in opening.words(app)


def test_the_corner_is_what_need_and_members_say() -> None:
    need, members = figures("ppks_per_km2"), figures("active_members")
    cells = paired(need.assign(need=need.value, members=members.value.to_numpy() / 5 * 100))
    expected = corner(cells)
    app = opened("Kota Bandung", VIEWS[1])
    assert headline(app).startswith(f"{len(expected)} dari {(cells.state == 'cell').sum()} kelurahan yang dapat dinilai berkebutuhan tinggi")
    assert list(app.dataframe[0].value.Kode) == list(expected.place_code)


@pytest.mark.parametrize(("asked", "said"), [
    ("Jun 2025", "Dua bulan yang berbeda: kebutuhan menurut rekap Desember 2024, anggota menurut daftar Juni 2025 · norma"), ("Des 2025", "Keadaan Desember 2025 · norma"),
])
def test_need_and_members_of_two_months_say_so_in_one_sentence(asked: str, said: str) -> None:
    app = opened("Kota Bandung", VIEWS[1], bulan=asked)
    assert not app.exception and any(text.value.startswith(said) for text in app.caption)


@pytest.mark.parametrize(("city", "code", "measured", "words"), [
    ("Kota Bandung", "32.73", "PPKS per 1.000 penduduk", "tiap 1.000 penduduk"), ("Kota Kediri", "35.71", AREA, "tiap km²"),
])
def test_the_public_view_says_the_rates_that_the_reports_say(city: str, code: str, measured: str, words: str) -> None:
    app = opened(city, VIEWS[0], measured, publik="true")
    day = date(2025, 12, 1)
    need = need_of(scope_of(current_edition(), code, day, norms_of(code, day)[0]), day)
    assert headline(app) == f"Sekitar {number(need.city.rate[0])} PPKS {words} di {city}."
    listed = app.dataframe[0].value
    assert listed.iloc[:, 3].round(6).fillna(-1).tolist() == need.kelurahan.rate.round(6).fillna(-1).tolist()


def test_the_list_that_leaves_is_computed_from_the_public_view(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, given = [], []
    before, offer = pair.pairing, pair.offer
    monkeypatch.setattr(pair, "pairing", lambda need: asked.append(need.options["view"]) or before(need))
    monkeypatch.setattr(pair, "offer", lambda table, *more: given.append(table) or offer(table, *more))
    app = opened("Kota Bandung", VIEWS[1])
    assert not app.exception and asked == ["internal", "public"]
    public = public_said("ppks_per_km2").set_index("place_code").value
    table, = given
    assert table.iloc[:, 3].reset_index(drop=True).equals(public[table.Kode].reset_index(drop=True)), "every place, not the corner alone"
    assert set(table.Kode) == set(public.index) and (table.Kelas == "Kebutuhan tinggi, relawan sedikit").any() and (table.Kelas != "").all()
    assert says_what_leaves(app)


@pytest.mark.parametrize(("public", "is_said"), [("false", True), ("true", False)])
def test_a_file_with_other_numbers_than_the_screen_is_announced(public: str, is_said: bool) -> None:
    assert says_what_leaves(opened("Kota Bandung", VIEWS[0], publik=public)) == is_said


def says_what_leaves(app: AppTest) -> bool:
    return any("dapat berbeda dari layar" in text.value for text in app.caption)


@pytest.mark.parametrize(("view", "module"), [(VIEWS[2], offers), (VIEWS[3], offers), (VIEWS[4], months)])
def test_every_analysis_leaves_as_numbers_of_the_public_view(view: str, module: object, monkeypatch: pytest.MonkeyPatch) -> None:
    given, offer = [], module.offer
    monkeypatch.setattr(module, "offer", lambda table, *more: given.append((table, more[1])) or offer(table, *more))
    app = opened("Kota Bandung", view, MEMBER)
    assert not app.exception
    (table, said), = given
    public = public_said("ppks_per_member").set_index("place_code").value
    values = table[next(column for column in table if column.startswith(("Apa adanya", "PPKS", "Des 2025")))]
    assert sorted(table.Kode) == sorted(public.index) and "tampilan publik" in said
    assert values.fillna(-1).tolist() == public[table.Kode].fillna(-1).tolist()
    said = table.filter(regex="^(Diperhalus|Kisaran)").stack().dropna()
    assert said.empty or all(float(f"{value:.2g}") == pytest.approx(value) for value in said), "no more exact than the rates that it follows from"


def test_the_places_of_the_public_view_are_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, at = [], Need.at
    monkeypatch.setattr(Need, "at", lambda need, period: asked.append(need.options["view"]) or at(need, period))
    assert not opened("Kota Bandung", VIEWS[0], publik="true").exception
    assert asked == ["public"]


def test_an_analysis_that_hidden_places_would_distort_does_not_leave() -> None:
    for view in VIEWS[2:4]:
        app = opened("Kota Bandung", view, "PPKS per 1.000 penduduk", jenis=SMALL)
        assert not app.exception and any("tidak dapat diunduh" in text.value for text in app.caption)


def test_a_hidden_month_says_so_in_the_download_and_is_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    given, offer = [], months.offer
    monkeypatch.setattr(months, "offer", lambda table, *more: given.append(table) or offer(table, *more))
    assert not opened("Kota Bandung", VIEWS[4], AREA, jenis=SMALL).exception
    table, = given
    is_hidden = figures("ppks_per_km2", "public", ppks_code=CODE).set_index("place_code").is_hidden
    hidden = table[table.Kode.map(is_hidden)]
    assert len(hidden) and hidden["Des 2025"].isna().all() and hidden.Keterangan.str.contains("disembunyikan").all()


def test_what_lies_within_the_rounding_is_the_same_on_map_list_and_download(monkeypatch: pytest.MonkeyPatch) -> None:
    given, offer = [], months.offer
    monkeypatch.setattr(months, "offer", lambda table, *more: given.append(table) or offer(table, *more))
    app = opened("Kota Bandung", VIEWS[4], AREA, publik="true")
    *_, shown = (json.loads(found.proto.json) for found in app.get("bidi_component"))
    counts = {entry["label"]: entry["count"] for entry in shown["classes"]}
    listed, left = app.dataframe[0].value["Perubahan"], given[0].iloc[:, -2]
    assert not app.exception and counts["dalam pembulatan"] == (listed == "dalam pembulatan").sum() == (left == "dalam pembulatan").sum() > 0
    assert sum(entry["count"] for entry in shown["classes"] if entry["label"].startswith("▲")) == (left == "naik").sum()
    assert f"{counts['dalam pembulatan']} dalam pembulatan" in headline(app)


@pytest.mark.parametrize("view", VIEWS[3:])
def test_the_table_beside_a_map_has_every_place(view: str) -> None:
    rows = opened("Kota Bandung", view).dataframe[-1].value
    assert len(rows) == 151


@pytest.mark.parametrize("view", VIEWS[1:])
def test_no_analysis_of_the_public_view_asks_for_the_true_figures(view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, measured, at = [], reads.measured, Need.at
    monkeypatch.setattr(reads, "measured", lambda *more, **asked: seen.append(asked["view"]) or measured(*more, **asked))
    monkeypatch.setattr(Need, "at", lambda need, period: seen.append(need.options["view"]) or at(need, period))
    app = opened("Kota Bandung", view, "PPKS per 1.000 penduduk", publik="true", jenis=SMALL, bulan="Nov 2025")
    assert not app.exception and set(seen) == {"public"}


@pytest.mark.parametrize("view", VIEWS[2:4])
def test_what_hidden_places_would_distort_says_that_it_needs_the_internal_view(view: str) -> None:
    app = opened("Kota Bandung", view, "PPKS per 1.000 penduduk", jenis=SMALL, publik="true")
    hidden = figures("ppks_per_1000", "public", ppks_code=CODE).is_hidden.sum()
    assert "hanya dapat dibaca pada tampilan instansi" in headline(app) and not app.dataframe
    assert hidden and f"{hidden} dari 151 kelurahan disembunyikan" in opening.words(app)
    assert "tampilan instansi" not in headline(opened("Kota Bandung", view, "PPKS per 1.000 penduduk", jenis=SMALL))


def test_the_smoothed_list_is_sorted_and_its_ranks_hold_their_place() -> None:
    app = opened("Kota Bandung", VIEWS[2], MEMBER)
    rows = app.dataframe[0].value
    raw, even = (json.loads(found.proto.json) for found in app.get("bidi_component"))
    assert ", apa adanya" in raw["title"] and ", diperhalus" in even["title"], "both are seen side by side"
    assert [found["label"] for found in raw["classes"]] == [found["label"] for found in even["classes"]], "in the same classes"
    assert all(sum(found["count"] for found in shown["classes"]) == 151 for shown in (raw, even)) and raw["units"] != even["units"]
    smooth = rows[next(column for column in rows if column.startswith("Diperhalus"))].dropna()
    assert smooth.is_monotonic_decreasing and len(smooth) == 149, "places without a member are smoothed too, those without a recap are not"
    first = rows.Peringkat.iloc[0]
    assert re.fullmatch(r"ke-1 (sampai ke-\d+ )?dari 149", first)


def test_a_measure_without_a_denominator_of_people_is_not_smoothed() -> None:
    app = opened("Kota Bandung", VIEWS[2])
    assert "tidak ada yang perlu diperhalus" in headline(app) and not app.dataframe
    offered = [button.label for button in app.button]
    assert offered == ["Lihat PPKS per 1.000 penduduk", "Lihat PPKS per anggota aktif", "Lihat DTKS per 1.000 penduduk"]
    app.button[1].click().run()
    assert "setelah diperhalus" in headline(app) and app.selectbox(key="ukuran").value == "PPKS per anggota aktif"


def test_the_kinds_that_are_counted_add_up_to_the_total_and_families_stand_apart() -> None:
    kinds = composition(current_edition(), "32.73", date(2025, 12, 1))
    total = figures("ppks_count", level="city").value.iloc[0]
    assert kinds[kinds.unit == "orang"].persons_count.sum() == total
    families = kinds[kinds.unit == "keluarga"]
    shown = unescape(opening.words(opened("Kota Bandung", VIEWS[0])))
    assert len(families) and "dihitung per keluarga tidak ikut dalam jumlah PPKS" in shown
    assert all(f"{number(row.persons_count)} keluarga" in shown for row in families.itertuples())


def test_the_groups_are_those_of_the_figures_and_the_same_when_asked_again() -> None:
    app = opened("Kota Bandung", VIEWS[3])
    said = headline(app)
    assert opened("Kota Bandung", VIEWS[3]).caption[0].value == app.caption[0].value and "diperkirakan dari titik pusat" in app.caption[0].value
    values = figures("ppks_per_km2").set_index("place_code").value
    found = clustered(values, published.neighbours("32.73").pairs, 1)
    assert ("kebutuhan tinggi" in said) == (found.state == "high").any()


def test_a_city_whose_drawing_knows_no_neighbours_says_what_to_do() -> None:
    app = opened("Kota Kediri", VIEWS[3])
    assert "belum memuat siapa bertetangga" in headline(app) and "python -m geo schematic" in opening.words(app)


def test_two_months_are_compared_and_the_slider_has_every_recap() -> None:
    app = opened("Kota Bandung", VIEWS[4])
    assert app.selectbox(key="dari").options[-1] == app.selectbox(key="dari").value == "Des 2024"
    now, before = (measure(current_edition(), "ppks_per_km2", city_code="32.73", first_period=pd.Timestamp(day).date(), last_period=pd.Timestamp(day).date())
                   for day in ("2025-12-01", "2024-12-01"))
    change = (now.value - before.value).round(7)
    assert headline(app) == (
        f"Dari 151 kelurahan: {(change > 0).sum()} naik, {(change < 0).sum()} turun, {(change == 0).sum()} tetap dari Des 2024 ke Des 2025; "
        f"{change.isna().sum()} tidak dapat dibandingkan."
    )
    app.selectbox(key="dari").select("Des 2022").run()
    app.selectbox(key="sampai").select("Des 2023").run()
    assert not app.exception and "dari Des 2022 ke Des 2023" in headline(app)


def test_the_first_recap_alone_has_nothing_to_compare_with() -> None:
    app = opened("Kota Bandung", VIEWS[4], bulan="Des 2022")
    assert not app.exception and "baru satu rekap" in headline(app)


@pytest.mark.parametrize(("limits", "said"), [("50; abc", "'abc' bukan angka"), ("9; 3", "'3' tidak lebih besar"), ("", "belum diisi")])
def test_a_fault_in_typed_limits_is_told_beside_the_field(limits: str, said: str) -> None:
    app = opened("Kota Solok", VIEWS[0], kelas="Batas sendiri", batas=limits)
    assert not app.exception and any(said in text.value and "Sementara ini kelasnya kuantil." in text.value for text in (app.warning if limits else app.caption))


def test_limits_beyond_the_figures_are_told_and_the_others_hold() -> None:
    app = opened("Kota Solok", VIEWS[0], kelas="Batas sendiri", batas="100; 999.999")
    assert not app.exception and any(text.value.startswith("Batas 999.999 tidak membagi apa pun") for text in app.caption)


@pytest.mark.parametrize("publik", ["false", "true"])
def test_the_list_that_leaves_names_the_class_of_each_place_as_the_public_map_cuts_it(publik: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[pd.DataFrame] = []
    monkeypatch.setattr(plain, "offer", lambda table, *_: given.append(table))
    app = opened("Kota Solok", VIEWS[0], kelas="Batas sendiri", batas="100; 200", publik=publik)
    assert not app.exception
    table, = given
    title, kelas = table.columns[3], next(name for name in table.columns if name.startswith("Kelas"))
    assert table[kelas].notna().all() and table[kelas].nunique() > 1
    for low, high in ((0, 100), (100, 200), (200, 1e9)):
        assert table[table[title].between(low, high, inclusive="right")][kelas].nunique() <= 1
    if publik == "true":
        shown = json.loads(app.get("bidi_component")[0].proto.json)
        labels = {code: shown["classes"][at]["label"] for code, (at, *_) in shown["units"].items()}
        assert dict(zip(table.Kode, table[kelas], strict=True)) == labels


@pytest.mark.parametrize("method", ["Sama lebar", "Fisher-Jenks", "Batas sendiri"])
def test_the_classes_of_the_map_are_cut_by_choice(method: str) -> None:
    app = opened("Kota Solok", VIEWS[0], kelas=method, batas="100; 200")
    assert not app.exception and not any("Sementara" in text.value for text in [*app.caption, *app.warning])
    assert app.selectbox(key="kelas").value == method


def test_a_place_without_members_is_said_with_its_need_and_an_area_is_written_finely_enough_to_divide() -> None:
    app = opened("Kota Bandung", VIEWS[0], MEMBER)
    places = figures("ppks_per_member")
    unserved = places[(places.denominator == 0) & (places.numerator > 0)]
    assert len(unserved) and f"{len(unserved)} kelurahan punya PPKS tetapi tidak punya anggota" in opening.words(app)
    here = CityMonth("e", date(2025, 12, 31), "32.73", "Kota Bandung", "kelurahan", 151, date(2025, 12, 1), date(2022, 1, 1), None, is_simulated=False)
    by_member = Need(here, "ppks_per_member", None, "orang", "PPKS per anggota", "kelurahan", {"view": "internal"})
    row = unserved.iloc[0]
    assert by_member.lines(row) == [f"tidak ada anggota, {number(row.numerator)} PPKS"]
    by_area = Need(here, "ppks_per_km2", None, "orang", "per km²", "kelurahan", {"view": "internal"})
    assert by_area.lines(pd.Series({"value": 140 / 0.1056, "numerator": 140.0, "denominator": 0.1056, "is_hidden": False}))[1] == "140 PPKS dibagi 0,1056 km²"
