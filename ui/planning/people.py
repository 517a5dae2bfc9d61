"""Members on the screen: unsur, place and a short code, never a name."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from charts.words import is_known, month, number
from planning.rules import Rules
from planning.wording import for_outside, kind_name, short_id
from ui.planning.reads import facts_of

_SHOWN = ("kecamatan_name", "place_name", "kind_code", "volunteer_id", "is_override", "batch", "reason")
SHOWN = 40  # people at first; a list travels with every change of a rule


def person_label(person: pd.Series, *, full: bool) -> str:
    """'PSM 6BCA05 · Maleber', with `full` also since when and how trained."""
    label = f"{kind_name(person.kind_code)} {short_id(person.volunteer_id if 'volunteer_id' in person else person.name)} · {person.place_name}"
    if not full:
        return label
    since = f"sejak {month(person.joined_date)}" if is_known(person.joined_date) else "tanggal bergabung tidak tercatat"
    last = f"dilatih {month(person.last_training_date)}" if is_known(person.last_training_date) else "belum ada pelatihan tercatat"
    return f"{label} · {since} · {last}"


def members_of(edition_id: str, rules: Rules) -> pd.DataFrame:
    """Active members of the kinds that may attend, by place."""
    members = facts_of(edition_id, rules.city_code, rules.period).members
    shown = members[members.is_active]
    return shown[shown.kind_code.isin(rules.kinds)] if rules.kinds else shown


def list_people(people: pd.DataFrame, key: str, *, points: str = "points") -> None:
    """People by kecamatan, each with points and the sentence why; of a long list whole kecamatan until `SHOWN` people, until all are asked for."""
    counts = people.kecamatan_name.value_counts()
    by_code = people.sort_values("kecamatan_code", kind="stable")
    ends = by_code.groupby("kecamatan_code", sort=True).size().cumsum()
    first = int(ends[ends >= min(SHOWN, len(people))].iloc[0])
    is_long = len(people) > first * 5 // 4
    shown_now = f"sekarang {number(int((ends <= first).sum()))} kecamatan pertama"
    is_whole = is_long and st.toggle(f"Tampilkan semua {number(len(people))} orang; {shown_now}", key=key)
    shown = people if is_whole or not is_long else by_code.head(first)
    columns = [name for name in (*_SHOWN, points) if name in shown]  # a row of all columns takes ten times as long
    ordered = shown.sort_values("kecamatan_code", kind="stable")[columns].itertuples(index=False)
    parts = [
        f"<h3>Kec. {escape(name)} <span>{number(counts[name])}</span></h3><ul>{''.join(_person(row, points) for row in rows)}</ul>"
        for name, rows in groupby(ordered, key=lambda row: row.kecamatan_name)
    ]
    st.html(f'<div class="pk-people">{"".join(parts)}</div>')


def _person(row: tuple, points: str) -> str:
    mark = '<i title="Keputusan perencana">keputusan perencana</i>' if getattr(row, "is_override", False) else ""
    batch = f"<i>{escape(row.batch)}</i>" if getattr(row, "batch", "") else ""
    return (
        f"<li><b>{escape(row.place_name)}</b> {escape(kind_name(row.kind_code))} <code>{short_id(row.volunteer_id)}</code>{mark}{batch}"
        f"<em>{_worth(row, points)}</em><p>{escape(row.reason)}</p></li>"
    )


def _worth(row: tuple, points: str) -> str:
    """The points of a chosen member; of a refused one how far from a seat."""
    value = getattr(row, points)
    return number(value, 1) if points == "points" else "seri" if value < 0.05 else f"−{number(value, 1)}"


def as_table(people: pd.DataFrame) -> pd.DataFrame:
    """The same as a table to download: no names, no whole hashes, no counts of people in need."""
    columns = {
        "kecamatan_name": "Kecamatan", "place_name": "Tempat tugas", "kind_name": "Unsur", "code": "Kode", "batch": "Angkatan",
        "points": "Poin", "reason": "Alasan",
    }
    coded = people.assign(code=[short_id(found) for found in people.volunteer_id], reason=people.reason.map(for_outside))
    return coded[[name for name in columns if name in coded]].rename(columns=columns)


def list_plain(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """A short list of sentences, each with what it is about in bold."""
    items = "".join(f"<li>{f'<b>{escape(about)}</b> ' if about else ''}<p>{escape(sentence)}</p></li>" for about, sentence in rows)
    st.html(f'<div class="pk-people"><h3>{escape(title)}</h3><ul>{items}</ul></div>')
