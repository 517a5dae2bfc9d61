"""The planner's way through a real browser: rules, reasons on the map, decisions in dialogs, saving beside somebody else, locking, inviting."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import Visit, Visitors, playwright, serving
from tests.browser.test_pages import UNIT, overflow, path_of

expect = playwright.expect
pytestmark = pytest.mark.browser

SOLOK = "13.72"


@pytest.fixture(scope="module")
def address(sample_warehouse: Path, geometry: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with plans and secrets of its own."""
    folder = tmp_path_factory.mktemp("plans")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PANTAU_PLANS", str(folder / "plans"))
        patch.setenv("PANTAU_SECRETS", str(folder / "secrets"))
        with serving(sample_warehouse) as found:
            yield found


def click(seen: Visit, name: str, *, within: str = "[data-testid=stApp]") -> None:
    seen.page.locator(within).get_by_role("button", name=name, exact=True).click()
    seen.settled()


def write(seen: Visit, label: str, text: str, *, within: str = "[data-testid=stApp]") -> None:
    box = seen.page.locator(within).get_by_role("textbox", name=label)
    box.fill(text)
    box.press("Tab")
    seen.settled()


def save(seen: Visit, name: str, by: str) -> None:
    click(seen, "Simpan skenario")
    write(seen, "Nama skenario", name, within="[role=dialog]")
    write(seen, "Nama Anda", by, within="[role=dialog]")
    click(seen, "Simpan", within="[role=dialog]")


def seats(seen: Visit, count: int) -> None:
    before = seen.headline()
    box = seen.page.get_by_role("spinbutton", name="Kursi")
    box.fill(str(count))
    box.press("Enter")
    expect(seen.page.locator(".pk-headline")).not_to_have_text(before)
    seen.settled()


@pytest.mark.parametrize("width", [1366, 1024])
def test_rules_result_and_reasons_stand_beside_each_other(visit: Visitors, address: str, width: int) -> None:
    seen = visit(path_of("sasaran_pelatihan", SOLOK), width, address=address)
    boxes = [seen.page.locator(f".st-key-pk-{name}").bounding_box() for name in ("rules", "result", "why")]
    assert all(left["x"] + left["width"] <= right["x"] + 1 for left, right in zip(boxes, boxes[1:], strict=False))
    assert all(box["y"] < 300 and box["y"] + box["height"] <= 768 for box in boxes), "all three are on the screen at once"
    assert seen.page.locator(".pk-headline").bounding_box()["height"] < 75, "at most two lines"
    assert overflow(seen) <= 0
    seen.check()


def test_on_a_phone_the_steps_follow_each_other_and_lists_scroll_by_themselves(visit: Visitors, address: str) -> None:
    seen = visit(path_of("sasaran_pelatihan", "32.73"), 390, address=address)
    tops = [seen.page.locator(f".st-key-pk-{name}").bounding_box()["y"] for name in ("rules", "result", "why")]
    assert tops == sorted(tops)
    assert seen.page.locator(".st-key-pk-result .pk-people").bounding_box()["height"] < 450
    assert overflow(seen) <= 0
    seen.check()


def test_a_kelurahan_of_the_map_tells_its_reasons_and_stays_in_the_address(visit: Visitors, address: str) -> None:
    seen = visit(path_of("sasaran_pelatihan", SOLOK), address=address)
    unit = seen.page.locator(UNIT).nth(4)
    name = unit.get_attribute("aria-label").split(",")[0]
    unit.click()
    expect(seen.page.locator(".st-key-pk-why h2", has_text=re.compile(f"^{re.escape(name)}: \\d+ kursi"))).to_be_visible()
    expect(seen.page).to_have_url(re.compile("kelurahan="))
    seen.check()


def test_the_seats_are_part_of_the_address_and_the_address_opens_the_same_list(visit: Visitors, address: str) -> None:
    seen = visit(path_of("sasaran_pelatihan", SOLOK), address=address)
    seats(seen, 6)
    assert parse_qs(urlsplit(seen.page.url).query)["kursi"] == ["6"]
    again = visit(seen.page.url.removeprefix(seen.address), address=address)
    assert again.headline() == seen.headline() and again.headline().startswith("6 kursi")
    seen.check()
    again.check()


def test_contradicting_rules_are_mended_by_a_tap(visit: Visitors, address: str) -> None:
    seen = visit(path_of("sasaran_pelatihan", SOLOK, kursi="3", per_kelurahan="1-2", perempuan="0"), address=address)
    expect(seen.page.locator(".st-key-pk-conflict")).to_contain_text("3 kursi")
    seen.page.get_by_role("button", name=re.compile("^Tambah kursi dari 3")).click()
    expect(seen.page.locator(".st-key-pk-conflict")).to_have_count(0)
    seen.settled()
    assert "kursi menjangkau" in seen.headline()
    seen.check()


def test_a_decision_about_a_member_is_made_in_a_dialog_and_marked_in_the_list(visit: Visitors, address: str) -> None:
    seen = visit(path_of("sasaran_pelatihan", SOLOK, kursi="4"), address=address)
    click(seen, "Wajib dan dikecualikan")
    box = seen.page.get_by_role("dialog").get_by_role("combobox").first
    box.fill("Laing")
    seen.page.get_by_role("option").first.click()
    write(seen, "Alasan", "ketua forum", within="[role=dialog]")
    click(seen, "Tambahkan", within="[role=dialog]")
    expect(seen.page.get_by_role("dialog")).to_contain_text("Wajib ikut")
    click(seen, "Pakai keputusan ini", within="[role=dialog]")
    expect(seen.page.get_by_role("button", name="Wajib dan dikecualikan (1)")).to_be_visible()
    expect(seen.page.locator(".pk-people", has_text="keputusan perencana").first).to_contain_text("ketua forum")
    seen.check()


def test_people_are_divided_into_batches_with_their_way(visit: Visitors, address: str) -> None:
    seen = visit(path_of("sasaran_pelatihan", SOLOK, kursi="6"), address=address)
    click(seen, "Angkatan dan tempat")
    click(seen, "Pakai angkatan ini", within="[role=dialog]")
    seen.page.locator(".st-key-pk-result").get_by_role("radio", name="Angkatan").click()
    expect(seen.page.locator(".st-key-pk-result")).to_contain_text("Km per orang")
    expect(seen.page.locator(".st-key-pk-result")).to_contain_text("6 dari 6")
    seen.settled()
    seen.check()


def test_from_rules_to_a_locked_plan_beside_another_planner_and_to_the_invitation(visit: Visitors, address: str) -> None:
    sari = visit(path_of("sasaran_pelatihan", SOLOK, kursi="5"), address=address)
    save(sari, "Bimtek bersama", "Sari")
    expect(sari.page).to_have_url(re.compile("skenario=1.1"))
    budi = visit(sari.page.url.removeprefix(sari.address), address=address)
    seats(budi, 7)
    save(budi, "Bimtek bersama", "Budi")
    expect(budi.page).to_have_url(re.compile("skenario=1.2"))

    seats(sari, 6)
    click(sari, "Simpan skenario")
    click(sari, "Simpan", within="[role=dialog]")
    expect(sari.page.locator(".st-key-pk-collision")).to_contain_text("Budi")
    click(sari, "Simpan dengan nama ini", within="[role=dialog]")
    expect(sari.page).to_have_url(re.compile("skenario=2.1"))

    why = sari.page.locator(".st-key-pk-why")
    why.get_by_text("Kunci rencana").first.click()
    expect(why.get_by_role("button", name="Kunci rencana")).to_be_disabled()
    why.get_by_text("Tampilkan perbandingan lengkap").click()
    expect(why.get_by_text("Hanya di rencana ini").or_(why.get_by_text("Aturan sederhana: kelurahan"))).not_to_have_count(0)
    sari.settled()
    write(sari, "Alasan atau dasar keputusan", "rapat bidang", within=".st-key-pk-why")
    click(sari, "Kunci rencana", within=".st-key-pk-why")
    expect(why).to_contain_text("Dikunci oleh Sari")
    sari.check()
    budi.check()

    shelf = visit(path_of("rencana", SOLOK), address=address)
    assert shelf.headline().startswith("Rencana yang berlaku: Bimtek bersama (2)")
    with shelf.page.expect_download() as saved:
        shelf.page.get_by_role("button", name="Tanpa nama, Cetak (pdf)").click()
    assert saved.value.suggested_filename.endswith(".pdf") and Path(saved.value.path()).read_bytes().startswith(b"%PDF")
    shelf.check()
