"""Who may take a seat, and why the others may not.

A member is a candidate when every one of these holds; the first that does not is the reason:
    not left out by the planner, alone or with the place; active on the last day of the month; of a kelurahan where the rules ask
    for one from each; not trained in this level within the pause; holds the level below, and none above, where levels are climbed
    in order.
Whom the planner insists on must be active; the other conditions give way.
"""

import numpy as np
import pandas as pd

from data.errors import UserError
from data.forms import is_known, month
from planning.facts import RANKS, Facts, months_before
from planning.rules import Override, Rules
from planning.topics import LEVEL_NAMES, LEVELS
from planning.wording import label, short_id

__all__ = ["candidates", "label", "refusal_counts"]

# The reasons without dates and notes, to be counted.
EXCLUDED, EXCLUDED_PLACE = "dikecualikan oleh perencana", "tempat dikecualikan"
JOINS_LATER, LEFT, INACTIVE = "belum bergabung", "sudah keluar", "tidak aktif"
SERVES_KECAMATAN = "bertugas untuk satu kecamatan, kursi dibagi per kelurahan"


def candidates(found: Facts, rules: Rules) -> pd.DataFrame:
    """The members of the kinds that may attend, active or not, in the order in which ties are broken: place, earlier joined, id.

    Columns of `Facts.members` and: trained_in_level_date (for the pause only), has_level (the member's level is that of the plan or
    above), is_eligible, is_must, refusal ('' for who may come), refusal_kind (the same without dates and notes), note (the planner's).
    UserError for an override of somebody who is no member of the kinds, or who must come and is not active.
    """
    members = found.members
    if rules.kinds:
        members = members[members.kind_code.isin(rules.kinds)]
    members = members.reset_index(drop=True)
    if rules.question == "pelatihan":
        members["trained_in_level_date"] = members[f"{rules.level}_date"]
        members["has_level"] = members.level_rank >= RANKS[rules.level]
    else:
        members["trained_in_level_date"] = pd.Series(pd.NaT, index=members.index, dtype="datetime64[us]")
        members["has_level"] = False
    overrides = {override.volunteer_id: override for override in rules.overrides}
    _check_overrides(found, rules, members, overrides)
    members["note"] = [overrides[key].note if key in overrides else "" for key in members.volunteer_id]
    members["is_must"] = _is_in(members, overrides, "include")
    refusals = _refusals(found, rules, members, _is_in(members, overrides, "exclude"))
    members["refusal_kind"], members["refusal"] = refusals.kinds, refusals.texts
    members["is_eligible"] = members.is_must | (members.refusal_kind == "")
    members.loc[members.is_must, ["refusal", "refusal_kind"]] = ""
    return members


def refusal_counts(members: pd.DataFrame) -> pd.Series:
    """How many of `candidates` each reason keeps away, without its dates and notes; the most first, equals by the alphabet."""
    counts = members.refusal_kind[members.refusal_kind != ""].value_counts().sort_index()
    return counts.sort_values(ascending=False, kind="stable")


def _is_in(members: pd.DataFrame, overrides: dict[str, Override], action: str) -> np.ndarray:
    wanted = [key for key, override in overrides.items() if override.action == action]
    return members.volunteer_id.isin(wanted).to_numpy(dtype=bool)


class _Refusals:
    """The first reason of each member, without (`kinds`) and with its dates and notes (`texts`); '' where there is none."""

    def __init__(self, count: int) -> None:
        self.kinds, self.texts = np.full(count, "", dtype=object), np.full(count, "", dtype=object)

    def add(self, where: pd.Series | np.ndarray, kind: str, text: pd.Series | None = None) -> None:
        """A reason for those `where` it holds who have none yet."""
        is_next = np.asarray(where, dtype=bool) & (self.kinds == "")
        self.kinds[is_next] = kind
        self.texts[is_next] = kind if text is None else text.to_numpy(dtype=object)[is_next]


def _refusals(found: Facts, rules: Rules, members: pd.DataFrame, is_excluded: np.ndarray) -> _Refusals:
    refusals = _Refusals(len(members))
    refusals.add(members.joins_later, JOINS_LATER)
    has_left = members.left_date.notna() & ~members.is_active
    refusals.add(has_left, LEFT, _dated(LEFT, members.left_date, has_left))
    refusals.add(~members.is_active, INACTIVE)
    refusals.add(is_excluded, EXCLUDED, members.note.map(lambda note: f"dikecualikan: {note}" if note else EXCLUDED))
    if rules.excluded_places:
        places = set(rules.excluded_places)
        refusals.add(members.place_code.isin(places) | members.kecamatan_code.isin(places), EXCLUDED_PLACE)
    if rules.question == "utusan" and rules.place_min > 0:
        refusals.add(members.serves_kecamatan, SERVES_KECAMATAN)
    if rules.question == "pelatihan":
        _refuse_by_level(found, rules, members, refusals)
    return refusals


def _refuse_by_level(found: Facts, rules: Rules, members: pd.DataFrame, refusals: _Refusals) -> None:
    rank, name = RANKS[rules.level], LEVEL_NAMES[rules.level]
    if rules.needs_prerequisite:
        refusals.add(members.level_rank > rank, f"sudah berjenjang di atas {name}")
    if rules.pause_months:
        is_recent = members.trained_in_level_date > months_before(found.month_end, rules.pause_months)
        text = _dated("dilatih pada jenjang ini", members.trained_in_level_date, is_recent)
        refusals.add(is_recent, f"dilatih pada jenjang ini dalam {rules.pause_months} bulan terakhir", text)
    if rules.needs_prerequisite and rank > 1:
        refusals.add(members.level_rank < rank - 1, f"belum punya jenjang {LEVEL_NAMES[LEVELS[rank - 2]]}")


def _dated(text: str, days: pd.Series, where: pd.Series) -> pd.Series:
    texts = [f"{text} {month(day)}" if here else "" for day, here in zip(days, where, strict=True)]
    return pd.Series(texts, index=days.index, dtype=object)


def _check_overrides(found: Facts, rules: Rules, members: pd.DataFrame, overrides: dict[str, Override]) -> None:
    known = members.set_index("volunteer_id")
    for volunteer_id, override in overrides.items():
        wish = "diwajibkan" if override.action == "include" else "dikecualikan"
        if volunteer_id not in known.index:
            raise UserError(
                f"Anggota {short_id(volunteer_id)} {wish} tetapi tidak ada di antara unsur yang boleh ikut. "
                "Hapus keputusan itu atau tambahkan unsurnya."
            )
        member = known.loc[volunteer_id]
        if override.action == "include" and not member.is_active:
            since = f", keluar {month(member.left_date)}" if is_known(member.left_date) and not member.joins_later else ""
            raise UserError(
                f"{member.label} diwajibkan ikut tetapi bukan anggota aktif pada akhir {month(found.month_end)}{since}. "
                "Hapus keputusan itu."
            )
