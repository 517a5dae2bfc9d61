"""Checks of a planner's rules, told all at once and in Indonesian."""

import re
from datetime import date

from data.errors import UserError
from data.forms import numeral
from data.parameters.planning import factors
from data.reference import ppks_kinds, units, volunteer_kinds

MOST = 5_000  # people in any rule
_LONG_NUMBER = re.compile(r"[0-9](?:[\s.-]?[0-9]){5,}")
_TITLED = re.compile(
    r"\b(?:bapak|bpk|pak|ibu|bu|bunda|mak|kang|mbak|mbah|ny|nyonya|nn|tn|tuan|sdri?|saudara|saudari|hj|almarhum(?:ah)?|alm|ust|usta(?:d|dz|dzah)"
    r"|(?:h|drs|dra|ir|dr)(?=\.))\b\.?\s*(?<=[\s.])(?!(?:hamil|menyusui|nifas|rumah tangga|pkk|balita)\b)[^\W\d_]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"@|https?:|www\.|\b(?:jl|jln|gg)\b\.?\s*[^\W\d_]|\bjalan\s+[^\W\d_][^;,]*\d|\br[tw]\b[\s./:]*(?:rw\b[\s./:]*)?\d|\br[tw]\d", re.IGNORECASE
)

# What the rules are called on the screen.
LABELS = {
    "question": "Pertanyaan", "city_code": "Kota", "period": "Bulan", "seats": "Jumlah kursi", "recruits": "Jumlah orang direkrut",
    "topic": "Topik", "level": "Jenjang", "ppks_codes": "Jenis PPKS", "kinds": "Unsur relawan",
    "pause_months": "Jeda sejak pelatihan pada jenjang ini (bulan)", "needs_prerequisite": "Jenjang berurutan",
    "is_minimum_firm": "Batas terendah wajib", "women_pct": "Bagian perempuan (%)", "decay_pct": "Nilai kursi berikutnya (%)",
    "place": "Batas tiap kelurahan", "district": "Batas tiap kecamatan", "limits": "Batas satu tempat", "weights": "Bobot",
    "overrides": "Keputusan perorangan", "excluded_places": "Tempat yang dikecualikan", "venues": "Pilihan tempat",
    "batches": "Angkatan", "capacity": "Daya tampung angkatan",
}


def has_long_number(text: str) -> bool:
    """Whether a text carries a run of six digits or more: a phone, an identity card."""
    return _LONG_NUMBER.search(text) is not None


def person_in(remark: str) -> str:
    """What of a person a remark carries and what to write instead; '' for nothing.

    It is a long number, a title before a name, or an address of mail, a page or a house. A bare name is not recognised.
    """
    if has_long_number(remark):
        return "nomor panjang; jangan menulis nomor telepon atau NIK, dan tulis uang sebagai 'Rp50 juta'"
    if _TITLED.search(remark) or _ADDRESS.search(remark):
        return "nama orang atau alamat; sebut jabatan dan kelurahan saja"
    return ""


class Faults:
    """Collects what is wrong; `raise_any` tells it as one UserError."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, name: str, sentence: str) -> None:
        """A fault of the rule `name`."""
        self.found.append(f"{LABELS[name]}: {sentence}")

    def raise_any(self) -> None:
        """UserError with every fault, one line each."""
        if self.found:
            raise UserError("\n".join(dict.fromkeys(self.found)))

    def number(self, name: str, value: object, least: int, most: int) -> None:
        """A whole number between two bounds."""
        if not _is_whole(value) or not least <= value <= most:
            self.add(name, f"{value} tidak dapat dipakai; isi bilangan bulat {numeral(least)} sampai {numeral(most)}.")

    def choice(self, name: str, value: object, known: tuple[str, ...]) -> None:
        """One of the known words."""
        if value not in known:
            self.add(name, f"'{value}' tidak dikenal; pilih {' atau '.join(word or 'kosong' for word in known)}.")

    def text(self, name: str, value: object, longest: int) -> None:
        """A text that is not too long."""
        if not isinstance(value, str) or len(value) > longest:
            self.add(name, f"harus berupa teks, paling panjang {longest} huruf.")

    def note(self, name: str, value: object) -> None:
        """A remark that names nobody: no long number, which is a phone or an identity card, no title before a name, no address."""
        self.text(name, value, 300)
        if isinstance(value, str) and (found := person_in(value)):
            self.add(name, f"alasannya memuat {found}.")

    def month(self, name: str, value: object) -> None:
        """The first day of a month."""
        if type(value) is not date or value.day != 1:
            self.add(name, f"{value} bukan awal bulan; tulis seperti 2024-12-01.")

    def flag(self, name: str, value: object) -> None:
        """Yes or no."""
        if not isinstance(value, bool):
            self.add(name, f"{value} tidak dapat dipakai; isi ya atau tidak (true atau false).")

    def bounds(self, name: str, least: object, most: object) -> None:
        """A minimum and a maximum that leave room; `most` None is no limit."""
        before = len(self.found)
        self.number(name, least, 0, MOST)
        if most is not None:
            self.number(name, most, 0, MOST)
        if len(self.found) == before and most is not None and least > most:
            crossed = f"paling sedikit {numeral(least)} melebihi paling banyak {numeral(most)}"
            self.add(name, f"{crossed}; samakan atau naikkan yang kedua.")

    def unique(self, name: str, values: list[str]) -> None:
        """No entry twice."""
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            self.add(name, f"'{twice[0]}' tertulis dua kali; hapus salah satu.")

    def weights(self, question: str, weights: tuple[tuple[str, int], ...]) -> None:
        """Weights 0 to 100 of known factors, at least one above zero."""
        known = {factor.id: factor.name for factor in factors(question)}
        for factor, weight in weights:
            if factor not in known:
                self.add("weights", f"'{factor}' bukan faktor untuk {question}; yang dikenal: {', '.join(known)}.")
            elif not _is_whole(weight) or not 0 <= weight <= 100:
                self.add("weights", f"{known[factor]} {weight} tidak dapat dipakai; isi bilangan bulat 0 sampai 100.")
        self.unique("weights", [factor for factor, _ in weights])
        if not any(_is_whole(weight) and weight > 0 for _, weight in weights):
            self.add("weights", "semua nol; beri sedikitnya satu faktor bobot di atas nol.")

    def kinds(self, ppks_codes: tuple[str, ...], kinds: tuple[str, ...]) -> None:
        """Known kinds of PPKS, and kinds of volunteers that are persons."""
        known_ppks = {kind.code for kind in ppks_kinds()}
        for code in ppks_codes:
            if code not in known_ppks:
                self.add("ppks_codes", f"'{code}' tidak ada dalam data/reference/ppks.csv.")
        persons = [kind.code for kind in volunteer_kinds() if kind.is_person]
        for code in kinds:
            if code not in persons:
                self.add("kinds", f"'{code}' bukan unsur perorangan; pilih dari {', '.join(persons)}.")

    def place(self, name: str, code: object, city_code: str, levels: tuple[str, ...] = ("kecamatan", "kelurahan")) -> None:
        """A place of the city at one of the levels."""
        known: set[str] = set()
        own = [unit for unit in units() if unit.city_code == city_code]
        if "kota" in levels:
            known |= {unit.city_code for unit in own}
        if "kecamatan" in levels:
            known |= {unit.kecamatan_code for unit in own}
        if "kelurahan" in levels:
            known |= {unit.kelurahan_code for unit in own}
        if str(code) not in known:
            where = "tidak ada dalam data/reference/city.csv" if name == "city_code" else f"tidak dikenal di kota {city_code}"
            self.add(name, f"'{code}' {where}.")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
