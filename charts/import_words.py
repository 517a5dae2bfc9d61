"""Indonesian words of an import: what a column is read as, how an edition changed."""

from collections.abc import Mapping

from charts.words import SUBJECTS, month, number
from ingest.differences import Difference, FigureChange, Holding

FIELDS = {
    "kecamatan": "kecamatan", "kelurahan": "kelurahan", "kelurahan_code": "kode kelurahan", "kecamatan_code": "kode kecamatan",
    "bps_code": "kode BPS kelurahan", "bps_kecamatan_code": "kode BPS kecamatan", "city": "kota", "nik": "NIK", "name": "nama",
    "birth_date": "tanggal lahir", "address": "alamat", "sex": "jenis kelamin", "age_group": "kelompok umur",
    "year": "tahun", "month": "bulan", "semester": "semester", "quarter": "triwulan", "unit": "satuan", "ppks": "jenis PPKS", "count": "jumlah",
    "found_date": "tanggal ditemukan", "handled_date": "tanggal ditangani", "case_status": "status penanganan", "reporter": "pelapor",
    "residence": "tempat tinggal", "population": "jumlah penduduk", "households": "jumlah kepala keluarga", "register": "DTKS atau DTSEN", "programme": "program bantuan", "decile": "desil",
    "member_number": "nomor anggota", "kind": "unsur atau jenis", "member_status": "status anggota", "joined_date": "tanggal bergabung",
    "left_date": "tanggal keluar", "training_level": "jenjang pelatihan", "last_training_date": "tanggal pelatihan terakhir",
    "card_status": "kartu anggota", "card_valid_until": "masa berlaku kartu", "institution_name": "nama lembaga", "chair_name": "nama ketua",
    "last_visit_date": "kunjungan terakhir", "agreed": "hasil kunjungan", "classification": "klasifikasi", "decreed_date": "tanggal SK",
    "activity_id": "nomor kegiatan", "sub_activity_code": "kode sub kegiatan", "activity_kind": "jenis kegiatan", "topic": "topik",
    "planned_date": "tanggal rencana", "realised_date": "tanggal pelaksanaan", "target_count": "sasaran peserta",
    "participants": "jumlah peserta", "budget": "pagu", "realised_budget": "realisasi anggaran", "activity_status": "status kegiatan",
    "attended": "kehadiran", "proposal_number": "nomor usulan", "proposed_date": "tanggal usul", "decided_date": "tanggal keputusan",
    "proposal_status": "status usulan",
}
_NAMED = 4  # kelurahan named before the rest is counted


def plain(text: str) -> str:
    """The text as markdown that shows just these letters; names of files and headers are somebody's text."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()<>#+-!|~$:" else letter for letter in text).replace("\n", "  \n")


def from_to(before: int | None, after: int | None) -> str:
    """'812 → 829', an en dash where there is no data of that kind."""
    return f"{number(before)} → {number(after)}"


def figure_line(change: FigureChange, cities: Mapping[str, str]) -> str:
    """'Kota Solok: anggota aktif 812 → 829'."""
    return f"{cities.get(change.city_code, change.city_code)}: {change.figure} {from_to(change.before, change.after)}"


def difference_row(change: Difference, cities: Mapping[str, str], places: Mapping[str, str]) -> tuple[str, ...]:
    """City, source, rows before and after, how many more or less, months, kelurahan that came and went."""
    moved = change.after.row_count - change.before.row_count
    sign = "+" if moved > 0 else "−" if moved < 0 else "±"
    return (
        cities.get(change.city_code or "", "tanpa kota"), SUBJECTS.get(change.subject, change.subject),
        from_to(change.before.row_count, change.after.row_count), f"{sign}{number(abs(moved))}", _months(change.before, change.after),
        _named(change.appeared, places), _named(change.vanished, places),
    )


def _months(before: Holding, after: Holding) -> str:
    then, now = _range(before), _range(after)
    return now if then == now or not before.row_count else f"{then} menjadi {now}"


def _range(holding: Holding) -> str:
    if holding.first_period is None or holding.last_period is None:
        return "–"
    first, last = month(holding.first_period), month(holding.last_period)
    return first if first == last else f"{first} sampai {last}"


def _named(codes: tuple[str, ...], places: Mapping[str, str]) -> str:
    if not codes:
        return "–"
    rest = f", dan {number(len(codes) - _NAMED)} lainnya" if len(codes) > _NAMED else ""
    return ", ".join(places.get(code, code) for code in codes[:_NAMED]) + rest
