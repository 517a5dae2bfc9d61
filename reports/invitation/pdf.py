"""The invitation as a printed list on A4: heading, map of the seats, the list to sign, reasons and rules."""

import json
from pathlib import Path

from charts.map_spec import MapText
from charts.plan_map import Spot, Words, given_map
from charts.words import day, number
from data.reference import city_units
from reports.fonts import FAMILY
from reports.invitation.contents import REASONS_NOTE, SIMULATED, Invitation, batch_line
from reports.picture.map_picture import drawing, map_svg
from reports.typesetting import pdf_of

_TEMPLATE = Path(__file__).with_name("invitation.typ")
_KECAMATAN = len("32.73.01")
_MAP_SIZE = (1780, 1180)  # ten pixels a millimetre
_STATES = {"none": "tanpa kursi"}


def pdf(invitation: Invitation) -> bytes:
    """The PDF; the same invitation on the same day gives the same pages."""
    return pdf_of(_TEMPLATE, {"data": json.dumps(_data(invitation), ensure_ascii=False), "map": _map(invitation)}, invitation.made_on)


def _data(invitation: Invitation) -> dict[str, object]:
    people = invitation.people
    own = [count for code, count in invitation.seats.items() if len(code) > _KECAMATAN]
    wide = sum(invitation.seats.values()) - sum(own)
    beyond = f", {number(wide)} untuk anggota yang bertugas di tingkat kecamatan (tidak tampak di peta)" if wide else ""
    return {
        "title": invitation.title, "city_name": invitation.city_name, "is_simulated": invitation.is_simulated, "simulated": SIMULATED,
        "source_line": invitation.source_line, "facts": invitation.facts, "rules": invitation.rules, "font": FAMILY,
        "batches": [
            [row.name, day(row.day) if row.day else "belum ditentukan", row.venue_name or "belum ditentukan", number(row.chosen_count)]
            for row in invitation.batches.itertuples(index=False)
        ],
        "map_title": f"Kursi per {invitation.unit_word}",
        "map_note": f"{number(len(people))} kursi: {number(sum(own))} di {number(len(own))} {invitation.unit_word}{beyond}.",
        "map_spoken": f"Peta kursi per {invitation.unit_word}", "list_title": "Daftar undangan" if invitation.has_names else "Daftar tanpa nama",
        "list_note": "" if invitation.has_names else "Anggota disebut dengan unsur, tempat, dan kode; daftar bernama dibuat oleh yang berwenang.",
        "name_title": "Nama" if invitation.has_names else "Anggota", "place_title": "Desa/kelurahan" if "/" in invitation.unit_word else "Kelurahan",
        "people": [_batch(name, group) for name, group in people.groupby("batch", sort=False)],
        "reason_note": REASONS_NOTE,
        # What is handed to the invited says no more than who, where and when.
        "reasons": [] if invitation.has_names else [
            [number(row.number), f"{row.name}\n{_where(row.place_name, row.kecamatan_name)}", number(row.points, 1), row.reason] for row in people.itertuples()
        ],
        "refused": [] if invitation.has_names else [
            [f"{row.name}\n{_where(row.place_name, row.kecamatan_name)}", number(row.lost, 1), row.reason] for row in invitation.refused.itertuples()
        ],
    }


def _where(place_name: str, kecamatan_name: str) -> str:
    return place_name if place_name.startswith("Kecamatan ") else f"{place_name}, Kec. {kecamatan_name}"


def _batch(name: str, group: object) -> dict[str, object]:
    first = group.iloc[0]
    return {
        "title": f"{batch_line(name, first.day, first.venue)}: {number(len(group))} orang",
        "kecamatan": [
            {
                "title": f"Kecamatan {kecamatan}: {number(len(rows))} orang",
                "rows": [[number(row.number), row.name, row.kind, row.place_name] for row in rows.itertuples()],
            }
            for (_, kecamatan), rows in group.groupby(["kecamatan_code", "kecamatan_name"])
        ],
    }


def _map(invitation: Invitation) -> str:
    """The seats of each kelurahan as SVG; '' while the city has no drawing."""
    drawn = drawing(invitation.city_code)
    if drawn is None:
        return ""
    spots = [
        Spot(unit.kelurahan_code, invitation.seats.get(unit.kelurahan_code, 0), "none", "", []) for unit in city_units(invitation.city_code)
    ]
    text = MapText(f"Kursi per {invitation.unit_word}", invitation.source_line, invitation.unit_word, source="")
    spec = given_map(spots, text, Words("kursi", _STATES))
    return map_svg(spec, drawn, size=_MAP_SIZE, legend="right", title=False, font_px=30)
