"""The page Lembaga: figures counted again from the edition, evidence before any order, and no person in it."""

import re
from datetime import date
from pathlib import Path

import pytest

from charts.visits import with_state
from charts.words import day_long
from queries.warehouse import ask, connection_to, current_edition
from tests.pages.opening import opened, words
from tests.pages.test_pages import CITIES
from ui.institutions import download_of

CODES = {"Kota Bandung": "32.73", "Kota Kediri": "35.71", "Kota Pariaman": "13.77", "Kota Tangerang": "36.71", "Kota Solok": "13.72"}
STEP = "bukti_dilihat"


def institutions(city: str) -> list[dict]:
    """The register of a city as it lies in the edition."""
    relation = connection_to(current_edition()).cursor().table("core_institution")
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    return [row for row in rows if row["kelurahan_code"].startswith(CODES[city])]


def of_kinds_with_visits(rows: list[dict]) -> list[dict]:
    told = {row["kind_code"] for row in rows if row["last_visit_date"]}
    return [row for row in rows if row["kind_code"] in told]


def test_tangerang_opens_with_its_wksbm(sample_warehouse: Path) -> None:
    app = opened("lembaga.py", kota="Kota Tangerang")
    assert "10 dari 15 WKSBM dikunjungi tahun ini (2025); 3 terakhir sebelum 2025, 2 belum ada kunjungan tercatat." in words(app)
    assert app.selectbox(key="jenis_lembaga").value.startswith("WKSBM")


@pytest.mark.parametrize("city", CITIES)
def test_the_headline_of_all_kinds_counts_what_the_register_tells(sample_warehouse: Path, city: str) -> None:
    said = words(opened("lembaga.py", kota=city, jenis_lembaga="Semua jenis lembaga"))
    rows = of_kinds_with_visits(institutions(city))
    visited = sum(1 for row in rows if row["last_visit_date"] and row["last_visit_date"].year == 2025)
    assert f"{visited} dari {len(rows)} lembaga dikunjungi tahun ini (2025)" in said
    assert f">{visited} dari {len(rows)}<" in said, "the figure agrees with the headline"


def test_in_an_earlier_month_only_what_was_told_by_then_counts(sample_warehouse: Path) -> None:
    said = words(opened("lembaga.py", kota="Kota Tangerang", bulan="Sep 2024"))
    rows = [(row["kelurahan_code"], row["last_visit_date"]) for row in institutions("Kota Tangerang") if row["kind_code"] == "WKSBM"]
    unknown = {code for code, day in rows if day and day > date(2024, 9, 30)}
    known = [day for code, day in rows if code not in unknown]
    visited = sum(1 for day in known if day and day >= date(2024, 1, 1))
    assert f"{visited} dari {len(known)} WKSBM dikunjungi tahun ini (2024)" in said
    assert f">{visited} dari {len(known)}<" in said, "the figure agrees with the headline"
    assert f"{len(rows) - len(known)} lain di kelurahan/desa yang kunjungannya tercatat sesudah bulan ini" in said
    app = opened("lembaga.py", kota="Kota Tangerang", bulan="Sep 2024")
    priority = next(text.value for text in app.markdown if "tidak punya kunjungan tercatat" in text.value)
    assert f"dari {len(known)} WKSBM" in priority and f"{len(rows) - len(known)} WKSBM lain pada bulan ini tidak diketahui" in priority


def test_what_had_not_begun_is_not_old_and_a_visit_not_told_is_unknown(sample_warehouse: Path) -> None:
    app = opened("lembaga.py", kota="Kota Tangerang", bulan="Jan 2022", didatangi="Kelurahan")
    assert not app.exception and ">104 kelurahan<" not in words(app) and "rekap PPKS belum dimulai" in words(app)
    rows = next(frame.value for frame in app.dataframe if "Kunjungan lembaga" in frame.value)
    alone = {row["kelurahan_code"] for row in institutions("Kota Tangerang")} - {row["kelurahan_code"] for row in institutions("Kota Tangerang") if row["kind_code"] != "KT"}
    assert alone and (rows["Kunjungan lembaga"] == "tidak diketahui").sum() >= len(alone)


def test_a_list_without_dates_of_visits_is_not_a_list_of_unvisited(sample_warehouse: Path) -> None:
    app = opened("lembaga.py", kota="Kota Tangerang", jenis_lembaga="Karang Taruna")
    assert "Kunjungan ke 104 Karang Taruna tidak diketahui" in words(app)
    assert "Isi kolom Kunjungan Terakhir" in words(app)
    assert not [box for box in app.checkbox if box.key == STEP]


def test_the_order_comes_only_after_the_evidence(sample_warehouse: Path) -> None:
    app = opened("lembaga.py", kota="Kota Tangerang")
    evidence = app.dataframe[0].value
    due = [row for row in institutions("Kota Tangerang") if row["kind_code"] == "WKSBM" and (row["last_visit_date"] is None or row["last_visit_date"] < date(2025, 1, 1))]
    assert sorted(evidence["Lembaga"]) == sorted(row["name"] for row in due)
    assert {"Kunjungan terakhir", "Rekap PPKS", "Laporan PPKS", "Daftar anggota"} <= set(evidence.columns)
    assert "Urutan" not in words(app)
    app.checkbox(key=STEP).check().run()
    said = words(app)
    never = [row["name"] for row in due if row["last_visit_date"] is None]
    places = {name: re.search(f"<td[^>]*>{re.escape(name)}</td>", said).start() for name in evidence["Lembaga"]}
    assert "Urutan" in said and sorted(places, key=places.get)[: len(never)] == sorted(never, key=places.get)


def test_kelurahan_can_be_put_in_order_as_well(sample_warehouse: Path) -> None:
    app = opened("lembaga.py", kota="Kota Kediri", jenis_lembaga="LKS · Lembaga Kesejahteraan Sosial", didatangi="Kelurahan")
    evidence = app.dataframe[0].value
    assert "Lembaga" not in evidence and (evidence["Data lama"] > 0).sum() > 0
    app.checkbox(key=STEP).check().run()
    assert not app.exception and "15 pertama dari" in " ".join(text.value for text in app.caption)
    order = next(frame.value for frame in app.dataframe if "Urutan" in frame.value)
    assert len(order) == len(evidence), "every place of the order can be reached"
    assert order["Kunjungan terakhir"][:2].tolist() == ["belum ada kunjungan tercatat"] * 2
    assert order["Kunjungan terakhir"].iloc[-1] == "tidak ada lembaga jenis ini"


def test_a_kelurahan_missing_in_the_last_recap_is_told_as_old(sample_warehouse: Path) -> None:
    app = opened("lembaga.py", kota="Kota Tangerang")
    rows = next(frame.value for frame in app.dataframe if "Kunjungan lembaga" in frame.value)
    cursor = connection_to(current_edition()).cursor()
    missing = {
        name for (name,) in cursor.execute(
            "SELECT kelurahan_name FROM dim_kelurahan WHERE city_code = '36.71' AND kelurahan_code NOT IN "
            "(SELECT kelurahan_code FROM core_ppks_count WHERE year(period) = 2025 AND kelurahan_code IS NOT NULL)"
        ).fetchall()
    }
    assert len(missing) == 3 and set(rows[rows["Rekap PPKS"].dt.year < 2025]["Kelurahan/desa"]) == missing
    assert (rows[rows["Kelurahan/desa"].isin(missing)]["Data lama"] > 0).all()


def test_the_page_never_adds_institutions_to_persons(sample_warehouse: Path) -> None:
    said = words(opened("lembaga.py", kota="Kota Bandung"))
    assert "tidak pernah dijumlahkan dengan orang" in said
    kinds = connection_to(current_edition()).cursor().execute(
        "SELECT count(*) FROM core_institution JOIN dim_volunteer_kind USING (kind_code) WHERE is_person"
    ).fetchone()
    assert kinds == (0,)


def test_the_free_text_of_visits_is_on_the_screen_and_in_no_download(sample_warehouse: Path) -> None:
    register = ask(current_edition(), "pages/institution_register", city_code=CODES["Kota Tangerang"], period=date(2025, 12, 1))
    assert register.agreed.notna().any()
    taken = download_of(with_state(register, date(2025, 12, 31)))
    assert "Hasil kunjungan" not in taken and len(taken) == len(register)
    texts = set(register.agreed.dropna())
    assert not any(texts & set(taken[column].dropna().astype(str)) for column in taken)


@pytest.mark.parametrize("city", CITIES)
def test_the_states_of_every_kind_add_up_to_its_institutions(sample_warehouse: Path, city: str) -> None:
    table = words(opened("lembaga.py", kota=city)).split("Terakhir sebelum 2025", 1)[1].split("</table>")[0]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", line)[1:] for line in re.findall(r"<tr>(.*?)</tr>", table)]
    assert rows
    for whole, *parts in rows:
        assert sum(0 if part == "–" else int(part.replace(".", "")) for part in parts) == int(whole.replace(".", ""))


def test_the_page_says_how_old_the_list_of_institutions_is(sample_warehouse: Path) -> None:
    rows = institutions("Kota Tangerang")
    latest = max(day for row in rows for day in (row["last_visit_date"], row["decreed_date"]) if day)
    said = [text.value for text in opened("lembaga.py", kota="Kota Tangerang").caption]
    assert any(f"Tanggal terbaru dalam daftar lembaga {day_long(latest)}." in text for text in said)
