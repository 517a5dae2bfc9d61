"""Who of the chosen goes to which batch, and where each batch meets."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.errors import UserError
from planning.facts import Facts
from planning.rules import Rules
from planning.solver import batches
from planning.wording import whole

_COLUMNS = ("name", "date", "venue_code", "where", "capacity", "count", "km")


@dataclass(frozen=True, slots=True)
class Seating:
    """`batch`: the batch of each of the chosen, '' without one.

    `batches`: one row a batch with name, date, venue_code (given or chosen, '' where none was offered), where (the name of the venue, or
    else near which kecamatan, the one nearest to all; '' for nobody), capacity, count, km (one way, summed over its people, to there).
    """

    batch: list[str]
    batches: pd.DataFrame
    arrangement: batches.Arrangement | None


def unseated(rules: Rules, count: int) -> Seating:
    """Nobody assigned to a batch yet."""
    rows = [(batch.name, batch.date, batch.venue_code or "", "", batch.capacity, 0, np.nan) for batch in rules.batches]
    return Seating([""] * count, pd.DataFrame(rows, columns=list(_COLUMNS)), None)


def seat(found: Facts, rules: Rules, chosen: pd.DataFrame) -> Seating:
    """The batches of the chosen: those of a kecamatan come together, by place where it is split.

    Takes seconds where many batches may meet anywhere.
    """
    if not rules.batches:
        return unseated(rules, len(chosen))
    spots = _spots(found)
    kecamatan = found.units.drop_duplicates("kecamatan_code")[["kecamatan_code", "kecamatan_name"]].reset_index(drop=True)
    home = pd.Index(kecamatan.kecamatan_code).get_indexer(chosen.kecamatan_code)
    homes = np.array([spots[code][:2] for code in kecamatan.kecamatan_code])
    offered = [(batch.venue_code,) if batch.venue_code else rules.venues for batch in rules.batches]
    wanted = [
        batches.Batch(batch.capacity, tuple(spots[code][:2] for code in codes)) for batch, codes in zip(rules.batches, offered, strict=True)
    ]
    plan = batches.arrange(np.bincount(home, minlength=len(kecamatan)), homes[:, 0], homes[:, 1], wanted)
    venues = [codes[at] if at >= 0 else "" for codes, at in zip(offered, plan.venue, strict=True)]
    rows = []
    for at, (batch, venue) in enumerate(zip(rules.batches, venues, strict=True)):
        centre = int(plan.centre[at])
        meeting = np.array([spots[venue][:2]]) if venue else homes[[max(centre, 0)]]
        km = float(plan.people[:, at] @ batches.distances(homes, meeting)[:, 0])
        near = "" if centre < 0 else f"sekitar Kecamatan {kecamatan.kecamatan_name[centre]}"
        where = spots[venue][2] if venue else near
        rows.append((batch.name, batch.date, venue, where, batch.capacity, int(plan.people[:, at].sum()), km))
    of_person = _spread(home, chosen.place_code.to_numpy(), plan.people)
    return Seating([rules.batches[at].name for at in of_person], pd.DataFrame(rows, columns=list(_COLUMNS)), plan)


def check_batches(rules: Rules) -> None:
    """UserError where the batches cannot take the seats."""
    room = sum(batch.capacity for batch in rules.batches)
    if rules.batches and room < rules.seats:
        raise UserError(
            f"Daya tampung {whole(len(rules.batches))} angkatan {whole(room)} orang, sedangkan kursi {whole(rules.seats)}. "
            "Tambah angkatan atau daya tampungnya, atau kurangi kursi."
        )


def _spread(home: np.ndarray, place_code: np.ndarray, people: np.ndarray) -> np.ndarray:
    """The batch of each person, (n,); `people` (d, b) says how many of a kecamatan come in each."""
    found = np.empty(len(home), dtype=int)
    order = np.argsort(place_code, kind="stable")
    for kecamatan in np.unique(home):
        found[order[home[order] == kecamatan]] = np.repeat(np.arange(people.shape[1]), people[kecamatan])
    return found


def _spots(found: Facts) -> dict[str, tuple[float, float, str]]:
    """Latitude, longitude and name of every kelurahan and kecamatan; a kecamatan lies in the middle of its kelurahan."""
    spots = {row.kelurahan_code: (row.lat, row.lon, row.kelurahan_name) for row in found.units.itertuples()}
    middle = found.units.groupby(["kecamatan_code", "kecamatan_name"], as_index=False)[["lat", "lon"]].mean()
    return spots | {row.kecamatan_code: (row.lat, row.lon, f"Kecamatan {row.kecamatan_name}") for row in middle.itertuples()}
