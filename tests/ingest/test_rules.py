"""Every rule of data/reference/import_rule.csv, each by the smallest file that breaks it: a file is named after its rule."""

from collections.abc import Iterator
from datetime import date

import pytest

from data import paths
from data.reference import read_rows
from tests.ingest.exports import Imported, case, imported, member, text_of

RECAP = "kecamatan,kelurahan,jenis_ppks,jumlah,tahun\n"
ACTIVITIES = "ID Kegiatan,Jenis Kegiatan,Topik,Jadwal,Tanggal Pelaksanaan,Kecamatan,Kelurahan,Sasaran,Status\n"
PROPOSALS = "No Usulan,NIK,Kecamatan,Kelurahan,Data,Tanggal Usul,Tanggal Keputusan,Status\n"
INSTITUTIONS = "Jenis,Nama Lembaga,Kecamatan,Kelurahan,Klasifikasi,Hasil Kunjungan\n"
AID = "Kecamatan,Kelurahan,Program,Desil,Jumlah Penerima,Satuan,Tahun\n"
FOUND_AND_HANDLED = {"Status": "Selesai", "Tanggal Ditangani": "2024-02-01"}

# Row 2 is faultless, row 3 breaks the rule.
BROKEN = {
    "kelurahan_blank": text_of([case(62), case(63, Kelurahan="")]),
    "place_unread": text_of([case(64) | {"Kode Wilayah": "32.73.05.1001"}, case(65) | {"Kode Wilayah": "32.73.05.1999"}]),
    "place_blank": text_of([case(1), case(2, Kelurahan="", Kecamatan="")]),
    "place_unknown": text_of([case(3), case(4, Kelurahan="Malebar")]),
    "place_contradiction": text_of([case(5), case(6, Kelurahan="Maleer")]),
    "place_ambiguous": text_of([case(7), case(8, Kecamatan="", Kelurahan="Batununggal")]),
    "kind_unknown": text_of([case(9), case(10, Jenis_PPKS="Lain-lain")]),
    "date_unreadable": text_of([case(11), case(12, Tanggal_Lapor="31/02/2024")]),
    "day_missing": text_of([case(70), case(71, Tanggal_Lapor="Maret 2024")]),
    "row_shifted": text_of([case(13), case(14, Nama="Orang, S.Sos")]),
    "out_of_city": text_of([*map(case, range(40, 52)), case(16, Kecamatan="Pesantren", Kelurahan="Burengan")]),
    "duplicate": text_of([case(17), case(17, Tanggal_Lapor="2024-03-01", Kelurahan="Campaka")]),
    "place_odd": text_of([case(18) | {"Kode Wilayah": "32.73.05.1001"}, case(19) | {"Kode Wilayah": "32.73.12.1002"}]),
    "nik_damaged": text_of([case(20), case(21, NIK="9.93273E+15")]),
    "age_unusual": text_of([case(22), case(23, Jenis_PPKS="Anak Jalanan")]),
    "handled_before_found": text_of([case(24) | FOUND_AND_HANDLED, case(25, Tanggal_Lapor="2024-03-01") | FOUND_AND_HANDLED]),
    "status_unknown": text_of([case(26) | FOUND_AND_HANDLED, case(27) | FOUND_AND_HANDLED | {"Status": "Entahlah"}]),
    "date_ignored": text_of([case(28) | FOUND_AND_HANDLED, case(29) | FOUND_AND_HANDLED | {"Tanggal Ditangani": "kemarin"}]),
    "header_guessed": RECAP.replace("kecamatan", "kecamatn") + "Andir,Maleber,Pemulung,10,2021\n",
    "column_unread": RECAP.replace("tahun", "tahun,Jenis Kelamiin") + "Cidadap,Ledeng,Pemulung,10,2021,\n",
    "count_unreadable": RECAP + "Andir,Maleber,Fakir Miskin,10,2021\nAndir,Campaka,Fakir Miskin,sekian,2021\n",
    "period_unknown": RECAP + "Andir,Maleber,Pemulung,10,2021\nAndir,Campaka,Pemulung,11,dulu\n",
    "month_unknown": RECAP.replace("tahun", "bulan,tahun") + "Andir,Maleber,Pemulung,10,Juni,2022\nAndir,Campaka,Pemulung,11,Jni,2022\n",
    "semester_unknown": RECAP.replace("tahun", "semester,tahun") + "Andir,Maleber,Gelandangan,10,1,2023\nAndir,Campaka,Gelandangan,11,3,2023\n",
    "sex_unknown": RECAP.replace("jumlah", "jenis_kelamin,jumlah") + "Andir,Ciroyom,Pemulung,Jumlah,10,2021\nAndir,Garuda,Pemulung,X,10,2021\n",
    "unit_contradicted": AID + "Andir,Maleber,PKH,5,10 KPM,KPM,2021\nAndir,Campaka,PKH,5,12 orang,KPM,2021\n",
    "unit_other": RECAP.replace("jumlah", "satuan,jumlah") + "Lengkong,Burangrang,Fakir Miskin,Orang,10,2021\nLengkong,Malabar,Fakir Miskin,KK,11,2021\n",
    "joined_unreadable": text_of([member(51), member(52, Tanggal_Bergabung="dulu")]),
    "unit_elsewhere": RECAP + "Andir,Campaka,Pengemis,10,2021\nCoblong,Dago,Fakir Miskin,101,2021\n",
    "part_missing": RECAP.replace("jumlah", "jenis_kelamin,jumlah")
    + "Andir,Ciroyom,Pengemis,Jumlah,10,2021\nAndir,Garuda,Pengemis,L,10,2021\n",
    "above_population": RECAP + "Coblong,Dago,Fakir Miskin,100,2021\nCoblong,Cipaganti,Fakir Miskin,99999,2021\n",
    "year_jump": RECAP + "Sukasari,Sarijadi,Fakir Miskin,600,2021\nSukasari,Sarijadi,Fakir Miskin,1000,2022\n",
    "no_values": "kecamatan,kelurahan,ABT,AT,FM,PD,LUT,KTK,tahun\nRegol,Ciseureuh,1,2,3,4,5,6,2021\nRegol,Pasirluyu,,,,,,,2021\n",
    "member_unknown": "ID Kegiatan,Nomor Anggota,Hadir\nKEG-1,UJI-001,Ya\nKEG-1,UJI-999,Ya\n",
    "activity_unknown": "ID Kegiatan,Nomor Anggota,Hadir\nKEG-1,UJI-002,Ya\nKEG-9,UJI-002,Ya\n",
    "member_ambiguous": "ID Kegiatan,Nomor Anggota,Nama\nKEG-1,UJI-021,Tono\nKEG-1,UJI-021,Joko\n",
    "id_blank": "ID Kegiatan,Nomor Anggota,Hadir\nKEG-1,UJI-003,Ya\nKEG-1,,Ya\nKEG-1,UJI-004,Ya\n",
    "register_unknown": PROPOSALS + "U-1,,Andir,Maleber,DTKS,2024-01-01,,Diterima\nU-2,,Andir,Maleber,KIS,2024-01-01,,Diterima\n",
    "end_before_start": PROPOSALS
    + "U-3,,Andir,Maleber,DTKS,2024-01-01,2024-01-02,Diterima\nU-4,,Andir,Maleber,DTKS,2024-01-03,2024-01-02,Diterima\n",
    "count_ignored": ACTIVITIES
    + (
        "KEG-1,Bimtek,Dasar,2024-01-01,2024-01-02,Andir,Maleber,30,Terlaksana\n"
        "KEG-2,Bimtek,Dasar,2024-01-01,2024-01-02,Andir,Maleber,banyak,Terlaksana\n"
    ),
    "two_kinds": text_of([member(21) | {"Nama": name, "Unsur": kind} for name, kind in (("Tono", "PSM"), ("Toni", "Tagana"))]),
    "nik_shared": text_of([case(67) | {"Nama": name} for name in ("Siti Aminah", "Bambang")]),
    "id_shared": PROPOSALS + "U-5,,Andir,Maleber,DTKS,2024-01-01,,Diterima\nU-5,,Andir,Campaka,DTKS,2024-02-01,,Diterima\n",
    "level_unknown": text_of([member(43) | {"Jenjang Pelatihan": "Dasar"}, member(44) | {"Jenjang Pelatihan": "Madya"}]),
    "residence_unknown": text_of([case(75) | {"Domisili": "Penduduk setempat"}, case(76) | {"Domisili": "Kab. Agam"}]),
    "reporter_unknown": text_of([case(77) | {"Pelapor": "PSM"}, case(78) | {"Pelapor": "Entahlah"}]),
    "number_shared": text_of([member(22) | {"Nama": name} for name in ("Siti Aminah", "Bambang")]),
    "joined_unknown": text_of([member(31), member(32, Tanggal_Bergabung="")]),
    "left_unknown": text_of([member(33), member(34, Status="Tidak Aktif")]),
    "date_in_future": text_of([case(60), case(61, Tanggal_Lapor=f"{date.today().year + 1}-01-01")]),
    "kecamatan_only": RECAP + "Andir,Maleber,Gelandangan,10,2021\nCicendo,,Gelandangan,90,2021\n",
    "status_dates_disagree": text_of([*map(member, (1, 2, 3)), member(4, Tanggal_Keluar="2023-01-01")]),
    "card_unknown": text_of([member(41) | {"Status KTA": "Tetap"}, member(42) | {"Status KTA": "Hilang"}]),
    "class_unknown": INSTITUTIONS + "LKS,LKS A,Andir,Maleber,Maju,\nLKS,LKS B,Andir,Maleber,Bagus,\n",
    "text_personal": INSTITUTIONS + "LKS,LKS C,Andir,Maleber,Maju,Aktif\nLKS,LKS D,Andir,Maleber,Maju,Hubungi 081200009999\n",
    "programme_unknown": AID + "Andir,Maleber,PKH,1,10,KPM,2021\nAndir,Maleber,Beras,1,10,KPM,2021\n",
    "decile_unknown": AID + "Andir,Maleber,PKH,2,10,KPM,2021\nAndir,Maleber,PKH,11,10,KPM,2021\n",
    "unit_unknown": AID + "Andir,Maleber,PKH,3,10,KPM,2021\nAndir,Maleber,PKH,4,10,paket,2021\n",
    "kind_unmarked": "Kecamatan,Kelurahan,Nama,NIK,Tanggal Lapor,Pengemis,Pemulung,Gelandangan\n"
    "Andir,Maleber,A,9932730501019103,2024-01-02,v,,\nAndir,Maleber,B,9932730501019104,2024-01-02,0,,\n",
    "mark_unreadable": "Kecamatan,Kelurahan,Nama,NIK,Tanggal Lapor,Pengemis,Pemulung,Gelandangan\n"
    "Andir,Maleber,A,9932730501019101,2024-01-02,v,,\nAndir,Maleber,B,9932730501019102,2024-01-02,?,,\n",
    "handling_taken": text_of([case(66) | FOUND_AND_HANDLED | {"Tanggal Ditangani": "", "Status": "Belum"}, case(66) | FOUND_AND_HANDLED]),
    "total_differs": RECAP + "Sukajadi,Pasteur,Pengemis,10,2021\nJumlah,,,11,2021\n",
    "population_jump": (
        "kecamatan,kelurahan,jumlah_penduduk,semester,tahun\nAndir,Ciroyom,1000,1,2018\nAndir,Ciroyom,1300,2,2018\n"
    ),
    "sex_incomplete": (
        "kecamatan,kelurahan,jenis_kelamin,jumlah_penduduk,semester,tahun\nAndir,Maleber,LAKI-LAKI,10,1,2021\n"
        "Andir,Maleber,PEREMPUAN,11,1,2021\nAndir,Campaka,LAKI-LAKI,10,1,2021\n"
    ),
}
OF_THE_FILE = {
    "unit_missing": "kecamatan,kelurahan,jumlah_individu,tahun\n"
    "Andir,Maleber,1,2017\nAndir,Campaka,2,2017\nAndir,Garuda,3,2017\nAndir,Dungus Cariang,4,2017\nAndir,Ciroyom,5,2017\n",
    "no_rows": RECAP,
    "series_break": "kecamatan,kelurahan,bulan,tahun,jumlah_keluarga,desil1_keluarga,desil2_keluarga,desil3_keluarga\n"
    "Andir,Maleber,6,2025,100,10,10,10\n",
}
TWO_ROWS = {
    "nik_repeated": text_of([member(45), member(46) | {"NIK": member(45)["NIK"]}]),
    "equal_neighbour": RECAP + "Cicendo,Sukaraja,Fakir Miskin,700,2021\nCicendo,Pamoyanan,Fakir Miskin,700,2021\n",
    "unit_twice": RECAP + "Andir,Maleber,Pengemis,10,2021\nAndir,Maleber,Pengemis,11,2021\n",
    "kind_twice": RECAP + "Andir,Maleber,Disabilitas,10,2021\nAndir,Maleber,Penyandang Disabilitas,10,2021\n",
}
NO_DATA = {
    "blank": text_of([case(1, NIK="9932730501018001")]) + "\n,,,,,,\n",
    "repeated_header": text_of([case(1, NIK="9932730501018002")]) + ",".join(case()) + "\n",
    "total": text_of([case(1, NIK="9932730501018003")]) + "Jumlah,1,,,,,\n",
    "kecamatan_total": RECAP + "Regol,Ciseureuh,Gelandangan,10,2021\nRegol,,Gelandangan,10,2021\n",
    "note": text_of([case(1, NIK="9932730501018004")]) + "Mengetahui,,,,,,\n,,,Lurah Maleber,,,\n",
    "title": "DAFTAR PPKS\nTAHUN 2024\n" + text_of([case(1, NIK="9932730501018005")]),
    "column_numbers": text_of([dict(zip(case(), "1234567", strict=True)), case(1, NIK="9932730501018006")]),
}
OF_A_WORKBOOK = {"rows_hidden", "columns_hidden", "sheet_hidden", "place_around", "unit_around", "cell_error", "cell_uncalculated"}  # in files of their own
SKIPPED = {"blank": 2, "repeated_header": 1, "total": 1, "kecamatan_total": 1, "note": 2, "title": 2, "column_numbers": 1}
RULES = {row["rule"]: row for row in read_rows(paths.REFERENCE / "import_rule.csv")}
HEAPS = {"rejected", "warning", "skipped", "duplicate"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    """One import of all the broken files."""
    folder = tmp_path_factory.mktemp("aturan")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PANTAU_WAREHOUSE", str(folder / "gudang"))
        exports = folder / "ekspor"
        exports.mkdir()
        for rule, text in (BROKEN | TWO_ROWS | OF_THE_FILE | NO_DATA).items():
            (exports / f"{rule}.csv").write_text(text, encoding="utf-8")
        with imported(exports) as result:
            yield result


def test_every_rule_has_its_broken_file() -> None:
    assert {row["outcome"] for row in RULES.values()} == HEAPS
    assert set(RULES) | {"out_of_city", "duplicate", "two_kinds"} == BROKEN.keys() | TWO_ROWS.keys() | OF_THE_FILE.keys() | NO_DATA.keys() | OF_A_WORKBOOK


def outcome_of(found: Imported, file: str) -> dict[str, int]:
    (row,) = (row for row in found.ledger if row["file"] == f"{file}.csv")
    return row


@pytest.mark.parametrize("rule", [rule for rule in BROKEN if rule in RULES])
def test_a_broken_rule_names_its_row_and_no_other(rule: str, found: Imported) -> None:
    table = "ingest_reject" if RULES[rule]["outcome"] == "rejected" else "ingest_warning"
    at = {"status_dates_disagree": 5, "sex_incomplete": 4, "header_guessed": 1, "column_unread": 1}.get(rule, 3)
    told = found.connection.execute(
        f'SELECT "row", rule, "column", message FROM {table} WHERE file = $file', {"file": f"{rule}.csv"}
    ).fetchall()
    label = {"mark_unreadable": "Pengemis"}.get(rule, RULES[rule]["column_label"])
    assert [row[:3] for row in told] == [(at, rule, label)]
    assert told[0][3]
    row = outcome_of(found, rule)
    assert (row["rejected"], row["warnings"]) == ((1, 0) if table == "ingest_reject" else (0, 1))


@pytest.mark.parametrize("rule", TWO_ROWS)
def test_where_two_rows_break_a_rule_together_both_are_named(rule: str, found: Imported) -> None:
    table = "ingest_reject" if RULES[rule]["outcome"] == "rejected" else "ingest_warning"
    assert found.ask(f"SELECT \"row\", rule FROM {table} WHERE file = '{rule}.csv' ORDER BY 1") == [(2, rule), (3, rule)]


@pytest.mark.parametrize("rule", OF_THE_FILE)
def test_what_only_the_whole_file_shows_is_told_once_without_a_row(rule: str, found: Imported) -> None:
    assert found.ask(f"SELECT \"row\", rule FROM ingest_warning WHERE file = '{rule}.csv'") == [(None, rule)]
    assert outcome_of(found, rule)["warnings"] == 1


@pytest.mark.parametrize("rule", NO_DATA)
def test_what_is_no_data_is_counted_as_skipped(rule: str, found: Imported) -> None:
    row = outcome_of(found, rule)
    assert (row["accepted"], row["skipped"], row["rejected"], row["warnings"]) == (1, SKIPPED[rule], 0, 0)


@pytest.mark.parametrize("heap", ["duplicate", "out_of_city"])
def test_a_person_again_and_a_place_elsewhere_have_heaps_of_their_own(heap: str, found: Imported) -> None:
    row = outcome_of(found, heap)
    assert (row["rows_read"] - row["accepted"], row[heap]) == (1, 1)


def test_the_ledger_balances_for_every_file(found: Imported) -> None:
    for row in found.ledger:
        assert row["rows_read"] == row["accepted"] + row["duplicate"] + row["rejected"] + row["out_of_city"] + row["skipped"], (
            row["file"]
        )


def test_what_was_odd_but_kept_is_unknown_and_not_invented(found: Imported) -> None:
    handled = "SELECT handled_date FROM core_ppks_case WHERE source_file = $file AND source_row = 3"
    for file in ("handled_before_found.csv", "date_ignored.csv"):
        assert found.connection.execute(handled, {"file": file}).fetchall() == [(None,)]
    assert found.ask("SELECT target_count FROM core_activity WHERE activity_id = 'KEG-2'") == [(None,)]
    assert found.ask("SELECT is_active, status FROM core_volunteer WHERE left_date IS NOT NULL") == [(False, "active")]
    assert found.ask("SELECT population FROM core_population WHERE period = DATE '2021-06-01' ORDER BY kelurahan_code") == [
        (21,),
        (None,),
    ]
    assert found.ask(
        "SELECT count(*) FROM core_ppks_count WHERE kelurahan_code = '32.73.11.1006' AND source_file = 'no_values.csv'"
    ) == [(0,)]
