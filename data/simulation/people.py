"""Invented persons: names put together from lists of common given names, NIK of a province that does not exist."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FICTIONAL_PROVINCE = "99"

MEN = (
    "Agus Ahmad Andi Anton Arif Asep Bambang Bayu Budi Cahyo Dadang Dani Dedi Deni Dika Dodi Eko Fajar Faisal Feri Galih "
    "Gilang Hadi Hasan Hendra Heri Ilham Imam Indra Irfan Iwan Jajang Joko Kusnadi Lukman Maman Nanang Ogi Rahmat Rizki "
    "Roni Rudi Saiful Slamet Surya Taufik Tono Ujang Usman Wahyu Wawan Yanto Yusuf Zainal"
).split()
WOMEN = (
    "Ai Aisyah Ani Anisa Ayu Citra Dewi Diah Dina Eka Elis Endang Euis Fatimah Fitri Gita Hani Ida Ika Indah Ira Kartika "
    "Lia Lilis Lina Maya Mega Mira Nani Neneng Nia Nina Nining Nur Nurul Putri Rahma Ratna Rini Rina Rosi Salma Sari Siska "
    "Siti Sri Susi Tini Tuti Wati Wulan Yanti Yeni Yuli Zahra"
).split()
LAST = (
    "Abadi Adiputra Anugrah Darma Gumilar Gunawan Hakim Hermawan Hidayat Irawan Jaya Kurnia Kurniawan Kusuma Lestari Maulana "
    "Mulyana Nugraha Permana Prasetya Pratama Purnama Ramadan Saputra Setiawan Suherman Sulaiman Suryana Utama Wibawa Wijaya "
    "Yuliana"
).split()
STREETS = ("Jl. Contoh", "Gg. Contoh", "Jl. Misal", "Kp. Contoh", "Jl. Teladan", "Gg. Misal")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; `sex` is L or P."""

    name: str
    nik: str
    sex: str
    born: date
    street: str
    rt: int
    rw: int

    @property
    def address(self) -> str:
        return f"{self.street} RT {self.rt:02d} RW {self.rw:02d}"


class Population:
    """Draws persons of one city; no NIK is given twice."""

    def __init__(self, rng: Random, city_digits: str, first_serial: int = 1) -> None:
        self._rng = rng
        self._digits = city_digits
        self._serial = first_serial

    def draw(self, on: date, youngest: int, oldest: int, sex: str = "") -> Person:
        """A person who on that day is between `youngest` and `oldest` years old, both included."""
        rng = self._rng
        sex = sex or rng.choice("LP")
        age_days = rng.randint(int(youngest * 365.25) + 2, int((oldest + 1) * 365.25) - 2)
        born = on - timedelta(days=age_days)
        first = rng.choice(MEN if sex == "L" else WOMEN)
        second = rng.choice(LAST if rng.random() < 0.7 else (MEN if sex == "L" else WOMEN))
        second = "Pratama" if second == first else second
        street = f"{rng.choice(STREETS)} No. {rng.randint(1, 199)}"
        return Person(f"{first} {second}", self._next_nik(born, sex), sex, born, street, rng.randint(1, 9), rng.randint(1, 12))

    def _next_nik(self, born: date, sex: str) -> str:
        day = born.day + (40 if sex == "P" else 0)
        serial = self._serial % 10_000
        self._serial += 1
        return f"{FICTIONAL_PROVINCE}{self._digits}{day:02d}{born:%m%y}{serial:04d}"


def damaged_nik(city_digits: str) -> str:
    """A NIK as a spreadsheet leaves it: the person cannot be told any more."""
    return f"9.9{city_digits}E+15"


def telephone(rng: Random) -> str:
    return f"0800-0000-{rng.randint(0, 9999):04d}"
