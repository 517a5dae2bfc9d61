"""Class limits as somebody types them."""

import pytest

from data.errors import UserError
from geo.own_breaks import read_breaks


@pytest.mark.parametrize(("text", "found"), [
    ("50; 100; 200", (50, 100, 200)), ("0,5;1,25", (0.5, 1.25)), ("1.250,5; 2.000;", (1250.5, 2000)), (" 7 ", (7,)), ("1;2;3;4", (1, 2, 3, 4)),
])
def test_limits_are_read_in_indonesian_form(text: str, found: tuple[float, ...]) -> None:
    assert read_breaks(text) == found


@pytest.mark.parametrize(("text", "said"), [
    ("", "belum diisi"), (" ; ", "belum diisi"), ("50; abc", "'abc' bukan angka"), ("1.5; 2", "'1.5' bukan angka"), ("-3; 2", "'-3' bukan angka"),
    ("50, 100", "'50, 100' bukan angka"), ("0; 5", "Batas 0 tidak diperlukan"), ("5; 5", "'5' tidak lebih besar"), ("100; 50", "'50' tidak lebih besar"),
    ("1;2;3;4;5", "paling banyak 4"),
])
def test_a_fault_is_one_sentence_that_says_what_to_do(text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_breaks(text)
