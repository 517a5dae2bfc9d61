"""Sentences about people in need; they know only what the public view shows."""

from charts.words import month_long
from reports.figures.contents import Contents, Fact
from reports.storyboard.sentences import Said, fitting, moved


def _no_recap(contents: Contents) -> str:
    return f"Belum ada rekap PPKS sampai {month_long(contents.period)}; jumlah PPKS belum diketahui."


def need(contents: Contents) -> Said:
    """How many people in need are recorded, and the way from the recap of a year ago."""
    count, place = contents.facts["ppks"], contents.place_name
    if count.state == "hidden":
        short = f"Jumlah PPKS {place} disembunyikan untuk melindungi orangnya."
        return Said(
            fitting(short, "Jumlah PPKS disembunyikan untuk melindungi orangnya."),
            f"{short} Angka sekecil ini tidak keluar dari kantor.",
        )
    if not count.is_shown:
        return Said(
            _no_recap(contents), _no_recap(contents), "Impor rekap PPKS, atau daftar PPKS menurut nama, untuk mengisinya."
        )
    if count.value == 0:
        sentence = f"Tidak ada PPKS tercatat di {place}."
        return Said(sentence, f"{sentence} {_against(contents)}")
    how = _moved(contents)
    who = f"{count.text} PPKS tercatat di {place}"
    if contents.facts["ppks_left_out"].value:
        return Said(f"{who}.", f"{who}. {_against(contents)} Keadaan {_at(count)}.")
    full = f"{who}, {how}." if how else f"{who}."
    return Said(fitting(full, f"{who}."), f"{full} {'' if how else f'{_against(contents)} '}Keadaan {_at(count)}.")


def _against(contents: Contents) -> str:
    """The comparison, or why there is none."""
    before = contents.facts["ppks_before"]
    how, same = _moved(contents), contents.facts["ppks_compared"]
    if how and contents.facts["ppks_left_out"].value:
        return f"Di {same.said} yang ada datanya pada kedua bulan, {how}."
    if how:
        return f"Jumlahnya {how}."
    if same.value == 0:
        return f"Tidak dibandingkan dengan {_at(before)}: tidak ada {same.unit} yang ada datanya pada kedua bulan."
    if before.is_shown and contents.facts["ppks_compared"].value:
        return f"Perubahan dari {_at(before)} terlalu kecil untuk dipastikan dari angka yang dibulatkan."
    return f"Angka {_at(before)} disembunyikan." if before.state == "hidden" else "Pembanding setahun sebelumnya belum ada."


def _moved(contents: Contents) -> str:
    """How the rounded count moved; '' where there is nothing to compare, or rounding alone could have moved it."""
    return moved(contents.facts["ppks_change"], _at(contents.facts["ppks_before"]), "bertambah sekitar", "berkurang sekitar")


def need_rate(contents: Contents) -> Said:
    """People in need against residents or area, and where the rate is highest."""
    rate, most = contents.facts["ppks_rate"], contents.facts.get("most_rate")
    per = rate.unit.replace("per ", "tiap ", 1)
    if not rate.is_shown and most is None:
        return need(contents)
    ties = (contents.facts["most_rate_units"].value or 0) if most is not None else 0
    among = "antara lain " if ties > 2 else ""  # two are named both
    highest = f"tertinggi {among}di {most.label}, {'masing-masing ' if ties > 1 else ''}{most.text}" if most is not None else ""
    if not rate.is_shown:
        why = "tidak ditampilkan" if rate.state == "hidden" else "belum dapat dihitung"
        short = fitting(f"PPKS {per} {highest}.", f"PPKS {per} {highest.rsplit(',', 1)[0]}.")
        return Said(short, f"PPKS {per} {highest}. Angka seluruh {contents.place_name} {why}.")
    who = f"{rate.text} PPKS {per}"
    if most is None or len(contents.tables["kelurahan"].rows) == 1:
        return Said(
            fitting(f"{who} di {contents.place_name}.", f"{who}."), f"{who} di {contents.place_name}. Keadaan {_at(rate)}."
        )
    full = f"{who}; {highest}."
    return Said(fitting(full, f"{who}; tertinggi {among}di {most.label}.", f"{who}."), f"{full} Keadaan {_at(rate)}.")


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
    of = f"{first.text} dari {count.text} PPKS" if count.is_shown and first.period == count.period else f"{first.said}"
    sentence = f"Jenis terbanyak {first.label}: {of}."
    rest = f" Berikutnya {' dan '.join(f'{fact.label} ({fact.said})' for fact in found[1:])}." if len(found) > 1 else ""
    return Said(
        fitting(sentence, f"Jenis terbanyak {first.label}: {first.said}.", f"Jenis terbanyak: {first.said}."), f"{sentence}{rest}"
    )


def _at(fact: Fact) -> str:
    return month_long(fact.period)
