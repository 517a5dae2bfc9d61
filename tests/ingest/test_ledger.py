"""What counts as the same row, the same file and the same city, on files small enough to count by hand."""

import base64
import hmac
import os
import uuid
from hashlib import sha256
from pathlib import Path

import pytest

from tests.ingest.exports import RECAP_HEADER, case, imported, member, write_csv, write_workbook

KEY = base64.urlsafe_b64decode(os.environ["PANTAU_KEY"])


def keyed(*parts: str) -> str:
    digest = hmac.new(KEY, "\x1f".join(parts).encode(), sha256).hexdigest()
    return str(uuid.UUID(digest[:32]))


def recap(*rows: tuple[str, str, str, str, str]) -> list[dict[str, str]]:
    return [dict(zip(RECAP_HEADER, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("second", "heap"),
    [
        (case(1, Tanggal_Lapor="2024-05-05", Nama="Ejaan Lain"), "duplicate"),
        (case(1, Kelurahan="Campaka"), "duplicate"),
        (case(1, Jenis_PPKS="Pemulung"), "accepted"),
        (case(2), "accepted"),
        (case(1, NIK="") | {"Tanggal Lahir": "1970-01-01"}, "accepted"),
        (case(1, NIK="9.93273E+15"), "accepted"),
    ],
)
def test_a_person_and_kind_counts_once(second: dict[str, str], heap: str, warehouse: Path, tmp_path: Path) -> None:
    with imported(write_csv(tmp_path / "ppks.csv", [case(1), second])) as found:
        assert found.heaps()[heap] == (2 if heap == "accepted" else 1)


def test_without_a_nik_name_birth_date_and_place_tell_a_person(warehouse: Path, tmp_path: Path) -> None:
    rows = [case(1, NIK=""), case(1, NIK=""), case(1, NIK="", Tanggal_Lahir=""), case(1, NIK="", Tanggal_Lahir="")]
    with imported(write_csv(tmp_path / "ppks.csv", rows)) as found:
        assert (found.heaps()["accepted"], found.heaps()["duplicate"]) == (3, 1)


def test_the_first_report_is_the_case_in_whatever_order_the_files_come(warehouse: Path, tmp_path: Path) -> None:
    later = write_csv(tmp_path / "a.csv", [case(1, Tanggal_Lapor="2024-06-01")])
    first = write_csv(tmp_path / "b.csv", [case(1, Tanggal_Lapor="2024-01-01")])
    with imported(later, first) as found:
        assert found.ask("SELECT source_file FROM core_ppks_case") == [("b.csv",)]


def test_a_copy_of_a_file_adds_nothing_not_even_rows_without_identity(warehouse: Path, tmp_path: Path) -> None:
    rows = [case(1), case(2, NIK="9.93273E+15"), case(3, NIK="", Tanggal_Lahir="")]
    paths_of = [write_csv(tmp_path / name, rows) for name in ("ppks.csv", "ppks (1).csv")]
    with imported(*paths_of) as found:
        assert [(row["accepted"], row["duplicate"]) for row in found.ledger] == [(0, 3), (3, 0)]
        assert found.ask("SELECT count(*) FROM core_ppks_case") == [(3,)]


def test_the_same_count_again_is_a_duplicate(warehouse: Path, tmp_path: Path) -> None:
    rows = recap(
        ("Andir", "Maleber", "Fakir Miskin", "10", "2024"),
        ("Andir", "Maleber", "Fakir Miskin", "10", "2024"),
        ("Andir", "Maleber", "Fakir Miskin", "10", "2023"),
    )
    with imported(write_csv(tmp_path / "rekap.csv", rows)) as found:
        assert (found.heaps()["accepted"], found.heaps()["duplicate"]) == (2, 1)


def test_a_count_that_is_not_said_stands_in_nobodys_way(warehouse: Path, tmp_path: Path) -> None:
    unsaid = write_csv(tmp_path / "a.csv", recap(("Andir", "Maleber", "Fakir Miskin", "-", "2024")))
    said = write_csv(tmp_path / "b.csv", recap(("Andir", "Maleber", "Fakir Miskin", "9", "2024")))
    for files in ((unsaid, said), (said, unsaid)):
        with imported(*files) as found:
            assert (found.rejects(), found.heaps()["accepted"]) == ([], 2)
            assert found.ask("SELECT persons_count, source_file FROM core_ppks_count") == [(9, "b.csv")]


def test_a_wide_row_that_says_something_new_is_kept_and_adds_the_new_only(warehouse: Path, tmp_path: Path) -> None:
    kinds = ("FM", "LUT", "PD", "AT", "ABT")
    row = {"kecamatan": "Andir", "kelurahan": "Maleber", "tahun": "2024"}
    counts = (("5", "1", "1", "1", "-"), ("5", "1", "1", "1", "9"), ("6", "1", "1", "1", "9"), ("5", "", "", "", "9"))
    for number, values in enumerate(counts):
        write_csv(tmp_path / f"rekap_{number}.csv", [row | dict(zip(kinds, values, strict=True))])
    with imported(tmp_path) as found:
        heaps = [(line["accepted"], line["duplicate"], line["rejected"]) for line in sorted(found.ledger, key=lambda line: line["file"])]
        assert heaps == [(1, 0, 0), (1, 0, 0), (0, 0, 1), (0, 1, 0)]
        assert found.ask("SELECT ppks_code, persons_count, source_file FROM core_ppks_count WHERE ppks_code IN ('FM', 'ABT') ORDER BY ALL") == [
            ("ABT", 9, "rekap_1.csv"),
            ("FM", 5, "rekap_0.csv"),
        ]


def test_a_register_count_that_is_not_said_stands_in_nobodys_way(warehouse: Path, tmp_path: Path) -> None:
    row = {"kecamatan": "Andir", "kelurahan": "Maleber", "tahun": "2019"}
    for name, count in (("a.csv", "-"), ("b.csv", "9"), ("c.csv", "9"), ("d.csv", "8")):
        write_csv(tmp_path / name, [row | {"jumlah_individu": count}])
    with imported(tmp_path) as found:
        heaps = [(line["accepted"], line["duplicate"], line["rejected"]) for line in sorted(found.ledger, key=lambda line: line["file"])]
        assert heaps == [(1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)]
        assert found.ask("SELECT count FROM core_welfare_count WHERE period = DATE '2019-12-01'") == [(9,)]


def test_members_institutions_activities_and_proposals_count_once(warehouse: Path, tmp_path: Path) -> None:
    institution = {"Jenis": "LKS", "Nama Lembaga": "LKS Harapan", "Kecamatan": "Andir", "Kelurahan": "Maleber"}
    activity = {
        "ID Kegiatan": "K-1",
        "Jenis Kegiatan": "Bimtek",
        "Topik": "Dasar",
        "Jadwal": "2024-01-01",
        "Kecamatan": "Andir",
        "Kelurahan": "Maleber",
        "Status": "Terlaksana",
    }
    proposal = {
        "No Usulan": "U-1",
        "Kecamatan": "Andir",
        "Kelurahan": "Maleber",
        "Data": "DTKS",
        "Tanggal Usul": "2024-01-01",
        "Status": "Diterima",
    }
    for name, row, again in (
        ("anggota", member(1), member(1, Nama="Ejaan Lain")),
        ("lembaga", institution, institution | {"Nama Lembaga": "lks harapan"}),
        ("kegiatan", activity, activity | {"ID Kegiatan": "k-1"}),
        ("usulan", proposal, proposal | {"No Usulan": "u-1"}),
    ):
        write_csv(tmp_path / f"{name}.csv", [row, again])
    with imported(tmp_path) as found:
        assert {row["file"]: (row["accepted"], row["duplicate"]) for row in found.ledger} == {
            "anggota.csv": (1, 1),
            "lembaga.csv": (1, 1),
            "kegiatan.csv": (1, 1),
            "usulan.csv": (1, 1),
        }


def test_attendance_counts_a_member_once_and_only_who_came(warehouse: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "anggota.csv", [member(1), member(2), member(3)])
    activity = {
        "ID Kegiatan": "K-1",
        "Jenis Kegiatan": "Bimtek",
        "Jadwal": "2024-01-01",
        "Kecamatan": "Andir",
        "Kelurahan": "Maleber",
    }
    write_csv(tmp_path / "kegiatan.csv", [activity])
    rows = [
        ("K-1", "UJI-001", "Hadir"),
        ("K-1", "uji-001", "Hadir"),
        ("K-1", "UJI-002", "Tidak Hadir"),
        ("K-1", "UJI-003", "mungkin"),
    ]
    write_csv(tmp_path / "hadir.csv", [dict(zip(("ID Kegiatan", "Nomor Anggota", "Hadir"), row, strict=True)) for row in rows])
    with imported(tmp_path) as found:
        (ledger,) = (row for row in found.ledger if row["subject"] == "attendance")
        assert (ledger["accepted"], ledger["duplicate"], ledger["warnings"]) == (3, 1, 1)
        assert found.ask("SELECT volunteer_id FROM core_attendance") == [(keyed("32.73", "PSM", "UJI-001"),)]


def test_the_last_refused_rows_of_a_narrow_list_are_not_taken_for_a_signature(warehouse: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "anggota.csv", [member(1)])
    (tmp_path / "kegiatan.csv").write_text(
        "ID Kegiatan,Jenis Kegiatan,Jadwal,Kecamatan,Kelurahan\nK-1,Bimtek,2024-01-01,Andir,Maleber\n"
    )
    (tmp_path / "hadir.csv").write_text("ID Kegiatan,Nomor Anggota\nK-1,UJI-001\nK-1,UJI-404\n")
    with imported(tmp_path) as found:
        assert found.rejects() == [(3, "member_unknown")]


def test_a_member_without_number_nik_and_name_is_refused(warehouse: Path, tmp_path: Path) -> None:
    nameless = {"Nomor Anggota": "", "NIK": "", "Nama": ""}
    rows = [member(1), member(2) | nameless, member(3) | nameless, member(4) | nameless | {"Nama": "Relawan Empat"}]
    with imported(write_csv(tmp_path / "anggota.csv", rows)) as found:
        assert found.rejects() == [(3, "id_blank"), (4, "id_blank")]
        assert found.heaps()["accepted"] == 2


def test_a_person_is_a_keyed_hash_equal_to_the_one_of_the_standard_library(warehouse: Path, tmp_path: Path) -> None:
    rows = [member(1), member(2) | {"Nomor Anggota": ""}]
    with imported(write_csv(tmp_path / "anggota.csv", rows)) as found:
        assert {row[0] for row in found.ask("SELECT volunteer_id FROM core_volunteer")} == {
            keyed("32.73", "PSM", "UJI-001"),
            keyed("PSM", rows[1]["NIK"]),
        }


def test_a_kecamatan_written_once_holds_for_its_block(warehouse: Path, tmp_path: Path) -> None:
    header = ["Kecamatan", "Kelurahan", "ABT", "AT", "FM", "PD", "LUT"]
    rows = [
        ["REKAP PPKS TAHUN 2024"],
        header,
        ["Andir", "Maleber", 1, 2, 3, 4, 5],
        [None, "Campaka", 1, 1, 1, 1, 1],
        ["Jumlah", None, 2, 3, 4, 5, 6],
        ["Batununggal", "Maleer", 1, 1, 1, 1, 1],
        [None, "Samoja", 0, 0, 0, 0, 0],
        [None, "Maleber", 9, 9, 9, 9, 9],
        ["Total", None, 3, 3, 3, 3, 3],
    ]
    with imported(write_workbook(tmp_path / "rekap.xlsx", {"Rekap": rows})) as found:
        assert found.ask("SELECT kelurahan_code, sum(persons_count) FROM core_ppks_count GROUP BY ALL ORDER BY ALL") == [
            ("32.73.05.1001", 15),
            ("32.73.05.1006", 5),
            ("32.73.12.1002", 5),
            ("32.73.12.1007", 0),
        ]
        assert found.rejects() == [(8, "place_contradiction")]
        assert (found.heaps()["accepted"], found.heaps()["skipped"]) == (4, 3)


def test_the_title_fills_the_year_a_row_leaves_out_and_nothing_that_cannot_be_read(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "rekap_2024.csv"
    path.write_text(
        "kecamatan,kelurahan,jenis_ppks,jumlah,bulan\nAndir,Maleber,FM,1,Juni\nAndir,Campaka,FM,2,\nAndir,Ciroyom,FM,3,Juno\n",
        encoding="utf-8",
    )
    with imported(path) as found:
        assert found.ask("SELECT strftime(period, '%Y-%m'), persons_count FROM core_ppks_count ORDER BY ALL") == [
            ("2024-06", 1),
        ]
        assert found.rejects() == [(3, "month_unknown"), (4, "month_unknown")]


def test_a_regency_is_not_the_city_of_the_same_name(warehouse: Path, tmp_path: Path) -> None:
    rows = [case(number) | {"Kabupaten/Kota": "KOTA BANDUNG"} for number in range(1, 12)]
    rows.append(case(20, Kecamatan="Cileunyi", Kelurahan="Cinunuk") | {"Kabupaten/Kota": "KAB. BANDUNG"})
    with imported(write_csv(tmp_path / "ppks.csv", rows)) as found:
        assert (found.heaps()["accepted"], found.heaps()["out_of_city"], found.heaps()["rejected"]) == (11, 1, 0)
