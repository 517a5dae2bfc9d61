"""Which columns of a boundary file say where a polygon is, found by content and not by heading."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.errors import UserError
from data.reference import Alias, Unit
from geo.places import PlaceText, code_digits, name_key

CODE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class PlaceColumns:
    """Columns of codes and names; None where the file has none. `code` holds Kemendagri or BPS codes, dotted or not."""

    code: str | None
    name: str | None
    kecamatan: str | None
    kecamatan_code: str | None

    def text(self, row: pd.Series) -> PlaceText:
        """What one row says about its place."""

        def said(column: str | None) -> str:
            return as_text(row[column]) if column else ""

        return PlaceText(said(self.kecamatan), said(self.name), said(self.code), said(self.kecamatan_code))


def find_columns(table: pd.DataFrame, units: tuple[Unit, ...], aliases: tuple[Alias, ...]) -> PlaceColumns:
    """The columns with the most values that this city knows."""
    codes = {code_digits(unit.kelurahan_code) for unit in units} | {unit.bps_code for unit in units if unit.bps_code}
    names = {name_key(unit.kelurahan_name) for unit in units} | {name_key(alias.alias) for alias in aliases}
    kecamatan_names = {name_key(unit.kecamatan_name) for unit in units}
    kecamatan_codes = {code_digits(unit.kecamatan_code) for unit in units}
    texts = {str(column): table[column].map(as_text) for column in table.columns}

    def best(score: Callable[[pd.Series], float], without: tuple[str | None, ...] = ()) -> str | None:
        scores = {column: score(values) for column, values in texts.items() if column not in without}
        top = max(scores, key=lambda column: scores[column], default=None)
        return top if top is not None and scores[top] else None

    code = best(lambda values: len(codes & set(values.map(code_digits))))
    name = best(lambda values: len(names & set(values.map(name_key))), without=(code,))
    kecamatan = best(lambda values: values.map(name_key).isin(kecamatan_names).sum(), without=(code, name))
    kecamatan_code = best(lambda values: values.map(code_digits).isin(kecamatan_codes).sum(), without=(code, name, kecamatan))
    return PlaceColumns(code, name, kecamatan, kecamatan_code)


def two_names(path: Path, code: str, names: Iterable[str]) -> UserError:
    """The refusal of a file in which one code stands for several places."""
    return UserError(f"{path.name}: kode {code} dipakai untuk {' dan '.join(sorted(names)[:3])}. Betulkan kodenya di berkas itu, lalu ulangi.")


def as_text(value: object) -> str:
    """A cell as text; '' for nothing."""
    return "" if value is None or value != value else str(value).strip()
