"""Who a member number means: each kind numbers its members by itself, and a list of who came has no place of its own."""

from pathlib import Path

import pytest

from tests.ingest.exports import Imported, imported, member, write_csv

ACTIVITY = {"ID Kegiatan": "K-1", "Jenis Kegiatan": "Bimtek", "Jadwal": "2024-01-01", "Kecamatan": "Andir", "Kelurahan": "Maleber"}


def came(number: str = "1", name: str = "") -> dict[str, str]:
    return {"ID Kegiatan": "K-1", "Nomor Anggota": number, "Nama": name}


def numbered(kind: str, name: str, number: str = "1", nik: str = "") -> dict[str, str]:
    return member(1) | {"Nomor Anggota": number, "Nama": name, "NIK": nik, "Unsur": kind}


def write(folder: Path, members: list[dict[str, str]], attendance: list[dict[str, str]]) -> Path:
    write_csv(folder / "anggota.csv", members)
    write_csv(folder / "kegiatan.csv", [ACTIVITY])
    write_csv(folder / "hadir.csv", attendance)
    return folder


def kinds_that_came(found: Imported) -> list[tuple]:
    return found.ask("SELECT kind_code FROM core_attendance INNER JOIN core_volunteer USING (volunteer_id) ORDER BY ALL")


def test_the_same_number_of_another_kind_is_somebody_else(warehouse: Path, tmp_path: Path) -> None:
    rows = [numbered("PSM", "Ani"), numbered("Tagana", "Budi"), numbered("PSM", "Ani")]
    with imported(write_csv(tmp_path / "anggota.csv", rows)) as found:
        assert found.heaps() | {"warnings": 0} == {
            "rows_read": 3, "accepted": 2, "duplicate": 1, "rejected": 0, "out_of_city": 0, "skipped": 0, "warnings": 0,
        }
        assert found.ask("SELECT count(DISTINCT volunteer_id) FROM core_volunteer") == [(2,)]


@pytest.mark.parametrize("number", ["1", ""])
def test_a_person_listed_under_two_kinds_has_two_memberships(number: str, warehouse: Path, tmp_path: Path) -> None:
    rows = [numbered(kind, "Ani", number, "9932730502028001") for kind in ("PSM", "Tagana")]
    with imported(write_csv(tmp_path / "anggota.csv", rows)) as found:
        assert found.ask("SELECT kind_code FROM core_volunteer ORDER BY ALL") == [("PSM",), ("TAGANA",)]


def test_the_name_tells_which_of_two_members_of_the_same_number_came(warehouse: Path, tmp_path: Path) -> None:
    members = [numbered("PSM", "Ani"), numbered("Tagana", "Budi")]
    with imported(write(tmp_path, members, [came(name="BUDI")])) as found:
        assert found.rejects() == []
        assert kinds_that_came(found) == [("TAGANA",)]


@pytest.mark.parametrize(("names", "said"), [(("Ani", "Budi"), ""), (("Ani", "Budi"), "Citra"), (("Ani", "Ani"), "Ani")])
def test_a_number_of_two_members_without_a_telling_name_is_refused(
    names: tuple[str, str], said: str, warehouse: Path, tmp_path: Path
) -> None:
    members = [numbered("PSM", names[0]), numbered("Tagana", names[1]), numbered("PSM", "Dedi", "2")]
    with imported(write(tmp_path, members, [came(name=said), came("2", said), came("3", said)])) as found:
        assert found.rejects() == [(2, "member_ambiguous"), (4, "member_unknown")]
        assert kinds_that_came(found) == [("PSM",)]


def test_attendance_stands_in_the_ledger_of_the_city_of_its_activities(warehouse: Path, tmp_path: Path) -> None:
    # The same number of activity and member is in use in Pariaman too; most rows are found in Bandung.
    write(tmp_path, [numbered("PSM", "Ani"), numbered("PSM", "Budi", "2")], [came(), came("2"), came("3")])
    place = {"Kecamatan": "Pariaman Tengah", "Kelurahan": "Kampung Perak"}
    write_csv(tmp_path / "anggota_pariaman.csv", [numbered("PSM", "Eka") | place])
    write_csv(tmp_path / "kegiatan_pariaman.csv", [ACTIVITY | place])
    with imported(tmp_path) as found:
        cities = {row["file"]: row["city_code"] for row in found.ledger}
        assert (cities["hadir.csv"], cities["kegiatan_pariaman.csv"]) == ("32.73", "13.77")
        assert found.ask("SELECT DISTINCT city_code FROM core_attendance") == [("32.73",)]
        assert kinds_that_came(found) == [("PSM",), ("PSM",)]


def test_activities_of_a_whole_city_lie_in_the_city_they_name(warehouse: Path, tmp_path: Path) -> None:
    rows = [
        ACTIVITY | {"Kecamatan": "", "Kelurahan": "", "Kabupaten/Kota": "Kota Bandung"},
        ACTIVITY | {"ID Kegiatan": "K-2", "Kecamatan": "", "Kelurahan": "", "Kabupaten/Kota": "Kabupaten Bandung"},
    ]
    with imported(write_csv(tmp_path / "kegiatan.csv", rows)) as found:
        assert [row["city_code"] for row in found.ledger] == ["32.73"]
        assert found.ask("SELECT activity_id, city_code, kelurahan_code FROM core_activity") == [("K-1", "32.73", None)]
        assert found.heaps()["out_of_city"] == 1


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"Tanggal_Bergabung": ""}, ["joined_unknown"]),
        ({"Status": "Tidak Aktif"}, ["left_unknown"]),
        ({"Status": ""}, ["left_unknown", "status_unknown"]),
        ({"Status": "Tidak Aktif", "Tanggal_Keluar": "2023-01-01"}, []),
        ({"Status": "Tidak Aktif", "Tanggal_Bergabung": "", "Tanggal_Keluar": "2023-01-01"}, []),
    ],
)
def test_a_member_whose_months_are_not_known_is_named(
    changed: dict[str, str], rules: list[str], warehouse: Path, tmp_path: Path
) -> None:
    with imported(write_csv(tmp_path / "anggota.csv", [member(1), member(2, **changed)])) as found:
        assert found.warnings() == [(3, rule) for rule in rules]
