"""Rules that cannot be kept together: which, and the changes that help, each one tap away."""

from typing import Any

import numpy as np
import streamlit as st

from planning.demand import NO_LIMIT, Demand
from planning.rules import Limit, Rules
from planning.solver.conflicts import Infeasible
from planning.solver.problem import Problem
from ui.planning.draft import Draft


def show_conflicts(draft: Draft, asked: Demand, error: Infeasible) -> None:
    """Every contradiction with its changes; only the first offers them all, for the later ones are told as if it were mended."""
    with st.container(border=True, key="pk-conflict"):
        st.subheader("Aturan ini tidak dapat dipenuhi bersama")
        for index, conflict in enumerate(error.conflicts):
            st.markdown("\n".join(f"- {name[:1].upper()}{name[1:]}" for name in conflict.names))
            for number, remedy in enumerate(conflict.remedies[:3]):
                fields = changed_rules(asked, remedy.problem) if index == 0 else None
                if fields is None:
                    st.markdown(f"Perubahan terkecil: {remedy.sentence}" if number == 0 else f"Atau: {remedy.sentence}")
                elif st.button(
                    remedy.sentence, key=draft.slot(f"remedy_{index}_{number}"),
                    type="primary" if number == 0 else "secondary", width="stretch",
                ):
                    _apply(draft, fields)
        if len(error.conflicts) > 1:
            fields = changed_rules(asked, error.conflicts[-1].remedies[0].problem)
            if fields is not None and st.button("Terapkan semua perubahan terkecil", key=draft.slot("remedy_all")):
                _apply(draft, fields)
        st.caption("Aturan Anda belum diubah. Tekan salah satu, atau ubah sendiri di kiri.")


def _apply(draft: Draft, fields: dict[str, Any]) -> None:
    draft.change(**fields)
    st.rerun()


def changed_rules(asked: Demand, after: Problem) -> dict[str, Any] | None:
    """The fields of the rules that lead to the problem `after`; None where rules cannot say it."""
    before, rules = asked.problem, asked.rules
    fields: dict[str, Any] = {}
    if after.seats != before.seats:
        fields["seats"] = int(after.seats)
    if after.women_share != before.women_share:
        fields["women_pct"] = int(np.floor(100 * after.women_share + 1e-6))
    if (released := before.is_must & ~after.is_must).any():
        ids = set(asked.members.volunteer_id.to_numpy()[asked.at[released]])
        fields["overrides"] = tuple(entry for entry in rules.overrides if entry.volunteer_id not in ids)
    limits = {limit.place_code: limit for limit in rules.limits}
    places = asked.need.places
    for level, codes, single in (
        ("place", places.place_code.to_numpy(), ~places.is_kecamatan.to_numpy(dtype=bool)),
        ("district", asked.districts.kecamatan_code.to_numpy(), None),
    ):
        for edge in ("min", "max"):
            name = f"{level}_{edge}"
            old, new = getattr(before, name), getattr(after, name)
            changed = np.flatnonzero(old != new)
            if not len(changed):
                continue
            if len(set(new)) == 1 and len(changed) == len(new):
                fields[name] = 0 if new[0] >= NO_LIMIT else int(new[0])
            elif single is not None and not single[changed].all():
                return None
            else:
                for index in changed:
                    limits[codes[index]] = _limit(limits.get(codes[index]), codes[index], rules, level, edge, int(new[index]))
    if limits != {limit.place_code: limit for limit in rules.limits}:
        fields["limits"] = tuple(limits.values())
    return fields or None


def _limit(known: Limit | None, code: str, rules: Rules, level: str, edge: str, value: int) -> Limit:
    """The limit of one place with another edge; the other edge stays as it was."""
    least = known.minimum if known else getattr(rules, f"{level}_min")
    most = known.maximum if known else None
    return Limit(code, value, most) if edge == "min" else Limit(code, least, None if value >= NO_LIMIT else value)
