"""What the agencies do: kinds of activity with their topics, usual place, size and price."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of activity. `topics` go with the sub activity that pays for them; `levels` are the shares held for the
    whole city, a kecamatan and a kelurahan; `guests` in persons, `million` in million rupiah, both as (least, most)."""

    share: int
    topics: tuple[tuple[str, str], ...]
    levels: tuple[int, int, int]
    guests: tuple[int, int]
    million: tuple[int, int]
    audience: str


PSM = "1.06.02.02.03.0001"
TKSK = "1.06.02.02.03.0002"
FAMILY = "1.06.02.02.03.0003"
BODIES = "1.06.02.02.03.0004"
TAGANA = "1.06.06.02.02.0002"

SUBJECTS = {
    "Bimtek": Subject(
        0,
        (
            ("Bimtek dasar PSM", PSM), ("Bimtek lanjutan PSM", PSM), ("Manajemen kasus", TKSK),
            ("Pendataan dan verifikasi PPKS", PSM),
            ("Kesiapsiagaan bencana", TAGANA),
        ),
        (80, 20, 0), (30, 40), (45, 90), "PSM",
    ),
    "Rakor": Subject(
        12,
        (
            ("Rapat koordinasi PSM", PSM), ("Rapat koordinasi TKSK", TKSK), ("Evaluasi kinerja relawan", PSM),
            ("Persiapan pendataan", "1.06.05.02.02.0001"),
        ),
        (40, 60, 0), (20, 60), (8, 30), "relawan",
    ),
    "KIE": Subject(
        17,
        (
            ("KIE kesejahteraan sosial", BODIES), ("KIE pencegahan kekerasan anak", "1.06.05.02.01.0003"),
            ("KIE hak penyandang disabilitas", "1.06.04.02.01.0006"), ("KIE lanjut usia", "1.06.04.02.01.0006"),
        ),
        (3, 22, 75), (25, 70), (6, 20), "warga",
    ),
    "Pembinaan WKSBM": Subject(
        3, (("Pembinaan WKSBM", FAMILY), ("Monitoring WKSBM", FAMILY), ("Penguatan pengurus WKSBM", BODIES)),
        (0, 20, 80), (10, 25), (5, 15), "pengurus WKSBM",
    ),
    "Sosialisasi": Subject(
        23,
        (
            ("Sosialisasi DTKS dan DTSEN", "1.06.05.02.02.0002"), ("Sosialisasi izin pengumpulan uang", "1.06.02.02.02.0001"),
            ("Sosialisasi Kampung Siaga Bencana", "1.06.06.02.02.0001"), ("Sosialisasi program sembako", "1.06.05.02.02.0003"),
        ),
        (5, 30, 65), (30, 90), (7, 25), "warga",
    ),
    "Verifikasi dan Validasi": Subject(
        13,
        (
            ("Verval fakir miskin", "1.06.05.02.02.0001"), ("Verval usulan baru", "1.06.05.02.02.0002"),
            ("Verval penyandang disabilitas", "1.06.04.02.01.0009"),
        ),
        (0, 25, 75), (8, 30), (4, 18), "petugas",
    ),
    "Penyaluran Bantuan": Subject(
        17,
        (
            ("Bantuan sosial keluarga", "1.06.05.02.02.0003"), ("Bantuan alat bantu disabilitas", "1.06.04.02.01.0003"),
            ("Permakanan lanjut usia", "1.06.04.02.01.0001"), ("Bantuan korban kebakaran", "1.06.06.02.01.0002"),
        ),
        (3, 27, 70), (20, 180), (15, 120), "penerima manfaat",
    ),
    "Penjangkauan": Subject(
        15,
        (
            ("Penjangkauan anak jalanan", "1.06.05.02.01.0001"), ("Penjangkauan gelandangan dan pengemis", "1.06.04.02.02.0002"),
            ("Rujukan anak terlantar", "1.06.05.02.01.0002"),
        ),
        (5, 25, 70), (3, 20), (3, 12), "PPKS",
    ),
}
