"""Member cards: permanent for five years, temporary for one; some never had one, some were not renewed."""

from dataclasses import dataclass
from datetime import date, timedelta

from data.simulation.city import BANDUNG, KEDIRI, LAST_DAY, SOLOK, TANGERANG, SampleCity, chance
from data.simulation.members import Member

# Permanent, temporary, none, not said; in percent. Pariaman's list says nothing about cards.
SHARE = {BANDUNG: (56, 22, 17, 5), KEDIRI: (62, 27, 8, 3), TANGERANG: (70, 14, 12, 4), SOLOK: (38, 34, 24, 4)}
HEADERS = {
    BANDUNG: ("Status Kartu", "Berlaku Sampai"), KEDIRI: ("Status KTA", "Masa Berlaku KTA"),
    TANGERANG: ("Status KTA", "KTA Berlaku Sampai"), SOLOK: ("Status Kartu", "Masa Berlaku"),
}
WORDS = {
    BANDUNG: ("Tetap", "Sementara", "Belum", ""), KEDIRI: ("KTA Tetap", "KTA Sementara", "Belum Dicetak", ""),
    TANGERANG: ("Tetap", "Sementara", "Belum Ada", ""), SOLOK: ("Tetap", "Sementara", "Belum Punya", ""),
}
YEARS_VALID = (5, 1)  # of a permanent and of a temporary card
FIRST_ISSUE = (date(2019, 6, 1), date(2024, 7, 1))  # of those still in use
RENEWED = 0.55  # of the cards that had run out
FOR_LIFE = 0.06  # of the permanent cards of Tangerang


@dataclass(frozen=True, slots=True)
class Card:
    """What the member list says of a card: the word for its kind, and its last day, a text for life or nothing."""

    word: str
    valid_until: date | str | None


def draw_cards(city: SampleCity, members: list[Member]) -> list[Card]:
    """The card of each member, in their order; empty for a city whose list has no such columns."""
    if city not in SHARE:
        return []
    rng = chance(city.slug, "cards")
    cards = []
    for member in members:
        kind = rng.choices(range(4), SHARE[city])[0]
        word, renewal, life = WORDS[city][kind], rng.random(), rng.random()
        last = member.left or LAST_DAY
        first = min(max(member.joined, FIRST_ISSUE[kind % 2]), last)
        issued = first + timedelta(days=rng.randint(0, (last - first).days))
        if kind > 1:
            cards.append(Card(word, None))
        elif kind == 0 and city is TANGERANG and life < FOR_LIFE:
            cards.append(Card(word, "Seumur hidup"))
        else:
            until = _later(issued, YEARS_VALID[kind])
            while until <= last and renewal < RENEWED:
                until = _later(until, YEARS_VALID[kind])
            cards.append(Card(word, until))
    return cards


def _later(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))
