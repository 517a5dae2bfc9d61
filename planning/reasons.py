"""Why: one Indonesian sentence with its numbers for each chosen, refused or waiting name and place.

Composed by rules, the heaviest ground first. What is not known is said; no sentence holds the name of a person.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from data.forms import is_known, month
from data.parameters import planning as parameters
from planning.demand import Demand
from planning.eligibility import refusal_counts
from planning.facts import Facts
from planning.need import PLACE_FACTORS
from planning.rules import RecruitmentRules, Rules
from planning.solver.trade_off import NearMiss
from planning.topics import LEVEL_NAMES, LEVELS
from planning.wording import listed, points, rank, rate, sentence, whole

_MOST_GROUNDS = 4
_UNKNOWN = {
    "shortage": "kekurangan anggota", "load": "beban PPKS", "silence": "lama tanpa laporan", "untrained": "riwayat pelatihan",
    "since": "tanggal pelatihan terakhir", "presence": "kehadiran", "service": "tanggal bergabung",
    "rotation": "kehadiran di musda dan rakor",
}
Row = dict[str, object]


def chosen_reasons(asked: Demand, chosen: np.ndarray, turn: np.ndarray) -> list[str]:
    """Why each of the problem's `chosen` (n,) has a seat; `turn` (n,): which seat of its place it takes, from 1."""
    index = np.flatnonzero(chosen)
    places = _records(asked.need.places)
    lead = _training_lead if asked.rules.question == "pelatihan" else _delegate_lead(asked)
    reasons = []
    for person, at, seat in zip(_people(asked, index), asked.problem.place[index], turn[index], strict=True):
        place = places[at]
        must = [f"diwajibkan oleh perencana{': ' + person['note'] if person['note'] else ''}"] if person["is_must"] else []
        first = lead(asked.rules, person, place, int(seat))
        grounds, unknown = _grounds(asked.rules, person, place)
        reasons.append(sentence([*must, first, *grounds[:_MOST_GROUNDS], unknown]))
    return reasons


def near_miss_reasons(asked: Demand, missed: Sequence[NearMiss], seats: np.ndarray) -> list[str]:
    """Why the candidates who came closest have no seat; `seats` (m,) of the list by place."""
    index = np.array([miss.candidate for miss in missed], dtype=int)
    by_district = asked.problem.per_district(seats)
    places = _records(asked.need.places)
    reasons = []
    for miss, person, at in zip(missed, _people(asked, index), asked.problem.place[index], strict=True):
        place, district = places[at], asked.problem.district[at]
        most = (asked.problem.place_max[at], asked.problem.district_max[district])
        full = _full(place, (int(seats[at]), int(by_district[district])), most)
        reasons.append(_near_miss_reason(asked.rules, miss, person, place, (full, int(seats[at]))))
    return reasons


def _level(rules: Rules) -> str:
    return LEVEL_NAMES[rules.level] + (" ke atas" if rules.level != LEVELS[-1] else "")


def _taken(rules: Rules, place: Row, seated: int) -> str:
    """What lessens the next seat of a place: its seats in this list, else its trained members of before."""
    where, before = _where(place), int(place["trained_before"])
    if seated:
        return f"{where} sudah mendapat {whole(seated)} kursi"
    if before and rules.decay_pct < 100 and rules.question == "pelatihan":
        return f"{where} sudah punya {whole(before)} anggota berjenjang {_level(rules)}, sehingga kursi di sana bernilai lebih kecil"
    return f"{where} belum mendapat kursi"


def _near_miss_reason(rules: Rules, miss: NearMiss, person: Row, place: Row, seating: tuple[str, int]) -> str:
    full, seated = seating
    grounds, unknown = _grounds(rules, person, place)
    costs = "nilainya sama dengan yang terpilih" if miss.lost <= 0 else f"dengannya nilai rencana turun {points(miss.lost)} poin"
    costs = "tidak ada susunan lain yang memuatnya" if np.isinf(miss.lost) else costs
    if miss.reason == "women_share":
        share = f"kursi itu diperlukan agar perempuan paling sedikit {whole(rules.women_pct)}%"
        return sentence([share, costs, *grounds[:1], unknown])
    if np.isinf(miss.lost):
        return sentence([costs, full, *grounds[:2], unknown])
    if miss.reason in ("place_full", "district_full"):
        return sentence([full, costs, *grounds[:1], unknown])
    if miss.lost <= 0:
        return sentence([f"{costs}, kalah urutan tempat atau tanggal bergabung", full, *grounds[:2], unknown])
    has_seats = _taken(rules, place, seated)
    return f"Kalah {points(miss.lost)} poin: {sentence([full or has_seats, *(grounds[:2] or [_last_training(person)]), unknown])}"


def _full(place: Row, seated: tuple[int, int], most: tuple[int, int]) -> str:
    """'Cijerah sudah penuh (2 kursi)' where the place, or else its kecamatan, can take no more; '' where both can."""
    if seated[0] >= most[0]:
        return f"{_where(place)} sudah penuh ({whole(seated[0])} kursi)"
    return f"Kecamatan {place['kecamatan_name']} sudah penuh ({whole(seated[1])} kursi)" if seated[1] >= most[1] else ""


def recruit_reason(rules: RecruitmentRules, place: Row, turn: int = 0) -> str:
    """Why a kelurahan is told to recruit; `turn` which person of that kelurahan is meant, 0 all of them."""
    missing = f"kurang {whole(place['missing_count'])} dari {whole(place['norm_minimum'])} orang"
    after = f"orang ke-{whole(turn)}" if turn > 1 else ""
    grounds, unknown = _grounds(rules, {}, place)
    others = [ground for ground in grounds if not ground.startswith("kurang ")]
    return sentence([after, missing, *others[:_MOST_GROUNDS], unknown])


def idle_reason(place: Row, *, is_excluded: bool, norm_basis: str, is_full: bool, recruits: int) -> str:
    """Why a kelurahan recruits nobody."""
    if is_excluded:
        return "Dikecualikan oleh perencana."
    if not is_known(place["missing_count"]):
        unknown = "jumlah RW" if norm_basis == "rw" and is_known(place["active_count"]) else "daftar anggota"
        return f"Kekurangan tidak diketahui: {unknown} belum ada."
    if place["missing_count"] == 0:
        return f"Norma terpenuhi: {whole(place['active_count'])} anggota aktif, diperlukan {whole(place['norm_minimum'])}."
    if is_full:
        return f"Kurang {whole(place['missing_count'])} orang; batas tiap kelurahan atau kecamatan sudah tercapai."
    return f"Kurang {whole(place['missing_count'])} orang; {whole(recruits)} orang yang direkrut lebih diperlukan di tempat lain."


def nobody_reason(asked: Demand, place_code: str, wanted: int, possible: int) -> str:
    """Why a place or kecamatan of a quota sends fewer than asked, with how many members fail and by what."""
    members = asked.members
    here = members[(members.place_code == place_code) | (members.kecamatan_code == place_code)]
    grounds = ", ".join(f"{whole(count)} {kind}" for kind, count in refusal_counts(here).items())
    is_out = place_code in asked.rules.excluded_places
    if is_out or (here.empty and possible == 0):
        return "Dikecualikan oleh perencana." if is_out else "Tidak ada anggota dari unsur yang boleh ikut."
    sends = "tidak mengirim siapa pun" if possible == 0 else f"hanya dapat mengirim {whole(possible)} dari {whole(wanted)}"
    return sentence([sends, grounds])


def why_unknown(found: Facts, factor: str) -> str:
    """Why a factor is not known for anybody, and what became of its weight."""
    until = f"sampai {month(found.period)} belum ada"
    grounds = {
        "shortage": "daftar anggota atau jumlah RW belum ada",
        "load": "rekap PPKS jenis ini per kelurahan belum ada atau tidak boleh ditampilkan",
        "silence": f"daftar PPKS menurut nama {until}", "since": "tanggal pelatihan belum ada", "untrained": "riwayat pelatihan belum ada",
        "presence": f"daftar hadir {until}", "rotation": f"daftar hadir {until}", "service": "tanggal bergabung belum ada",
    }
    name = _UNKNOWN[factor]
    return f"{name[0].upper()}{name[1:]} tidak dihitung: {grounds[factor]}. Bobotnya dibagi ke faktor lain."


def _grounds(rules: Rules | RecruitmentRules, person: Row, place: Row) -> tuple[list[str], str]:
    """What speaks for a person and its place, the heaviest first; and what is not known."""
    weighed, unknown = [], []
    person = {**person, "presence_months": parameters.scale(rules.period).presence_months}
    for factor, weight in rules.weights:
        row = place if factor in PLACE_FACTORS else person
        if weight == 0 or factor not in row:
            continue
        if not is_known(row[factor]):
            unknown.append(_UNKNOWN[factor])
        elif row[factor] > 0:
            weighed.append((-weight * row[factor], _TEXTS[factor](row)))
    texts = list(dict.fromkeys(text for _, text in sorted(weighed, key=lambda entry: entry[0])))
    return texts, f"{listed(unknown)} tidak diketahui, tidak dihitung" if unknown else ""


def _training_lead(rules: Rules, person: Row, place: Row, turn: int) -> str:
    where, before = _where(place), int(place["trained_before"])
    level = _level(rules)
    if turn > 1:
        earlier = f", sudah ada {whole(before)} anggota berjenjang {level}" if before else ""
        return f"kursi ke-{whole(turn)} untuk {where}{earlier}"
    if before:
        return f"{'baru' if before <= 2 else 'sudah ada'} {whole(before)} anggota berjenjang {level} di {where}"
    return f"belum ada anggota {'terlatih' if place['trained_any'] == 0 else f'berjenjang {level}'} di {where}"


def _delegate_lead(asked: Demand) -> Callable[[Rules, Row, Row, int], str]:
    """How a delegate stands among the candidates of the place or kecamatan whose quota it is."""
    by_district = not asked.rules.place_min and bool(asked.rules.district_min or asked.rules.district_max)
    column = "kecamatan_code" if by_district else "place_code"
    frame = pd.DataFrame({"group": asked.members[column].to_numpy()[asked.at], "points": asked.problem.person_points})
    position = frame.groupby("group").points.rank(method="min", ascending=False).to_numpy()
    count = frame.groupby("group").points.transform("size").to_numpy()
    by_id = dict(zip(asked.members.volunteer_id.to_numpy()[asked.at], zip(position, count, strict=True), strict=True))

    def lead(rules: Rules, person: Row, place: Row, turn: int) -> str:
        where = f"Kecamatan {place['kecamatan_name']}" if by_district else _where(place)
        place_in_line, total = by_id[person["volunteer_id"]]
        if total == 1:
            return f"satu-satunya calon dari {where}"
        return f"urutan ke-{whole(place_in_line)} dari {whole(total)} calon {where}"

    return lead


def _load(place: Row) -> str:
    if np.isinf(place["ppks_per_member"]):
        return f"{whole(place['ppks_count'])} PPKS tanpa anggota aktif"
    level = " antarkecamatan" if place["is_kecamatan"] else ""
    return f"{rate(place['ppks_per_member'])} PPKS per anggota, {rank(place['load_rank'], place['load_known_count'])}{level}"


def _silence(place: Row) -> str:
    months = f"{rate(place['silent_months'])} bulan"
    if place["is_kecamatan"]:
        return f"rata-rata {months} tanpa laporan di kecamatan"
    return f"{months}{' atau lebih' if place['silence'] >= 1 else ''} tanpa laporan"


def _shortage(place: Row) -> str:
    return f"kurang {whole(place['missing_count'])} orang{' di kecamatan' if place['is_kecamatan'] else ''}"


def _last_training(person: Row) -> str:
    return f"terakhir dilatih {month(person['last_training_date'])}" if person["is_trained"] else "belum pernah dilatih"


def _service(person: Row) -> str:
    years = int(person["service_years"])
    return f"anggota sejak {month(person['joined_date'])}" + (f" ({whole(years)} tahun)" if years else "")


_TEXTS: dict[str, Callable[[Row], str]] = {
    "shortage": _shortage,
    "load": _load,
    "silence": _silence,
    "untrained": lambda person: "belum pernah dilatih",
    "since": _last_training,
    "presence": lambda person: f"hadir di {whole(person['attended_count'])} dari {whole(person['held_count'])} kegiatan",
    "service": _service,
    "rotation": lambda person: f"belum hadir di musda atau rakor dalam {whole(person['presence_months'])} bulan terakhir",
}


def _where(place: Row) -> str:
    """What a place is called; the members who serve all of a kecamatan are its own level."""
    return f"tingkat {place['place_name']}" if place["is_kecamatan"] else str(place["place_name"])


def _records(frame: pd.DataFrame) -> list[Row]:
    return frame.to_dict("records")


def _people(asked: Demand, index: np.ndarray | list[int]) -> list[Row]:
    """The problem's candidates at these positions as rows with their factors."""
    at = asked.at[index]
    return _records(asked.members.iloc[at].join(asked.need.persons.iloc[at]))
