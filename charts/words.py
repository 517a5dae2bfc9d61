"""Indonesian numbers, months and sentences as a meeting says them."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from data.forms import is_known as is_known, month as month, numeral, rounded as rounded

UNKNOWN = "tidak ada data"
SUBJECTS = {
    "volunteer": "Daftar anggota", "ppks_count": "Rekap PPKS", "ppks_case": "Daftar PPKS menurut nama", "activity": "Kegiatan",
    "attendance": "Daftar hadir", "institution": "Lembaga", "proposal": "Usulan DTKS/DTSEN", "population": "Penduduk", "dtks": "DTKS", "dtsen": "DTSEN",
    "welfare_count": "Hitungan DTKS dan DTSEN", "aid": "Penerima bantuan", "aid_count": "Penerima bantuan",
}
# The lists that figures are read from, as they stand within a sentence.
LISTS = {
    "volunteer": "daftar anggota", "activity": "daftar kegiatan", "attendance": "daftar hadir", "ppks_case": "daftar PPKS menurut nama",
    "proposal": "daftar usulan", "ppks_count": "rekap PPKS",
}
HEAPS = {"accepted": "diterima", "duplicate": "ganda", "rejected": "ditolak", "out_of_city": "luar kota", "skipped": "bukan data"}
_WHOLE_UNITS = ("orang", "anggota", "kegiatan", "laporan", "keluarga", "usulan")


def number(value: float | None, decimals: int = 0) -> str:
    """1.234,5; an en dash for what is not known."""
    return numeral(float(value), decimals) if is_known(value) else "–"


def amount(value: float | None, unit: str) -> str:
    """A number with its unit, percent without a space; `UNKNOWN` when there is none."""
    if not is_known(value):
        return UNKNOWN
    text = number(value, decimals_for(unit, float(value)))
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def rupiah(value: float | None) -> str:
    """An amount of money as it is said: 'Rp1,25 miliar', 'Rp120 juta', 'Rp950.000'; an en dash for what is not known."""
    if not is_known(value):
        return "–"
    sign, size = "−" if value < 0 else "", abs(float(value))
    if size < 1e6:
        return f"{sign}Rp{number(size)}"
    for factor, word, decimals in ((1e6, "juta", 1), (1e9, "miliar", 2), (1e12, "triliun", 2)):
        told = rounded(size / factor, decimals)
        # 999.960.000 is a thousand million once it is rounded, and is said in the next word.
        if told < 1000:
            break
    needed = 0 if told == round(told) else 1 if told == round(told, 1) else 2
    return f"{sign}Rp{number(told, needed)} {word}"


def ledger_line(totals: Mapping[str, int]) -> str:
    """The equation of the ledger: '100 baris = 90 diterima + 5 ganda + ...'."""
    return f"{number(totals['rows_read'])} baris = " + " + ".join(f"{number(totals[name])} {word}" for name, word in HEAPS.items())


def decimals_for(unit: str, value: float) -> int:
    """Counts and round numbers keep no decimal; rates below ten one, below one two, below a tenth three."""
    if unit in _WHOLE_UNITS or value == round(value) or abs(value) >= 10:
        return 0
    return 1 if abs(value) >= 1 or unit == "%" else 2 if abs(value) >= 0.1 else 3


def month_long(day: date) -> str:
    """Desember 2024."""
    return format_date(day, "MMMM y", locale="id")


def day(moment: date) -> str:
    """31 Des 2024."""
    return format_date(moment, "d MMM y", locale="id")


def day_long(day: date) -> str:
    """31 Desember 2024."""
    return format_date(day, "d MMMM y", locale="id")


def change(now: float | None, before: float | None, unit: str, since: str) -> str:
    """How a figure moved, arrow first: '▲ 64 orang dari Des 2023', 'tetap sejak Des 2023'."""
    if not (is_known(now) and is_known(before)):
        return f"belum ada pembanding {since}"
    difference = float(now) - float(before)
    decimals = decimals_for(unit, difference)
    if rounded(difference, decimals) == 0:
        return f"tetap sejak {since}"
    arrow = "▲" if difference > 0 else "▼"
    points = "poin persen" if unit == "%" else unit
    return f"{arrow} {number(abs(difference), decimals)} {points} dari {since}"


def coverage_headline(met: int, known: int, total: int, shortage: int, norm_name: str, unit_word: str) -> str:
    """The answer first: how many kelurahan meet the norm and how many people are missing."""
    rule = norm_within(norm_name)
    if known == 0:
        return f"Belum ada daftar anggota: pemenuhan {rule} belum dapat dinilai."
    who = every(total, f"{number(total)} {unit_word}") if met == known == total else f"{number(met)} dari {number(known)} {unit_word}"
    unknown = "" if known == total else f" ({number(total - known)} belum ada data)"
    lack = "tidak ada kekurangan" if shortage == 0 else f"kurang {number(shortage)} orang"
    return f"{who}{unknown} memenuhi {rule}; {lack}."


def lack_said(lack: float | None, asked: float | None = None) -> str:
    """How a place stands against its norm; `asked` where the norm differs from place to place: 'kurang 9 orang dari norma 12'."""
    if not is_known(lack):
        return UNKNOWN
    if lack == 0:
        return "memenuhi norma" if asked is None else f"memenuhi norma {number(asked)}"
    return f"kurang {number(lack)} orang{'' if asked is None else f' dari norma {number(asked)}'}"


def every(count: float, said: str) -> str:
    """All of a known count, `said` being the count with its noun: 'Kedua kegiatan', 'Seluruh 13 kelurahan'."""
    number_text, _, noun = said.partition(" ")
    word = {2: "Kedua", 3: "Ketiga", 4: "Keempat"}.get(int(count))
    return f"{word} {noun}" if word else f"Seluruh {number_text} {noun}"


def norm_within(name: str) -> str:
    """The name of a norm in the middle of a sentence that speaks of kelurahan: 'minimal 5 anggota IPSM'."""
    for ending in (" tiap desa/kelurahan", " tiap kelurahan"):
        name = name.removesuffix(ending)
    return uncapital(name)


def age(latest: date, today: date) -> str:
    """How old data are, in the largest whole unit: '21 hari', '11 bulan', '2 tahun 3 bulan'."""
    days = (today - latest).days
    if days < 0:
        return "bertanggal di depan"
    if days < 60:
        return f"{days} hari"
    months = (today.year - latest.year) * 12 + today.month - latest.month - (today.day < latest.day)
    if months < 12:
        return f"{months} bulan"
    years, rest = divmod(months, 12)
    return f"{years} tahun {rest} bulan" if rest else f"{years} tahun"


def capital(text: str) -> str:
    """The text with its first letter large; the rest stays, PPKS is no Ppks."""
    return text[:1].upper() + text[1:]


def uncapital(sentence: str) -> str:
    """The sentence to go on with after another: its first letter small, unless it begins with an abbreviation."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def need_title(measure: str, kind_name: str | None, unit: str) -> str:
    """The exact measure of need with its denominator; `kind_name` None means all kinds, `unit` orang or keluarga."""
    subject = "PPKS (semua jenis)" if kind_name is None else f"{kind_name} ({unit})"
    return {
        "ppks_count": f"Jumlah {subject}", "ppks_per_1000": f"{subject} per 1.000 penduduk", "ppks_per_km2": f"{subject} per km² luas wilayah",
        "ppks_per_member": f"{subject} per anggota aktif", "dtks_per_1000": "Individu DTKS per 1.000 penduduk", "dtks_individuals": "Jumlah individu dalam DTKS",
    }[measure]


def need_headline(measure: str, value: float | None, kind_name: str | None, unit: str, city_name: str, *, is_hidden: bool = False, is_about: bool = False) -> str:
    """The answer of the density page as a sentence; `is_about`: the number is no more than an approximate one."""
    title = need_title(measure, kind_name, unit)
    if is_hidden:
        return f"{title}: angka {city_name} disembunyikan pada tampilan publik, supaya angka kecil tidak dapat dihitung balik."
    if not is_known(value):
        return f"{title}: belum ada data untuk {city_name}."
    subject = "individu DTKS" if measure.startswith("dtks") else "PPKS" if kind_name is None else unit
    per = {"ppks_per_1000": " tiap 1.000 penduduk", "ppks_per_km2": " tiap km²", "ppks_per_member": " tiap anggota aktif", "dtks_per_1000": " tiap 1.000 penduduk"}
    kind = "" if kind_name is None else f", jenis {kind_name},"
    about = "Sekitar " if is_about and value else ""
    return f"{about}{number(value, decimals_for('', float(value)))} {subject}{per.get(measure, '')}{kind} di {city_name}."


def moved(better: int, worse: int, unit_word: str, since: str) -> str:
    """How many kelurahan came nearer to the norm or fell back since a month."""
    parts = [f"▲ {number(better)} {unit_word} lebih baik"] if better else []
    parts += [f"▼ {number(worse)} {'' if better else unit_word + ' '}lebih buruk"] if worse else []
    return f"{', '.join(parts)} dari {since}" if parts else f"tidak ada {unit_word} yang berubah dari {since}"
