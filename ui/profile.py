"""Where a kelurahan lies: the small map on its profile."""

import pandas as pd

from charts.colours import QUIET, Look
from charts.map_spec import MapText, map_spec, shown_class
from charts.words import capital
from ui.context import Context
from ui.maps import draw

HERE, NEAR, ELSEWHERE = Look("#1d2a33"), Look(QUIET), Look("#eef0f2")  # greys: where a place lies is no measure
HEIGHT = 300  # pixels


def show_where(here: Context, places: pd.DataFrame, code: str) -> None:
    """The city with the kelurahan marked and its kecamatan set off; a click opens another one. `places`: those of the city."""
    unit = places.set_index("kelurahan_code").loc[code]
    kecamatan = f"kecamatan {unit.kecamatan_name}"
    belongs = [0 if row.kelurahan_code == code else 1 if row.kecamatan_code == unit.kecamatan_code else 2 for row in places.itertuples()]
    labels = (unit.kelurahan_name, f"lainnya di {kecamatan}", "kecamatan lain")
    looks = zip(labels, (HERE, NEAR, ELSEWHERE), strict=True)
    classes = [shown_class(f"where-{at}", label, belongs.count(at), look) for at, (label, look) in enumerate(looks)]
    said = (f"{unit.kind} ini", "kecamatan yang sama", "kecamatan lain")
    text = MapText(f"Letak {unit.kelurahan_name}", capital(f"{kecamatan}, {here.city_name}"), here.unit_word, source="")
    drawn = map_spec(text, classes, {row.kelurahan_code: [at, said[at], []] for row, at in zip(places.itertuples(), belongs, strict=True)})
    draw(here, {**drawn, "download": False}, key="peta_letak", height=HEIGHT, labels="none")
