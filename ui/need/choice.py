"""What the page of need looks at: a measure, a kind, a level, a view; and its words."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

import pandas as pd
import streamlit as st

from charts.map_spec import MapText, is_unserved
from charts.words import amount, is_known, month_long, need_title, number, uncapital
from ui.context import Context
from ui.maps import place_picker
from ui.reads import finest_level_of
from ui.need.margins import public_margins, said_places
from ui.terms import DENOMINATORS, NEED_MEASURES, meaning

ALL_KINDS = "Semua jenis PPKS"
_MOST_DECIMALS = 6  # of an area in km²
HIDDEN_LINES = ["disembunyikan", "Angka kecil tidak ditampilkan pada tampilan publik"]


def hidden_because(row: tuple) -> str:
    """Why the public view does not say the value of a place: its count is small, or what is known of it too uncertain for a rate."""
    return "Terlalu tidak pasti untuk ditampilkan pada tampilan publik" if is_known(row.numerator) else HIDDEN_LINES[1]


@dataclass(frozen=True)
class Need:
    """A measure of need by place. It has no slots, as it keeps the places that are asked for again and again. `kind_name` None: all kinds; `unit` of its values; `kind_unit` orang or keluarga."""

    here: Context
    name: str
    kind_name: str | None
    kind_unit: str
    unit: str
    level: str
    options: dict[str, object]

    @property
    def is_public(self) -> bool:
        return self.options["view"] == "public"

    @property
    def title(self) -> str:
        return need_title(self.name, self.kind_name, self.kind_unit)

    @property
    def measured_in(self) -> str:
        """The unit as it stands behind a comma."""
        return self.unit if self.unit.startswith("per ") else f"dalam {self.unit}"

    @property
    def unit_word(self) -> str:
        """What a place of the level is called."""
        return "kecamatan" if self.level == "kecamatan" else self.here.unit_word

    @cached_property
    def places(self) -> pd.DataFrame:
        """The places in the month of the page, as they may be said."""
        return self.at(self.here.period)

    @property
    def city(self) -> tuple:
        """The figure of the whole city, likewise."""
        return self._at(self.here.period, "city").iloc[0]

    def at(self, period: date) -> pd.DataFrame:
        """The places in a month, as they may be said; columns as queries.measure gives them."""
        return self._at(period, self.level)

    def _at(self, period: date, level: str) -> pd.DataFrame:
        """In the public view rates no more exact than the counts behind them allow, hidden where that is not half of the rate."""
        places = self.here.measure(self.name, level, period=period, **self.options)
        if not self.is_public:
            return places
        margins = public_margins(self.here, period, self.options.get("ppks_code", "ALL"), self.name, level)
        return said_places(places, level, margins, meaning(self.name).scale)

    @property
    def has_values(self) -> bool:
        return bool(self.places.value.notna().any())

    @property
    def hidden_count(self) -> int:
        """Places whose value the view hides."""
        return int(self.places.is_hidden.sum())

    @property
    def stand(self) -> pd.DataFrame:
        """Which recap speaks for the month, empty where none does."""
        if self.name.startswith("dtks"):
            return self.here.ask("welfare_stand")
        return self.here.ask("ppks_stand", ppks_code=self.options.get("ppks_code", "ALL"))

    @property
    def basis(self) -> str:
        stand = self.stand
        return f"Keadaan {month_long(stand.data_period[0])}" if len(stand) else ""

    @property
    def recap(self) -> date:
        """The month that the recap speaks of, that of the page where there is none."""
        stand = self.stand
        return stand.data_period[0] if len(stand) else self.here.period

    @property
    def is_older(self) -> bool:
        """Whether the recap speaks of another month than the page."""
        return month_long(self.recap) != month_long(self.here.period)

    @property
    def seed(self) -> int:
        """The same for the same city, month and measure: chance says the same when it is asked again, also of a later edition with the same figures."""
        asked = (self.here.city_code, str(self.here.period), self.name, str(self.options.get("ppks_code", "ALL")), self.level)
        return int.from_bytes(sha256("|".join(asked).encode()).digest()[:4])

    @property
    def file_name(self) -> str:
        return f"{self.name}-{self.options.get('ppks_code', 'semua')}-{self.here.city_code}-{self.here.period:%Y-%m}"

    def public(self) -> "Need":
        """The same as it may leave the office."""
        return self if self.is_public else replace(self, options={**self.options, "view": "public"})

    def of_measure(self, name: str) -> "Need":
        """Another measure of the same kind and view; DTKS knows no kinds."""
        return replace(self, name=name, unit=_unit_of(name, self.kind_unit))

    def text(self, about: str = "") -> MapText:
        """The words of a map of the measure; `about` says what the map does with it."""
        return self.words(f"{self.title}{about}, {uncapital(self.basis)}", self.recap)

    def words(self, title: str, period: date) -> MapText:
        """The words of a map with a title of its own that shows the figures of `period`."""
        return MapText(title, self.source_at(period), self.unit_word, meaning(self.name).source, self.level, self.unit)

    def source_at(self, period: date) -> str:
        """The source line of a month, with the mark of the public view."""
        return f"{self.here.source_at(period)}{' · tampilan publik, dibulatkan' if self.is_public else ''}"

    def lines(self, row: tuple) -> list[str]:
        """Value of a place and how it came about."""
        if row.is_hidden:
            return ["disembunyikan", hidden_because(row)]
        if is_unserved(row):
            return [f"tidak ada anggota, {self._counted(row.numerator)}"]
        if self.is_public:
            return [self.spoken(row.value)]
        if self.name not in DENOMINATORS or not (is_known(row.denominator) and is_known(row.numerator)):
            return [amount(row.value, self.unit)]
        return [amount(row.value, self.unit), f"{self._counted(row.numerator)} dibagi {self._divisor(row)} {DENOMINATORS[self.name].said}"]

    def _counted(self, count: float) -> str:
        """People with the word for them: those of all kinds are PPKS."""
        return f"{number(count)} {'PPKS' if self.name.startswith('ppks') and self.kind_name is None else self.kind_unit}"

    def spoken(self, value: float) -> str:
        """A value with its unit, 'sekitar' in the public view."""
        return f"sekitar {amount(value, self.unit)}" if self.is_public and value > 0 else amount(value, self.unit)

    def _divisor(self, row: tuple) -> str:
        """The denominator of a place, an area as finely as it takes for the division to give the value that is shown."""
        if self.name != "ppks_per_km2" or not (is_known(row.value) and is_known(row.denominator)):
            return number(row.denominator)
        said = amount(row.value, self.unit)
        finer = (decimals for decimals in range(1, _MOST_DECIMALS) if round(row.denominator, decimals))
        return number(row.denominator, next((at for at in finer if amount(row.numerator / round(row.denominator, at), self.unit) == said), _MOST_DECIMALS))

    def label(self, row: tuple) -> str:
        """A place in a list."""
        return row.place_name if self.level == "kecamatan" else f"{row.place_name} ({row.kecamatan_name})"


def choose(here: Context) -> tuple[Need, str | None]:
    """The filters of the page; the measure, and the code of the chosen kelurahan."""
    kinds = here.ask("ppks_kinds")
    with st.container(key="pk-filters"):
        left, middle, right, end = st.columns([3, 3, 2.2, 1.8], gap="small", vertical_alignment="bottom")
    with left:
        known = here.ask("population_known").is_known[0]
        label = st.selectbox("Ukuran", list(NEED_MEASURES), index=0 if known else 1, key="ukuran", bind="query-params")
    name = NEED_MEASURES[label]
    with middle:
        kind_label = st.selectbox("Jenis PPKS", [ALL_KINDS, *kinds.ppks_name], key="jenis", bind="query-params", disabled=name.startswith("dtks"))
    with right:
        chosen = place_picker(here)
    kind = None if kind_label == ALL_KINDS or name.startswith("dtks") else kinds[kinds.ppks_name == kind_label].iloc[0]
    kind_name, kind_unit, options = (None, "orang", {}) if kind is None else (kind.ppks_name, kind.unit, {"ppks_code": kind.ppks_code})
    with end:
        is_public = st.toggle(
            "Tampilan publik", key="publik", bind="query-params",
            help="Angka kecil disembunyikan dan yang lain dibulatkan; hanya gambar tampilan ini yang dapat diunduh.",
        )
    level = "kelurahan" if kind is None else finest_level_of(kind.tier)
    return Need(here, name, kind_name, kind_unit, _unit_of(name, kind_unit), level, {**options, "view": "public" if is_public else "internal"}), chosen


def _unit_of(name: str, kind_unit: str) -> str:
    """The unit of a measure; counts are in that of the kind."""
    return kind_unit if meaning(name).unit == "orang" else meaning(name).unit
