"""The profile of a kelurahan says where it lies."""

import json
from pathlib import Path

from tests.pages.opening import opened


def test_the_map_marks_the_kelurahan_and_its_kecamatan_in_the_city(sample_warehouse: Path) -> None:
    app = opened("profil.py", kota="Kota Solok", kelurahan="Nan Balimo (Tanjung Harapan)")
    drawn, = (json.loads(part.proto.json) for part in app.get("bidi_component"))
    assert drawn["selected"] == "13.72.02.1004" and drawn["units"].pop("13.72.02.1004") == [0, "kelurahan ini", []]
    assert [found["count"] for found in drawn["classes"]] == [1, 5, 7]
    assert all(unit[0] == (1 if code.startswith("13.72.02.") else 2) for code, unit in drawn["units"].items())
    assert [found["label"] for found in drawn["classes"]] == ["Nan Balimo", "lainnya di kecamatan Tanjung Harapan", "kecamatan lain"]
