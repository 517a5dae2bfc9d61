"""From numbers to Indonesian: the sentences of slides (at most 14 words) and of notes (whole), composed by rules.

Every number in a sentence is the text of a fact. Each rule says one, none, all, up, down, unchanged, no data and hidden; what it cannot say
within 14 words it says shorter.
"""

from dataclasses import dataclass

from charts.activity_year import month_span
from charts.words import coverage_headline, every, month_long, norm_within
from planning.wording import listed
from reports.figures.contents import Contents, Fact
from reports.figures.members import ties_note

WORDS = 14
COUNT_WORDS = ("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam")  # with which a sentence may begin
NAMED = 4  # places of one rank that are named all; of more some


@dataclass(frozen=True, slots=True)
class Said:
    """A message: `short` for a slide, `whole` the same sentence where there is room for all of it, `rest` what is said beyond it. Each ends in a full
    stop. `ask`: what would bring the missing data, for the speaker alone."""

    short: str
    whole: str
    rest: str = ""
    ask: str = ""

    @property
    def full(self) -> str:
        """All of it, for the notes."""
        return f"{self.whole} {self.rest}".strip()


def fitting(*choices: str) -> str:
    """The first choice of at most 14 words; the last one must always fit."""
    return next((choice for choice in choices if len(choice.split()) <= WORDS), choices[-1])


def moved(change: Fact, since: str, up: str, down: str, unit: str = "") -> str:
    """How a figure moved: 'bertambah 77 orang dari Desember 2023', 'sama dengan Desember 2023'; '' where there is nothing to compare."""
    if not change.is_shown:
        return ""
    if not any(digit in "123456789" for digit in change.text):
        return f"sama dengan {since}"
    word = up if change.value > 0 else down
    return f"{word} {change.text.replace('−', '')}{f' {unit}' if unit else ''} dari {since}"


def differing(change: Fact) -> str:
    """By how much a count differs, which it does: 'bertambah 7', 'berkurang 7'."""
    return f"{'bertambah' if change.value > 0 else 'berkurang'} {change.text.replace('−', '')}"


def year_ago(contents: Contents) -> str:
    return month_long(contents.year_ago)


def since_january(contents: Contents) -> str:
    """'sejak Januari 2024'; in January itself 'pada Januari 2024'; 'Januari–November 2024' where the list of activities ends there."""
    last = contents.facts["done"].period
    if last < contents.period:
        return month_span(last) if last.month > 1 else f"pada {month_span(last)}"
    return f"{'pada' if contents.period.month == 1 else 'sejak'} Januari {contents.period.year}"


def everywhere(contents: Contents) -> str:
    """Where the members are that are counted, which those who serve a whole kecamatan are not: 'kelurahan se-Kota Solok'."""
    return f"{contents.unit_word} se-{contents.place_name}"


def members_there(contents: Contents) -> str:
    """The same members in few words: 'anggota kelurahan'."""
    return f"{contents.member_word} {contents.unit_word}"


def part_word(contents: Contents) -> str:
    """How the name of a part of the contents is announced: 'Kecamatan ' in a city, nothing in a kecamatan."""
    return "" if contents.kecamatan_code else "Kecamatan "


def coverage(contents: Contents) -> Said:
    """How many kelurahan meet the norm."""
    facts, unit, rule = contents.facts, contents.unit_word, norm_within(contents.norm.name)
    met, known, units, lack = (facts[key] for key in ("units_met", "units_known", "units", "shortage"))
    if not (met.is_shown and lack.is_shown and known.value):
        sentence = fitting(
            f"Belum ada daftar anggota: pemenuhan {rule} belum dapat dinilai.",
            "Belum ada daftar anggota: pemenuhan norma belum dapat dinilai.",
        )
        return Said(sentence, sentence, ask="Impor daftar anggota untuk mengisinya.")
    missing = f"kurang {lack.said}" if lack.value else "tidak ada kekurangan"
    if units.value == 1:
        who = f"{contents.place_name} hanya punya satu {unit}, dan {unit} itu {'sudah' if met.value else 'belum'}"
        full = f"{who} memenuhi {rule}; {missing}."
        short = fitting(
            full,
            f"Satu-satunya {unit} {'sudah' if met.value else 'belum'} memenuhi {rule}; {missing}.",
            f"Satu-satunya {unit} {'sudah' if met.value else 'belum'} memenuhi norma.",
        )
    elif met.value == 0:
        who = f"Belum satu pun dari {known.said}"
        full = f"{who} memenuhi {rule}; {missing}."
        short = fitting(full, f"{who} memenuhi {rule}.", f"{who} memenuhi norma.")
    else:
        is_all = met.value == known.value == units.value
        who = every(known.value, known.said) if is_all else f"{met.text} dari {known.said}"
        full = f"{who} memenuhi {rule}; {missing}." if is_all else coverage_headline(
            int(met.value), int(known.value), int(units.value), int(lack.value), contents.norm.name, unit
        )
        short = fitting(
            full,
            f"{who} memenuhi {rule}; {missing}.",
            f"{who} memenuhi {rule}.",
            f"{who} memenuhi norma; {missing}.",
            f"{who} memenuhi norma.",
        )
    return Said(short, full, _since_last_year(contents))


def _since_last_year(contents: Contents) -> str:
    """What moved among the kelurahan in a year."""
    before, better, worse = (contents.facts[key] for key in ("units_met_before", "units_better", "units_worse"))
    parts = (
        [
            f"pada {year_ago(contents)} {f'ada {before.said} yang memenuhi norma' if before.value else 'belum satu pun memenuhi norma'}"
        ]
        if before.is_shown
        else []
    )
    if better.is_shown and worse.is_shown:
        moves = [f"{fact.said} {word}" for fact, word in ((better, "membaik"), (worse, "memburuk")) if fact.value]
        parts.append(f"sejak itu {' dan '.join(moves)}" if moves else "sejak itu tidak ada yang berubah")
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else f"Pembanding {year_ago(contents)} belum ada."


def members(contents: Contents) -> Said:
    """How many active members, and the way from a year ago."""
    count, place = contents.facts["active_members"], everywhere(contents)
    if not count.is_shown:
        short = f"Belum ada daftar anggota {contents.city_name}."
        return Said(short, short, "Jumlah anggota belum diketahui.")
    if count.value == 0:
        short = f"Belum ada {contents.member_word} aktif di {place}."
        return Said(short, short, _compared(contents, "active_members_change", "Jumlahnya", "orang"))
    how = moved(contents.facts["active_members_change"], year_ago(contents), "bertambah", "berkurang", "orang")
    who = f"{count.text} {contents.member_word} aktif di {place}"
    full = f"{who}, {how}." if how else f"{who}; pembanding {year_ago(contents)} belum ada."
    per = contents.facts["ppks_per_member"]
    load = f"Rata-rata setiap {contents.member_word} itu berhadapan dengan {per.text} PPKS." if per.is_shown and per.value and count.value > 1 else ""
    return Said(fitting(full, f"{who}."), full, load)


def shortage(contents: Contents) -> Said:
    """How many people are missing, in how many kelurahan."""
    lack, units = contents.facts["shortage"], contents.facts["units_short"]
    if not lack.is_shown:
        short = "Belum ada daftar anggota: kekurangan belum dapat dihitung."
        return Said(short, short, ask="Impor daftar anggota untuk mengisinya.")
    how = moved(contents.facts["shortage_change"], year_ago(contents), "bertambah", "berkurang", "orang")
    if lack.value == 0:
        short = f"Tidak ada kekurangan {contents.member_word} di {contents.place_name}."
        return Said(short, short, _compared(contents, "shortage_change", "Kekurangan", "orang"))
    who = f"Kurang {lack.text} {contents.person_word} di {units.said}"
    full = f"{who}; {how}." if how else f"{who}; pembanding {year_ago(contents)} belum ada."
    return Said(fitting(full, f"{who}."), full, f"Kelebihan satu {contents.unit_word} tidak menutup kekurangan yang lain.")


def shortage_places(contents: Contents) -> Said:
    """Which part of the place misses most people."""
    facts = contents.facts
    most, lack = facts.get("shortage_most"), facts["shortage"]
    if most is None or not lack.value:
        return shortage(contents)
    where = f"{part_word(contents)}{most.label}"
    if facts["parts_short"].value == 1:
        sentence = f"Seluruh kekurangan, {lack.said}, ada di {where}."
        return Said(fitting(sentence, f"Seluruh kekurangan ada di {where}."), sentence)
    if facts["parts_most"].value > 1:
        ties, each = facts["parts_most"], f"masing-masing {most.said}"
        where = where if ties.value <= NAMED else f"{ties.said}, antara lain {where}"
        full = f"Kekurangan terbesar, {each}, di {where}."
        return Said(
            fitting(full, f"Kekurangan terbesar, {each}, di {ties.said}."), full, f"Seluruhnya {lack.said} di {facts['parts_short'].said}."
        )
    sentence = f"Kekurangan terbesar di {where}: {most.text} dari {lack.said}."
    return Said(
        fitting(sentence, f"Kekurangan terbesar di {where}."), sentence, f"Kekurangan tersebar di {facts['parts_short'].said}."
    )


def largest_shortages(contents: Contents) -> Said:
    """The kelurahan with the most people missing, and how many others miss as many."""
    found, ties = largest(contents), contents.facts.get("largest_ties")
    if not found:
        return shortage(contents)
    if ties is not None:
        return _tied(contents, found, ties)
    if len(found) == 1:
        sentence = f"Hanya {found[0].label} yang kekurangan {contents.member_word}: {found[0].said}."
        return Said(sentence, sentence)
    is_all = len(found) == contents.facts["units_short"].value
    subject = f"Kekurangan per {contents.unit_word}" if is_all else "Kekurangan terbesar"
    choices = []
    if len({fact.value for fact in found}) == 1:
        names = listed([fact.label for fact in found])
        choices.append(f"{subject}{':' if is_all else ','} masing-masing {found[0].said}{'' if is_all else ','} di {names}.")
    else:
        choices.append(f"{subject}: {_counted(found)}.")
        choices += [f"Kekurangan: {_counted(found)}."] if is_all else []
    return Said(fitting(*choices, _first_of(found)), choices[0], "" if is_all else ties_note(len({fact.value for fact in found}) < len(found), contents.facts["ppks"].is_shown))


def _counted(found: list[Fact]) -> str:
    """Names with their numbers, the unit behind the first: 'Jamika (4 orang), Kopo (1), dan Suka Asih (1)'."""
    return listed([f"{fact.label} ({fact.text if index else fact.said})" for index, fact in enumerate(found)])


def largest(contents: Contents) -> list[Fact]:
    """The kelurahan that are named as missing most, most first."""
    keys = [f"largest_shortage_{position}" for position in range(1, 5)]
    return [contents.facts[key] for key in keys if key in contents.facts]


def _first_of(found: list[Fact]) -> str:
    """Those that miss the most, in few words."""
    most = [fact.label for fact in found if fact.value == found[0].value]
    if len(most) == 1:
        return f"Kekurangan terbesar di {most[0]}: {found[0].said}."
    count = ("dua", "tiga", "empat")[len(most) - 2]
    brief = f"Kekurangan terbesar, masing-masing {found[0].said}, di {count} tempat."
    return fitting(f"Kekurangan terbesar, masing-masing {found[0].said}, di {listed(most)}.", f"Paling kurang ({found[0].said}): {listed(most)}.", brief)


def _tied(contents: Contents, found: list[Fact], ties: Fact) -> Said:
    """More kelurahan miss the same than can be named."""
    each = contents.facts["largest_ties_each"]
    if found[0].value == each.value:
        is_all = ties.value == contents.facts["units_short"].value
        brief = f"{ties.said} masing-masing kurang {each.said}" if is_all else f"Kekurangan terbesar, masing-masing {each.said}, di {ties.said}"
        names = listed([fact.label for fact in found])
        full = f"{brief}, antara lain {names}."
        return Said(fitting(full, f"{brief}, antara lain {found[0].label}.", f"{brief}."), full)
    names = _counted(found)
    full = f"Kekurangan terbesar: {names}, lalu {ties.said} (masing-masing {each.text})."
    return Said(fitting(full, f"Kekurangan terbesar: {names}.", _first_of(found)), full)


def _compared(contents: Contents, key: str, subject: str, unit: str) -> str:
    """How a figure that is now nothing moved."""
    change = contents.facts[key]
    if change.is_shown and not change.value:
        return f"Pada {year_ago(contents)} pun tidak ada."
    how = moved(change, year_ago(contents), "bertambah", "berkurang", unit)
    return f"{subject} {how}." if how else f"Pembanding {year_ago(contents)} belum ada."
