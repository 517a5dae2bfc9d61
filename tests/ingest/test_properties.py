"""What holds for any mess: every written row is in exactly one heap, what was accepted is what is counted, order and repetition change nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.errors import UserError
from data.reference import ppks_kinds
from ingest import review
from ingest.build import build
from tests.ingest.exports import Imported, imported, write_workbook
from tests.ingest.mess import case_list, folder_of, recap_by_sex, with_stray_quotes

SEEDS = range(24)
pytestmark = pytest.mark.usefixtures("warehouse")
HEAPS = ("accepted", "duplicate", "rejected", "out_of_city", "skipped")
CONTENT = "SELECT kelurahan_code, ppks_code, found_date, status, count(*) FROM core_ppks_case GROUP BY ALL ORDER BY ALL"


def lists(seeds: range = SEEDS) -> list[tuple[str, object]]:
    return [(f"daftar_{seed:02d}.csv", case_list(seed)) for seed in seeds]


def content(found: Imported) -> tuple[list[tuple], list[tuple]]:
    heaps = found.ask("SELECT sha256, rows_read, rejected, out_of_city, skipped, accepted + duplicate FROM ingest_ledger ORDER BY ALL")
    return found.ask(CONTENT), heaps


@pytest.fixture(scope="module")
def mess(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, Imported]]:
    """The folder of the lists, the warehouse of their edition, and the edition."""
    folder = folder_of(tmp_path_factory.mktemp("mess") / "a", lists())
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PANTAU_WAREHOUSE", str(folder.parent / "warehouse"))
        with imported(folder) as found:
            yield folder, folder.parent / "warehouse", found


def test_every_written_row_ends_in_exactly_one_heap(mess: tuple[Path, Path, Imported]) -> None:
    written, found = dict(lists()), mess[2]
    for row in found.ledger:
        one = written[row["file"]]
        assert row["rows_read"] == one.rows == sum(row[heap] for heap in HEAPS), row
        assert row["skipped"] == one.no_data, f"{row['file']}: a row of data is no data, or the other way round"


def test_what_the_kelurahan_have_together_is_what_was_accepted(mess: tuple[Path, Path, Imported]) -> None:
    found = mess[2]
    counted = dict(found.ask("SELECT source_file, count(DISTINCT source_row) FROM core_ppks_case WHERE kelurahan_code IS NOT NULL GROUP BY source_file"))
    assert {row["file"]: row["accepted"] for row in found.ledger if row["accepted"]} == counted and sum(counted.values()) > 100
    assert found.ask("SELECT sum(found_count) FROM out_case") == found.ask("SELECT count(*) FROM core_ppks_case")


def test_somebody_is_asked_about_every_place_that_was_refused(mess: tuple[Path, Path, Imported]) -> None:
    found = mess[2]
    (refused,), = found.ask("SELECT count(*) FROM ingest_reject WHERE rule IN ('place_unknown', 'place_ambiguous', 'place_contradiction')")
    assert sum(one.row_count for one in review.questions(found.connection)) == refused > 0


def test_the_same_files_again_are_nothing_new_and_their_order_changes_nothing(
    mess: tuple[Path, Path, Imported], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, warehouse, first = mess
    with monkeypatch.context() as patched:
        patched.setenv("PANTAU_WAREHOUSE", str(warehouse))
        with imported(folder) as found:
            assert not found.is_new
    turned = [(f"daftar_{99 - number:02d}.csv", one) for number, (_, one) in enumerate(lists())]
    with imported(folder_of(tmp_path / "b", turned)) as found:
        assert content(found) == content(first)


@pytest.mark.parametrize("seed", range(6))
def test_a_stray_quotation_mark_never_takes_a_row_away(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    written, count = with_stray_quotes(seed)
    path.write_bytes(written)
    try:
        outcome = build([path], publish=False, report=None, progress=lambda *_: None)
    except UserError as error:
        assert "a.csv" in str(error) and "\n" not in str(error)
        return
    row, = outcome.ledger
    assert row["rows_read"] == count == sum(row[heap] for heap in HEAPS)


@pytest.mark.parametrize("seed", range(3))
def test_a_recap_by_sex_counts_everybody(seed: int, tmp_path: Path) -> None:
    lines, said = recap_by_sex(seed)
    codes = {kind.name: kind.code for kind in ppks_kinds()} | {alias: kind.code for kind in ppks_kinds() for alias in kind.aliases}
    with imported(write_workbook(tmp_path / "rekap.xlsx", {"Rekap": lines})) as found:
        counted = dict(found.ask("SELECT ppks_code, sum(persons_count) FROM core_ppks_count GROUP BY ppks_code"))
        assert found.heaps()["rejected"] == 0
    assert counted == {codes[kind]: persons for kind, persons in said.items()}
