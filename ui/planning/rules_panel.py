"""Step one: the rules of a training or a delegation, as few widgets as can be seen at once; the rest one tap away."""

from dataclasses import replace
from typing import Any

import streamlit as st

from data.errors import UserError
from data.parameters.planning import factors, presets
from data.reference import ppks_kinds
from planning.checks import MOST
from planning.rules import Rules
from planning.topics import LEVEL_NAMES, LEVELS, MEETINGS, with_topic
from planning.wording import kind_name
from ui.planning.dialogs import show_dialog_buttons
from ui.planning.draft import Draft
from ui.planning.reads import topics_of

OWN = "Bobot sendiri"


def ask_rules(draft: Draft) -> Rules:
    """Every rule as the planner set it. UserError when two of them cannot stand together."""
    before = draft.rules
    given = _subject(draft, before)
    left, right = st.columns(2, gap="small")
    with left:
        given["seats"] = st.number_input(
            "Kursi", 1, MOST, step=5, key=draft.widget("seats", before.seats), help="Jumlah orang yang dapat diundang.",
        )
    with right:
        choose_preset(draft, before)
    said = st.container()
    with st.expander("Bobot dan nilai kursi berikutnya"):
        given |= ask_weights(draft, before)
    with st.expander("Peserta"):
        given |= _who(draft, before)
    with st.expander("Batas"):
        given |= _limits(draft, before)
    show_dialog_buttons(draft, before)
    kept = {name: getattr(before, name) for name in (
        "question", "city_code", "period", "norm_id", "limits", "overrides", "excluded_places", "batches", "venues",
    )}
    rules = Rules(**kept, **given)
    said.caption(f"{_who_may(rules)}; {_limits_said(rules, draft.here.unit_word)}.")
    return rules


def _subject(draft: Draft, rules: Rules) -> dict[str, Any]:
    """Topic and level; a topic that names its level, whom it is for or the PPKS kinds it serves sets them."""
    known = topics_of(draft.here.edition_id, rules.city_code, rules.period)
    known = known[known.kind_code.isin(MEETINGS[rules.question])]
    key, level_key = draft.widget("topic", rules.topic), draft.widget("level", rules.level)
    topic = st.selectbox(
        "Topik", list(dict.fromkeys([rules.topic, *known.topic])), key=key, accept_new_options=True,
        on_change=_topic_changed, args=(draft, key, level_key), help="Pilih dari daftar kegiatan, atau ketik topik baru.",
    )
    if rules.question == "utusan":
        return {"topic": topic or "", "level": ""}
    level = st.segmented_control("Jenjang", LEVELS, format_func=LEVEL_NAMES.get, required=True, key=level_key, width="stretch")
    return {"topic": topic or "", "level": level}


def _topic_changed(draft: Draft, key: str, level_key: str) -> None:
    before = replace(draft.rules, level=st.session_state[level_key])
    try:
        rules = with_topic(before, st.session_state[key] or "")
    except UserError as error:
        st.toast(f"{error} Topik sebelumnya tetap dipakai.")
        st.session_state[key] = before.topic
        return
    st.session_state[level_key] = rules.level
    for name in ("ppks_codes", "kinds") if draft.question == "pelatihan" else ("ppks_codes",):
        st.session_state[draft.widget(name, [])] = list(getattr(rules, name))


def choose_preset(draft: Draft, rules: Any) -> None:
    """Named weights; choosing one sets every slider, moving a slider leaves them."""
    known = {preset.name: preset for preset in presets(rules.question)}
    weights = {name: st.session_state[draft.widget(f"weight_{name}", rules.weight(name))] for name, _ in presets(rules.question)[0].weights}
    now = next((name for name, preset in known.items() if dict(preset.weights) == weights), OWN)
    key = draft.widget("preset", now)
    st.session_state[key] = now
    options = [*known, *([OWN] if now == OWN else [])]
    st.selectbox(
        "Yang didahulukan", options, key=key, help=known[now].why if now in known else "Bobot yang Anda atur sendiri.",
        on_change=_preset_chosen, args=(draft, key),
    )


def _preset_chosen(draft: Draft, key: str) -> None:
    chosen = next((preset for preset in presets(draft.question) if preset.name == st.session_state[key]), None)
    for name, weight in chosen.weights if chosen else ():
        st.session_state[draft.widget(f"weight_{name}", weight)] = weight


def ask_weights(draft: Draft, rules: Any, one: str = "Kursi") -> dict[str, Any]:
    """A slider for each factor, what a second seat or person in the same place is worth, and the PPKS kinds that count as load."""
    weights = tuple(
        (factor.id, st.slider(
            factor.name, 0, 100, step=5, key=draft.widget(f"weight_{factor.id}", rules.weight(factor.id)),
            help=factor.meaning_on(rules.period),
        ))
        for factor in factors(rules.question)
    )
    unit = draft.here.unit_word
    decay = st.slider(
        f"Nilai {one.lower()} berikutnya di {unit} yang sama", 0, 100, step=5, format="%d%%", key=draft.widget("decay_pct", rules.decay_pct),
        help=f"{one} kedua sebuah {unit} dihargai sekian persen dari yang pertama, yang ketiga dikalikan lagi. Makin kecil, makin menyebar.",
    )
    given: dict[str, Any] = {"weights": weights, "decay_pct": decay}
    names = {kind.code: kind.name for kind in ppks_kinds()}
    picked = st.multiselect(
        "Jenis PPKS yang dihitung sebagai beban", list(names), format_func=names.get, key=draft.widget("ppks_codes", list(rules.ppks_codes)),
        placeholder="Semua jenis",
    )
    return {**given, "ppks_codes": tuple(picked)}


def _who(draft: Draft, rules: Rules) -> dict[str, Any]:
    here = draft.here
    key = draft.widget("kinds", list(rules.kinds))
    codes = list(dict.fromkeys([*here.ask("volunteer_kinds").kind_code, *st.session_state[key]]))
    kinds = st.multiselect(
        "Unsur yang boleh ikut", codes, format_func=kind_name, key=key,
        placeholder="Semua unsur",
    )
    given: dict[str, Any] = {"kinds": tuple(kinds), "pause_months": rules.pause_months, "needs_prerequisite": rules.needs_prerequisite}
    if rules.question == "pelatihan":
        given["pause_months"] = st.number_input(
            "Jeda sejak pelatihan jenjang ini (bulan)", 0, 240, step=6, key=draft.widget("pause_months", rules.pause_months),
            help="Yang dilatih pada jenjang ini dalam sekian bulan terakhir tidak diundang lagi. 0: tanpa jeda.",
        )
        given["needs_prerequisite"] = st.toggle(
            "Jenjang berurutan", key=draft.widget("needs_prerequisite", rules.needs_prerequisite),
            help="Lanjutan hanya untuk yang sudah Dasar, Khusus untuk yang sudah Lanjutan; "
            "yang sudah lebih tinggi tidak diundang ke jenjang di bawahnya.",
        )
    given["women_pct"] = st.slider(
        "Perempuan paling sedikit", 0, 100, step=5, format="%d%%", key=draft.widget("women_pct", rules.women_pct),
    )
    return given


def _limits(draft: Draft, rules: Rules) -> dict[str, Any]:
    given = {}
    for name, title in (("place", draft.here.unit_word), ("district", "kecamatan")):
        left, right = st.columns(2, gap="small")
        with left:
            given[f"{name}_min"] = st.number_input(
                f"Tiap {title} paling sedikit", 0, MOST, key=draft.widget(f"{name}_min", getattr(rules, f"{name}_min")),
            )
        with right:
            given[f"{name}_max"] = st.number_input(
                "paling banyak", 0, MOST, key=draft.widget(f"{name}_max", getattr(rules, f"{name}_max")),
                help="0: tanpa batas.",
            )
    given["is_minimum_firm"] = st.toggle(
        "Batas paling sedikit mutlak", key=draft.widget("is_minimum_firm", rules.is_minimum_firm),
        help="Bila anggota yang memenuhi syarat kurang dari batas itu: mutlak berarti aturan dinyatakan bertentangan; "
        "bila tidak, batasnya mengikuti yang ada.",
    )
    return given


def _who_may(rules: Rules) -> str:
    kinds = f"{len(rules.kinds)} unsur" if len(rules.kinds) > 1 else "".join(map(kind_name, rules.kinds)) or "semua unsur"
    kinds = f"{kinds[:1].upper()}{kinds[1:]}"
    return f"{kinds}, perempuan paling sedikit {rules.women_pct}%" if rules.women_pct else kinds


def _limits_said(rules: Rules, unit: str) -> str:
    said = [_between(rules.place_min, rules.place_max, unit), _between(rules.district_min, rules.district_max, "kecamatan")]
    return ", ".join(filter(None, said)) or "tanpa batas"


def _between(least: int, most: int, unit: str) -> str:
    if not (least or most):
        return ""
    return f"{least if least == most else f'{least}–{most}' if most else f'≥ {least}'} tiap {unit}"
