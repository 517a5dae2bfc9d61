"""Sentences about people in need; they know only what the public view shows, and compare only what surely differs."""

from charts.words import capital, month_long
from reports.figures.contents import Contents, Fact
from reports.figures.need_margin import is_apart
from reports.storyboard.sentences import Said, fitting, moved

_FEW = {2: "dua", 3: "tiga"}


def _no_recap(contents: Contents) -> str:
    return f"Belum ada rekap PPKS sampai {month_long(contents.period)}; jumlah PPKS belum diketahui."


def need(contents: Contents) -> Said:
    """How many people in need are recorded, and the way from the recap of a year ago."""
    count, place = contents.facts["ppks"], contents.place_name
    if count.state == "hidden":
        whole = f"Jumlah PPKS {place} disembunyikan untuk melindungi orangnya."
        short = fitting(whole, "Jumlah PPKS disembunyikan untuk melindungi orangnya.")
        return Said(short, whole, "Angka sekecil ini tidak keluar dari kantor.")
    if not count.is_shown:
        said = _no_recap(contents)
        return Said(said, said, ask="Impor rekap PPKS, atau daftar PPKS menurut nama, untuk mengisinya.")
    if count.value == 0:
        sentence = f"Tidak ada PPKS tercatat di {place}."
        return Said(sentence, sentence, _against(contents))
    how = _moved(contents)
    who = capital(f"{count.text} PPKS tercatat di {place}")
    if contents.facts["ppks_left_out"].value or not how:
        return Said(f"{who}.", f"{who}.", f"{_against(contents)} Keadaan {_at(count)}.")
    whole = f"{who}, {how}."
    return Said(fitting(whole, f"{who}."), whole, f"Keadaan {_at(count)}.")


def _against(contents: Contents) -> str:
    """The comparison, or why there is none."""
    before = contents.facts["ppks_before"]
    how, same = _moved(contents), contents.facts["ppks_compared"]
    if contents.facts["ppks_change"].value == 0:
        return f"Pada {_at(before)} pun tidak ada."
    if how and contents.facts["ppks_left_out"].value:
        return f"Di {same.said} yang ada datanya pada kedua bulan, {how}."
    if how:
        return f"Jumlahnya {how}."
    if same.value == 0:
        return f"Tidak dibandingkan dengan {_at(before)}: tidak ada {same.unit} yang ada datanya pada kedua bulan."
    if before.is_shown and same.value:
        return f"Perubahan dari {_at(before)} terlalu kecil untuk dipastikan dari angka yang dibulatkan."
    return f"Angka {_at(before)} disembunyikan." if before.state == "hidden" else "Pembanding setahun sebelumnya belum ada."


def _moved(contents: Contents) -> str:
    """How the rounded count moved; '' where there is nothing to compare, or its margin alone could have moved it."""
    return moved(contents.facts["ppks_change"], _at(contents.facts["ppks_before"]), "bertambah", "berkurang")


def need_rate(contents: Contents) -> Said:
    """People in need against residents or area, and where the rate is highest."""
    rate, most = contents.facts["ppks_rate"], contents.facts.get("most_rate")
    per = rate.unit.replace("per ", "tiap ", 1)
    if not rate.is_shown and most is None:
        return need(contents)
    where = _highest(contents) if most is not None else ""
    if not rate.is_shown:
        why = "belum cukup pasti untuk disebut" if rate.state == "hidden" else "belum dapat dihitung"
        whole = f"PPKS {per}: {where}, {most.text}."
        return Said(fitting(whole, f"PPKS {per}: {where}."), whole, f"Angka seluruh {contents.place_name} {why}.")
    who = capital(f"{rate.text} PPKS {per}")
    if most is None or len(contents.tables["kelurahan"].rows) == 1:
        whole = f"{who} di {contents.place_name}."
        return Said(fitting(whole, f"{who}."), whole, f"Keadaan {_at(rate)}.")
    whole = f"{who}; {where}, {most.text}."
    group = contents.facts["most_rate_units"]
    word = _FEW.get(int(group.value)) if group.numerator == group.value else None
    among = [f"{who}; tertinggi di salah satu dari {word} {group.unit}."] if word else []  # the map names them
    return Said(fitting(whole, f"{who}; {where}.", *among, f"{who}."), whole, f"Keadaan {_at(rate)}.")


def _highest(contents: Contents) -> str:
    """Where the rate is highest: in one place, in one of few, or among others in one of many."""
    most, group = contents.facts["most_rate"], contents.facts["most_rate_units"]
    return f"tertinggi di {most.label}" if group.numerator == group.value else f"yang tertinggi antara lain {most.label}"


def kinds(contents: Contents) -> Said:
    """Which kinds are the largest in the city."""
    found = [contents.facts[key] for key in ("largest_kind_1", "largest_kind_2", "largest_kind_3") if key in contents.facts]
    if not found:
        sentence = (
            "Jenis PPKS tidak dirinci: angkanya terlalu kecil atau belum ada rekap."
            if contents.facts["ppks"].state != "missing"
            else _no_recap(contents)
        )
        return Said(sentence, sentence)
    first, count = found[0], contents.facts["ppks"]
    among = "" if len(found) == 1 or is_apart(first.value, found[1].value, first.margin + found[1].margin) else "antara lain "
    of = f"{first.text} dari {count.text} PPKS" if count.is_shown and first.period == count.period else f"{first.said}"
    whole = f"Jenis terbanyak {among}{first.label}: {of}."
    next_ones = "" if contents.facts["kinds_sure"].value == len(found) else "antara lain "
    rest = f"Berikutnya {next_ones}{' dan '.join(f'{fact.label} ({fact.said})' for fact in found[1:])}." if len(found) > 1 else ""
    short = fitting(whole, f"Jenis terbanyak {among}{first.label}: {first.said}.", f"Jenis terbanyak: {first.said}.")
    return Said(short, whole, rest)


def _at(fact: Fact) -> str:
    return month_long(fact.period)
