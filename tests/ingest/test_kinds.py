"""Names that look like a kind and are none: refused with what they are, never taken for a kind."""

from pathlib import Path

import pytest

from data.reference import ppks_kinds
from ingest.inspection import look_at
from ingest.kinds import column_headers, kind_code, no_kind, what_may_be_meant
from tests.ingest.exports import case, imported, write_csv

pytestmark = pytest.mark.usefixtures("warehouse")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ODGJ", "'ODGJ': bagian dari Penyandang Disabilitas; tulis Penyandang Disabilitas bila dihitung di sana"),
        ("Rutilahu", "'Rutilahu': rumah, bukan lagi jenis PPKS; keluarkan dari berkas ini"),
        ("Pengemiss", "Jenis tidak dikenal. Mungkin Pengemis?"),
        ("Budi Santoso", ""),
    ],
)
def test_a_text_that_names_no_kind_is_told_what_it_is_or_what_it_resembles(text: str, said: str) -> None:
    assert what_may_be_meant(text) == said


def test_no_name_of_a_kind_is_called_none() -> None:
    assert [text for kind in ppks_kinds() for text in (kind.code, kind.name, *kind.aliases) if no_kind(text)] == []


def test_a_former_kind_is_refused_with_its_reason_in_a_list_and_named_in_a_wide_recap(tmp_path: Path) -> None:
    with imported(write_csv(tmp_path / "kasus.csv", [case(1), case(2) | {"Jenis PPKS": "ODGJ"}])) as found:
        assert found.ask("SELECT message FROM ingest_reject") == [(what_may_be_meant("ODGJ"),)]
    text = "Kecamatan,Kelurahan,Pengemis,Pemulung,Gelandangan,Anak Jalanan,Fakir Miskin,RTLH,Tahun\nAndir,Maleber,1,2,3,4,5,6,2024\n"
    (tmp_path / "rekap.csv").write_text(text, encoding="utf-8")
    reading, = look_at(tmp_path / "rekap.csv")
    assert reading.remarks == ("Kolom 'RTLH': rumah, bukan lagi jenis PPKS; keluarkan dari berkas ini; tidak dibaca",)


def test_a_header_with_a_unit_is_that_kind_in_that_unit_of_a_recap_only() -> None:
    headers = column_headers(ppks_kinds(), "ppks_count")
    assert (headers["fakirmiskinkk"], headers["fakirmiskinjiwa"], headers["fakirmiskin"]) == ("FM|KELUARGA", "FM|ORANG", "FM")
    assert "fakirmiskinkk" not in column_headers(ppks_kinds(), "ppks_case") and kind_code("Fakir Miskin (KK)") is None
