"""A boundary file of any common format as a table of polygons in WGS 84 longitude and latitude."""

import warnings
import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj.exceptions import ProjError

from data.errors import UserError
from geo.boundary_sql import read_sql

FORMATS = "GeoJSON, GeoPackage, Shapefile (boleh di-zip), KML, TopoJSON, SQL wilayah_boundaries"
CLOSED = "garis ditutup"  # a column of each layer: the file has this shape with a ring that does not end where it begins
_IN_A_ZIP = (".shp", ".gpkg", ".geojson", ".json", ".topojson", ".kml")


def read_layers(path: Path) -> list[geopandas.GeoDataFrame]:
    """Every layer of the file that has polygons, in WGS 84, with CLOSED; UserError when there is none or the file is unreadable.

    A row whose shape is missing or empty stays, without one: it says that its place is in the file.
    """
    if not path.is_file():
        raise UserError(f"Berkas batas {path} tidak ditemukan. Periksa nama dan foldernya.")
    if path.stat().st_size == 0:
        raise UserError(f"Berkas batas {path.name} kosong (0 bita). Salin ulang berkas itu dari sumbernya.")
    if path.suffix.lower() == ".sql":
        return [_in_degrees(_sql_layer(path), path)]
    try:
        layers = [
            _layer(inside, name) for inside in _insides(path) for name, kind in pyogrio.list_layers(inside) if kind is not None
        ]
    except (DataSourceError, DataLayerError, UnicodeDecodeError, ValueError, shapely.errors.GEOSException, zipfile.BadZipFile) as error:
        raise UserError(f"Berkas batas {path.name} tidak dapat dibaca. Gunakan {FORMATS} yang utuh.") from error
    found = [_in_degrees(_with_polygons(layer), path) for layer in layers if isinstance(layer, geopandas.GeoDataFrame)]
    found = [layer for layer in found if has_shape(layer).any()]
    if not found:
        raise UserError(
            f"Berkas batas {path.name} tidak memuat satu pun poligon. Pilih berkas batas wilayah, bukan titik atau tabel."
        )
    return found


def has_shape(layer: geopandas.GeoDataFrame) -> pd.Series:
    """Which rows have any shape."""
    return ~(layer.geometry.isna() | layer.geometry.is_empty)


def _layer(inside: str, name: str) -> pd.DataFrame:
    """One layer of a file; a ring that is not closed is closed, where shapely would refuse the whole file. What else the reader doubts, it may say."""
    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always")
        layer = geopandas.read_file(inside, layer=name, on_invalid="fix")
        others = [doubt for doubt in doubts if "ring" not in str(doubt.message).lower()]
        as_it_stands = geopandas.read_file(inside, layer=name, on_invalid="ignore") if len(doubts) > len(others) else layer
    for doubt in others:
        warnings.warn_explicit(doubt.message, doubt.category, doubt.filename, doubt.lineno)
    if not isinstance(layer, geopandas.GeoDataFrame):
        return layer
    return layer.assign(**{CLOSED: as_it_stands.geometry.isna() & layer.geometry.notna()})


def _insides(path: Path) -> list[str]:
    """The file itself; of a zip every boundary file in it, in whatever folder it was packed."""
    if path.suffix.lower() != ".zip":
        return [str(path)]
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(_IN_A_ZIP) and "__MACOSX" not in name]
    return [f"/vsizip/{{{path.resolve()}}}/{name}" for name in names]


def _sql_layer(path: Path) -> geopandas.GeoDataFrame:
    rows = read_sql(path)
    names = {"kode": [row.code for row in rows], "nama": [row.name for row in rows]}
    return geopandas.GeoDataFrame({**names, CLOSED: False}, geometry=[row.geometry for row in rows], crs=4326)


def _with_polygons(layer: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    kinds = layer.geometry.geom_type
    return layer[kinds.isin(["Polygon", "MultiPolygon", "GeometryCollection"]) | ~has_shape(layer)]


def _in_degrees(layer: geopandas.GeoDataFrame, path: Path) -> geopandas.GeoDataFrame:
    if not len(layer):
        return layer
    flat = layer.set_geometry(shapely.force_2d(layer.geometry.values), crs=layer.crs)
    if flat.crs is None:
        if not _looks_like_degrees(flat):
            raise UserError(
                f"Berkas batas {path.name} tidak menyebut sistem koordinatnya dan angkanya bukan derajat. "
                "Sertakan berkas .prj atau simpan ulang sebagai GeoJSON."
            )
        return _right_way_round(flat.set_crs(4326))
    try:
        return _right_way_round(flat.to_crs(4326))
    except ProjError as error:
        raise UserError(f"Sistem koordinat berkas {path.name} tidak dikenal. Simpan ulang sebagai GeoJSON.") from error


def _looks_like_degrees(layer: geopandas.GeoDataFrame) -> bool:
    return bool(np.abs(layer.total_bounds).max() <= 180)


def _right_way_round(layer: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Longitude first: Indonesia lies between 94 and 142 east, so a file with those numbers as y has them swapped."""
    _, bottom, _, top = layer.total_bounds
    if not (94 <= bottom and top <= 142):
        return layer
    return layer.set_geometry(shapely.transform(layer.geometry.values, lambda xy: xy[:, ::-1]), crs=4326)
