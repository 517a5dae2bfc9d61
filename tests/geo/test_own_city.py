"""A city that only its boundary file knows: its lists, its maps, what a second file changes, and what is refused."""

import json
from pathlib import Path

import pytest

from data import paths, reference
from data.errors import UserError
from geo import published
from geo.__main__ import main
from geo.new_city import Given, read_city
from tests.geo.boundary_files import real_sql

CITY = "33.73"
SIDE = 0.02  # degrees
AREA = 4.888  # km² of such a square at seven degrees south
UNITS = (
    ("33.73.01.1001", "SATU", "KEC. UTARA", (0, 0)), ("33.73.01.2002", "DUA II", "KEC. UTARA", (1, 0)),
    ("33.73.02.1001", "TIGA", "KEC. SELATAN", (0, 1)), ("33.73.02.1002", "EMPAT", "KEC. SELATAN", (1, 1)),
)
ROWS = [
    ({"KDEPUM": code, "WADMKD": name, "WADMKC": kecamatan, "WADMKK": "Contoh", "FID": number}, at)
    for number, (code, name, kecamatan, at) in enumerate(UNITS)
]


@pytest.fixture(autouse=True)
def own_folders(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_GEOMETRY", str(tmp_path / "peta"))


def boundary_file(folder: Path, rows: list[tuple[dict, tuple[int, int]]], name: str = "batas.geojson") -> str:
    """Squares in WGS 84, one feature for each row of properties and place in the grid."""
    features = []
    for properties, (east, north) in rows:
        west, south = 110 + east * SIDE, -7 + north * SIDE
        ring = [[west, south], [west + SIDE, south], [west + SIDE, south + SIDE], [west, south + SIDE], [west, south]]
        features.append({"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    (folder / name).write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return str(folder / name)


def renamed(**names: str) -> list[tuple[dict, tuple[int, int]]]:
    """The same rows under other headings; what is not named is left out."""
    return [({new: properties[old] for old, new in names.items()}, at) for properties, at in ROWS]


def listed() -> dict[str, reference.Unit]:
    return {unit.kelurahan_code: unit for unit in reference.units() if unit.city_code == CITY}


def test_a_boundary_file_alone_makes_a_city(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", boundary_file(tmp_path, ROWS), "--city", CITY]) == 0
    city = next(city for city in reference.cities() if city.city_code == CITY)
    assert (city.city_name, city.province_name, city.population) == ("Kota Contoh", "Jawa Tengah", None)
    units = listed()
    assert [(unit.kelurahan_name, unit.kecamatan_name, unit.kind) for unit in units.values()] == [
        ("Satu", "Utara", "kelurahan"), ("Dua II", "Utara", "desa"), ("Tiga", "Selatan", "kelurahan"), ("Empat", "Selatan", "kelurahan"),
    ]
    assert all(unit.area_km2 == pytest.approx(AREA, rel=0.001) and unit.rw_count is None for unit in units.values())
    assert (units["33.73.01.1001"].lon, units["33.73.01.1001"].lat) == (pytest.approx(110.01, abs=1e-4), pytest.approx(-6.99, abs=1e-4))
    assert published.available(CITY) == ["boundaries", "schematic", "tiles"]
    assert published.about(CITY, "tiles").unit_codes == tuple(units)
    said = capsys.readouterr().out
    assert "33.73 Kota Contoh, Jawa Tengah; 4 kelurahan/desa di 2 kecamatan, 19,55 km²" in said and "4 dari 4" in said
    assert "Jumlah penduduk dan RW belum diketahui" in said and "python -m ingest build" in said


def test_the_same_file_again_changes_nothing_and_a_newer_one_says_what_it_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = boundary_file(tmp_path, ROWS[:3])
    assert main(["import", first, "--city", CITY]) == 0
    before = {path: path.stat().st_mtime_ns for folder in (paths.own_reference(), paths.geometry()) for path in folder.rglob("*.*")}
    capsys.readouterr()
    assert main(["import", first, "--city", CITY]) == 0
    assert capsys.readouterr().out == "Berkas ini sudah diimpor untuk 33.73 Kota Contoh; tidak ada yang berubah.\n"
    assert before == {path: path.stat().st_mtime_ns for path in before}
    newer = [ROWS[0], ({**ROWS[1][0], "WADMKD": "Dua Baru"}, ROWS[1][1]), ROWS[3]]
    assert main(["import", boundary_file(tmp_path, newer, "baru.geojson"), "--city", CITY]) == 0
    said = capsys.readouterr().out
    assert "Baru di daftar (1): Empat" in said and "Tidak ada lagi di daftar (1): Tiga" in said and "Dua II menjadi Dua Baru" in said
    assert list(listed()) == ["33.73.01.1001", "33.73.01.2002", "33.73.02.1002"] == list(published.about(CITY, "boundaries").unit_codes)


def test_kecamatan_without_names_are_called_by_their_code_until_a_list_names_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = boundary_file(tmp_path, renamed(KDEPUM="kode", WADMKD="nama"))
    assert main(["import", file, "--city", CITY, "--name", "Kota Contoh"]) == 0
    assert {unit.kecamatan_name for unit in listed().values()} == {"33.73.01", "33.73.02"}
    assert "Nama 2 kecamatan tidak ada di berkas ini" in capsys.readouterr().out
    names = tmp_path / "kecamatan.csv"
    names.write_text('kode;nama\n33.73.01;Utara\n337302,"Kec. Selatan"\n', encoding="utf-8-sig")
    assert main(["import", file, "--city", CITY, "--kecamatan", str(names)]) == 0
    assert {unit.kecamatan_name for unit in listed().values()} == {"Utara", "Selatan"}
    assert main(["import", boundary_file(tmp_path, renamed(KDEPUM="kode", WADMKD="nama")[:3], "baru.geojson"), "--city", CITY]) == 0
    assert {unit.kecamatan_name for unit in listed().values()} == {"Utara", "Selatan"}, "known names and the city's stay"


def test_columns_are_found_by_content_where_headings_say_nothing(tmp_path: Path) -> None:
    found = read_city(Path(boundary_file(tmp_path, renamed(FID="a", KDEPUM="b", WADMKD="c", WADMKC="d"))), CITY, Given("Kota Contoh"))
    assert [(unit.kelurahan_name, unit.kecamatan_name) for unit in found.units][:3] == [("Satu", "Utara"), ("Dua II", "Utara"), ("Tiga", "Selatan")]


def test_a_real_file_gives_the_areas_and_places_of_the_reference_list(shared: Path) -> None:
    found = read_city(real_sql(shared, "13.72"), "13.72", Given("Kota Solok"))
    for one, known in zip(found.units, reference.city_units("13.72"), strict=True):
        assert (one.kelurahan_code, one.kelurahan_name, one.kind) == (known.kelurahan_code, known.kelurahan_name, known.kind)
        assert one.area_km2 == pytest.approx(known.area_km2, abs=0.001)
        assert (one.lat, one.lon) == (pytest.approx(known.lat, abs=1e-4), pytest.approx(known.lon, abs=1e-4))


def test_places_of_another_city_are_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = ({**ROWS[0][0], "KDEPUM": "33.74.01.1001"}, (2, 2))
    assert main(["import", boundary_file(tmp_path, [*ROWS, away]), "--city", CITY]) == 0
    assert "Bukan bagian kota ini, dilewati (1): 33.74.01.1001 SATU 4,89 km²" in capsys.readouterr().out and len(listed()) == 4


@pytest.mark.parametrize(("rows", "city", "words"), [
    (renamed(FID="nomor"), CITY, "tidak punya kolom kode Kemendagri seperti 33.73.01.1001"),
    (renamed(WADMKD="nama"), CITY, "tidak punya kolom kode Kemendagri"),
    (renamed(KDEPUM="kode"), CITY, "tidak punya kolom nama kelurahan/desa"),
    (renamed(KDEPUM="kode", WADMKD="nama"), CITY, 'Tambahkan, misalnya: --name "Kota Contoh"'),
    (ROWS, "33.74", "memuat kode 33.73, bukan 33.74"),
    (ROWS, "99.71", "Kode provinsi 99 tidak dikenal"),
    (ROWS, "3373", "tidak berbentuk seperti 32.04"),
    ([({"kode": "3373010001", "nama": "Satu"}, (0, 0))], CITY, "hanya memuat kode BPS"),
    ([*ROWS, ({**ROWS[2][0], "KDEPUM": "33.73.01.1001"}, (2, 2))], CITY, "kode 33.73.01.1001 dipakai untuk Satu dan Tiga"),
    ([(properties, (0, 1000)) for properties, _ in ROWS[:1]], CITY, "di luar Indonesia"),
])
def test_what_makes_no_city_is_one_sentence_and_leaves_nothing(
    rows: list[tuple[dict, tuple[int, int]]], city: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", boundary_file(tmp_path, rows), "--city", city]) == 2
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1
    assert not paths.own_reference().exists() and not paths.geometry().exists()


def test_a_list_of_kecamatan_that_cannot_be_read_names_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "kecamatan.csv"
    names.write_text("33.73.01;Utara\nSelatan\n", encoding="utf-8")
    assert main(["import", boundary_file(tmp_path, ROWS), "--city", CITY, "--kecamatan", str(names)]) == 2
    assert "kecamatan.csv, baris 2: seharusnya kode dan nama, misalnya 33.73.01;Contoh" in capsys.readouterr().err


def test_an_own_city_can_be_forgotten_and_a_city_of_the_project_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", boundary_file(tmp_path, ROWS), "--city", CITY]) == 0
    assert main(["forget", "--city", CITY]) == 0
    assert not listed() and not published.available(CITY) and CITY not in {city.city_code for city in reference.cities()}
    assert main(["forget", "--city", "32.73"]) == 2
    assert "Kota 32.73 bukan kota tambahan" in capsys.readouterr().err


def test_a_city_of_the_project_keeps_its_own_lists(tmp_path: Path) -> None:
    folder = paths.own_reference()
    (folder / "kelurahan").mkdir(parents=True)
    (folder / "city.csv").write_text("city_code,city_name\n32.73,Kota Lain\n", encoding="utf-8")
    assert not reference.own_cities() and [city.city_name for city in reference.cities() if city.city_code == "32.73"] == ["Kota Bandung"]
    with pytest.raises(UserError, match="Kota 99.99 tidak ada"):
        reference.city_units("99.99")


def test_a_name_in_the_file_cannot_break_the_list(tmp_path: Path) -> None:
    names = ["Satu\n#dua", 'Ti"ga, empat', "=1+1", "Lima\u200b\u202e"]
    rows = [({**properties, "WADMKD": name}, at) for (properties, at), name in zip(ROWS, names, strict=True)]
    assert main(["import", boundary_file(tmp_path, rows), "--city", CITY]) == 0
    assert [unit.kelurahan_name for unit in listed().values()] == ["Satu #dua", 'Ti"ga, empat', "=1+1", "Lima"]


@pytest.mark.parametrize(("lines", "said"), [
    ("33.73.01;Utara\n33.73.01;Selatan\n", "baris 2: 33.73.01 sudah bernama Utara"), ("33.73;Utara\n33.73.02;Selatan\n", "baris 1: seharusnya kode dan nama"),
])
def test_a_list_of_kecamatan_that_contradicts_itself_is_refused(lines: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "kecamatan.csv"
    names.write_text(lines, encoding="utf-8")
    assert main(["import", boundary_file(tmp_path, ROWS), "--city", CITY, "--kecamatan", str(names)]) == 2
    assert said in capsys.readouterr().err


def test_a_line_break_in_the_name_of_the_city_is_a_blank(tmp_path: Path) -> None:
    assert main(["import", boundary_file(tmp_path, ROWS), "--city", CITY, "--name", "Kota\nBaru"]) == 0
    assert len(listed()) == 4 and [city.city_name for city in reference.cities() if city.city_code == CITY] == ["Kota Baru"]
