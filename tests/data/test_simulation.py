"""The sample exports keep what their generator promises; every figure is read back from the committed files."""

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from data.errors import UserError
from data.paths import EXPORTS
from data.reference import city_units, ppks_kinds, units
from data.simulation.__main__ import MANIFEST, main
from data.simulation.attendance import UNKNOWN_NUMBERS
from data.simulation.cases import KEDIRI_ABSENT
from data.simulation.city import SAMPLE_CITIES, other_spellings
from data.simulation.defects_table import DEFECTS, Defects
from planning.topics import topic_of

END = date(2025, 12, 31)
MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember".split()
CITIES = {city.slug: city for city in SAMPLE_CITIES}
NIK = ("Nik", "NIK", "nik")
KELURAHAN = ("Kelurahan", "Kelurahaan", "Desa/Kelurahan", "kelurahan")
FOUND = ("Tanggal_Ditemukan", "Tanggal Pendataan", "Tanggal Lapor", "tgl_ditemukan", "Tanggal")
KIND = ("Kategori_Ppks", "Jenis PMKS", "nama_kategori", "Jenis PPKS")


def listed() -> list[dict[str, str]]:
    lines = (EXPORTS / MANIFEST).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def sheets(path: Path) -> tuple[tuple[tuple, ...], ...]:
    """The cells of each sheet of a file, nothing interpreted but the dates of Excel."""
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(str(path))
        return tuple(tuple(map(tuple, book.get_sheet_by_name(name).to_python())) for name in book.sheet_names)
    text = path.read_text("utf-8-sig")
    delimiter = max("|;,", key=text.splitlines()[0].count)
    return (tuple(map(tuple, csv.reader(io.StringIO(text), delimiter=delimiter))),)


def records(slug: str, subject: str, header_word: str) -> Iterator[dict]:
    """Rows below the header of each sheet with that word in it; blank and repeated headers included."""
    for entry in listed():
        if entry["file"].startswith(f"{slug}/") and entry["subject"] == subject:
            for rows in sheets(EXPORTS / entry["file"]):
                top = next((number for number, row in enumerate(rows) if header_word in row), None)
                if top is not None:
                    yield from (dict(zip(rows[top], row)) for row in rows[top + 1:])


def pick(row: dict, names: tuple[str, ...]):
    return next(row[name] for name in names if name in row)


def as_date(value) -> date | None:
    """Day-first, ISO or '12 Maret 2024'; None when it is no date."""
    if isinstance(value, (date, datetime)):
        return value.date() if isinstance(value, datetime) else value
    text = str(value).strip().lower()
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    found = re.fullmatch(r"(\d+) (\w+) (\d{4})", text)
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])) if found and found[2] in MONTHS else None


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", str(name).casefold())


def place_names(city_code: str) -> dict[tuple[str, str], str]:
    found = {}
    for unit in city_units(city_code):
        for name in (unit.kelurahan_name, *other_spellings().get(unit.kelurahan_code, ())):
            found[plain(unit.kecamatan_name), plain(name)] = unit.kelurahan_code
    return found


def members(slug: str) -> list[dict]:
    """Members with kelurahan code, kind, dates; the state at the end of 2025."""
    known = place_names(CITIES[slug].city_code)
    found = []
    for row in records(slug, "volunteer", "NIK"):
        number = pick(row, ("Nomor Anggota", "No. KTA", "No Anggota"))
        if str(number).startswith(CITIES[slug].prefix):
            kelurahan = pick(row, KELURAHAN)
            found.append({
                "number": number, "kind": pick(row, ("Unsur", "Unsur Keanggotaan", "Jenis PSKS", "Jenis Relawan")),
                "kecamatan": row["Kecamatan"],
                "code": known[plain(row["Kecamatan"]), plain(kelurahan)] if kelurahan else None,
                "joined": as_date(pick(row, ("Tanggal Bergabung", "Tgl Bergabung", "Mulai Aktif"))),
                "left": as_date(pick(row, ("Tanggal Keluar", "Tgl Keluar"))),
                "trained": as_date(pick(row, ("Tanggal Pelatihan Terakhir", "Tgl Pelatihan Terakhir"))),
            })
    return found


def active(found: list[dict], on: date) -> list[dict]:
    return [one for one in found if one["joined"] <= on and (one["left"] is None or one["left"] > on)]


def by_kelurahan(slug: str, on: date) -> list[int]:
    counts = Counter(one["code"] for one in active(members(slug), on))
    return [counts[unit.kelurahan_code] for unit in CITIES[slug].units]


def activities(slug: str) -> dict[str, dict]:
    return {row["ID Kegiatan"]: row for row in records(slug, "activity", "ID Kegiatan")}


def rupiah(value) -> int:
    return int(re.sub(r"\D", "", str(value)) or 0)


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    assert main(["--out", str(folder)]) == 0
    return folder


def parts(path: Path) -> dict[str, bytes]:
    """The bytes of a file; of a workbook those inside the archive, for compression differs between zlib builds."""
    if path.suffix != ".xlsx":
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_generator_writes_the_committed_files_again(regenerated):
    for entry in listed():
        assert parts(regenerated / entry["file"]) == parts(EXPORTS / entry["file"]), entry["file"]


def test_the_manifest_knows_each_committed_file_by_its_hash():
    for entry in listed():
        assert hashlib.sha256((EXPORTS / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], entry["file"]


def test_the_sample_exports_stay_small_enough_for_the_repository():
    assert sum((EXPORTS / entry["file"]).stat().st_size for entry in listed()) <= 14_000_000


def test_a_folder_that_cannot_be_written_is_named_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="tidak dapat ditulisi"):
        main(["--out", str(tmp_path / "file" / "below")])


def test_every_nik_is_of_a_province_that_does_not_exist_and_every_telephone_is_invented():
    for entry in listed():
        text = "\n".join(str(cell) for rows in sheets(EXPORTS / entry["file"]) for row in rows for cell in row)
        assert all(number.startswith("99") for number in re.findall(r"(?<!\d)\d{16}(?!\d)", text)), entry["file"]
        assert all(number.startswith("0800-0000-") for number in re.findall(r"\b0\d{3}-\d{4}-\d{4}\b", text)), entry["file"]


@pytest.mark.parametrize("slug", CITIES)
def test_the_case_lists_have_exactly_the_faults_of_the_table(slug):
    own, seen, counts = place_names(CITIES[slug].city_code), set(), Counter()
    names = {plain(unit.kelurahan_name) for unit in CITIES[slug].units}
    everywhere = {(plain(unit.kecamatan_name), plain(unit.kelurahan_name)) for unit in units()}
    kinds = {plain(text) for kind in ppks_kinds() for text in (kind.code, kind.name, *kind.aliases)}
    for row in records(slug, "ppks_case", {"bandung": "Nik", "tangerang": "nik"}.get(slug, "NIK")):
        nik, kelurahan, kecamatan = pick(row, NIK), pick(row, KELURAHAN), row.get("Kecamatan", row.get("kecamatan"))
        if not str(nik).startswith("9") or len(str(nik)) < 8:
            counts["header" if nik in NIK else "blank or note"] += 1
            continue
        counts["rows"] += 1
        place, key = (plain(kecamatan), plain(kelurahan)), (nik, pick(row, KIND))
        if place not in own:
            outside = place in everywhere
            counts["out_of_city" if outside else "wrong_kecamatan" if place[1] in names else "misspelt_kelurahan"] += 1
        elif as_date(pick(row, FOUND)) is None:
            counts["unreadable_date"] += 1
        elif plain(pick(row, KIND)) not in kinds:
            counts["unknown_kind"] += 1
        elif "E+15" in str(nik):
            counts["damaged_nik"] += 1
        elif key in seen:
            counts["duplicate"] += 1
        seen.add(key)
    wanted = DEFECTS[slug]
    for fault in set(Defects.__dataclass_fields__) - {"blank", "repeated_header"}:
        assert counts[fault] == getattr(wanted, fault), fault
    assert counts["header"] == wanted.repeated_header


def test_open_cases_have_no_handled_date_and_nobody_is_handled_before_being_found():
    for row in records("bandung", "ppks_case", "Nik"):
        found, handled = as_date(row["Tanggal_Ditemukan"]), as_date(row["Tanggal_Ditangani"])
        if found:
            assert (handled is None) == (row["Status_Penanganan"] in ("Belum Ditangani", "Dalam Proses"))
            assert handled is None or found <= handled <= END


def test_in_pariaman_nine_villages_never_reported_and_ten_fell_silent():
    known, last = place_names("13.77"), {}
    for row in records("pariaman", "ppks_case", "NIK"):
        code, found = known.get((plain(row["Kecamatan"]), plain(row["Desa/Kelurahan"]))), as_date(row["Tanggal Lapor"])
        if code and found:
            last[code] = max(found, last.get(code, found))
    months = {code: (2025 - day.year) * 12 + 12 - day.month for code, day in last.items()}
    assert len(CITIES["pariaman"].units) - len(last) == 9
    assert sorted(count for count in months.values() if count >= 5) == [5, 6, 7, 8, 10, 11, 13, 15, 18, 20]
    assert sum(count <= 2 for count in months.values()) == 71 - 19


def test_bandung_misses_its_promise_of_755_by_about_one_member_a_kelurahan():
    now, before = by_kelurahan("bandung", END), by_kelurahan("bandung", date(2024, 12, 31))
    assert len(now) * 5 == 755
    assert 98 <= sum(count >= 5 for count in now) <= 106
    assert 130 <= sum(max(0, 5 - count) for count in now) <= 160
    assert 3 <= now.count(0) <= 6
    assert 6 <= sum(count >= 5 for count in now) - sum(count >= 5 for count in before) <= 10


@pytest.mark.parametrize(
    ("slug", "persons"), [("bandung", 1107), ("tangerang", 985), ("kediri", 240), ("pariaman", 150), ("solok", 62)]
)
def test_each_city_has_its_number_of_active_members_one_tksk_a_kecamatan_and_some_newly_trained(slug, persons):
    found = active(members(slug), END)
    assert len(found) == persons
    with_tksk = sorted(one["kecamatan"] for one in found if one["kind"] == "TKSK")
    assert with_tksk == sorted(name for _, name in CITIES[slug].kecamatan)
    assert 0.36 <= sum(one["trained"] is not None and one["trained"] >= date(2024, 1, 1) for one in found) / persons <= 0.40


def test_of_fifteen_wksbm_ten_were_visited_in_the_year_and_some_in_the_wave_before():
    rows = records("tangerang", "institution", "Kunjungan Terakhir")
    visits = [as_date(row["Kunjungan Terakhir"]) for row in rows if row["Jenis"] == "WKSBM"]
    assert len(visits) == 15
    assert sum(day is not None and day.year == 2025 for day in visits) == 10
    assert visits.count(date(2024, 9, 11)) == 3


def test_tangerang_has_one_karang_taruna_in_each_kelurahan():
    rows = list(records("tangerang", "institution", "Nama Karang Taruna"))
    assert len({row["Desa"] for row in rows}) == len(rows) == 104


def wide_recap(path: Path) -> tuple[list[tuple], list[tuple], tuple]:
    """Rows of the kelurahan, subtotals, and the total of a recap in blocks."""
    rows = sheets(path)[0]
    top = next(number for number, row in enumerate(rows) if "Kelurahan" in row) + 2
    end = next(number for number, row in enumerate(rows) if row[1] == "Jumlah Kota")
    body = rows[top:end]
    return [row for row in body if row[0] != ""], [row for row in body if row[0] == ""], rows[end]


@pytest.mark.parametrize(
    ("year", "total", "street"),
    [(2022, 352_000, (131, 214, 66)), (2024, 337_400, (113, 188, 41)), (2025, 330_300, (156, 223, 57))],
)
def test_the_recap_of_bandung_adds_up_and_has_its_total(year, total, street):
    kelurahan, subtotals, grand = wide_recap(EXPORTS / "bandung" / f"Rekap PPKS Kota Bandung {year}.xlsx")
    assert (len(kelurahan), len(subtotals)) == (151, 30)
    for column in range(3, 30):
        known = sum(row[column] for row in kelurahan if row[column] != "")
        assert known == sum(row[column] for row in subtotals) == grand[column]
    assert abs(grand[29] - total) <= 20
    assert tuple(grand[13:16]) == street
    assert grand[28] == 0


def test_kelurahan_that_did_not_report_are_blank_or_missing_not_zero():
    kelurahan, _, _ = wide_recap(EXPORTS / "bandung" / "Rekap PPKS Kota Bandung 2025.xlsx")
    assert sum(all(cell == "" for cell in row[3:]) for row in kelurahan) == 2
    rows = list(records("tangerang", "ppks_count", "jenis_pmks"))
    kelurahan_by_year = Counter(year for _, year in {(row["kode_kelurahan"], row["tahun"]) for row in rows})
    assert kelurahan_by_year == {"2022": 104, "2023": 104, "2024": 104, "2025": 101}
    assert any(row["jumlah"] == "" for row in rows)


@pytest.mark.parametrize("slug", CITIES)
def test_attendance_agrees_with_members_activities_and_last_training(slug):
    people, held = {one["number"]: one for one in members(slug)}, activities(slug)
    attended: dict[str, date] = {}
    unknown = 0
    for row in records(slug, "attendance", "Hadir"):
        one, activity = people.get(row["Nomor Anggota"]), held[row["ID Kegiatan"]]
        day = as_date(activity["Tanggal Pelaksanaan"])
        unknown += one is None
        if one:
            assert one in active([one], day)
            if activity["Jenis Kegiatan"] == "Bimtek" and row["Hadir"] in ("Hadir", "Ya"):
                attended[one["number"]] = max(day, attended.get(one["number"], day))
    assert unknown == UNKNOWN_NUMBERS
    for number, one in people.items():
        assert one["trained"] == attended[number] if number in attended else one["trained"] is None or one["trained"].year < 2022


def test_the_musda_of_bandung_has_three_delegates_a_kecamatan_and_a_guest():
    musda = next(row for row in activities("bandung").values() if row["Jenis Kegiatan"] == "Musda")
    people = {one["number"]: one["kecamatan"] for one in members("bandung")}
    came = Counter(
        people[row["Nomor Anggota"]] for row in records("bandung", "attendance", "Hadir")
        if row["ID Kegiatan"] == musda["ID Kegiatan"] and row["Nomor Anggota"] in people
    )
    assert set(came.values()) == {3} and len(came) == 30
    assert musda["Jumlah Peserta"] == 91 and as_date(musda["Tanggal Pelaksanaan"]).strftime("%Y-%m") == "2025-12"


@pytest.mark.parametrize("slug", CITIES)
def test_some_kelurahan_are_never_reached_and_solok_spends_less_of_its_budget(slug):
    rows = activities(slug).values()
    spent = sum(rupiah(row["Realisasi Anggaran"]) for row in rows) / sum(rupiah(row["Pagu Anggaran"]) for row in rows)
    assert 0.50 <= spent <= 0.70 if slug == "solok" else 0.80 <= spent <= 0.90
    reached = {pick(row, KELURAHAN) for row in rows if row["Tanggal Pelaksanaan"] != "" and pick(row, KELURAHAN)}
    assert 0 < len(reached) < len(CITIES[slug].units)
    assert all((row["Tanggal Pelaksanaan"] != "") == (row["Status"] == "Terlaksana") for row in rows)


def test_of_what_solok_promised_its_psm_for_2025_some_was_kept_one_came_late_and_some_is_open():
    rows = {row["Topik"]: row for row in activities("solok").values() if row["ID Kegiatan"].startswith("SLK-2025")}
    names = ("Bimtek dasar PSM angkatan I", *(f"Insentif PSM triwulan {quarter}" for quarter in ("I", "II", "III", "IV")), "Seragam PSM")
    promised = [rows[name] for name in names]
    assert [row["Status"] for row in promised] == ["Terlaksana"] * 4 + ["Rencana"] * 2
    planned, held = rows[names[2]]["Jadwal"].split(), rows[names[2]]["Tanggal Pelaksanaan"].split()
    assert (planned, held[1:]) == (["Juni", "2025"], ["Juli", "2025"])
    psm = [one for one in active(members("solok"), date(2024, 12, 31)) if one["kind"] == "PSM"]
    assert {row["Sasaran Peserta"] for row in promised[1:]} == {f"{len(psm)} PSM"}


def test_in_kediri_members_were_trained_for_eight_to_twelve_kinds_and_elsewhere_for_a_few():
    found = {}
    for slug in CITIES:
        held = activities(slug)
        came = {row["ID Kegiatan"] for row in records(slug, "attendance", "Hadir") if row["Hadir"] in ("Hadir", "Ya")}
        topics = [held[name]["Topik"] for name in came if held[name]["Jenis Kegiatan"] == "Bimtek"]
        found[slug] = {code for topic in topics for code in topic_of(topic).ppks_codes} - {"GEPENG", "PGOT"}
    assert 8 <= len(found["kediri"] - set(KEDIRI_ABSENT)) <= 12
    assert min(map(len, found.values())) >= 4


@pytest.mark.parametrize("slug", CITIES)
def test_proposals_go_to_dtsen_after_march_of_the_last_year(slug):
    rows = list(records(slug, "proposal", "No Usulan"))
    assert len(rows) == {"bandung": 5000, "tangerang": 2500, "kediri": 700, "pariaman": 500, "solok": 450}[slug]
    assert all(row["Data"] == ("DTKS" if as_date(row["Tanggal Usul"]) <= date(2025, 3, 31) else "DTSEN") for row in rows)


@pytest.mark.parametrize(("slug", "kelurahan"), [("bandung", 151), ("solok", 13)])
def test_the_groups_of_the_dtsen_recap_add_up_to_its_totals(slug, kelurahan):
    rows = list(records(slug, "welfare_count", "jumlah_keluarga"))
    assert len(rows) == 2 * kelurahan
    for row in rows:
        for unit in ("keluarga", "individu"):
            groups = [name for name in row if name.endswith(f"_{unit}") and not name.startswith("jumlah")]
            assert len(groups) == 8 and int(row[f"jumlah_{unit}"]) == sum(int(row[name]) for name in groups)
