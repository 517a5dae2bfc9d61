"""The decisions a meeting is asked for: what the numbers call for, and nothing else."""

from charts.words import month_long
from planning.wording import listed
from reports.figures.contents import Contents
from reports.storyboard.sentences import COUNT_WORDS, NAMED, Said, fitting, largest, members_there, part_word

_NOTHING = "Tidak ada kekurangan yang menuntut keputusan baru."


def decisions(contents: Contents) -> list[Said]:
    """What to decide, the most urgent first; none where the numbers call for nothing."""
    found = [_recruit(contents), _train(contents), _reach(contents), _carry_out(contents), _complete(contents)]
    return [decision for decision in found if decision is not None]


def metrics(contents: Contents) -> tuple[str, ...]:
    """The indicators and counts whose numbers the decisions say."""
    train = "plan_seats" if contents.facts["plan_seats"].value else "never_trained"
    found = (
        ("shortage", _recruit(contents)),
        (train, _train(contents)),
        ("kelurahan_reached", _reach(contents)),
        ("activities", _carry_out(contents)),
    )
    return tuple(name for name, decision in found if decision is not None)


def headline(contents: Contents) -> str:
    """All decisions in one sentence of at most 14 words, with their numbers where they fit."""
    count = len(decisions(contents))
    if not count:
        return _NOTHING
    facts = contents.facts
    heads = [
        head
        for head, is_asked in (
            (f"rekrut {facts['shortage'].text} {contents.person_word}", _recruit(contents)),
            (f"latih {_to_train(contents)}", _train(contents)),
            (f"jangkau {facts['not_reached'].said}", _reach(contents)),
        )
        if is_asked
    ]
    word = COUNT_WORDS[count - 1]
    plain = f"{word} keputusan diminta dari rapat ini."
    return fitting(f"{word} keputusan diminta: {listed(heads)}.", plain) if len(heads) == count else plain


def _recruit(contents: Contents) -> Said | None:
    lack, units = contents.facts["shortage"], contents.facts["units_short"]
    if not lack.is_shown or lack.value == 0:
        return None
    first, ties = [fact.label for fact in largest(contents)], contents.facts.get("largest_ties")
    who = f"{lack.text} {contents.person_word}"
    if units.value == len(first):
        full = f"Rekrut {who} di {listed(first)}."
    elif ties is None or contents.facts["largest_shortage_1"].value > contents.facts["largest_ties_each"].value:
        full = f"Rekrut {who} di {units.said}, mulai dari {listed(first)}."
    elif ties.value == units.value:
        full = f"Rekrut {who} di {units.said}, masing-masing {contents.facts['largest_ties_each'].said}."
    else:
        full = f"Rekrut {who} di {units.said}, mulai dari {ties.said} yang paling kurang, antara lain {first[0]}."
    return Said(fitting(full, f"Rekrut {who} di {units.said}."), full)


def _to_train(contents: Contents) -> str:
    seats = contents.facts["plan_seats"]
    return seats.said if seats.value else f"{contents.facts['never_trained'].text} {contents.member_word}"


def _train(contents: Contents) -> Said | None:
    seats, never, most = contents.facts["plan_seats"], contents.facts["never_trained"], contents.facts.get("never_trained_most")
    if seats.value:
        return Said(
            f"Laksanakan rencana pelatihan yang sudah dikunci untuk {seats.said}.",
            f"Laksanakan rencana pelatihan yang sudah dikunci untuk {seats.said}.",
        )
    if not never.value:
        return None
    where = ""
    if most is not None and contents.facts["never_trained_ties"].value <= NAMED:  # of more equals none comes first
        how = "mulai dari " if most.value < never.value else "semuanya di " if never.value > 1 else "di "
        where = f", {how}{part_word(contents)}{most.label}"
    plain = f"Latih {never.text} {members_there(contents)} yang belum pernah dilatih"
    return Said(fitting(f"{plain}{where}.", f"{plain}."), f"{plain}{where}.")


def _reach(contents: Contents) -> Said | None:
    missed = contents.facts["not_reached"]
    if not missed.value:
        return None
    names = [str(row[0]) for row in contents.tables["not_reached"].rows]
    plain = f"Jangkau {missed.said} yang tidak terjangkau kegiatan dalam 12 bulan."
    full = f"Jangkau {listed(names)}, yang tidak terjangkau kegiatan dalam 12 bulan." if len(names) <= 3 else plain
    return Said(fitting(full, plain), full)


def _carry_out(contents: Contents) -> Said | None:
    late = contents.facts["planned_open"]
    if not late.value:
        return None
    if contents.period.month == 12:
        full = f"Putuskan {late.said} rencana {contents.period.year} yang belum terlaksana: dijadwalkan ulang atau dibatalkan."
    else:
        full = f"Laksanakan {late.said} yang direncanakan sampai {month_long(contents.period)} tetapi belum terlaksana."
    return Said(fitting(full, f"Putuskan nasib {late.said} rencana yang belum terlaksana."), full)


def _complete(contents: Contents) -> Said | None:
    """The export that is missed most, one at a time."""
    facts = contents.facts
    if not facts["active_members"].is_shown:
        what = "Lengkapi daftar anggota agar pemenuhan norma dapat dinilai."
    elif facts["ppks"].state == "missing":
        what = f"Lengkapi rekap PPKS per {contents.unit_word} agar kebutuhan dapat dibandingkan."
    elif not facts["planned"].is_shown:
        what = "Lengkapi daftar kegiatan agar rencana dan realisasi dapat dinilai."
    elif facts["ppks_rate"].source != "ppks_per_1000" and facts["ppks"].value:
        what = f"Lengkapi jumlah penduduk per {contents.unit_word} agar PPKS dapat dibandingkan dengan penduduk."
    else:
        return None
    return Said(what, what)
