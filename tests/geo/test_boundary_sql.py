"""SQL dumps of boundaries: read strictly as text, every shape of `path`, every fault with its line."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from data.errors import UserError
from data.reference import city_units
from geo.boundaries import read_boundaries
from geo.boundary_sql import read_sql
from tests.geo.boundary_files import REAL_FILES, is_complete, real_file, real_sql

SOLOK = "13.72"
HEAD = "INSERT INTO wilayah_boundaries(kode,nama,lat,lng,path) VALUES\n"
SQUARE = "[[-0.8,100.6],[-0.8,100.7],[-0.7,100.7],[-0.7,100.6],[-0.8,100.6]]"
HOLE = "[[-0.76,100.64],[-0.76,100.66],[-0.74,100.66],[-0.74,100.64],[-0.76,100.64]]"
ISLAND = "[[-0.8,100.8],[-0.8,100.9],[-0.7,100.9],[-0.7,100.8],[-0.8,100.8]]"


def dump(folder: Path, content: str) -> Path:
    path = folder / "batas.sql"
    path.write_text(content, encoding="utf-8")
    return path


def row(code: str = "13.72.01.1001", name: str = "Tanah Garam", path: str = f"[{SQUARE}]") -> str:
    return f"('{code}','{name}',-0.79,100.59,'{path}')"


@pytest.mark.parametrize("city_code", REAL_FILES)
def test_a_real_dump_gives_every_unit_and_the_same_ground_as_its_geojson(city_code: str, shared: Path) -> None:
    polygons, report = read_boundaries(real_sql(shared, city_code), city_code)
    assert list(polygons) == [unit.kelurahan_code for unit in city_units(city_code)]
    assert is_complete(report)
    assert not report.missing + report.foreign + report.higher + report.doubtful + report.doubled + report.area_differences
    shapes = np.array(list(polygons.values()), dtype=object)
    others = np.array(list(read_boundaries(real_file(shared, city_code), city_code)[0].values()), dtype=object)
    shared_ground = shapely.area(shapely.intersection(shapes, others)) / shapely.area(shapely.union(shapes, others))
    assert shared_ground.min() > 0.99


@pytest.mark.parametrize(("path", "area"), [
    # a bare ring, a polygon, with its hole, two parts in one list, two parts as polygons of which one has a hole
    (SQUARE, 0.01),
    (f"[{SQUARE}]", 0.01),
    (f"[{SQUARE},{HOLE}]", 0.0096),
    (f"[{SQUARE},{ISLAND}]", 0.02),
    (f"[[{SQUARE},{HOLE}],[{ISLAND}]]", 0.0196),
])
def test_every_nesting_of_rings_is_one_shape_with_longitude_first(path: str, area: float, tmp_path: Path) -> None:
    (found,) = read_sql(dump(tmp_path, HEAD + row(path=path) + ";"))
    assert found.geometry.area == pytest.approx(area)
    assert found.geometry.bounds[0] == 100.6 and found.geometry.bounds[3] == -0.7


def test_quotes_comments_and_several_inserts_are_read_and_other_commands_never_run(tmp_path: Path) -> None:
    content = (
        "/* copyright; 'cahya' */\nSET NAMES utf8; -- it's a comment\nDELETE FROM wilayah_boundaries WHERE kode LIKE '13.72.%';\n"
        "INSERT INTO wilayah (kode, nama) VALUES ('13.72', 'Kota Solok');\n"
        "INSERT INTO `wilayah_boundaries` (`path`, `nama`, `kode`, `status`) VALUES\n"
        f"  ('[{SQUARE}]', 'Ma\\'rifat', '13.72.01.1001', NULL),\n  ('[{SQUARE}]', 'Ba''da; (lama)', '13.72.01.1002', 1);\n"
        f"insert into wilayah_boundaries(kode,nama,path) values ('13.72.01.1003','Tanpa garis',''),('13.72.01.1004',NULL,'[{SQUARE}]');"
    )
    found = read_sql(dump(tmp_path, content))
    assert [(line.code, line.name) for line in found] == [
        ("13.72.01.1001", "Ma'rifat"), ("13.72.01.1002", "Ba'da; (lama)"), ("13.72.01.1004", ""),
    ]


def test_kecamatan_and_city_rows_behind_the_units_are_left_out_and_named(shared: Path, tmp_path: Path) -> None:
    # Pesantren is a kecamatan and one of its kelurahan: the larger polygon must not become the smaller unit
    real = real_sql(shared, "35.71")
    large = "[[-7.9,111.9],[-7.9,112.1],[-7.7,112.1],[-7.7,111.9]]"
    more = ",".join([row("35.71.03", "Pesantren", large), row("35.71", "Kota Kediri", large), row("32.73.01.1001", "Sukarasa", SQUARE)])
    polygons, report = read_boundaries(dump(tmp_path, real.read_text(encoding="utf-8") + HEAD + more + ";"), "35.71")
    assert len(polygons) == 46
    assert report.higher == ["35.71.03 Pesantren", "35.71 Kota Kediri"]
    assert [said for said, _ in report.foreign] == ["32.73.01.1001 Sukarasa"]
    assert not report.doubled + report.area_differences
    assert "Batas kecamatan, kota, atau provinsi, dilewati (2): 35.71.03 Pesantren; 35.71 Kota Kediri." in report.sentences()


def test_a_crossed_ring_is_mended_and_named(tmp_path: Path) -> None:
    crossed = "[[-0.8,100.58],[-0.8,100.61],[-0.78,100.58],[-0.77,100.63],[-0.8,100.58]]"
    _, report = read_boundaries(dump(tmp_path, HEAD + row(path=crossed) + ";"), SOLOK)
    assert report.mended == ["Tanah Garam (kec. Lubuk Sikarah)"]


def test_a_dump_with_longitude_first_is_put_right(tmp_path: Path) -> None:
    swapped = "[[100.58,-0.81],[100.61,-0.81],[100.61,-0.78],[100.58,-0.78]]"
    polygons, _ = read_boundaries(dump(tmp_path, HEAD + row(path=swapped) + ";"), SOLOK)
    assert polygons["13.72.01.1001"].bounds == pytest.approx((100.58, -0.81, 100.61, -0.78))


@pytest.mark.parametrize(("content", "words"), [
    ("SELECT 1;", "tidak memuat baris INSERT dengan kolom kode, nama, dan path"),
    (HEAD + row("13.72.01", "Lubuk Sikarah") + ";", "hanya memuat batas kecamatan"),
    (HEAD + row() + ",\n('13.72.01.1002','VI Su", "baris 3: ada tanda kutip atau komentar yang tidak ditutup"),
    (HEAD + row() + ",", "baris 2: perintah terakhir tidak selesai"),
    (HEAD + row(), "baris 2: perintah terakhir tidak selesai"),
    (HEAD + row() + row() + ";", r"baris 2: seharusnya ada ',', bukan '\('"),
    (HEAD + row() + ",;", r"baris 2: seharusnya ada '\(', bukan ''"),
    (HEAD + "('13.72.01.1001','Tanah Garam',1);", "baris 2: ada 3 nilai untuk 5 kolom"),
    (HEAD + "('13.72.01.1001','Tanah Garam',1,2,LOAD_FILE('x'));", "nilai harus teks, angka, atau NULL, bukan 'LOAD_FILE'"),
    ("INSERT INTO wilayah_boundaries VALUES " + row() + ";", "baris 1: INSERT tidak menyebut nama kolomnya"),
    (HEAD + row(path="[[-0.8,100.6],[-0.8,") + ";", "kolom path dari 13.72.01.1001 bukan daftar titik"),
    (HEAD + row(path="[[-0.8,100.6],[-0.8,100.7]]") + ";", "kolom path dari 13.72.01.1001"),
    (HEAD + row(path='[["a","b"],["c","d"],["e","f"]]') + ";", "kolom path dari 13.72.01.1001"),
    (HEAD + row(path="[[NaN,1],[2,3],[4,5]]") + ";", "kolom path dari 13.72.01.1001"),
    (HEAD + row(path="[[760000,9900000],[770000,9900000],[770000,9910000]]") + ";", "kolom path dari 13.72.01.1001"),
    (HEAD + row(path="[" * 3000) + ";", "kolom path dari 13.72.01.1001"),
    (HEAD + row(path=f"[[{SQUARE}],7]") + ";", "kolom path dari 13.72.01.1001"),
    (HEAD + row(path='{"type":"Polygon"}') + ";", "kolom path dari 13.72.01.1001"),
])
def test_a_faulty_dump_is_one_sentence_with_its_file_and_line(content: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=words) as caught:
        read_sql(dump(tmp_path, content))
    assert str(caught.value).startswith("Berkas batas batas.sql")


def test_a_dump_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "batas.sql").write_bytes(b"\xff\xfe\x00batas")
    with pytest.raises(UserError, match="bukan teks UTF-8"):
        read_sql(tmp_path / "batas.sql")
