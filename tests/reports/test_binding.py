"""No line of a sentence ends within a number and what it counts, wherever the sentence stands; tables keep their plain signs."""

from xml.etree.ElementTree import fromstring, tostring

import pytest

from reports.binding import JOINT, NO_BREAK, NO_BREAK_HYPHEN, bind, bound, bound_in

SHOWN = str.maketrans({NO_BREAK: "_", NO_BREAK_HYPHEN: "~", JOINT: "|"})


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("memenuhi 1 PSM tiap RW", "memenuhi 1_PSM tiap RW"),
        ("54 dari 71 desa/kelurahan", "54_dari_71_desa/kelurahan"),
        ("dari sekitar 334.500 PPKS", "dari sekitar_334.500_PPKS"),
        ("Des 2024: 40% (19 dari 47), naik 3,9 poin persen dari Desember 2023", "Des_2024: 40% (19_dari_47), naik 3,9_poin_persen dari Desember_2023"),
        ("Masing-masing 5 orang", "Masing~masing 5_orang"),
        ("Januari–November 2025, bertambah 10 dari masa", "Januari–|November_2025, bertambah 10 dari masa"),
        ("31 Desember 2024 dan Aro IV Korong", "31_Desember_2024 dan Aro_IV Korong"),
    ],
)
def test_a_number_and_what_it_counts_stand_on_one_line(text: str, held: str) -> None:
    assert bound(text).translate(SHOWN) == bound(bound(text)).translate(SHOWN) == held


def test_sentences_of_a_page_are_bound_and_its_tables_are_not() -> None:
    page = fromstring("<div><h2>5 orang</h2><p>ada <span>3 PSM</span></p><table><td>7 orang</td></table><svg><title>2 orang</title></svg></div>")
    bind(page)
    assert [part for part in ("5_orang", "3_PSM", "7 orang", "2 orang") if part not in tostring(page, encoding="unicode").translate(SHOWN)] == []


def test_words_for_paper_are_bound_but_for_what_is_named() -> None:
    assert bound_in({"said": ["5 orang", 3], "table": "7 orang"}, frozenset({"table"})) == {"said": [f"5{NO_BREAK}orang", 3], "table": "7 orang"}
