"""The storyboard: one message a slide, one picture, one number, and no slide about nothing."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from charts.words import uncapital
from data.parameters import norms_of
from data.reference import cities, city_units
from queries.warehouse import ask, current_edition
from reports.figures.contents import Contents, LockedPlan, Map, Series, Table, shown
from reports.figures.gather import contents
from reports.storyboard.sentences import WORDS
from reports.storyboard.slides import Slide, slides
from tests.reports.sample_contents import sample
from tests.reports.small_edition import SOLOK, members, published, recap

CITIES = [city.city_code for city in cities()]
CHAPTERS = [
    "",
    "Di mana kita",
    "Kekurangan per kecamatan",
    "Yang dikerjakan tahun ini",
    "Gambaran PPKS",
    "Pelatihan dan sasaran",
    "Keputusan yang diminta",
]


def is_said(slide: Slide) -> bool:
    """Whether the headline says the big number, as digits or as the word for none and all."""
    words = ("Tidak ada", "Belum satu pun") if slide.fact.value == 0 else ("Kedua", "Ketiga", "Keempat", "Satu-satunya", "Hanya", "Seluruh", "Semua")
    return slide.fact.is_shown and (
        slide.fact.text in uncapital(slide.headline)
        or slide.headline.startswith(words)
        or slide.fact.unit == "%"
        and "dari" in slide.headline
    )


def assert_told(found: Contents, shown_slides: list[Slide]) -> None:
    keys = [slide.key for slide in shown_slides]
    assert len(set(keys)) == len(keys)
    for slide in shown_slides:
        assert len(slide.headline.split()) <= WORDS
        assert slide.headline.endswith(".") or slide.key == "title"
        assert (
            "  " not in slide.notes
            and "None" not in slide.notes
            and found.edition_id in slide.notes
            and not re.search(r"\bnan\b", slide.notes)
        )
        assert not (isinstance(slide.picture, Table) and not slide.picture.rows)
        assert not (
            isinstance(slide.picture, Series)
            and not any(value is not None for _, values in slide.picture.lines for value in values)
        )
        assert slide.fact is None or slide.fact.state == "hidden" or is_said(slide), (
            f"{slide.key}: {slide.fact} is not what {slide.headline!r} says"
        )
        assert slide.picture is None or not slide.points or slide.key == "satu"
    order = [slide.chapter for slide in shown_slides]
    assert order == sorted(order, key=order.index), "a chapter is told in one go"


@pytest.mark.parametrize("city_code", CITIES)
@pytest.mark.parametrize("period", [date(2024, 12, 1), date(2025, 12, 1)])
def test_a_musda_has_twelve_to_fifteen_slides_in_six_chapters(sample_warehouse: Path, city_code: str, period: date) -> None:
    found = sample(city_code, period)
    told = slides(found)
    assert_told(found, told)
    assert 12 <= len(told) <= 15 and told[0].key == "title" and told[-1].key == "decisions"
    assert list(dict.fromkeys(slide.chapter for slide in told)) == CHAPTERS
    reach_known = found.facts["reached"].state != "missing"  # the list of Pariaman ends in November 2025
    assert sum(isinstance(slide.picture, Map) for slide in told) == 5 + reach_known
    assert all(slide.points for slide in (told[0], told[-1])) and "Norma: " in told[1].notes and "Rumus: " in told[1].notes


@pytest.mark.parametrize("period", [date(2022, 1, 1), date(2022, 3, 1)])
@pytest.mark.parametrize("city_code", CITIES)
def test_a_month_without_recap_leaves_the_chapter_with_one_sentence(sample_warehouse: Path, city_code: str, period: date) -> None:
    told = slides(sample(city_code, period))
    assert_told(sample(city_code, period), told)
    (empty,) = [slide for slide in told[1:-1] if slide.picture is None]
    said = (empty.headline, *empty.points)
    assert empty.fact is None and any(one.startswith("Belum ada rekap PPKS") for one in said) and "Impor rekap PPKS" in empty.notes
    assert empty.key == "missing" or empty.chapter == "Gambaran PPKS"


@pytest.mark.parametrize(("city_code", "period"), [("13.77", date(2025, 12, 1)), ("13.72", date(2022, 1, 1)), ("32.73", date(2022, 3, 1))])
def test_what_an_operator_must_import_stands_in_the_notes_and_on_no_slide(sample_warehouse: Path, city_code: str, period: date) -> None:
    told = [*slides(sample(city_code, period)), *slides(sample(city_code, period), "satu")]
    assert any("\nImpor " in slide.notes for slide in told)
    assert not [slide.key for slide in told if "Impor " in " ".join((slide.headline, slide.rest, *slide.points, *slide.added))]


@pytest.mark.parametrize("city_code", CITIES)
def test_a_borrowed_norm_says_so_on_the_cover_and_beside_the_first_number(sample_warehouse: Path, city_code: str) -> None:
    found = sample(city_code)
    title, coverage = slides(found)[:2]
    borrowed = "pembanding dari Kota Bandung; kota ini belum mencatat normanya sendiri"
    assert any(borrowed in point for point in title.points) == any(borrowed in line for line in coverage.proof) == (found.norm.city == "*")
    own = replace(found, norm=next(norm for norm in norms_of("32.73", found.period) if norm.id == "lima-umum"), city_code="32.73")
    assert own.norm_undecided == "pembanding dari Kota Bandung", "a city with a norm of its own has recorded one"


def test_a_norm_of_the_city_that_nobody_decided_says_so_as_well(sample_warehouse: Path) -> None:
    found = replace(sample("32.73"), norm=next(norm for norm in norms_of("32.73", date(2024, 12, 1)) if norm.id == "rw"))
    title, coverage = slides(found)[:2]
    assert "Norma: 1 PSM tiap RW (pembanding, bukan keputusan)" in title.points and "Norma: pembanding, bukan keputusan." in coverage.proof
    assert not sample("32.73").norm_undecided and not sample("13.77").norm_undecided


OF_SOLOK, OF_BANDUNG = (sorted({unit.kecamatan_code for unit in city_units(code)}) for code in ("13.72", "32.73"))


@pytest.mark.parametrize("kecamatan_code", [*OF_SOLOK, *OF_BANDUNG[::3]])
def test_a_kecamatan_has_its_deck(sample_warehouse: Path, kecamatan_code: str) -> None:
    found = sample(kecamatan_code[:5], date(2024, 12, 1), kecamatan_code)
    told = slides(found, "kecamatan")
    assert_told(found, told)
    assert 8 <= len(told) <= 13 and "Kekurangan per kelurahan" in {slide.chapter for slide in told}
    assert found.kecamatan_name in told[0].headline
    assert not {"kinds", "plan"} & {slide.key for slide in told}


@pytest.mark.parametrize("kecamatan_code", [*OF_SOLOK, *OF_BANDUNG])
def test_no_slide_of_a_kecamatan_repeats_another(sample_warehouse: Path, kecamatan_code: str) -> None:
    told = slides(sample(kecamatan_code[:5], date(2025, 12, 1), kecamatan_code), "kecamatan")
    assert len({slide.headline for slide in told}) == len(told)
    pictures = [slide.picture.key for slide in told if slide.picture is not None]
    assert len(set(pictures)) == len(pictures) and not {"never_trained", "largest_shortages"} & set(pictures)
    assert all(len(slide.picture.labels) > 1 for slide in told if isinstance(slide.picture, Series))


def test_a_slide_says_where_data_are_missing_and_nothing_where_none_are(sample_warehouse: Path) -> None:
    found = sample("32.73", date(2025, 12, 1))
    known = {slide.key: slide.known for slide in [*slides(found), *slides(found, "satu")]}
    gap = f"Data PPKS: {found.facts['ppks_known'].text} dari 151 kelurahan"
    assert known["need"] == known["kinds"] == known["satu"] == gap and known["coverage"] == known["members"] == known["title"] == ""
    facts = {**found.facts, "units_known": replace(found.facts["units_known"], value=148.0, text="148")}
    partly = {slide.key: slide.known for slide in [*slides(replace(found, facts=facts)), *slides(replace(found, facts=facts), "satu")]}
    assert partly["shortage"] == "Data anggota: 148 dari 151 kelurahan"
    assert partly["satu"] == f"Data anggota: 148 dari 151 kelurahan; d{gap[1:]}"


def test_a_norm_of_one_kind_speaks_of_that_kind(sample_warehouse: Path) -> None:
    norm = next(norm for norm in norms_of("32.73", date(2024, 12, 1)) if norm.kinds == ("PSM",))
    found = contents(current_edition(), "32.73", date(2024, 12, 1), norm)
    said = {slide.key: slide.headline for slide in slides(found)}
    assert said["members"].startswith(f"{found.facts['active_members'].text} PSM aktif di kelurahan se-Kota Bandung")
    assert said["shortage"].startswith(f"Kurang {found.facts['shortage'].text} PSM di ") and "PSM kelurahan terlatih" in said["trained"]
    assert found.facts["active_members"].label == "PSM aktif di kelurahan" and found.series["members_months"].title == "PSM aktif di kelurahan per bulan"
    assert slides(found)[-1].points[0].startswith(f"Rekrut {found.facts['shortage'].text} PSM di ")
    assert not any(" anggota aktif" in slide.headline for slide in slides(found))
    values = [value for key in ("shortage", "trained") for _, value, _ in found.maps[key].spec["units"].values()]
    assert any(value.endswith(" PSM") for value in values) and not any("anggota" in value for value in values)


def test_a_map_names_the_places_that_its_headline_names(sample_warehouse: Path) -> None:
    for city_code in CITIES:
        found = sample(city_code, date(2025, 12, 1))
        names = dict(zip((row[2] for row in found.tables["kelurahan"].rows), (row[0] for row in found.tables["kelurahan"].rows), strict=True))
        named = {key: [names[code] for code in shown.named] for key, shown in found.maps.items()}
        largest = [fact.label for key, fact in found.facts.items() if re.fullmatch(r"largest_shortage_\d", key)]
        assert named["shortage"] == named.get("members", largest) == largest and set(re.split(r", atau |, | atau ", found.facts["most_rate"].label)) <= set(named["ppks_rate"])
        assert all(len(codes) <= 6 for codes in named.values())


def test_a_point_within_a_name_cuts_no_sentence_on_paper(sample_warehouse: Path) -> None:
    found = sample("13.77", date(2025, 12, 1))
    keys = [key for key in found.facts if key.startswith("largest_shortage_")]
    dotted = replace(found, facts={**found.facts, **{key: replace(found.facts[key], label=f"Kp. {found.facts[key].label}") for key in keys}})
    slide = next(slide for slide in slides(dotted) if slide.key == "largest_shortages")
    assert slide.sentence != slide.headline and slide.sentence.count("Kp. ") == 3 and slide.sentence in slide.notes
    assert slide.sentence.endswith(f"{dotted.facts[keys[-1]].label}.")


def test_every_norm_has_its_deck(sample_warehouse: Path) -> None:
    for city_code in CITIES:
        for norm in norms_of(city_code, date(2024, 12, 1)):
            found = contents(current_edition(), city_code, date(2024, 12, 1), norm)
            assert_told(found, slides(found))
            assert slides(found)[1].picture is not None


@pytest.mark.parametrize("city_code", CITIES)
def test_one_page_holds_the_answer_a_map_and_what_to_decide(sample_warehouse: Path, city_code: str) -> None:
    found = sample(city_code, date(2024, 12, 1))
    (page,) = slides(found, "satu")
    assert_told(found, [page])
    assert isinstance(page.picture, Map) and page.fact == found.facts["units_met"]
    asked = slides(found)[-1].points
    assert 6 <= len(page.points) <= 11 and sum(point.startswith("Diminta: ") for point in page.points) == len(asked) >= 2


def test_an_edition_with_members_alone_tells_what_is_missing(warehouse: Path, tmp_path: Path) -> None:
    edition = published(members(tmp_path, {"Laing": 2}))
    period = ask(edition, "pages/periods").period[0].date()
    found = contents(edition, SOLOK, period, norms_of(SOLOK, period)[0])
    told = slides(found)
    assert_told(found, told)
    assert {slide.key for slide in told if slide.picture is None} == {"title", "missing", "decisions"}
    empty = contents(edition, "35.71", period, norms_of("35.71", period)[0])
    assert all(slide.picture is None for slide in slides(empty)) and [slide.key for slide in slides(empty)] == ["title", "missing", "decisions"]
    assert len(slides(empty)[1].points) == 5
    assert_told(empty, slides(empty))
    assert_told(empty, slides(empty, "satu"))


def test_the_first_month_of_an_edition_draws_no_line_and_compares_with_nothing(warehouse: Path, tmp_path: Path) -> None:
    edition = published(
        recap(tmp_path, {"Fakir Miskin": {"Laing": 40, "VI Suku": 3}}, year=2021), members(tmp_path, {"Laing": 2})
    )
    first = min(ask(edition, "pages/periods").period).date()
    found = contents(edition, SOLOK, first, norms_of(SOLOK, first)[0])
    told = slides(found)
    assert_told(found, told)
    assert "members_months" not in found.series and "shortage_months" not in found.series
    assert found.facts["ppks"].value == 45 and all(f"dari Desember {first.year - 1}" not in slide.notes for slide in told)


def test_the_locked_plan_gets_a_slide_of_its_own(sample_warehouse: Path) -> None:
    base = sample("32.73", date(2024, 12, 1))
    old = base.facts["plan_seats"]
    facts = {**base.facts, "plan_seats": shown(old.key, old.label, old.unit, 60, old.period, old.source)}
    by = tuple((f"Kecamatan {number}", 20 - number) for number in range(15))
    told = slides(replace(base, facts=facts, plan=LockedPlan("Bimtek", "Bimtek dasar PSM", 60, by)))
    plan = next(slide for slide in told if slide.key == "plan")
    assert isinstance(plan.picture, Series) and len(plan.picture.labels) == 12 and "12 terbesar dari 15" in plan.picture.captioned
    assert len(told) <= 15


def test_an_unknown_variant_is_refused(sample_warehouse: Path) -> None:
    with pytest.raises(ValueError, match="musda"):
        slides(sample("32.73", date(2024, 12, 1)), "besar")
