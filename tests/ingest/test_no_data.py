"""What is called no data: only rows in which nothing is like data. Everything else stands in the reject file."""

from pathlib import Path

import pytest

from tests.ingest.exports import imported

REGISTER = "Kelurahan,jumlah_individu,tahun\nCampaka,3,2019\nMaleber,3,2019\nGaruda,3,2019\n"
MEMBERS = "Nama,Unsur,Kecamatan,Kelurahan,Status,Nomor Anggota\nA,PSM,Andir,Maleber,Aktif,1\nB,PSM,Andir,,Aktif,2\n"
RECAP = "Kecamatan,Kelurahan,Jenis PPKS,Jumlah\nAndir,Maleber,Gelandangan,5\nAndir,Campaka,Gelandangan,5\n"
CASES = "Kecamatan,Kelurahan,NIK,Nama,Jenis PPKS,Tanggal Lapor\nAndir,Maleber,9932730501017001,A,Pengemis,2024-01-02\n"
BORN = "Nama,Tanggal Lahir,Kecamatan,Kelurahan,Jenis PPKS,Tanggal Lapor\nA,\"Bandung, 1 Mei 1980\",Andir,Maleber,Pengemis,2024-01-02\n"
NAMED_FIRST = "Nama,Kecamatan,Kelurahan,NIK,Jenis PPKS,Tanggal Lapor\nA,Andir,Maleber,9932730501017001,Pengemis,2024-01-02\n"
REMARKED = "Keterangan,Kecamatan,Kelurahan,NIK,Nama,Jenis PPKS,Tanggal Lapor\n,Andir,Maleber,9932730501017003,B,Pengemis,2024-01-02\n"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (REGISTER, "Maleberr,3,\nCiroyomm,4,\n"),
        (REGISTER, "Maleberr,,\nCiroyomm,,2019\n"),
        (MEMBERS, "C,PSMM,,,,\nD,Tagana,,,,\n"),
        (MEMBERS, ",,,,,3\n,,,,,4\n"),
        (RECAP, ",,Pengemis,2\n,,,3\n"),
        (CASES, ",,9932730501017002,,,\n,,,,,2024-02-03\n"),
        (NAMED_FIRST, "Total Sukses,Andir,Malebar,9932730501017002,Pengemis,2024-01-02\nTotal Jaya,,,9932730501017004,,\n"),
        (CASES, ",Malebar,,Petugas Maya,,\n,Campakaa,,Ketua Sari,,\n"),
        (BORN, "B,\"Bandung, 12 Mei 1980\",,,,\nC,\"Cimahi, 3 Juni 1981\",,,,\n"),
        (REMARKED, "Total bantuan 2,Andir,Malebar,9932730501017001,A,Pengemis,2024-01-02\nJumlah anak 3,,Malebar,,B,Pengemis,2024-01-02\n"),
    ],
)
def test_a_row_with_anything_like_data_is_refused_and_never_skipped(text: str, last: str, warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "data_2024.csv"
    path.write_text(text + last, encoding="utf-8")
    with imported(path) as found:
        heaps = found.heaps()
        assert (heaps["rejected"], heaps["skipped"], heaps["accepted"]) == (2, 0, text.count("\n") - 1)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (REGISTER, "Jumlah,9,\nSumber: Dinas Sosial 2024,,\n"),
        (REGISTER, "Jml.,9,\nSub-Total,9,2019\n"),
        (REGISTER, '"Bandung, 31 Desember 2024",,\nKepala Dinas,,\n'),
        (REGISTER, "Mengetahui,Kepala Seksi,\nNIP. 197201011998031001,NIP 197501011998031002,\n"),
        (MEMBERS, "Mengetahui,,,,,\nBudi Santoso,Siti Aminah,,,,\n"),
        (RECAP, "Jumlah Andir,,Gelandangan,10\nTOTAL,,,10\n"),
        (REGISTER, "J U M L A H,9,\nTOTAL KESELURUHAN,9,2019\n"),
        (REGISTER, "Jumlah seluruhnya,9,\nSub Jumlah,9,2019\n"),
        (REGISTER, "T O T A L,9,\nJLH,9,2019\n"),
        (RECAP, "G R A N D  T O T A L,,,10\nKeseluruhan,,,10\n"),
        (RECAP, "*) angka sementara,,,\nCatatan,per Desember 2024,,\n"),
        (NAMED_FIRST, "Jumlah: 1 orang,,,,,\nPetugas,,,,,Camat\n"),
    ],
)
def test_totals_remarks_and_signatures_are_no_data(text: str, last: str, warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "data_2024.csv"
    path.write_text(text + last, encoding="utf-8")
    with imported(path) as found:
        heaps = found.heaps()
        assert (heaps["rejected"], heaps["skipped"], heaps["accepted"]) == (0, 2, text.count("\n") - 1)


def test_a_member_whose_name_begins_like_a_signature_is_a_member_where_the_row_says_its_place(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "anggota.csv"
    path.write_text(MEMBERS + "Petugas Maya,,,Maleber,,\nPetugas Maya,,,,,\n", encoding="utf-8")
    with imported(path) as found:
        assert found.rejects() == [(4, "kind_unknown")]
        assert found.heaps()["skipped"] == 1
