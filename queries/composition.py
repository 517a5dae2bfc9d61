"""PPKS by kind in a place, with the kinds that must not be told apart there taken together."""

from datetime import date

import pandas as pd

from data.parameters import disclosure_rule
from queries.disclosure import is_too_sensitive
from queries.warehouse import ask

SENSITIVE = "Jenis yang peka, bersama-sama"


def composition(edition_id: str, city_code: str, period: date, kelurahan_code: str | None = None) -> pd.DataFrame:
    """Columns ppks_name, group_name, persons_count, unit, largest first; kinds nobody is counted under are left out.

    `unit` is orang, or keluarga of a kind that is counted so, which no sum of persons includes. Below kecamatan the most sensitive kinds are one row of
    persons, `SENSITIVE`, and are left out when they are only one kind.
    """
    level = "city" if kelurahan_code is None else "kelurahan"
    found = ask(edition_id, "pages/ppks_composition", city_code=city_code, period=period, kecamatan_code=None, kelurahan_code=kelurahan_code)
    found = found[found.persons_count > 0]
    rule = disclosure_rule(date.today())
    hidden = found.tier.map(lambda tier: is_too_sensitive(tier, level, rule)).astype(bool)
    shown = found[~hidden][["ppks_name", "group_name", "persons_count", "unit"]]
    together = found[hidden & (found.unit == "orang")]
    if len(together) > 1:
        together = pd.DataFrame([{"ppks_name": SENSITIVE, "group_name": "", "persons_count": together.persons_count.sum(), "unit": "orang"}])
        shown = pd.concat([shown, together])
    return shown.sort_values(["persons_count", "ppks_name"], ascending=[False, True]).reset_index(drop=True)
