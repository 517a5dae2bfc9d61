"""Contents to write reports from: those of the sample cities, and one whose words are as hostile as its cells are odd."""

from dataclasses import replace
from datetime import date
from functools import cache

from data.parameters import norms_of
from data.reference import cities
from queries.warehouse import current_edition
from reports.figures.contents import HIDDEN, Column, Contents, Table
from reports.figures.gather import contents

CITIES = [city.city_code for city in cities()]
PERIOD = date(2024, 12, 1)
SOLOK = "13.72"
HOSTILE = ('<img src=x onerror="document.title=1">', "=1+1", "+62", "-5", "@SUM(A1)", "#panic(1) *tebal* $x$ `k` \\ [a] <b> ~ _c_", "</script><script>alert(1)</script>")
ODD = Table(
    "odd", "Daftar: [aneh]/* dengan 'judul' yang panjang sekali?", (
        Column("place", "Tempat & nama", "", "text"), Column("count", "Jumlah", "orang", "count"), Column("rate", "Kepadatan", "per km²", "rate"),
        Column("share", "Bagian", "%", "percent"), Column("money", "Pagu", "rupiah", "rupiah"), Column("month", "Bulan", "", "month"), Column("day", "Tanggal", "", "date"),
    ),
    (*((name, HIDDEN, 3.26, 41.6, 1_250_000_000, date(2024, 12, 1), date(2024, 12, 31)) for name in HOSTILE), ("kosong", None, None, None, None, None, None), ("nol", 0, 0.0, 0.0, 0, None, None)),
    "Catatan <b>tebal</b> & *bintang*.",
)


@cache
def sample(city_code: str = SOLOK, period: date = PERIOD, kecamatan_code: str | None = None) -> Contents:
    """The contents of a city of the sample edition, under its first norm."""
    return contents(current_edition(), city_code, period, norms_of(city_code, period)[0], kecamatan_code=kecamatan_code)


def hostile() -> Contents:
    """Solok with hostile words in a table, a series, a map and its name."""
    found = sample()
    name = HOSTILE[0]
    drawn = found.maps["members"]
    units = {code: [index, f"{value} {name}", [HOSTILE[5]]] for code, (index, value, _) in drawn.spec["units"].items()}
    series = found.series["shortage_places"]
    return replace(
        found, city_name=f"Kota {HOSTILE[5]}", tables={**found.tables, "odd": ODD}, maps={**found.maps, "members": replace(drawn, spec={**drawn.spec, "title": HOSTILE[6], "units": units})},
        series={**found.series, "shortage_places": replace(series, title=HOSTILE[6], labels=(name, *series.labels[1:]))},
    )
