"""Need and members read together: thirds of each, nine cells, and the corner where much need meets few members."""

import numpy as np
import pandas as pd

LOW, MIDDLE, HIGH = 0, 1, 2
MET = 100.0  # members in percent of what the norm asks for


def thirds(values: np.ndarray) -> np.ndarray:
    """The third of each value, LOW, MIDDLE or HIGH; -1 where it is NaN.

    A value belongs to the third in which the middle of its ties lies: of n values with b below and m equal to it, floor(3 (2b + m) / 2n).
    So equal values are never in two classes, a constant is MIDDLE (it says neither much nor little), and a third may stay empty.
    """
    known = ~np.isnan(values)
    _, position, many = np.unique(values[known], return_inverse=True, return_counts=True)
    below = np.cumsum(many) - many
    found = np.full(len(values), -1)
    found[known] = ((3 * (2 * below + many)) // (2 * max(known.sum(), 1)))[position]
    return found


def paired(places: pd.DataFrame) -> pd.DataFrame:
    """Each place with its cell. `places`: need (NaN unknown), is_hidden, members (NaN unknown, against what is asked for); any index.

    Adds state (cell, zero, hidden, no_data), need_third and member_third (-1 outside a cell). Both measures are cut over the places that have both, and a
    need above zero: nobody in need is no low third of need, but `zero`. No members at all is the strongest case of few and stays in a cell.
    Who meets the norm never has few members: where most places meet it, its low third is MIDDLE and LOW holds those below the norm alone.
    """
    need, members = places.need.to_numpy(dtype=float), places.members.to_numpy(dtype=float)
    is_hidden = places.is_hidden.to_numpy(dtype=bool)
    is_judged = ~is_hidden & ~np.isnan(members) & (need > 0)
    state = np.select([is_hidden, np.isnan(need) | np.isnan(members), need == 0, is_judged], ["hidden", "no_data", "zero", "cell"], "no_data")
    member_third = thirds(np.where(is_judged, members, np.nan))
    member_third[(member_third == LOW) & (members >= MET)] = MIDDLE
    return places.assign(state=state, need_third=thirds(np.where(is_judged, need, np.nan)), member_third=member_third)


def corner(cells: pd.DataFrame) -> pd.DataFrame:
    """The places with much need and few members, the greatest need first; where it is equal, fewer members first. `cells`: as `paired` gives them."""
    found = cells[(cells.need_third == HIGH) & (cells.member_third == LOW)]
    return found.sort_values(["need", "members"], ascending=[False, True], kind="stable")
