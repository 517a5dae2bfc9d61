"""The meeting on the covers: only what was typed, nobody named, no number changed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.errors import UserError
from reports.__main__ import main
from reports.deck.writer import deck
from reports.document.writer import inputs
from reports.occasion import NAME_LENGTH, PLACE_LENGTH, Occasion, occasion_of
from reports.story.writer import story
from reports.storyboard.slides import slides
from tests.reports.deck_file import named, opened, overflow, said, words_of
from tests.reports.sample_contents import HOSTILE, sample

pytestmark = pytest.mark.usefixtures("sample_warehouse")
MUSDA = Occasion("Musyawarah Daerah IPSM Kota Solok", date(2025, 12, 12), "Gedung Serbaguna")
SAID = ("Musyawarah Daerah IPSM Kota Solok", "12 Desember 2025, Gedung Serbaguna")


def test_what_was_typed_is_said_and_what_was_not_is_left_out() -> None:
    assert occasion_of("  Musyawarah Daerah  IPSM Kota Solok ", date(2025, 12, 12), "Gedung Serbaguna") == MUSDA
    assert MUSDA.lines == SAID
    assert Occasion(day=date(2025, 12, 12)).lines == ("12 Desember 2025",)
    assert Occasion(place="Aula").lines == ("Aula",)
    assert occasion_of(" ", None, "") is None
    assert occasion_of("Musda IPSM masa bakti 2025-2030", None, "").name == "Musda IPSM masa bakti 2025-2030"


@pytest.mark.parametrize("name, place, sentence", [
    ("Rapat dengan Bapak Andi", "", "Nama acara memuat nama orang atau alamat"),
    ("Rapat", "hubungi 0812 3456 7890", "Tempat acara memuat nomor panjang"),
    ("Rapat", "Jl. Merdeka 5", "Tempat acara memuat nama orang atau alamat"),
    ("x" * (NAME_LENGTH + 1), "", f"Nama acara paling panjang {NAME_LENGTH} huruf"),
    ("Rapat", "x" * (PLACE_LENGTH + 1), f"Tempat acara paling panjang {PLACE_LENGTH} huruf"),
])
def test_a_person_an_address_a_long_number_and_a_long_text_are_refused(name: str, place: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        occasion_of(name, None, place)


def test_title_slide_cover_and_story_say_the_meeting_and_nothing_else_changes() -> None:
    plain, met = sample(), replace(sample(), occasion=MUSDA)
    title, *rest = slides(met)
    assert title.points[:2] == SAID and rest == slides(plain)[1:]
    assert title.points[2:] == (*slides(plain)[0].points[:2], slides(plain)[0].points[3])
    assert all(line in words_of(opened(deck(met)).slides[0]) for line in SAID)
    assert f'"occasion": ["{SAID[0]}", "{SAID[1]}"]' in inputs(met)["data"] and '"occasion": []' in inputs(plain)["data"]
    assert f'<p class="occasion">{". ".join(SAID)}</p>' in said(story(met)) and 'class="occasion"' not in story(plain)


def test_the_longest_meeting_has_room_on_the_title_slide() -> None:
    longest = Occasion("Musyawarah " * 18, date(2025, 12, 12), "Gedung " * 8)
    page = opened(deck(replace(sample(), occasion=longest))).slides[0]
    assert overflow(named(page, "Poin")) <= 1


def test_hostile_words_stay_words() -> None:
    made = replace(sample(), occasion=Occasion(HOSTILE[0], None, HOSTILE[-1]))
    assert "<img" not in story(made) and "</script><script>" not in story(made)
    assert HOSTILE[0] in words_of(opened(deck(made)).slides[0])


def test_the_command_takes_the_meeting_and_refuses_a_person(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    asked = ["--city", "13.72", "--period", "2024-12", "--out", str(tmp_path / "musda.pptx"), "--date", "2025-12-12"]
    assert main(["deck", *asked, "--occasion", SAID[0], "--place", "Gedung Serbaguna"]) == 0
    assert SAID[1] in words_of(opened((tmp_path / "musda.pptx").read_bytes()).slides[0])
    assert main(["deck", *asked, "--occasion", "Rapat Ibu Siti"]) == 2
    assert "Nama acara memuat nama orang" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["deck", *asked[:-1], "besok"])
