"""Sentences about what was done: activities, participants and money, reach, training."""

from charts.words import every, month_long
from reports.figures.contents import Contents
from reports.storyboard.sentences import NAMED, Said, differing, everywhere, fitting, members_there, moved, part_word, since_january, year_ago


def activities(contents: Contents) -> Said:
    """How many of the planned activities were carried out since January."""
    facts, since = contents.facts, since_january(contents)
    planned, kept, done = facts["planned"], facts["planned_done"], facts["done"]
    if not planned.is_shown:
        short = f"Belum ada daftar kegiatan {contents.city_name} untuk tahun {contents.period.year}."
        return Said(short, short, ask="Impor daftar kegiatan (rencana dan realisasi) untuk mengisinya.")
    if planned.value == 0:
        if done.value == 0:
            sentence = f"Tidak ada kegiatan yang direncanakan atau terlaksana {since}."
            return Said(sentence, sentence)
        short = f"{done.said} terlaksana {since}, {'semuanya ' if done.value > 1 else ''}di luar rencana."
        return Said(short, short, _all_done(contents))
    what = f"yang direncanakan {since}"
    if planned.value == 1:
        sentence = f"Satu-satunya kegiatan {what} {'sudah' if kept.value else 'belum'} terlaksana."
    elif kept.value == planned.value:
        sentence = f"{every(planned.value, planned.said)} {what} terlaksana."
    elif kept.value == 0:
        sentence = f"Belum satu pun dari {planned.said} {what} terlaksana."
    else:
        sentence = f"{kept.text} dari {planned.said} {what} terlaksana."
    return Said(sentence, sentence, _all_done(contents))


def _all_done(contents: Contents) -> str:
    """All activities carried out, planned or not, against the same months of the year before; those that the message has not counted yet are said."""
    done, change, before = contents.facts["done"], contents.facts["done_change"], contents.facts["done_before"]
    planned, kept = contents.facts["planned"], contents.facts["planned_done"]
    if done.value == 0:
        nothing = "Di luar rencana pun tidak ada yang terlaksana."
        return f"{nothing} Pada masa yang sama tahun {contents.period.year - 1} ada {before.said}." if before.value else nothing
    is_said = not planned.value or done.value == kept.value
    if not before.is_shown:
        missing = f"embanding tahun {contents.period.year - 1} belum ada."
        return f"P{missing}" if is_said else f"Seluruhnya {done.said} terlaksana; p{missing}"
    span = f"masa yang sama tahun {contents.period.year - 1}"
    how = f"{differing(change)} dari {span}." if change.value else f"sama dengan {span}."
    return f"Jumlah yang terlaksana {how}" if is_said else f"Seluruhnya {done.said} terlaksana, {how}"


def participants(contents: Contents) -> Said:
    """How many people took part, and what was spent of the budget."""
    facts, since = contents.facts, since_january(contents)
    people, change = facts["participants"], facts["participants_change"]
    if not people.is_shown:
        if not facts["done"].is_shown or facts["done"].value == 0:
            return activities(contents)
        short = f"Jumlah peserta kegiatan {since} belum dicatat."
        return Said(short, short, _money(contents))
    if people.value == 0:
        short = f"Tidak ada peserta kegiatan yang dicatat {since}."
        return Said(short, short, _money(contents))
    who = f"{people.text} peserta kegiatan {since}"
    if not change.is_shown:
        sentence = f"{who}; pembanding tahun {contents.period.year - 1} belum ada."
    elif change.value == 0:
        sentence = f"{who}, sama dengan masa yang sama tahun {contents.period.year - 1}."
    else:
        sentence = f"{who}, {differing(change)} dari masa yang sama tahun {contents.period.year - 1}."
    return Said(fitting(sentence, f"{who}."), sentence, _money(contents))


def _money(contents: Contents) -> str:
    budget, spent = contents.facts["budget"], contents.facts["spent"]
    if not spent.is_shown:
        return ""
    return (
        f"Realisasi anggaran {spent.text} dari pagu {budget.text}."
        if budget.is_shown
        else f"Realisasi anggaran {spent.text}; pagu tidak dicatat."
    )


def reach(contents: Contents) -> Said:
    """How many kelurahan an activity reached in twelve months."""
    facts, unit = contents.facts, contents.unit_word
    reached, missed, never = facts["reached"], facts["not_reached"], facts["never_reached"]
    last = facts["done"]
    if not reached.is_shown and last.is_shown and last.period < contents.period:
        until = month_long(contents.period)
        short = f"Jangkauan belum terhitung: daftar kegiatan berakhir {month_long(last.period)}."
        return Said(short, short, f"Yang dihitung adalah 12 bulan sampai {until}.", f"Impor daftar kegiatan dan daftar hadir sampai {until} untuk mengisinya.")
    if not reached.is_shown and last.is_shown:
        short = f"Jangkauan 12 bulan sampai {month_long(contents.period)} belum diketahui."
        return Said(short, short, "Daftar kegiatan belum memuat 12 bulan.", "Impor kegiatan dan daftar hadir dari 12 bulan itu untuk mengisinya.")
    if not reached.is_shown and not facts["planned"].is_shown:
        return activities(contents)
    if not reached.is_shown:
        short = f"Belum ada daftar kegiatan {contents.city_name} sampai {month_long(contents.period)}."
        return Said(short, short, ask="Impor daftar kegiatan dan daftar hadir untuk mengisinya.")
    count = reached.value + missed.value
    if count == 1:
        sentence = f"Satu-satunya {unit} {'terjangkau' if reached.value else 'tidak terjangkau'} kegiatan dalam 12 bulan."
        return Said(sentence, sentence)
    if missed.value == 0:
        sentence = f"{every(reached.value, reached.said)} terjangkau kegiatan dalam 12 bulan."
        return Said(sentence, sentence)
    if missed.value == 1:
        row = contents.tables["not_reached"].rows[0]
        sentence = f"Hanya {row[0]} yang tidak terjangkau kegiatan dalam 12 bulan."
        return Said(sentence, sentence, "Tempat itu belum pernah terjangkau." if never.value else "Sebelum itu pernah terjangkau.")
    if reached.value == 0:
        sentence = f"Tidak satu pun dari {missed.said} terjangkau kegiatan dalam 12 bulan."
    else:
        sentence = f"{missed.said} tidak terjangkau kegiatan dalam 12 bulan; {reached.text} terjangkau."
    ever = (
        "Semuanya belum pernah terjangkau."
        if never.value == missed.value
        else f"{never.text} di antaranya belum pernah terjangkau."
        if never.value
        else "Semuanya pernah terjangkau sebelum itu."
    )
    return Said(sentence, sentence, ever)


def trained(contents: Contents) -> Said:
    """How many members were trained within 24 months."""
    facts = contents.facts
    share, count, members, members_said = facts["trained_members"], facts["trained_count"], facts["active_members"], members_there(contents)
    if not members.is_shown:
        short = "Belum ada daftar anggota: pelatihan belum dapat dinilai."
        return Said(short, short, ask="Impor daftar anggota dan daftar hadir bimtek untuk mengisinya.")
    if not members.value:
        sentence = f"Tidak ada {contents.member_word} aktif di {everywhere(contents)} yang dapat dilatih."
        return Said(sentence, sentence)
    if not share.is_shown:
        short = f"Pelatihan {contents.member_word} sampai {month_long(contents.period)} belum diketahui."
        return Said(short, short, "Daftar hadir belum memuat 24 bulan.", "Impor daftar hadir bimtek dari 24 bulan terakhir untuk mengisinya.")
    if members.value == 1:
        sentence = f"Satu-satunya {members_said} {'terlatih' if count.value else 'belum terlatih'} dalam 24 bulan terakhir."
        return Said(sentence, sentence)
    if count.value == 0:
        sentence = f"Belum satu pun dari {members.text} {members_said} terlatih dalam 24 bulan terakhir."
        return Said(sentence, sentence, _training_before(contents))
    if count.value == members.value:
        sentence = f"{every(members.value, f'{members.text} {members_said}')} terlatih dalam 24 bulan terakhir."
        return Said(sentence, sentence, _training_before(contents))
    how = moved(facts["trained_members_change"], year_ago(contents), "naik", "turun", "poin persen")
    # A share that is rounded to nothing or to all would contradict the count.
    is_plain = share.text != "100%" and any(digit in "123456789" for digit in share.text)
    who = f"{share.text if is_plain else f'{count.text} dari {members.text}'} {members_said} terlatih dalam 24 bulan"
    full = f"{who}, {how}." if how else f"{who}; pembanding {year_ago(contents)} belum ada."
    return Said(fitting(full, f"{who} terakhir."), full, f"Itu {count.text} dari {members.text} {members_said}." if is_plain else "")


def _training_before(contents: Contents) -> str:
    how = moved(contents.facts["trained_members_change"], year_ago(contents), "naik", "turun", "poin persen")
    return f"Bagiannya {how}." if how else f"Pembanding {year_ago(contents)} belum ada."


def never_trained(contents: Contents) -> Said:
    """How many members were never trained, and where most of them are."""
    never, members, members_said = contents.facts["never_trained"], contents.facts["active_members"], members_there(contents)
    if not never.is_shown or not members.value:
        return trained(contents)
    if never.value == 0:
        sentence = f"Semua {members_said} aktif pernah dilatih."
        return Said(sentence, sentence)
    if members.value == 1:
        sentence = f"Satu-satunya {members_said} belum pernah dilatih."
        return Said(sentence, sentence)
    most = contents.facts.get("never_trained_most")
    who = (
        f"{every(members.value, f'{members.text} {members_said}')} belum pernah dilatih"
        if never.value == members.value
        else f"{never.text} dari {members.text} {members_said} belum pernah dilatih"
    )
    if most is None:
        return Said(f"{who}.", f"{who}.")
    where, ties = f"{part_word(contents)}{most.label}", contents.facts["never_trained_ties"]
    if ties.value > 1:
        where = where if ties.value <= NAMED else f"{ties.said}, antara lain {where}"
        each = f"masing-masing {most.said}"
        sentence = f"{who}, terbanyak di {where} ({each})."
        return Said(fitting(sentence, f"{who}, terbanyak di {where}.", f"{who}, terbanyak di {ties.said}.", f"{who}."), sentence)
    sentence = f"{who}, semuanya di {where}." if most.value == never.value else f"{who}, terbanyak di {where} ({most.said})."
    return Said(
        fitting(sentence, f"{who}, {'semuanya' if most.value == never.value else 'terbanyak'} di {where}.", f"{who}."), sentence
    )


def plan(contents: Contents) -> Said | None:
    """The plan of training that was locked; None where none is, or where it has no seat here."""
    seats = contents.facts["plan_seats"]
    if contents.plan is None or not seats.value:
        return None
    most, count = contents.plan.by_kecamatan[0] if contents.plan.by_kecamatan else ("", 0)
    sentence = f"Rencana yang dikunci melatih {seats.said}."
    if contents.kecamatan_code is None and count < seats.value:
        sentence = f"Rencana yang dikunci melatih {seats.said}, terbanyak dari Kecamatan {most}."
    topic = f", topik {contents.plan.topic}" if contents.plan.topic else ""
    return Said(
        fitting(sentence, f"Rencana yang dikunci melatih {seats.said}."), sentence, f"Rencana '{contents.plan.name}'{topic}."
    )
