"""What the topic of a training says: the level it gives, the PPKS kinds it serves, and whom it is for; and which activities answer to a plan."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

import pandas as pd

from data.paths import REFERENCE
from data.reference import read_rows, volunteer_kinds
from planning.rules import Rules
from queries.warehouse import ask

LEVELS = ("dasar", "lanjutan", "khusus")
LEVEL_NAMES = {"none": "Belum terlatih", "dasar": "Dasar", "lanjutan": "Lanjutan", "khusus": "Khusus"}
# The kinds of activities that a plan of each question is for, the most telling first.
MEETINGS = {"pelatihan": ("bimtek",), "utusan": ("musda", "rakor", "kie"), "rekrutmen": ()}


@dataclass(frozen=True, slots=True)
class Topic:
    """`level` '' where the topic names none, `ppks_codes` empty for all kinds, `kinds` of volunteers it names, empty for all."""

    level: str
    ppks_codes: tuple[str, ...]
    kinds: tuple[str, ...]


@lru_cache(maxsize=2_000)
def topic_of(text: str | None) -> Topic:
    """What a topic in the words of an export or of the planner says.

    The level of the first row of training_topic.csv with a level whose words occur in it, the PPKS kinds of all rows that occur, the volunteers
    whose name or short word of data/reference/volunteer_kind.csv occurs.
    """
    found = [] if text is None else [(level, codes) for words, level, codes in _rows() if words.search(text)]
    level = next((level for level, _ in found if level), "")
    return Topic(level, tuple(dict.fromkeys(code for _, codes in found for code in codes)), _kinds_in(text or ""))


def with_topic(rules: Rules, topic: str) -> Rules:
    """The rules for another topic: it sets the PPKS kinds it serves, and of a training whom it is for and the level where it names one."""
    said = topic_of(topic)
    changed = replace(rules, topic=topic, ppks_codes=said.ppks_codes)
    return replace(changed, level=said.level or rules.level, kinds=said.kinds) if rules.question == "pelatihan" else changed


def topics(edition_id: str, city_code: str, period: date) -> pd.DataFrame:
    """The topics a city's activity list names until the end of a month.

    Columns kind_code and topic; of each kind the most frequent first.
    """
    return ask(edition_id, "planning/topics", city_code=city_code, period=period)


@cache
def _rows() -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    return tuple(
        (_any_of(row["words"].split("|")), row["level"], tuple(filter(None, row["ppks_codes"].split("|"))))
        for row in read_rows(REFERENCE / "training_topic.csv")
    )


def _kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of persons named; in "pekerja sosial masyarakat" the shorter "pekerja sosial" is not meant."""
    named = [(match.span(), code) for code, words in _kind_words() for match in words.finditer(text)]
    longest = [code for (start, end), code in named if not any(s <= start and end <= e and (s, e) != (start, end) for (s, e), _ in named)]
    return tuple(dict.fromkeys(longest))


@cache
def _kind_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind.code, _any_of([kind.name, *kind.aliases])) for kind in volunteer_kinds() if kind.is_person)


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)", re.IGNORECASE)
