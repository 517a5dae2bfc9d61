"""Hundreds of sentences, read: none, one, all, up, down, unchanged, no data, hidden, one kecamatan, one month, no year ago."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.parameters import Norm, norms_of
from data.reference import cities, city_units
from queries.warehouse import current_edition
from reports.figures.contents import Contents, LockedPlan, Table
from reports.figures.gather import contents
from reports.storyboard import decisions as sentences_decisions, need as sentences_need, sentences, work as sentences_work
from reports.storyboard.sentences import WORDS, Said
from tests.reports.changed_contents import changed, without
from tests.reports.sample_contents import sample

RULES = (
    sentences.coverage,
    sentences.members,
    sentences.shortage,
    sentences.shortage_places,
    sentences.largest_shortages,
    sentences_work.activities,
    sentences_work.participants,
    sentences_work.reach,
    sentences_work.trained,
    sentences_work.never_trained,
    sentences_need.need,
    sentences_need.need_rate,
    sentences_need.kinds,
)
# A number is 1.234 or 0,5 or 2024; no other way of writing one may appear.
NUMBER = re.compile(r"(?<![\w.,])[0-9][0-9.,]*[0-9]|(?<![\w.,])[0-9]")
FORM = re.compile(r"^(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$")
ARABIC_WITHOUT_DOT = re.compile(r"^\d{5,}$")
MONTHS = re.compile(r"\bJanuari–[A-Z][a-z]+ \d{4}\b")  # the only dash
ALLOWED = {"12", "24", "1.000"}  # twelve months, twenty-four months, per 1.000 residents


def said_of(found: Contents) -> list[Said]:
    plan = sentences_work.plan(found)
    told = [rule(found) for rule in RULES] + ([plan] if plan else []) + sentences_decisions.decisions(found)
    return [*told, Said(sentences_decisions.headline(found), sentences_decisions.headline(found))]


def read_all(found: Contents) -> list[Said]:
    """Read all that is said of these contents; the numbers it may hold are gathered once."""
    known, told = known_numbers(found), said_of(found)
    for said in told:
        read(known, said)
    return told


def read(known: set[str], said: Said) -> None:
    """What every sentence must be, whatever it says; `known` are the numbers it may hold."""
    for text in (said.short, said.full):
        assert not re.search(r"\b(nan|None|inf|NaN)\b", text), text
        for wrong in ("  ", " .", " ,", "..", ",.", ";.", "–", "(,", "!", "{", "}", "[]", ": .", "-0", "−"):
            assert wrong not in MONTHS.sub("Januari", text), f"{wrong!r} in {text!r}"
        assert text.endswith(".") and (text[0].isupper() or text[0].isdigit()), text
        assert not re.search(r"\b0 (orang|kelurahan|desa/kelurahan|anggota|kegiatan|PPKS|peserta)\b", text), (
            f"a zero that has a word: {text!r}"
        )
        assert not re.search(r"\b([a-z]+) \1\b", text), f"a word twice: {text!r}"
        for token in NUMBER.findall(text):
            assert FORM.match(token) and not ARABIC_WITHOUT_DOT.match(token), f"{token!r} in {text!r}"
            assert token in known, f"{token!r} in {text!r} is no fact"
    assert len(said.short.split()) <= WORDS, said.short


def known_numbers(found: Contents) -> set[str]:
    """The numbers a sentence may hold: texts of facts, years, those of the norm and of names."""
    texts = " ".join(fact.text for fact in found.facts.values())
    names = " ".join(
        (found.norm.name, found.place_name, *(fact.label for fact in found.facts.values()), found.plan.name if found.plan else "")
    )
    years = {str(found.period.year + shift) for shift in range(-4, 2)} | {str(fact.period.year) for fact in found.facts.values()}
    return {*NUMBER.findall(texts.replace("−", "")), *NUMBER.findall(names), *years, *ALLOWED}


def generated(base: Contents) -> Iterator[Contents]:
    """Every shape the numbers of a place can take."""
    unit_counts = [1, 2, 13, 151]
    for units, change in itertools.product(unit_counts, [None, 0.0, 1.0, -1.0, 1234.0]):
        for met in sorted({0, 1, units // 2, units}):
            lack = float(units - met) * 3
            yield changed(
                base,
                units=units,
                units_known=units,
                units_met=met,
                shortage=lack,
                units_short=units - met,
                shortage_change=change,
                active_members_change=change,
                units_met_before=None if change is None else met,
                units_better=None if change is None else 1.0 * (change < 0),
                units_worse=None if change is None else 2.0 * (change > 0),
            )
    yield changed(base, units=151, units_known=148, units_unknown=3, units_met=90, shortage=163)
    yield changed(
        base,
        units=151,
        units_known=0,
        units_met=None,
        shortage=None,
        shortage_change=None,
        units_short=None,
        active_members=None,
        never_trained=None,
        trained_members=None,
    )
    for count, change in itertools.product([0.0, 1.0, 942.0, 12345.0, None], [None, 0.0, 1.0, -77.0]):
        yield changed(
            base,
            active_members=count,
            active_members_change=change,
            never_trained=count,
            trained_count=count,
            trained_members=None if not count else 100.0,
        )
        yield changed(
            base,
            active_members=count,
            never_trained=0.0 if count is not None else None,
            trained_count=0.0,
            trained_members=None if not count else 0.0,
            trained_members_change=change,
        )
    for share, change in itertools.product([0.4, 5.25, 38.9, 99.6], [None, 0.0, 0.04, 5.4, -17.2]):
        yield changed(base, trained_members=share, trained_members_change=change)
    for planned, kept, done, before in itertools.product(
        [0.0, 1.0, 2.0, 165.0], [0.0, 1.0, 165.0], [0.0, 1.0, 155.0], [None, 0.0, 155.0, 9.0]
    ):
        if kept <= planned and kept <= done:
            yield changed(
                base,
                planned=planned,
                planned_done=kept,
                planned_open=planned - kept,
                done=done,
                done_before=before,
                done_change=None if before is None else done - before,
            )
    yield changed(
        base,
        planned=None,
        planned_done=None,
        planned_open=None,
        done=None,
        done_before=None,
        done_change=None,
        participants=None,
        participants_change=None,
    )
    for people, change, spent, budget in itertools.product(
        [None, 0.0, 1.0, 6376.0], [None, 0.0, 477.0, -498.0], [None, 3.2e9], [None, 3.7e9, 9.5e5]
    ):
        yield changed(
            base, participants=people, participants_change=change if people is not None else None, spent=spent, budget=budget
        )
    for reached, missed, never in [
        (151, 0, 0),
        (0, 151, 151),
        (0, 151, 3),
        (143, 8, 2),
        (143, 8, 0),
        (150, 1, 0),
        (150, 1, 1),
        (1, 0, 0),
        (0, 1, 1),
        (None, None, None),
    ]:
        table = base.tables["not_reached"]
        rows = tuple((f"Tempat {'Yang Panjang ' * (index % 2)}Nomor", "Andir", None) for index in range(missed or 0))
        yield replace(
            changed(base, reached=reached, not_reached=missed, never_reached=never),
            tables={**base.tables, "not_reached": Table(table.key, table.title, table.columns, rows, table.note)},
        )
    for count, before, change in itertools.product(
        [None, "hidden", 0.0, 45.0, 334510.0], [None, "hidden", 0.0, 342265.0], [None, 0.0, 5.0, -7755.0]
    ):
        comparable = isinstance(count, float) and isinstance(before, float)
        for rate in (None, "hidden", 0.35, 129.07):
            one = changed(base, ppks=count, ppks_before=before, ppks_change=change if comparable else None, ppks_rate=rate)
            yield one if count else without(one, "most_rate", "largest_kind_1", "largest_kind_2", "largest_kind_3")
    yield without(base, "most_rate", "largest_kind_1", "largest_kind_2", "largest_kind_3", "never_trained_most")
    yield without(
        changed(base, ppks=None, ppks_rate=None), "most_rate", "largest_kind_1", "largest_kind_2", "largest_kind_3"
    )
    yield without(base, "largest_kind_2", "largest_kind_3", "largest_shortage_2", "largest_shortage_3")
    yield without(
        changed(base, shortage=3, units_short=1, parts_short=1, parts_most=1, shortage_most=3),
        "largest_shortage_2",
        "largest_shortage_3",
    )
    yield without(changed(base, shortage=5, units_short=2, parts_short=2, parts_most=2, shortage_most=2.5), "largest_shortage_3")
    for seats, by in [(40.0, (("Andir", 40),)), (60.0, (("Bojongloa Kidul", 31), ("Andir", 29)))]:
        yield replace(
            changed(base, plan_seats=seats),
            plan=LockedPlan("Bimtek 2025", "Bimtek dasar PSM", int(seats), by),
        )


BASES = [("32.73", None), ("32.73", "32.73.11"), ("13.77", None), ("13.72", "13.72.01")]


@pytest.mark.parametrize(("city_code", "kecamatan_code"), BASES)
def test_every_generated_sentence_can_be_read_out(sample_warehouse: Path, city_code: str, kecamatan_code: str | None) -> None:
    base = sample(city_code, date(2024, 12, 1), kecamatan_code)
    base = (
        base
        if "not_reached" in base.tables
        else replace(base, tables={**base.tables, "not_reached": sample("32.73", date(2024, 12, 1)).tables["not_reached"]})
    )
    texts = set()
    for found in generated(base):
        texts |= {said.full for said in read_all(found)}
    assert len(texts) > 300


@pytest.mark.parametrize("period", [date(2022, 1, 1), date(2022, 3, 1), date(2024, 1, 1), date(2024, 12, 1), date(2025, 12, 1)])
@pytest.mark.parametrize("city_code", [city.city_code for city in cities()])
def test_every_sentence_of_the_sample_cities_can_be_read_out(sample_warehouse: Path, city_code: str, period: date) -> None:
    for norm in norms_of(city_code, period):
        found = contents(current_edition(), city_code, period, norm)
        read_all(found)


@pytest.mark.parametrize("city_code", ["13.72", "32.73"])
def test_every_sentence_of_a_kecamatan_can_be_read_out(sample_warehouse: Path, city_code: str) -> None:
    for kecamatan_code in sorted({unit.kecamatan_code for unit in city_units(city_code)}):
        found = sample(city_code, date(2025, 12, 1), kecamatan_code)
        read_all(found)


LONG = "Kelurahan Dengan Nama Yang Panjang Sekali Sampai Tidak Muat"


def test_long_names_never_make_a_headline_too_long(sample_warehouse: Path) -> None:
    base = sample("32.73", date(2024, 12, 1))
    named = replace(
        base,
        facts={key: replace(fact, label=LONG) for key, fact in base.facts.items()},
        city_name="Kota Administrasi Kepulauan Seribu Utara Raya",
        norm=Norm(
            "x",
            "Minimal satu orang PSM atau Karang Taruna yang aktif dan sudah pernah dilatih",
            "*",
            1,
            "unit",
            ("PSM",),
            date(2000, 1, 1),
            "uji",
        ),
    )
    for said in said_of(named):
        assert len(said.short.split()) <= WORDS, said.short
