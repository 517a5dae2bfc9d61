"""Aid against its criteria, and who is meant but not reached. Frames in, frames out; unknown is never zero.

`aid` is the answer of queries/pages/aid_deciles.sql for one programme, `register` that of queries/pages/aid_register.sql. Deciles 1 to `highest`
are meant by a programme; 6 to 10 and those no longer active in DTSEN are outside. Who has no rank yet is neither.
"""

import pandas as pd

FAMILIES = "KELUARGA"
UNRANKED, INACTIVE = "belum peringkat", "nonaktif"


def meant(highest: int) -> list[str]:
    """The deciles a programme means."""
    return [str(decile) for decile in range(1, highest + 1)]


def missed(aid: pd.DataFrame, highest: int) -> pd.DataFrame:
    """Recipients by kelurahan_code: inside, outside, inactive, unranked, and ranked, all whose decile says whether they are meant.

    A kelurahan whose recipients are not told by decile has no row.
    """
    told = aid[aid.decile.notna()]
    groups = told.decile.map(lambda decile: _group(decile, highest))
    table = told.pivot_table(index="kelurahan_code", columns=groups, values="value_count", aggfunc="sum", fill_value=0)
    table = table.reindex(columns=["inside", "outside", "inactive", "unranked"], fill_value=0).astype("int64")
    return table.assign(ranked=table.inside + table.outside + table.inactive).rename_axis(columns=None).reset_index()


def _group(decile: str, highest: int) -> str:
    special = {UNRANKED: "unranked", INACTIVE: "inactive"}
    return special.get(decile) or ("inside" if decile in meant(highest) else "outside")


def missed_share(table: pd.DataFrame) -> float | None:
    """Percent of the recipients outside the criteria, of those whose decile says so."""
    ranked = table.ranked.sum()
    return 100 * float((table.outside + table.inactive).sum()) / ranked if ranked else None


def not_reached(register: pd.DataFrame, aid: pd.DataFrame, proposals: pd.DataFrame, highest: int) -> pd.DataFrame:
    """Meant by the programme, not receiving it and not proposed, by kelurahan: between `least` and `most`.

    `most` = in DTSEN in deciles 1 to highest, less the recipients in these deciles; `least` = that less the proposals open or accepted after the
    count, for nobody knows whether these are among them. A proposal may be of a whole family, so that a programme counted by persons has no `least`
    (NaN). `proposals`: kelurahan_code, open_count, accepted_since_count of DTSEN. Columns kelurahan_code, listed, received, proposed, least, most,
    is_over (more recipients than listed); a kelurahan where a decile is missing in either count has no row.
    """
    unit = aid.unit.iloc[0] if len(aid) else None
    listed, received = (_whole_sums(counts[counts.unit == unit], highest) for counts in (register, aid))
    table = pd.concat({"listed": listed, "received": received}, axis=1, join="inner").rename_axis("kelurahan_code").reset_index()
    asked = proposals.set_index("kelurahan_code")
    table["proposed"] = (asked.open_count + asked.accepted_since_count).reindex(table.kelurahan_code).to_numpy()
    rest = table.listed - table.received
    least = (rest - table.proposed).clip(lower=0) if unit == FAMILIES else float("nan")
    return table.assign(most=rest.clip(lower=0), least=least, is_over=rest < 0)


def _whole_sums(counts: pd.DataFrame, highest: int) -> pd.Series:
    """The sum of the deciles meant by kelurahan, where each of them is told."""
    inside = counts[counts.decile.isin(meant(highest))].groupby("kelurahan_code").value_count.agg(["sum", "count"])
    return inside[inside["count"] == highest]["sum"].astype("int64")
