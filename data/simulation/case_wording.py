"""How each city words its case lists: columns, outcomes and kinds."""

from data.reference import ppks_kinds
from data.simulation.cases import Case
from data.simulation.city import SampleCity

BANDUNG_HEADER = (
    "Kategori_Ppks Kondisi_Kedisabilitasan Ragam_Disabilitas No_KK Nik Nama_Lengkap Jenkel Tempat_Lahir Tanggal_Lahir Agama "
    "Pendidikan_Terakhir Pekerjaan Status_Kawin Shdk_Duk Nama_Ibu_Kandung Kecamatan Kelurahaan Alamat Rt Rw Ppks_Tinggal "
    "Status_Dtks BPNT PKH Pbi_Jkn Jenis_Bansos Status_Bansos Hubungan_Keluarga Status_Duk "
    "Tanggal_Ditemukan Tanggal_Ditangani Status_Penanganan Pelapor"
).split()
KEDIRI_HEADER = (
    "No", "NIK", "Nama Lengkap", "L/P", "Tanggal Lahir", "Alamat", "Kelurahan", "Kecamatan", "Jenis PMKS",
    "Tanggal Pendataan", "Pelapor", "Status", "Tanggal Penanganan",
)
PARIAMAN_HEADER = (
    "No", "Tanggal Lapor", "Desa/Kelurahan", "Kecamatan", "NIK", "Nama", "Tanggal Lahir", "Jenis PMKS", "Pelapor",
    "Domisili", "Tindak Lanjut", "Tanggal Ditangani",
)
TANGERANG_HEADER = (
    "nik,nama,tgl_lahir,jenis_kelamin,kode_kategori,nama_kategori,kecamatan,kelurahan,tgl_ditemukan,pelapor,status,"
    "tgl_ditangani,catatan"
).split(",")
SOLOK_HEADER = (
    "No", "Tanggal", "Nama", "NIK", "Kelurahan", "Kecamatan", "Jenis PPKS", "Pelapor", "Status", "Tanggal Ditangani",
)

OUTCOMES = {
    "open": "Belum Ditangani", "process": "Dalam Proses", "done": "Selesai", "pkh": "Dirujuk ke PKH",
    "institution": "Dirujuk ke Panti/LKS", "hospital": "Dirujuk ke Rumah Sakit", "aid": "Bantuan Alat Bantu",
}
# What a city calls an outcome differently.
OTHER_OUTCOMES = {
    "kediri": {"open": "Dilaporkan", "process": "Verifikasi", "done": "Sudah Ditangani", "institution": "Dirujuk ke Panti"},
    "pariaman": {"open": "Dilaporkan", "done": "Sudah Ditangani", "institution": "Dirujuk ke LKS"},
    "tangerang": {"process": "Proses"},
}
# Kinds that a city writes under another of their names; the rest stand under their official name.
OTHER_KIND_NAMES = {
    "bandung": {
        "AKTK": "Anak Korban Tindak Kekerasan", "ABH": "Anak Berhadapan dengan Hukum", "ODHA": "ODHIV", "BWBLP": "BWBLP",
        "AMPK": "AMPK",
    },
    "kediri": {
        "ADK": "Anak cacat", "PD": "Penyandang cacat", "LUT": "Lansia terlantar", "PRSE": "WRSE", "AKTK": "Anak korban kekerasan",
    },
    "pariaman": {"FM": "Keluarga Miskin", "LUT": "Lansia Telantar", "PD": "Disabilitas", "AJ": "Anjal", "PRSE": "PRSE"},
}


def status_text(city: SampleCity, case: Case) -> str:
    """What the city writes for the outcome; Tangerang in capitals."""
    text = OTHER_OUTCOMES.get(city.slug, {}).get(case.outcome, OUTCOMES[case.outcome])
    return text.upper() if city.slug == "tangerang" else text


def kind_text(city: SampleCity, case: Case) -> str:
    """What the city writes for the kind, or the unknown word put there on purpose."""
    if "kind" in case.texts:
        return case.texts["kind"]
    other = OTHER_KIND_NAMES.get(city.slug, {})
    return other.get(case.kind) or next(kind.name for kind in ppks_kinds() if kind.code == case.kind)
