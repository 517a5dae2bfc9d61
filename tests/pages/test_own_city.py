"""A city that came in as a boundary file: it can be chosen before it has data, and its exports fill the same pages."""

import json
from pathlib import Path

import pytest

from data import paths
from geo.__main__ import main
from ingest import build as build_module
from ingest.build import build
from tests.pages.opening import opened, words

PLACES = {"33.74": ("Tiga", "Empat", "Lima"), "33.73": ("Satu", "Dua", "Enam")}  # the first has no export


@pytest.fixture
def two_cities(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_GEOMETRY", str(tmp_path / "peta"))
    for city, names in PLACES.items():
        features = []
        for number, name in enumerate(names):
            west, south = 110 + number * 0.02, -7.0
            ring = [[west, south], [west + 0.02, south], [west + 0.02, south + 0.02], [west, south + 0.02], [west, south]]
            properties = {"kode": f"{city}.01.100{number + 1}", "nama": name, "kecamatan": "Utara", "kota": f"Kota {names[0]}"}
            features.append({"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}})
        path = tmp_path / f"{city}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        assert main(["import", str(path), "--city", city]) == 0
    exports = tmp_path / "ekspor"
    exports.mkdir()
    (exports / "anggota.csv").write_text("Nama;Kecamatan;Kelurahan;Unsur;Status;Tanggal Bergabung\n" + "".join(
        f"Orang {number};Utara;{'Satu' if number < 5 else 'Dua'};PSM;Aktif;1 Januari 2020\n" for number in range(6)), encoding="utf-8")
    (exports / "rekap.csv").write_text("Kecamatan;Kelurahan;Jenis PPKS;Jumlah;Tahun\nUtara;Satu;Fakir Miskin;49;2024\nUtara;Dua;Fakir Miskin;98;2024\n", encoding="utf-8")
    build([exports], publish=True, report=None, progress=lambda *_: None)


def test_it_is_offered_before_its_first_export_and_its_exports_fill_the_same_pages(two_cities: None) -> None:
    said = words(opened("cakupan.py", kota="Kota Satu"))
    assert "1 dari 3 kelurahan memenuhi minimal 5 anggota; kurang 9 orang" in said and "Kota Satu: 8 baris = 8 diterima" in said
    rows = opened("kepadatan.py", kota="Kota Satu", ukuran="PPKS per km²").dataframe[0].value.set_index("Tempat")
    density = rows.iloc[:, 2]
    assert (density["Satu"], density["Dua"]) == (pytest.approx(49 / 4.888, rel=0.01), pytest.approx(98 / 4.888, rel=0.01))
    assert density.isna()["Enam"], "not counted is not zero"
    for page in ("ringkasan.py", "cakupan.py", "kepadatan.py"):
        app = opened(page, kota="Kota Tiga")
        drawn, = (json.loads(part.proto.json) for part in app.get("bidi_component"))
        assert not app.exception and [(found["label"], found["count"]) for found in drawn["classes"] if found["count"]] == [("Tidak ada data", 3)]
        assert drawn["source"] == "", "no list was read"
        assert page == "ringkasan.py" or app.get("button_group"), "the drawing can be chosen"
    app = opened("profil.py", kota="Kota Tiga", kelurahan="Empat (Utara)")
    assert not app.exception and app.selectbox(key="kota").value == "Kota Tiga"
    said = words(app)
    assert "Kelurahan Empat, kecamatan Utara" in said and "tidak ada data" in said and "Kota Tiga: belum ada berkas yang diimpor" in said
    assert "data terakhir" not in said and "0 baris" not in said, "the last day of the data is that of another city"


def test_a_list_of_an_own_city_is_an_input_of_the_edition(warehouse: Path) -> None:
    before = build_module._fingerprint([], {})
    lists = paths.own_reference() / "kelurahan"
    lists.mkdir(parents=True)
    (lists / "33.73.csv").write_text("kelurahan_code\n", encoding="utf-8")
    assert build_module._fingerprint([], {}) != before
