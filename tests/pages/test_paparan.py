"""The pages that leave the office: what is sent to the browser, and files that are made once."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import tostring

import pytest
from streamlit.testing.v1 import AppTest, app_test

from charts.words import month_long
from data.errors import UserError
from data.parameters import norms_of
from data.reference import cities
from queries.warehouse import ask, current_edition
from reports.figures.contents import Contents
from reports.figures.gather import contents
from reports.storyboard.slides import slides
from tests.pages.opening import opened, words
from tests.pages.test_sasaran import NewPageMode
from tests.reports.deck_file import said
from ui.presentation.chart import chart
from ui.presentation.files import Shelf, writer_of
from ui.presentation.stage import slides_html

CITIES = [city.city_code for city in cities()]
MOST_BYTES = 1_200_000


@pytest.fixture(autouse=True)
def keeps_taps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_test, "PagesManager", NewPageMode)


def gathered(city_code: str) -> Contents:
    edition = current_edition()
    period = ask(edition, "pages/periods").period[0].date()
    return contents(edition, city_code, period, norms_of(city_code, period)[0])


def texts(html: str) -> str:
    """The words of the stage, whose HTML is XML as well: it holds no element without an end."""
    return said(" ".join(ElementTree.fromstring(f"<div>{html}</div>").itertext()))


@pytest.mark.parametrize("city_code", CITIES)
def test_all_slides_of_a_city_are_sent_at_once_and_stay_small(sample_warehouse: Path, city_code: str) -> None:
    found = gathered(city_code)
    told = slides(found)
    html = slides_html(found, told)
    assert len(html.encode()) <= MOST_BYTES
    assert html.count("<section") == len(told)
    for slide in told:
        assert slide.headline in texts(html) and (slide.fact is None or slide.fact.text in texts(html))


def test_every_slide_names_place_month_public_view_and_simulation_and_its_notes_edition_and_map(sample_warehouse: Path) -> None:
    found = gathered("32.73")
    html = slides_html(found, slides(found))
    count = html.count("<section")
    assert html.count("DATA SIMULASI</p>") == count
    assert said(html).count(f'class="imprint">Kota Bandung · {month_long(found.period)} · tampilan publik') == count
    assert len(re.findall(rf'data-notes="[^"]*edisi {found.edition_id}', html)) == count
    assert len(re.findall(r'data-notes="[^"]*Peta: [^"]*"', html)) == html.count("slide bermap") > 0


def test_a_hostile_name_stays_text(sample_warehouse: Path) -> None:
    found = gathered("13.72")
    told = slides(found)
    object.__setattr__(told[1], "headline", "<img src=x onerror=alert(1)>")
    html = slides_html(found, told)
    assert "<img" not in html and "&lt;img src=x" in html


def test_a_chapter_that_was_not_chosen_is_not_sent(sample_warehouse: Path) -> None:
    page = opened("paparan.py", kota="Kota Solok")
    before = int(re.search(r"(\d+) slide untuk Kota Solok", words(page))[1])
    chapters = page.get("button_group")[0]
    chapters.set_value(["Di mana kita"]).run()
    assert not page.exception
    assert 1 < int(re.search(r"(\d+) slide untuk Kota Solok", words(page))[1]) < before


def test_a_kecamatan_has_its_own_slides(sample_warehouse: Path) -> None:
    page = opened("paparan.py", kota="Kota Bandung", lingkup="Kecamatan Coblong")
    assert not page.exception and "slide untuk Kecamatan Coblong" in words(page)


def test_a_file_is_made_once_and_offered_with_its_size(sample_warehouse: Path) -> None:
    page: AppTest = opened("unduh.py", kota="Kota Solok")
    page.button(key="buat_csv").click().run()
    assert not page.exception
    assert any("Dibuat pukul" in text.value for text in page.caption)
    again = opened("unduh.py", kota="Kota Solok")
    assert "buat_csv" not in [button.key for button in again.button] and "buat_xlsx" in [button.key for button in again.button]


def test_another_meeting_makes_a_file_with_a_cover_anew_and_tables_stay(sample_warehouse: Path) -> None:
    page = opened("unduh.py", kota="Kota Solok")
    for kind in ("csv", "html"):
        if f"buat_{kind}" in [button.key for button in page.button]:  # another test may have made it
            page.button(key=f"buat_{kind}").click().run()
    page.text_input(key="sampul_acara").set_value("Musda IPSM tahun ini").run()
    assert not page.exception
    assert {"buat_csv", "buat_html"} & {button.key for button in page.button} == {"buat_html"}


def test_a_template_that_is_no_powerpoint_is_refused_in_a_sentence_and_nothing_is_kept(sample_warehouse: Path) -> None:
    shelf = Shelf()
    with pytest.raises(UserError, match="tidak dapat dibuka sebagai PowerPoint"):
        shelf.make(("musda",), ".pptx", writer_of("musda", lambda: gathered("13.72"), b"bukan pptx"))
    assert shelf.find(("musda",)) is None


def test_two_who_press_at_once_get_the_one_file_that_is_made_once() -> None:
    shelf, gate, times = Shelf(), threading.Barrier(2), []

    def write(path: Path) -> None:
        times.append(path)
        path.write_bytes(b"isi")

    def press(_: int) -> bytes:
        gate.wait()
        return shelf.make(("musda",), ".pptx", write).content

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(press, range(2))) == [b"isi", b"isi"]
    assert len(times) == 1


def test_the_rest_that_is_said_counts_those_that_were_not_sent(sample_warehouse: Path) -> None:
    found = gathered("32.73")
    series = found.series["shortage_places"]
    assert len(series.labels) == 12 < series.total and f"12 terbesar dari {series.total}" in series.captioned
    assert f'data-total="{series.total}"' in slides_html(found, slides(found))


def test_the_meeting_is_typed_once_for_both_pages_and_stands_on_no_address(sample_warehouse: Path) -> None:
    page = opened("paparan.py", kota="Kota Solok")
    page.text_input(key="sampul_acara").set_value("Musda IPSM Kota Solok").run()
    assert not page.exception and not page.error
    assert page.session_state["sampul"]["sampul_acara"] == "Musda IPSM Kota Solok"
    assert not any("Musda" in str(value) for value in page.query_params.values())
    page.text_input(key="sampul_tempat").set_value("Rumah Bapak Andi").run()
    assert not page.exception and "Tempat acara memuat nama orang atau alamat" in page.error[0].value


def test_a_name_of_a_meeting_that_is_too_long_is_refused_in_a_sentence_and_never_cut(sample_warehouse: Path) -> None:
    page = opened("paparan.py", kota="Kota Solok")
    assert not page.text_input(key="sampul_acara").proto.max_chars and not page.text_input(key="sampul_tempat").proto.max_chars
    page.text_input(key="sampul_acara").set_value("Musyawarah " * 14).run()
    assert not page.exception and not page.error
    page.text_input(key="sampul_acara").set_value("Musyawarah " * 20).run()
    assert not page.exception and "paling panjang 200 huruf" in page.error[0].value


def test_months_say_what_was_planned_and_what_was_done(sample_warehouse: Path) -> None:
    found = gathered("13.72")
    series = found.series["activity_months"]
    drawn = tostring(chart(series), encoding="unicode")
    for look, (_, values) in zip(("plan", "done"), series.lines, strict=True):
        assert re.findall(rf'<b class="{look}">([^<]*)</b>', drawn) == ["–" if value is None else f"{value:g}" for value in values]


def test_the_zip_says_its_size_before_it_is_made(sample_warehouse: Path) -> None:
    page = opened("unduh.py", kota="Kota Bandung")
    assert not page.exception and "30 paparan, kira-kira 30 MB." in [text.value for text in page.caption]


def test_a_link_may_name_the_city_by_its_code(sample_warehouse: Path) -> None:
    page = opened("paparan.py", kota="13.77")
    assert not page.exception and page.session_state["kota"] == "Kota Pariaman" and page.query_params["kota"] == "Kota Pariaman"
