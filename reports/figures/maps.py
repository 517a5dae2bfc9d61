"""The maps of a scope as specifications; the shapes are drawn by whoever shows them. A kecamatan is shown alone, its city around it."""

from functools import partial

import pandas as pd

from charts.colours import DONE, EMPTY, NEED
from charts.map_spec import MapText, coverage_map, scale_map, shortage_map
from charts.words import amount, capital, day, is_known, lack_said, month_long, number
from geo.published import drawn
from reports.figures.contents import ABOUT, Map
from reports.figures.members import named_shortages
from reports.figures.need import RATES, Need
from reports.figures.need_facts import highest
from reports.figures.scope import Scope

_ONE_COLOUR = ("#d5ecea", "#a9d6d1", "#7cc4bb", "#45a199", DONE)
_FEW = 12  # places that five ranges would only tell apart one by one
_NAMED = 6  # names that a map can bear beside those of the kecamatan
_HIDDEN = ["disembunyikan", "Angka kecil tidak ditampilkan"]


def maps_of(scope: Scope, need: Need, places: pd.DataFrame) -> dict[str, Map]:
    """Members, shortage, PPKS, their density, reach and training, as far as there are values."""
    kinds = drawn(scope.city_code)
    unit, at, who = scope.unit_word, scope.month, scope.member_word
    recap = f"keadaan {month_long(need.data_period)}" if need.data_period else at
    rate = RATES[need.rate_name]
    ranges = 5 if len(places) > _FEW else 3
    found = {}

    def add(key: str, title: str, frame: pd.DataFrame, spec, named: pd.DataFrame | None = None) -> None:
        if frame.value.notna().any() or frame.is_hidden.any():
            shown = spec(frame, MapText(title, scope.source_line, unit, source=""))
            codes = () if named is None else tuple(named.place_code.head(_NAMED))
            found[key] = Map(key, title, {**shown, "focus": scope.kecamatan_code}, kinds[0], codes)

    short, _, _ = named_shortages(places)
    missed = places[places.reached == 0].sort_values(["last_date", "place_code"], na_position="first")

    asked = scope.norm.asked_of(scope.ask("kelurahan").set_index("kelurahan_code").rw_count)
    add(
        "members",
        f"{capital(who)} aktif per {unit} terhadap norma, {at}",
        _frame(places, "members"),
        lambda frame, text: coverage_map(frame, asked, text, partial(_member_lines, who), who),
        short,
    )
    add(
        "shortage",
        f"Kekurangan {who} per {unit}, {at}",
        _frame(places, "shortage"),
        lambda frame, text: shortage_map(frame, text, partial(_member_lines, who), most=ranges),
        short,
    )
    add(
        "ppks",
        f"PPKS (semua jenis) per {unit}, {recap}",
        _frame(places, "ppks"),
        lambda frame, text: scale_map(
            frame, text, lambda row: _HIDDEN if row.is_hidden else [_about(row.value, "orang")], scale=NEED, most=ranges
        ),
        highest(places, "ppks"),
    )
    add(
        "ppks_rate",
        f"{rate}, {recap}",
        _frame(places, "rate"),
        lambda frame, text: scale_map(
            frame, text, lambda row: _HIDDEN if row.is_hidden else [_about(row.value, rate.removeprefix("PPKS "))], scale=NEED, most=ranges
        ),
        highest(places, "rate"),
    )
    add(
        "reach",
        f"Kegiatan yang menjangkau {unit} dalam 12 bulan sampai {at}",
        _frame(places, "activities"),
        partial(_reach_map, ranges),
        missed,
    )
    add(
        "trained",
        f"{capital(who)} terlatih dalam 24 bulan, persen, {at}",
        _frame(places, "trained"),
        partial(_training_map, who, ranges),
    )
    return found


def _reach_map(ranges: int, frame: pd.DataFrame, text: MapText) -> dict:
    """Activities that reached each unit; one that none reached is the message, so it looks like an empty one."""
    spec = scale_map(frame, text, _reach_lines, scale=_ONE_COLOUR, most=ranges)
    for shown in spec["classes"]:
        if shown["id"].startswith("zero"):
            shown |= {"label": "0, tidak terjangkau", "fill": EMPTY.fill, "pattern": EMPTY.pattern, "symbol": EMPTY.symbol}
    return spec


def _training_map(who: str, ranges: int, frame: pd.DataFrame, text: MapText) -> dict:
    """The share of trained members; where there is no member there is no share, which is no gap in the data."""
    spec = scale_map(frame, text, partial(_training_lines, who), scale=_ONE_COLOUR, most=ranges)
    unknown = frame[frame.value.isna()]
    if len(unknown) and (unknown.members == 0).all():
        spec["classes"][spec["units"][unknown.place_code.iloc[0]][0]]["label"] = f"tidak ada {who}"
    return spec


def _frame(places: pd.DataFrame, column: str) -> pd.DataFrame:
    hidden = places[f"{column}_hidden"] if f"{column}_hidden" in places else False
    return places.assign(value=places[column], is_hidden=hidden)


def _about(value: float, unit: str) -> str:
    """A number of people in need, which is known within its margin; nobody is nobody."""
    return f"{ABOUT} {amount(value, unit)}" if value else amount(value, unit)


def _member_lines(who: str, row: tuple) -> list[str]:
    return [amount(row.members, who), lack_said(row.shortage)]


def _reach_lines(row: tuple) -> list[str]:
    last = f"terakhir {day(row.last_date)}" if is_known(row.last_date) else "belum pernah terjangkau"
    return [f"{number(row.value)} kegiatan dalam 12 bulan", last]


def _training_lines(who: str, row: tuple) -> list[str]:
    if row.members == 0:
        return [f"tidak ada {who}"]
    return [
        amount(row.value, "%"),
        *([f"{number(row.never_trained)} belum pernah dilatih"] if is_known(row.never_trained) else []),
    ]
