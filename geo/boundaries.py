"""Official boundaries of one city, read from a file, matched to its kelurahan, mended and simplified."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from data.errors import UserError
from data.reference import Unit, city_units, kelurahan_aliases
from geo import coverage
from geo.boundary_columns import CODE_LENGTH, as_text, find_columns, two_names
from geo.boundary_file import CLOSED, has_shape, read_layers
from geo.boundary_report import ImportReport
from geo.places import Gazetteer, PlaceText, code_digits, name_key
from geo.projection import LocalPlan

AREA_TOLERANCE = 0.05
FARTHEST_KM = 25  # a matched polygon farther than this from its reference point is another place or a wrong projection
HIGHER_CODE_LENGTHS = (2, 4, 6, 7)  # digits of a province, a city, a kecamatan (Kemendagri, BPS)
SAME_PLACE_SHARE = 0.5  # two features of one unit that share more than this are a doubled row, not two parts


@dataclass
class _Matching:
    """Polygons of the file by unit, and what could not be used."""

    parts: dict[str, list[shapely.Geometry]] = field(default_factory=dict)
    by_name: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    foreign: list[tuple[str, shapely.Geometry]] = field(default_factory=list)
    higher: list[str] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    formless: dict[str, str] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)


def read_boundaries(path: Path, city_code: str, units: tuple[Unit, ...] | None = None) -> tuple[dict[str, shapely.Geometry], ImportReport]:
    """Polygon of each kelurahan found, by code, in WGS 84 degrees, with the report of what was found and mended.

    The polygons form a clean coverage: no overlaps, no narrow gaps, neighbours share their border points. `units`: those to look
    for, where they are not in the reference lists yet. UserError for a file that cannot be read or that has no polygon of this city.
    """
    units = units or city_units(city_code)
    matching = max((_match(layer, units) for layer in read_layers(path)), key=lambda found: len(found.parts))
    if not matching.parts:
        raise UserError(
            f"Berkas batas {path.name} tidak memuat satu pun kelurahan/desa kota {city_code}. "
            "Periksa kode kota, atau apakah berkas punya kolom kode Kemendagri atau nama kelurahan."
        )
    plan = LocalPlan.around((unit.lon for unit in units), (unit.lat for unit in units))
    labels = {unit.kelurahan_code: unit_label(unit) for unit in units}
    report = ImportReport(path.name, city_code, len(units), sum(unit.area_km2 for unit in units))
    report.matched_by_name, report.doubtful = matching.by_name, matching.doubtful
    report.foreign = [(said, _area(shape, plan)) for said, shape in matching.foreign]
    report.higher = matching.higher
    report.formless = [said for code, said in matching.formless.items() if code not in matching.parts]
    _refuse_two_names(matching, path)
    codes = sorted(matching.parts)
    polygons = np.array([_merge(labels[code], matching.parts[code], plan, report) for code in codes], dtype=object)
    report.mended += [labels[code] for code in codes if code in matching.closed and labels[code] not in report.mended]
    _refuse_a_far_place(codes, polygons, units, plan, path)
    polygons = _report_and_clean(codes, polygons, labels, report)
    kept = ~shapely.is_empty(polygons)
    report.covered = [labels[code] for code, keep in zip(codes, kept, strict=True) if not keep]
    codes, polygons = [code for code, keep in zip(codes, kept, strict=True) if keep], polygons[kept]
    report.matched = len(codes)
    report.missing = [(labels[unit.kelurahan_code], unit.area_km2) for unit in units if unit.kelurahan_code not in matching.parts]
    report.area_differences = _area_differences(codes, polygons, units)
    return dict(zip(codes, shapely.transform(polygons, plan.to_degrees), strict=True)), report


def unit_label(unit: Unit) -> str:
    """Name with kecamatan, as sentences say it."""
    return f"{unit.kelurahan_name} (kec. {unit.kecamatan_name})"


def _match(layer: pd.DataFrame, units: tuple[Unit, ...]) -> _Matching:
    codes = {unit.kelurahan_code for unit in units}
    aliases = tuple(alias for alias in kelurahan_aliases() if alias.kelurahan_code in codes)
    gazetteer, found = Gazetteer(units, aliases), _Matching()
    columns = find_columns(layer.drop(columns=[layer.geometry.name, CLOSED]), units, aliases)
    for (_, row), geometry, is_there in zip(layer.iterrows(), layer.geometry, has_shape(layer), strict=True):
        text = columns.text(row)
        digits = code_digits(text.kelurahan_code)
        if len(digits) in HIGHER_CODE_LENGTHS:  # a kecamatan may have the name of one of its kelurahan
            found.higher.append(_description(text))
            continue
        if len(digits) == CODE_LENGTH and not _is_here(digits, units):
            if is_there:
                found.foreign.append((_description(text), geometry))
            continue
        match = gazetteer.match(text)
        if not is_there:
            if match.kelurahan_code:
                found.formless.setdefault(match.kelurahan_code, _description(text))
            continue
        if match.kelurahan_code is None:
            if match.candidates or len(digits) == CODE_LENGTH:
                found.doubtful.append(f"{_description(text)}: {match.message}")
            else:
                found.foreign.append((_description(text), geometry))
            continue
        if match.rule != "code":
            found.by_name.append(unit_label(gazetteer.unit(match.kelurahan_code)))
        found.parts.setdefault(match.kelurahan_code, []).append(geometry)
        found.names.setdefault(match.kelurahan_code, set()).update(filter(None, [_name(text, gazetteer, match.kelurahan_code)]))
        found.closed |= {match.kelurahan_code} if row[CLOSED] else set()
    return found


def _name(text: PlaceText, gazetteer: Gazetteer, code: str) -> str:
    """The name of a row; of its own unit in every way to write it the same."""
    is_own = gazetteer.match(PlaceText(text.kecamatan, text.kelurahan, "", "")).kelurahan_code == code
    return gazetteer.unit(code).kelurahan_name if is_own else as_text(text.kelurahan)


def _is_here(digits: str, units: tuple[Unit, ...]) -> bool:
    """The code begins with the city's own number, in the Kemendagri or the BPS way of writing."""
    return digits[:4] == units[0].city_code.replace(".", "")


def _description(text: PlaceText) -> str:
    return as_text(" ".join(filter(None, (text.kelurahan_code, text.kelurahan)))) or "poligon tanpa kode dan nama"


def _area(geometry: shapely.Geometry, plan: LocalPlan) -> float:
    """Km² of a polygon in degrees."""
    return float(shapely.area(coverage.mended(shapely.transform(coverage.polygons_only(geometry), plan.to_km))))


def _merge(label: str, parts: list[shapely.Geometry], plan: LocalPlan, report: ImportReport) -> shapely.Geometry:
    """One polygon in km of all features of a unit; notes broken rings, parts and doubled rows."""
    flat = shapely.transform(np.array([coverage.polygons_only(part) for part in parts], dtype=object), plan.to_km)
    report.vertices_before += int(shapely.get_num_coordinates(flat).sum())
    if not shapely.is_valid(flat).all():
        report.mended.append(label)
        flat = np.array([coverage.mended(part) for part in flat], dtype=object)
    if len(flat) > 1:
        smallest, claimed_twice = float(shapely.area(flat).min()), coverage.overlaps(flat)
        if any(overlap.area_km2 > SAME_PLACE_SHARE * smallest for overlap in claimed_twice):
            report.doubled.append((label, sum(overlap.area_km2 for overlap in claimed_twice)))
        else:
            report.merged[label] = len(flat)
    return coverage.polygons_only(shapely.union_all(flat))


def _refuse_two_names(matching: _Matching, path: Path) -> None:
    """A code that stands for two places would draw them as one."""
    for code, names in matching.names.items():
        if len({name_key(name) for name in names}) > 1:
            raise two_names(path, code, names)


def _refuse_a_far_place(codes: list[str], polygons: np.ndarray, units: tuple[Unit, ...], plan: LocalPlan, path: Path) -> None:
    known = {unit.kelurahan_code: plan.to_km(np.array([[unit.lon, unit.lat]]))[0] for unit in units}
    centres = shapely.get_coordinates(shapely.centroid(polygons))
    if len(centres) != len(codes):
        raise UserError(f"Berkas batas {path.name} memuat poligon tanpa luas. Periksa berkas itu di aplikasi peta.")
    distance = float(np.median(np.hypot(*(centres - [known[code] for code in codes]).T)))
    if distance > FARTHEST_KM:
        raise UserError(
            f"Poligon di {path.name} terletak sekitar {distance:,.0f} km dari kota ini. ".replace(",", ".")
            + "Sistem koordinatnya mungkin keliru; simpan ulang sebagai GeoJSON (WGS 84)."
        )


def _report_and_clean(codes: list[str], polygons: np.ndarray, labels: dict[str, str], report: ImportReport) -> np.ndarray:
    pairs = coverage.overlaps(polygons)
    report.overlap_km2 = sum(pair.area_km2 for pair in pairs)
    report.overlap_pairs = [(labels[codes[pair.first]], labels[codes[pair.second]], pair.area_km2) for pair in pairs]
    report.gaps = [([labels[codes[at]] for at in gap.around], gap.area_km2) for gap in coverage.gaps(polygons)]
    report.slits = [([labels[codes[at]] for at in slit.around], slit.area_km2) for slit in coverage.slits(polygons)]
    clean = coverage.cleaned(polygons)
    kept = ~shapely.is_empty(clean)
    clean[kept] = coverage.simplified(clean[kept])
    report.vertices_after = int(shapely.get_num_coordinates(clean).sum())
    return clean


def _area_differences(codes: list[str], polygons: np.ndarray, units: tuple[Unit, ...]) -> list[tuple[str, float, float]]:
    known = {unit.kelurahan_code: unit for unit in units}
    areas = zip(codes, shapely.area(polygons).tolist(), strict=True)
    found = [(unit_label(known[code]), area, known[code].area_km2) for code, area in areas]
    return [(label, area, expected) for label, area, expected in found if abs(area - expected) > AREA_TOLERANCE * expected]
