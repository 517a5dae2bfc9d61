"""Building again: the same input is nothing new, a changed one is a new edition, real exports replace simulated ones."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from data import editions, paths
from tests.ingest.exports import Imported, case, imported, member, text_of, write_csv


def test_real_exports_take_the_place_of_simulated_ones_of_their_subject_and_city(warehouse: Path, tmp_path: Path) -> None:
    simulated = tmp_path / "ekspor"
    simulated.mkdir()
    write_csv(simulated / "contoh_bandung.csv", [case(number) for number in range(1, 4)])
    write_csv(simulated / "contoh_anggota.csv", [member(1)])
    write_csv(simulated / "contoh_kediri.csv", [case(5, Kecamatan="Pesantren", Kelurahan="Burengan")])
    lines = [
        f"{path.name},{sha256(path.read_bytes()).hexdigest()},x,{city}"
        for path, city in (
            (simulated / "contoh_bandung.csv", "32.73"),
            (simulated / "contoh_anggota.csv", "32.73"),
            (simulated / "contoh_kediri.csv", "35.71"),
        )
    ]
    (simulated / "simulasi.csv").write_text("file,sha256,subject,city_code\n" + "\n".join(lines) + "\n")
    state_of = "SELECT file, state, is_simulated FROM ingest_ledger ORDER BY file"

    with imported(simulated) as found:
        assert found.ask("SELECT is_simulated FROM edition") == [(True,)]
    real = write_csv(tmp_path / "asli.csv", [case(9)])
    with imported(simulated, real) as found:
        assert found.ask(state_of) == [
            ("asli.csv", "read", False),
            ("contoh_anggota.csv", "read", True),
            ("contoh_bandung.csv", "replaced", True),
            ("contoh_kediri.csv", "read", True),
        ]
        assert found.ask("SELECT source_file FROM core_ppks_case ORDER BY 1") == [("asli.csv",), ("contoh_kediri.csv",)]
        assert found.ask("SELECT is_simulated FROM edition") == [(True,)]
    others = [
        write_csv(tmp_path / "anggota.csv", [member(2)]),
        write_csv(tmp_path / "kediri.csv", [case(6, Kecamatan="Pesantren", Kelurahan="Burengan")]),
    ]
    with imported(simulated, real, *others) as found:
        assert found.ask("SELECT is_simulated FROM edition") == [(False,)]
        assert found.ask("SELECT count(*) FROM ingest_ledger WHERE state = 'replaced' AND rows_read = 0") == [(3,)]


def content_of(found: Imported) -> dict[str, list[tuple]]:
    tables = [name for (name,) in found.ask("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'edition' ORDER BY 1")]
    return {name: sorted(map(repr, found.ask(f'SELECT * FROM "{name}"'))) for name in tables}


def test_the_same_input_twice_is_nothing_new_and_the_same_content(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = [
        write_csv(tmp_path / "ppks.csv", [*map(case, range(1, 9)), case(1)]),
        write_csv(tmp_path / "anggota.csv", [member(1), member(2)]),
    ]
    with imported(*inputs) as found:
        first, ledger = content_of(found), found.ledger
    with imported(*inputs) as found:
        assert not found.is_new
        assert found.ledger == ledger
    assert len(editions.existing()) == 1
    monkeypatch.setenv("PANTAU_WAREHOUSE", str(tmp_path / "lain"))
    with imported(*inputs) as found:
        assert content_of(found) == first


def test_a_changed_file_makes_a_new_edition(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "ppks.csv"
    for number in (1, 2):
        path.write_text(text_of([*map(case, range(1, number + 1))]))
        with imported(path) as found:
            assert (found.is_new, found.heaps()["accepted"]) == (True, number)
    assert len(editions.existing()) == 2


def test_the_manifest_of_the_samples_lists_every_sample_and_nothing_else() -> None:
    lines = [
        line for line in (paths.EXPORTS / "simulasi.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ][1:]
    files = {
        path.relative_to(paths.EXPORTS).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in paths.EXPORTS.rglob("*.*")
        if path.parent != paths.EXPORTS
    }
    assert {line.split(",")[0]: line.split(",")[1] for line in lines} == files


def test_the_corrected_rejects_of_a_sample_stay_simulated_and_do_not_replace_it(warehouse: Path, tmp_path: Path) -> None:
    sample = paths.EXPORTS / "bandung" / "ppks_kota_bandung_2022.csv"
    with imported(sample, report=tmp_path / "tolakan") as found:
        (rejects,) = found.reject_files
        before = found.ledger[0]["accepted"]
    with imported(sample, rejects) as found:
        by_file = {row["file"]: row for row in found.ledger}
    assert by_file[sample.name]["state"] == "read" and by_file[sample.name]["accepted"] == before
    assert by_file[rejects.name]["is_simulated"]


def test_a_changed_manifest_of_simulated_files_makes_a_new_edition(warehouse: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ekspor"
    folder.mkdir()
    path = write_csv(folder / "ppks.csv", [case(1)])
    with imported(folder) as found:
        assert found.ask("SELECT is_simulated FROM edition") == [(False,)]
    (folder / "simulasi.csv").write_text(f"file,sha256,city_code\nppks.csv,{sha256(path.read_bytes()).hexdigest()},32.73\n")
    with imported(folder) as found:
        assert found.is_new
        assert found.ask("SELECT is_simulated FROM edition") == [(True,)]
    with imported(folder) as found:
        assert not found.is_new


def test_a_changed_bound_of_the_remarks_makes_a_new_edition(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dtks.csv"
    path.write_text("Kecamatan,Kelurahan,jumlah_individu,tahun\nAndir,Maleber,600,2018\nAndir,Maleber,1000,2019\n", encoding="utf-8")
    parameters = Path(shutil.copytree(paths.PARAMETERS, tmp_path / "parameters"))
    monkeypatch.setattr(paths, "PARAMETERS", parameters)
    with imported(path) as found:
        assert found.warnings() == [(3, "year_jump")]
    bounds = parameters / "import_bounds.toml"
    bounds.write_text(bounds.read_text(encoding="utf-8").replace("share_pct = 50", "share_pct = 90"), encoding="utf-8")
    with imported(path) as found:
        assert found.is_new and found.warnings() == [], "the process that read the old bound before takes the new one"
    with imported(path) as found:
        assert not found.is_new
