"""The list of kelurahan of a city that no reference list has, read out of its boundary file.

What a column holds is told by its content (codes, one name for each kecamatan), by its heading only where content cannot tell.
Codes are never made up: a file without them is refused. Population and RW stay unknown.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely

from data.errors import UserError
from data.forms import numeral
from data.reference import City, Unit, provinces
from geo import coverage
from geo.boundary_columns import CODE_LENGTH, as_text, two_names
from geo.boundary_file import CLOSED, has_shape, read_layers
from geo.places import code_digits, name_key

KINDS = {"1": "kelurahan", "2": "desa", "3": "desa"}  # seventh digit of a Kemendagri code; 3 is a desa adat
HEADINGS = {
    "kelurahan": "wadmkd namobj namakelurahan namadesa namakeldesa namadesakel namakel nmkelurahan nmdesa nmkel kelurahan desa keldesa desakel "
    "desakelur kelurahandesa desakelurahan village villagename name4 adm4en adm4name nama name".split(),
    "kecamatan": "wadmkc kecamatan namakecamatan namakec nmkecamatan nmkec kec district subdistrict name3 adm3en adm3name".split(),
    "city": "wadmkk kota kabupaten kabkota kotakab namakota namakabupaten namakabkota namakab nmkab nmkabkota city regency name2 adm2en "
    "adm2name".split(),
}
_FIRST_CITY = 71  # from here on the last two digits of a city's code are those of a kota, below those of a kabupaten
_UNIT_WORD = re.compile(r"^(kelurahan|desa|kel|ds|kecamatan|kec)[.\s:]+(?=\S)", re.IGNORECASE)
_ROMAN = re.compile(r"\b[IVX]+\b", re.IGNORECASE)
_INDONESIA = (94.0, -12.0, 142.0, 7.0)  # degrees: west, south, east, north


@dataclass(frozen=True, slots=True)
class FoundCity:
    """A city and its kelurahan and desa, by code; `sentences` tell the operator what was found and what was not."""

    city: City
    units: tuple[Unit, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What does not come from the file: the city's name, names of kecamatan by code, and the units known from the file before."""

    city_name: str = ""
    kecamatan: Mapping[str, str] = field(default_factory=dict)
    units: tuple[Unit, ...] = ()


def read_city(path: Path, city_code: str, given: Given) -> FoundCity:
    """The city as its boundary file knows it; UserError where codes, names or the city's name are missing or contradict each other."""
    province = _province_of(city_code)
    table = max((_Table(layer, city_code) for layer in read_layers(path)), key=lambda found: len(found.rows))
    _refuse_without_codes(path, table)
    _refuse_without_shapes(path, table)
    _refuse_elsewhere(path, table.rows)
    kecamatan = _kecamatan_names(table, given)
    units, unnamed = _units(path, table, kecamatan, given)
    name = tidy(given.city_name) or table.city_name()
    if not name:
        raise UserError(f'Nama kota {city_code} tidak ada di {path.name}. Tambahkan, misalnya: --name "{_word_of(city_code)} Contoh"')
    city = City(city_code, name, province, None, None, f"Nama dan kode dari berkas batas {' '.join(path.name.split())}")
    return FoundCity(city, units, tuple(_sentences(city, units, unnamed)))


def kecamatan_names(path: Path, city_code: str) -> dict[str, str]:
    """Names of kecamatan by code from a text file of lines such as `32.04.01;Ciwidey`; UserError, with the line, for any other."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        mend = "Periksa nama berkasnya, atau simpan ulang sebagai CSV UTF-8."
        raise UserError(f"Daftar kecamatan {path} tidak dapat dibaca sebagai teks UTF-8. {mend}") from error
    found: dict[str, str] = {}
    example = f"{city_code}.01;Contoh"
    for number, line in enumerate(lines, start=1):
        said = re.match(r'[\s"]*([\d.]*\d)[\s";,|]+(\S.*)', line)
        code = dotted(code_digits(said[1])) if said else ""
        if len(code) == 8 and code.startswith(city_code):
            name = _place_name(said[2].strip(' ";,|'))
            if found.setdefault(code, name) != name:
                raise UserError(f"Daftar kecamatan {path.name}, baris {number}: {code} sudah bernama {found[code]}. Betulkan, lalu ulangi.")
        elif line.strip() and (number > 1 or re.search(r"\d", line)):  # the first line may be a heading
            raise UserError(f"Daftar kecamatan {path.name}, baris {number}: seharusnya kode dan nama, misalnya {example}. Betulkan, lalu ulangi.")
    if not found:
        raise UserError(f"Daftar kecamatan {path.name} tidak memuat kecamatan kota {city_code}. Tulis satu baris satu kecamatan: {example}.")
    return found


def dotted(digits: str) -> str:
    """32.04.01.2001 for 3204012001, and likewise for a kecamatan or a city."""
    return ".".join(filter(None, (digits[:2], digits[2:4], digits[4:6], digits[6:])))


def tidy(text: str) -> str:
    """A name on one line; written in capitals only it gets small letters, and Roman numbers stay capital."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    cased = plain.title() if plain.isupper() else plain
    return _ROMAN.sub(lambda found: found[0].upper(), cased)


def _place_name(text: str) -> str:
    """A name without the word kelurahan, desa or kecamatan before it."""
    return tidy(_UNIT_WORD.sub("", text.strip()))


class _Table:
    """The rows of one layer that bear a code of the city, and which column says what."""

    def __init__(self, layer: geopandas.GeoDataFrame, city_code: str) -> None:
        self.city_code, self.start = city_code, city_code.replace(".", "")
        texts = pd.DataFrame({str(name): layer[name].map(as_text) for name in layer.columns if name not in (layer.geometry.name, CLOSED)}, index=layer.index)
        digits = texts.map(code_digits)
        full = digits.map(lambda code: len(code) == CODE_LENGTH)
        here = full & digits.map(lambda code: code.startswith(self.start) and code[6:7] in KINDS)
        self.code = max(here.columns, key=lambda name: int(here[name].sum()), default=None)
        is_here = here[self.code] if self.code is not None else pd.Series(False, index=layer.index)
        self.rows = layer[is_here]
        self.texts = texts[is_here]
        self.codes = digits.loc[is_here, self.code].map(dotted) if self.code is not None else pd.Series(dtype=str)
        self.other_codes = sorted({code for name in full for code in digits.loc[full[name], name]})
        self.higher = {} if self.code is None else {
            dotted(digits.at[at, self.code]): texts.loc[at] for at in layer.index[digits[self.code].str.len().isin((4, 6))]
        }

    def column(self, role: str, without: Iterable[str | None] = ()) -> str | None:
        """The column that its heading names, with letters in it."""
        by_heading = {re.sub(r"[\W_]", "", name).lower(): name for name in self.texts if name not in without}
        named = [by_heading[heading] for heading in HEADINGS[role] if heading in by_heading]
        return next((name for name in named if self.texts[name].map(_has_letters).any()), None)

    def kecamatan_column(self) -> str | None:
        """By its heading, else the column that has one name for each kecamatan and another for the next."""
        groups = self.codes.str[:8]
        for name in filter(None, (self.column("kecamatan"), *self.texts)):
            filled = self.texts[name].map(name_key)[self.texts[name].map(_has_letters)]
            fits = filled.groupby(groups).nunique().eq(1).all() and filled.nunique() == groups.nunique() == groups[filled.index].nunique()
            if fits and (name == self.column("kecamatan") or groups.nunique() > 1 and len(self.texts) > groups.nunique()):
                return name
        return None

    def name_column(self) -> str | None:
        """By its heading, else the column of most different words."""
        taken = {self.code, self.kecamatan_column(), self.column("city")}
        if named := self.column("kelurahan", taken):
            return named
        kinds = {name: self.texts[name][self.texts[name].map(_is_word)].nunique() for name in self.texts if name not in taken}
        best = max(kinds, key=lambda name: kinds[name], default=None)
        return best if best is not None and kinds[best] > self.codes.nunique() / 2 else None

    def city_name(self) -> str:
        """From the row of the city itself, or from a column that is called after it; '' where the file does not say it."""
        if self.city_code in self.higher:
            said = next(filter(_has_letters, self.higher[self.city_code]), "")
        else:
            column = self.column("city", {self.code, self.kecamatan_column(), self.name_column()})
            values = self.texts[column].map(tidy).unique().tolist() if column else []
            said = values[0] if len(values) == 1 else ""
        said = re.sub(r"^kab\b[.\s]*", "Kabupaten ", tidy(said), flags=re.IGNORECASE)
        if not said or re.match(r"(kota|kabupaten)\b", said, re.IGNORECASE):
            return said
        return f"{_word_of(self.city_code)} {said}"


def _word_of(city_code: str) -> str:
    return "Kota" if int(city_code[3:]) >= _FIRST_CITY else "Kabupaten"


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _is_word(text: str) -> bool:
    return _has_letters(text) and len(text) <= 60 and sum(c.isdigit() for c in text) <= 2


def _province_of(city_code: str) -> str:
    if not re.fullmatch(r"\d\d\.\d\d", city_code):
        expected = "Pakai kode Kemendagri: dua angka provinsi, titik, dua angka kota atau kabupaten."
        raise UserError(f"Kode kota {city_code} tidak berbentuk seperti 32.04. {expected}")
    if city_code[:2] not in provinces():
        mend = "Periksa kode kotanya; provinsi baru ditambahkan di data/reference/province.csv."
        raise UserError(f"Kode provinsi {city_code[:2]} tidak dikenal. {mend}")
    return provinces()[city_code[:2]]


def _refuse_without_codes(path: Path, table: _Table) -> None:
    if len(table.rows):
        return
    expected = f"{table.city_code}.01.1001"
    elsewhere = sorted({dotted(code[:4]) for code in table.other_codes if code[6] in KINDS})
    if any(code.startswith(table.start) for code in table.other_codes):
        found = f"hanya memuat kode BPS atau kode lain, bukan kode Kemendagri seperti {expected}; pakai berkas yang memuatnya"
    elif elsewhere:
        found = f"memuat kode {_some(elsewhere, 5)}, bukan {table.city_code}; periksa kode kota atau pilih berkas lain"
    else:
        found = f"tidak punya kolom kode Kemendagri seperti {expected}; pakai berkas yang memuatnya"
    raise UserError(f"Daftar kelurahan kota {table.city_code} dibaca dari berkas batasnya, tetapi {path.name} {found}.")


def _refuse_without_shapes(path: Path, table: _Table) -> None:
    """A place whose shape is lost would be missing from the list of the city."""
    is_there = has_shape(table.rows)
    lost = sorted(set(table.codes[~is_there]) - set(table.codes[is_there]))
    if lost:
        raise UserError(f"{path.name}: tanpa bentuk yang dapat dibaca ({len(lost)}): {_some(lost, 5)}. Betulkan barisnya di aplikasi peta, lalu ulangi.")


def _refuse_elsewhere(path: Path, rows: geopandas.GeoDataFrame) -> None:
    west, south, east, north = rows.total_bounds
    if west < _INDONESIA[0] or south < _INDONESIA[1] or east > _INDONESIA[2] or north > _INDONESIA[3]:
        mend = "Sistem koordinatnya mungkin keliru; simpan ulang sebagai GeoJSON (WGS 84)."
        raise UserError(f"Poligon di {path.name} terletak di luar Indonesia. {mend}")


def _kecamatan_names(table: _Table, given: Given) -> dict[str, str]:
    """Name of each kecamatan that has one: as given, else of the file, else as known before."""
    column = table.kecamatan_column()
    codes = table.codes.str[:8]
    known = {unit.kecamatan_code: unit.kecamatan_name for unit in given.units}
    above = {code: _place_name(next(filter(_has_letters, row), "")) for code, row in table.higher.items() if len(code) == 8}
    said = {code: _place_name(text) for code, text in zip(codes, table.texts[column], strict=True) if _has_letters(text)} if column else {}
    return {code: name for code, name in {**known, **above, **said, **given.kecamatan}.items() if name}


def _units(path: Path, table: _Table, kecamatan: Mapping[str, str], given: Given) -> tuple[tuple[Unit, ...], list[str]]:
    """The units with area and middle of their polygons, and the codes of those without a name."""
    column = table.name_column()
    if column is None:
        fault = f"{path.name} tidak punya kolom nama kelurahan/desa; pakai berkas yang memuatnya"
        raise UserError(f"Daftar kelurahan kota {table.city_code} dibaca dari berkas batasnya, tetapi {fault}.")
    known = {unit.kelurahan_code: unit for unit in given.units}
    west, south, east, north = table.rows.total_bounds
    flat = pyproj.Transformer.from_crs(4326, f"+proj=laea +lat_0={(south + north) / 2} +lon_0={(west + east) / 2} +units=km", always_xy=True)
    found, unnamed = [], []
    for code, at in table.codes.groupby(table.codes).groups.items():
        names = sorted({_place_name(text) for text in table.texts.loc[at, column] if text})
        if len({name_key(name) for name in names}) > 1:
            raise two_names(path, code, names)
        if not names:
            unnamed.append(code)
        area, lon, lat = _measured([coverage.polygons_only(shape) for shape in table.rows.geometry[at]], flat)
        if not area:
            raise UserError(f"{path.name}: poligon {code} tidak punya luas. Periksa berkas itu di aplikasi peta.")
        before = known.get(code)
        found.append(Unit(
            code, names[0] if names else code, code[:8], kecamatan.get(code[:8], code[:8]), KINDS[code[9]], area, lat, lon,
            before.bps_code if before else None, before.rw_count if before else None,
        ))
    return tuple(found), unnamed


def _measured(parts: list[shapely.Geometry], flat: pyproj.Transformer) -> tuple[float, float, float]:
    """Km² on an equal-area plan, and longitude and latitude of the centroid; 0 km² for a polygon without ground."""
    on_plan = [coverage.mended(shapely.transform(part, lambda xy: np.column_stack(flat.transform(xy[:, 0], xy[:, 1])))) for part in parts]
    whole = shapely.union_all(on_plan)
    if not whole.area:
        return 0.0, 0.0, 0.0
    lon, lat = flat.transform(whole.centroid.x, whole.centroid.y, direction="INVERSE")
    return round(whole.area, 4), round(lon, 5), round(lat, 5)


def _sentences(city: City, units: tuple[Unit, ...], unnamed: list[str]) -> Iterable[str]:
    kecamatan = {unit.kecamatan_code: unit.kecamatan_name for unit in units}
    yield (
        f"Kota menurut berkas ini: {city.city_code} {city.city_name}, {city.province_name}; "
        f"{len(units)} kelurahan/desa di {len(kecamatan)} kecamatan, {numeral(sum(unit.area_km2 for unit in units), 2)} km² (dihitung dari poligonnya)."
    )
    nameless = [code for code, name in kecamatan.items() if name == code]
    if nameless:
        yield (
            f"Nama {len(nameless)} kecamatan tidak ada di berkas ini dan sementara disebut dengan kodenya: {_some(nameless, 5)}. "
            f"Sebelum mengimpor data, lengkapi dengan --kecamatan DAFTAR, satu baris satu kecamatan: {nameless[0]};Nama."
        )
    if unnamed:
        yield f"Tanpa nama di berkas ini, disebut dengan kodenya ({len(unnamed)}): {_some(unnamed, 12)}."
    yield "Jumlah penduduk dan RW belum diketahui; penduduk dapat diimpor kemudian."


def _some(names: list[str], most: int) -> str:
    return f"{', '.join(names[:most])}{' dan lainnya' if len(names) > most else ''}"
