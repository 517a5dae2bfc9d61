"""What a new plan opens with, and the quotas of delegates.

Delegates are chosen by the model of training with other words: the factors of the person are presence, service and rotation, the
place weighs nothing unless the planner says so, and a second delegate of the same place adds nothing for it. The quota is a
minimum for each kelurahan or kecamatan; a place where fewer may come sends those, and the plan says so, unless the planner makes
the minimum firm.
"""

from datetime import date

from data.errors import UserError
from data.parameters import norm_of, planning as parameters
from data.reference import city_units
from planning.facts import Facts, facts
from planning.rules import RecruitmentRules, Rules
from planning.topics import topic_of


def defaults(
    edition_id: str, city_code: str, period: date, norm_id: str, question: str, found: Facts | None = None
) -> Rules | RecruitmentRules:
    """The rules a page opens with: the start of data/parameters/planning.toml for the city and the first preset.

    Delegates are of the norm's kinds, a training is for the kinds its topic names. Never more seats than the city has active members.
    UserError for an unknown question, city, month or norm.
    """
    if question not in parameters.QUESTIONS:
        raise UserError(f"Pertanyaan '{question}' tidak dikenal; pilih {', '.join(parameters.QUESTIONS)}.")
    norm = norm_of(city_code, period, norm_id)
    start = parameters.start(question, city_code, period)
    weights = parameters.presets(question)[0].weights
    units = city_units(city_code)
    places = {"city": 1, "kecamatan": len({unit.kecamatan_code for unit in units}), "kelurahan": len(units)}
    seats = start.seats * places[start.seats_per]
    if question == "rekrutmen":
        return RecruitmentRules(city_code, period, norm_id, seats, start.place_max, start.district_max, weights, start.decay_pct)
    found = found or facts(edition_id, city_code, period)
    if start.seats_per == "city":
        seats = max(1, min(seats, int(found.members.is_active.sum())))
    # Where the list names nobody's sex, a share of women would leave every seat empty.
    has_women = (found.members.sex == "P").any()
    said = topic_of(start.topic)
    level, ppks_codes = (said.level or "dasar", said.ppks_codes) if question == "pelatihan" else ("", ())
    kinds = said.kinds if question == "pelatihan" else tuple(norm.kinds)
    taken_over = (
        "topic", "pause_months", "needs_prerequisite", "place_min", "place_max", "district_min", "district_max", "decay_pct",
    )
    return Rules(
        question=question, city_code=city_code, period=period, norm_id=norm_id, seats=seats, level=level, ppks_codes=ppks_codes,
        kinds=kinds, weights=weights, women_pct=start.women_pct if has_women else 0, **{name: getattr(start, name) for name in taken_over},
    )
