"""The norms beside each other: what each says of the same members, recomputed from the lists, and the way to the target."""

import html
import json
import re
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.editions import file_of
from data.forms import numeral
from data.parameters import norms
from data.parameters.beside import announced, norms_beside, ppks_list
from queries.disclosure import View
from queries.warehouse import current_edition
from tests.ingest.exports import member, write_csv
from tests.pages import opening
from tests.pages.opening import words
from tests.reports.small_edition import published, recap
from ui.context import Context
from ui.norms import standing

END, YEAR_AGO = pd.Timestamp("2025-12-31"), pd.Timestamp("2024-12-31")
FIVE = ["PSM", "KT-A", "TAGANA", "TKSK"]


@pytest.fixture
def edition(sample_warehouse: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(file_of(current_edition()), read_only=True).cursor()


def beside(city: str, **query: str) -> AppTest:
    return opening.opened("cakupan.py", kota=city, lihat="Norma berdampingan", **query)


def rows(app: AppTest) -> list[list[str]]:
    """Every row of every table on the page."""
    text = words(app)
    return [[html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in re.findall(r"<tr>(.*?)</tr>", text)]


def row_of(app: AppTest, name: str, columns: int) -> list[str]:
    return next(row for row in rows(app) if row and row[0] == name and len(row) == columns)


def members(edition: duckdb.DuckDBPyConnection, city: str, kinds: list[str], day: pd.Timestamp) -> pd.DataFrame:
    """The members of a city on a day, person by person."""
    listed = edition.sql("FROM core_volunteer").df()
    here = listed[listed.kecamatan_code.str.startswith(city) & listed.kind_code.isin(kinds)]
    return here[(here.joined_date <= day) & (here.left_date.isna() | (here.left_date > day)) & (here.is_active | here.left_date.notna())]


def test_every_norm_says_what_the_member_list_says(edition: duckdb.DuckDBPyConnection) -> None:
    app = beside("Kota Bandung")
    assert not app.exception
    units = edition.sql("FROM dim_kelurahan").df().query("city_code == '32.73'").set_index("kelurahan_code")
    five = members(edition, "32.73", FIVE, END).groupby("kelurahan_code").size().reindex(units.index, fill_value=0)
    psm = members(edition, "32.73", ["PSM"], END).groupby("kelurahan_code").size().reindex(units.index, fill_value=0)
    tksk = members(edition, "32.73", ["TKSK"], END).groupby("kecamatan_code").size()
    recap = edition.sql("FROM out_ppks").df()
    recap = recap[(recap.city_code == "32.73") & (recap.ppks_code == "ALL") & (recap.period == pd.Timestamp("2025-12-01"))]
    recap = recap.set_index("kelurahan_code")
    load = members(edition, "32.73", ["PSM", "KT-A", "TAGANA", "PBI", "RELSOS"], END).groupby("kelurahan_code").size()
    people = recap.persons_count
    lack = (-(-people // 100) - load.reindex(people.index, fill_value=0)).clip(lower=0)

    said = row_of(app, "Minimal 5 anggota IPSM tiap kelurahan", 7)
    assert said[1] == f"{(five >= 5).sum()} dari 151 kelurahan" and said[2] == "755 orang" and said[4] == f"{(5 - five).clip(lower=0).sum()} orang"
    said = row_of(app, "1 PSM tiap RW", 7)
    assert said[1] == f"{(psm >= units.rw_count).sum()} dari 151 kelurahan" and said[2] == "1.595 orang"
    assert row_of(app, "1 TKSK tiap kecamatan", 7)[1] == f"{(tksk >= 1).sum()} dari 30 kecamatan"
    assert "2 belum; norma per kecamatan tidak ikut" in words(app) and "belum mencatat normanya sendiri" not in words(app)
    assert "belum mencatat normanya sendiri" in words(beside("Kota Solok"))
    said = row_of(app, "Paling banyak 100 PPKS tiap anggota", 7)
    assert said[1] == f"{(lack == 0).sum()} dari {len(people)} kelurahan" and said[5] == f"{151 - len(people)} kelurahan"
    assert said[4].replace(".", "") == f"{int(lack.sum())} orang"


@pytest.mark.usefixtures("edition")
def test_a_kelurahan_of_the_city_before_leaves_the_choice() -> None:
    app = opening.opened("cakupan.py", kota="Kota Bandung", kelurahan="Ciroyom (Andir)")
    assert app.selectbox(key="kelurahan").value == "Ciroyom (Andir)"
    app.selectbox(key="kota").set_value("Kota Kediri").run()
    assert not app.exception and app.selectbox(key="kelurahan").value is None and "kelurahan" not in app.query_params


def test_the_pace_is_that_of_the_last_twelve_months(edition: duckdb.DuckDBPyConnection) -> None:
    now, before = (len(members(edition, "32.73", FIVE, day).dropna(subset=["kelurahan_code"])) for day in (END, YEAR_AGO))
    pace = next(row for row in rows(beside("Kota Bandung")) if row and row[0] == "Minimal 5 anggota IPSM tiap kelurahan" and "dari" not in row[1])
    assert [text.replace(".", "") for text in pace[1:3]] == [str(before), str(now)]
    assert pace[3] == f"+{numeral((now - before) / 12, 1)} orang"


def test_the_members_by_kind_stand_against_the_announced_total(edition: duckdb.DuckDBPyConnection) -> None:
    text = words(beside("Kota Bandung"))
    total = len(members(edition, "32.73", ["PSM", "KT-A", "TAGANA", "TKSK"], END))
    assert "Terhadap 1.100 yang diumumkan" in text and f"{total:,}".replace(",", ".") + " orang pada Des 2025" in text
    assert "Belum ada jumlah yang diumumkan" in words(beside("Kota Kediri"))


@pytest.mark.usefixtures("edition")
def test_what_a_norm_lacks_is_what_the_indicator_says(monkeypatch: pytest.MonkeyPatch) -> None:
    own, *others = norms_beside("32.73", date(2025, 12, 1))
    here = Context(current_edition(), date(2025, 12, 31), "32.73", "Kota Bandung", "kelurahan", 151, date(2025, 12, 1), date(2022, 1, 1), own, True)
    asked = []
    measure = Context.measure
    monkeypatch.setattr(Context, "measure", lambda here, name, *level, **more: asked.append(name) or measure(here, name, *level, **more))
    for norm in (own, *(norm for norm in others if norm.basis in ("unit", "rw"))):
        asked.clear()
        lack = standing(here, norm).units.set_index("place_code").lack
        assert "shortage" in asked, norm.name
        options = {"norm_minimum": norm.minimum, "norm_basis": norm.basis, "norm_kinds": list(norm.kinds)}
        told = measure(here, "shortage", **options).set_index("place_code").value.astype(float)
        pd.testing.assert_series_equal(lack, told, check_names=False)


@pytest.mark.usefixtures("edition")
def test_the_list_that_leaves_knows_of_people_in_need_only_the_public_view(monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import norms as view

    asked = []
    before = view.standing
    monkeypatch.setattr(view, "standing", lambda here, norm, seen=View.INTERNAL: asked.append((norm.basis, seen)) or before(here, norm, seen))
    assert not beside("Kota Solok").exception
    assert ("caseload", View.PUBLIC) in asked


def test_a_month_before_the_first_recap_leaves_the_caseload_unknown(edition: duckdb.DuckDBPyConnection) -> None:
    app = beside("Kota Pariaman", bulan="Des 2021")
    assert not app.exception
    said = row_of(app, "Paling banyak 100 PPKS tiap anggota", 7)
    assert said[1] == "belum dapat dinilai" and said[4] == "–" and said[5] == "71 desa/kelurahan"


def test_norms_beside_keep_one_norm_of_each_measure_and_start_with_the_city_s_own() -> None:
    found = norms_beside("32.73", date(2025, 12, 1))
    assert found[0] == norms()[0] and len({(norm.basis, norm.minimum) for norm in found}) == len(found)
    assert {"unit", "rw", "kecamatan", "caseload"} == {norm.basis for norm in found}


def test_an_announced_total_holds_from_its_day_on_and_for_its_city_only() -> None:
    assert announced("32.73", date(2016, 12, 25)) is None and announced("35.71", date(2025, 12, 1)) is None
    assert announced("32.73", date(2025, 12, 1)).total == 1100


def test_the_list_of_kinds_of_a_city_is_dated() -> None:
    assert len(ppks_list("35.71", date(2025, 12, 1)).kinds) == 24 and len(ppks_list("35.71", date(2021, 12, 1)).kinds) == 26
    assert not {"GEPENG", "PGOT"} & {kind.code for kind in ppks_list("32.73", date(2025, 12, 1)).kinds}, "combined kinds are not of the regulation"
    assert not {"ABT", "KBS"} & {kind.code for kind in ppks_list("35.71", date(2025, 12, 1)).kinds}


def test_without_a_member_list_the_page_says_which_export_brings_it_and_draws_nothing_empty(warehouse: Path, tmp_path: Path) -> None:
    published(recap(tmp_path, {"Fakir Miskin": {"Laing": 10}}))
    app = opening.opened("cakupan.py")
    said = words(app)
    assert not app.exception and "Impor daftar anggota" in said
    assert "<table" not in said and not app.dataframe and "0 kelurahan di bawah norma" not in said


def test_a_kind_that_serves_no_kecamatan_has_nobody_there(warehouse: Path, tmp_path: Path) -> None:
    published(write_csv(tmp_path / "anggota.csv", [member(1, Kecamatan="Tanjung Harapan", Kelurahan="Laing")]))
    assert ["Pekerja Sosial Masyarakat", "1", "0", "1"] in rows(opening.opened("cakupan.py"))


@pytest.mark.usefixtures("edition")
def test_the_list_that_leaves_says_that_it_is_rounded_where_it_differs_from_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import norms as view

    titles: list[str] = []
    monkeypatch.setattr(view, "offer", lambda _, __, title, *___: titles.append(title))
    app = beside("Kota Solok")
    note = "Paling banyak 100 PPKS tiap anggota: tampilan publik, dibulatkan; dapat berbeda dari layar"
    assert note in titles[0] and any(note in caption.value for caption in app.caption)


@pytest.mark.parametrize("page", ["ringkasan.py", "cakupan.py"])
def test_a_norm_that_differs_by_place_is_told_in_the_states_of_coverage(page: str, edition: duckdb.DuckDBPyConnection) -> None:
    app = opening.opened(page, kota="Kota Bandung", norma="1 PSM tiap RW")
    shown = json.loads(app.get("bidi_component")[0].proto.json)
    have = members(edition, "32.73", ["PSM"], END).kelurahan_code.value_counts()
    asked = dict(edition.sql("SELECT kelurahan_code, rw_count FROM dim_kelurahan WHERE city_code = '32.73' AND rw_count IS NOT NULL").fetchall())
    states = [
        "0 PSM, kosong" if not (many := have.get(code, 0)) else "kurang dari setengah norma" if 2 * many < rw
        else "setengah norma atau lebih, belum terpenuhi" if many < rw else "pas norma" if many == rw else "di atas norma" for code, rw in asked.items()
    ]
    assert not app.exception and len(asked) == 151
    assert "rw" in shown["file_note"], "its picture is another file than that of another norm"
    counts = {entry["label"]: entry["count"] for entry in shown["classes"]}
    assert counts == {label: states.count(label) for label in counts} and len(counts) == 6
    missing = sum(max(0, rw - have.get(code, 0)) for code, rw in asked.items())
    assert sum(int(found[1]) for unit in shown["units"].values() if (found := re.match(r"kurang (\d+) orang dari norma", unit[2][0]))) == missing


@pytest.mark.usefixtures("sample_warehouse")
@pytest.mark.parametrize(("norm", "subtitle"), [("", "Minimal 5 anggota IPSM tiap kelurahan"), ("1 PSM tiap RW", "1 PSM tiap RW (pembanding, bukan keputusan)")])
def test_the_list_says_norm_and_state_of_each_place_as_the_legend_does(norm: str, subtitle: str) -> None:
    app = opening.opened("cakupan.py", kota="Kota Bandung", **({"norma": norm} if norm else {}))
    shown, = (json.loads(found.proto.json) for found in app.get("bidi_component"))
    table = app.dataframe[0].value
    assert not app.exception and shown["subtitle"].endswith(f"norma: {subtitle}")
    assert table.Keadaan.value_counts().to_dict() == {entry["label"]: entry["count"] for entry in shown["classes"] if entry["count"]}
    known = table.dropna(subset=["Anggota aktif", "Anggota menurut norma"])
    assert len(known) and ((known["Anggota menurut norma"] - known["Anggota aktif"]).clip(lower=0) == known.Kekurangan).all()
    assert (table.Keadaan.str.endswith("pas norma") <= (table["Anggota aktif"] == table["Anggota menurut norma"])).all()
