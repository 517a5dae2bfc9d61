"""Member lists, activities and attendance as each city writes them."""

from collections.abc import Callable
from datetime import date

from data.paths import REFERENCE
from data.reference import read_rows
from data.simulation.activities import Activity
from data.simulation.attendance import Record, draw_record
from data.simulation.cards import HEADERS as CARD_HEADERS, Card, draw_cards
from data.simulation.city import BANDUNG, KEDIRI, PARIAMAN, SOLOK, TANGERANG, SampleCity
from data.simulation.layout import (
    MONTHS, Cell, Export, Row, Sheet, dashed_date, delimited, long_date, rupiah, signature, slashed_date, workbook,
)
from data.simulation.members import Member

DateForm = Callable[[date], Cell]
DATE_FORM: dict[SampleCity, DateForm] = {
    BANDUNG: lambda day: day, KEDIRI: slashed_date, PARIAMAN: dashed_date, TANGERANG: lambda day: day, SOLOK: long_date,
}
DELIMITER = {KEDIRI: ",", PARIAMAN: ";", SOLOK: ";"}
SHORT_SEX, LONG_SEX = ("L", "P"), ("Laki-laki", "Perempuan")
SEX = {BANDUNG: SHORT_SEX, KEDIRI: LONG_SEX, PARIAMAN: SHORT_SEX, TANGERANG: SHORT_SEX, SOLOK: LONG_SEX}

MEMBER_HEADER = (
    "No", "Nomor Anggota", "Nama", "NIK", "Jenis Kelamin", "Tanggal Lahir", "Alamat", "No HP", "Kecamatan", "Kelurahan", "Unsur",
    "Status", "Tanggal Bergabung", "Tanggal Keluar", "Sertifikat", "Tanggal Pelatihan Terakhir",
)
# What a city calls a column differently.
MEMBER_WORDS = {
    KEDIRI: {
        "Nomor Anggota": "No. KTA", "Nama": "Nama Lengkap", "Jenis Kelamin": "L/P", "Unsur": "Unsur Keanggotaan",
        "No HP": "Telepon",
    },
    PARIAMAN: {
        "Kelurahan": "Desa/Kelurahan", "Unsur": "Jenis PSKS", "Tanggal Bergabung": "Tgl Bergabung",
        "Tanggal Keluar": "Tgl Keluar",
    },
    TANGERANG: {
        "Nama": "Nama Anggota", "Unsur": "Jenis Relawan", "Status": "Status Keanggotaan", "Tanggal Bergabung": "Mulai Aktif",
    },
    SOLOK: {"Nomor Anggota": "No Anggota", "Tanggal Pelatihan Terakhir": "Tgl Pelatihan Terakhir"},
}
MEMBER_FILE = {
    BANDUNG: "Data Anggota IPSM Kota Bandung per 31 Desember 2025.xlsx", KEDIRI: "anggota_relawan_sosial_kediri.csv",
    PARIAMAN: "daftar_psm_kota_pariaman.csv", TANGERANG: "Database PSM Kota Tangerang 2025.xlsx", SOLOK: "daftar_psm_solok.csv",
}
ACTIVITY_HEADER = (
    "No", "ID Kegiatan", "Kode Sub Kegiatan", "Sub Kegiatan", "Jenis Kegiatan", "Topik", "Jadwal", "Tanggal Pelaksanaan",
    "Kecamatan", "Kelurahan", "Sasaran Peserta", "Jumlah Peserta", "Pagu Anggaran", "Realisasi Anggaran", "Status",
    "Sumber Anggaran",
)
ACTIVITY_FILE = {
    BANDUNG: "Kegiatan Bidang Pemberdayaan Sosial 2022-2025.xlsx", KEDIRI: "kegiatan_dinsos_kediri.csv",
    PARIAMAN: "kegiatan_dinsos_pariaman.csv", TANGERANG: "Realisasi Kegiatan Dinsos Kota Tangerang.xlsx",
    SOLOK: "kegiatan_dinsos_solok.csv",
}
ATTENDANCE_HEADER = ("ID Kegiatan", "Nomor Anggota", "Nama", "Hadir")
ATTENDANCE_FILE = {
    BANDUNG: "daftar_hadir_kegiatan.csv", KEDIRI: "Daftar Hadir Kegiatan Relawan.xlsx", PARIAMAN: "daftar_hadir_pariaman.csv",
    TANGERANG: "absensi_kegiatan_psm.csv", SOLOK: "daftar_hadir_solok.csv",
}
CAME, YES = ("Hadir", "Tidak Hadir"), ("Ya", "Tidak")
PRESENCE_WORDS = {BANDUNG: CAME, KEDIRI: YES, PARIAMAN: CAME, TANGERANG: YES, SOLOK: CAME}


def member_files(city: SampleCity) -> list[Export]:
    """The member list, the activities and the attendance lists of a city."""
    record = draw_record(city)
    return [_members(city, record.members), _activities(city, record.activities), _attendance(city, record)]


def _members(city: SampleCity, members: list[Member]) -> Export:
    header = [*(MEMBER_WORDS.get(city, {}).get(word, word) for word in MEMBER_HEADER), *CARD_HEADERS.get(city, ())]
    rows = [_member_row(city, number, member) for number, member in enumerate(members, start=1)]
    for row, card in zip(rows, draw_cards(city, members)):
        row.extend(_card_cells(city, card))
    if city in DELIMITER:
        return Export(MEMBER_FILE[city], "volunteer", delimited(header, rows, DELIMITER[city]))
    titles = ("DAFTAR ANGGOTA IKATAN PEKERJA SOSIAL MASYARAKAT (IPSM)", city.name.upper(), "KEADAAN 31 DESEMBER 2025")
    sheet = Sheet(
        "Anggota", header, rows, titles=titles if city is BANDUNG else titles[:2], column_numbers=city is BANDUNG,
        footer=signature(city.name.removeprefix("Kota "), date(2025, 12, 31), len(header)) if city is BANDUNG else (),
    )
    return Export(MEMBER_FILE[city], "volunteer", workbook([sheet]))


def _member_row(city: SampleCity, number: int, member: Member) -> list[Cell]:
    person, form = member.person, DATE_FORM[city]
    return [
        number, member.number, person.name, person.nik, SEX[city]["LP".index(person.sex)], form(person.born), person.address,
        member.phone, member.kecamatan_name, member.unit.kelurahan_name if member.unit else None, member.kind, member.status,
        form(member.joined), _or_blank(form, member.left), member.certificate, _or_blank(form, member.last_training),
    ]


def _card_cells(city: SampleCity, card: Card) -> list[Cell]:
    until = card.valid_until
    return [card.word or None, DATE_FORM[city](until) if isinstance(until, date) else until]


def _activities(city: SampleCity, activities: list[Activity]) -> Export:
    names = {row["sub_activity_code"]: row["sub_activity_name"] for row in read_rows(REFERENCE / "sub_activity.csv")}
    rows = [_activity_row(city, names, number, activity) for number, activity in enumerate(activities, start=1)]
    header = [("Desa/Kelurahan" if city is PARIAMAN and word == "Kelurahan" else word) for word in ACTIVITY_HEADER]
    if city in DELIMITER:
        return Export(ACTIVITY_FILE[city], "activity", delimited(header, rows, DELIMITER[city]))
    titles = ("DAFTAR KEGIATAN DAN REALISASI ANGGARAN", f"DINAS SOSIAL {city.name.upper()}")
    sheet = Sheet("Kegiatan", header, rows, titles=titles)
    return Export(ACTIVITY_FILE[city], "activity", workbook([sheet]))


def _activity_row(city: SampleCity, names: dict[str, str], number: int, activity: Activity) -> Row:
    code = _old_code(activity.sub_activity) if city is KEDIRI else activity.sub_activity
    return [
        number, activity.activity_id, code, names[activity.sub_activity], activity.kind, activity.topic,
        f"{MONTHS[activity.planned.month - 1]} {activity.planned.year}", _or_blank(DATE_FORM[city], activity.held),
        activity.kecamatan_name or None, activity.unit.kelurahan_name if activity.unit else None,
        f"{activity.expected} {activity.audience}", activity.participants, rupiah(activity.budget),
        None if activity.realised is None else rupiah(activity.realised), activity.status,
        "APBN" if activity.topic == "Sosialisasi program sembako" else "APBD",
    ]


def _old_code(code: str) -> str:
    """The fourth part with one digit, as older lists write it: 1.06.02.2.03.0001."""
    parts = code.split(".")
    return ".".join([*parts[:3], str(int(parts[3])), *parts[4:]])


def _attendance(city: SampleCity, record: Record) -> Export:
    came, absent = PRESENCE_WORDS[city]
    rows: list[Row] = [
        [line.activity_id, line.member_number, line.name, came if line.came else absent] for line in record.presences
    ]
    if city is KEDIRI:
        titles = ("DAFTAR HADIR KEGIATAN RELAWAN SOSIAL", "KOTA KEDIRI")
        content = workbook([Sheet("Daftar Hadir", ATTENDANCE_HEADER, rows, titles=titles)])
    else:
        content = delimited(ATTENDANCE_HEADER, rows, DELIMITER.get(city, ","))
    return Export(ATTENDANCE_FILE[city], "attendance", content)


def _or_blank(form: DateForm, day: date | None) -> Cell:
    return form(day) if day else None
