"""Sentences of a plan as a meeting says them; numbers in, Indonesian out."""

from dataclasses import dataclass

from charts.words import is_known, number


@dataclass(frozen=True, slots=True)
class Measured:
    """What a list of members achieves. Shares in percent; None is not known or does not apply."""

    seated: int
    places: int
    never_trained: int
    women: int
    covered: float | None

    @property
    def women_pct(self) -> float | None:
        return 100 * self.women / self.seated if self.seated else None


def percent(value: float | None) -> str:
    """61%, and a decimal below ten."""
    return f"{number(value, 1 if value < 9.95 and round(value, 1) != round(value) else 0)}%" if is_known(value) else "–"


# What the points of a question add up to.
WORTH = {"pelatihan": "kebutuhan", "utusan": "nilai semua calon", "rekrutmen": "kebutuhan"}


def covered_title(question: str) -> str:
    """What the share of `WORTH` is called above bars and curves."""
    return f"Bagian dari {WORTH[question]}" if question == "utusan" else "Kebutuhan yang tertutup"


def seats_headline(plan: Measured, seats: int, unit_count: int, unit_word: str, question: str) -> str:
    """What the list does, in one sentence."""
    if not plan.seated:
        return "Belum ada yang dapat diundang menurut aturan ini."
    one = "utusan" if question == "utusan" else "kursi"
    filled = f"{number(seats)} {one}" if plan.seated == seats else f"{number(plan.seated)} dari {number(seats)} {one} terisi,"
    if question == "utusan":
        whence = f"semua {number(unit_count)}" if plan.places == unit_count else f"{number(plan.places)} di antara {number(unit_count)}"
        return f"{filled.removesuffix(',')}, dari {whence} {unit_word}."
    covered = f" dan menutup {percent(plan.covered)} kebutuhan" if is_known(plan.covered) else ""
    return f"{filled} menjangkau {number(plan.places)} dari {number(unit_count)} {unit_word}{covered}."


def compared(plan: Measured, simple: Measured, last: Measured | None, question: str) -> str:
    """How the list stands against the simple rule and last year's list."""
    own = f"{percent(plan.covered)} dari {WORTH[question]}; aturan" if question == "utusan" else "Aturan"
    said = f"{own} sederhana {percent(simple.covered)}"
    if last is None:
        return f"{said}; daftar hadir tahun lalu belum ada."
    return f"{said}, daftar tahun lalu ({number(last.seated)} orang) {percent(last.covered)}."


def recruits_headline(recruits: int, places: int, missing: int, left: int, unit_word: str) -> str:
    """What a plan of recruitment does."""
    if not missing:
        return "Tidak ada kekurangan terhadap norma; tidak perlu merekrut."
    rest = "kekurangan habis" if not left else f"kekurangan turun dari {number(missing)} menjadi {number(left)} orang"
    return f"{number(recruits)} orang direkrut di {number(places)} {unit_word}; {rest}."


def norm_met(before: int, after: int, unit_word: str) -> str:
    """How many kelurahan meet the norm before and after a recruitment."""
    if before == after:
        return f"Yang memenuhi norma tetap {number(before)} {unit_word}."
    return f"Yang memenuhi norma dari {number(before)} menjadi {number(after)} {unit_word}."


def one_more(gain: float, covered_gain: float | None, question: str) -> str:
    """What one seat more would bring."""
    if gain <= 0:
        return "Satu kursi lagi tidak menambah apa pun: semua yang dapat diundang sudah terpilih atau terhalang batas."
    share = f", {number(covered_gain, 2)}% dari {WORTH[question]}" if is_known(covered_gain) else ""
    return f"Satu kursi lagi menambah {number(gain, 1)} poin{share}."


def gini(before: float | None, after: float | None) -> str:
    """How evenly trained members stand against the people in need, before and after."""
    if not (is_known(before) and is_known(after)):
        return "Belum dapat dihitung: PPKS atau anggota terlatih belum diketahui."
    moved = "menjadi lebih merata" if after < before - 0.005 else "menjadi kurang merata" if after > before + 0.005 else "tetap sama meratanya"
    return (
        f"Anggota terlatih terhadap PPKS {moved}: indeks Gini {number(before, 2)} menjadi {number(after, 2)} "
        "(0: tersebar seperti kebutuhannya; mendekati 1: menumpuk di tempat yang sedikit PPKS-nya)."
    )
