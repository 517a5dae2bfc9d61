"""Dated parameters: which entry is in force, and what is said of a file that cannot be used."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from data import paths
from data.errors import UserError
from data.parameters import disclosure_rule, norms
from data.parameters.aid import aid_rule
from data.parameters.beside import announced, comparison, ppks_list
from data.parameters.dated import in_force, read_rules
from data.parameters.next_plan import next_plan_rule
from data.parameters.planning import QUESTIONS, factors, presets, scale, start
from data.parameters.scorecard import columns, services, threshold
from data.parameters.visits import visit_rule

BANDUNG = "32.73"


@dataclass(frozen=True)
class Rule:
    """A dated entry."""

    valid_from: date
    value: int
    city: str = "*"


RULES = (Rule(date(2024, 1, 1), 2), Rule(date(2020, 1, 1), 1), Rule(date(2025, 6, 1), 3, BANDUNG), Rule(date(2019, 1, 1), 9, "13.72"))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The parameters as an agency may change them."""
    folder = Path(copytree(paths.PARAMETERS, tmp_path / "parameters"))
    monkeypatch.setattr(paths, "PARAMETERS", folder)
    return folder


def added(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize(("on", "city", "value"), [
    (date(2023, 12, 31), "*", 1), (date(2024, 1, 1), "*", 2), (date(2018, 1, 1), "*", 1),
    (date(2025, 5, 31), BANDUNG, 2), (date(2025, 6, 1), BANDUNG, 3), (date(2025, 6, 1), "35.71", 2), (date(2018, 1, 1), BANDUNG, 1),
])
def test_the_newest_entry_whose_date_has_come_is_in_force_and_a_city_goes_before_all(on: date, city: str, value: int) -> None:
    assert in_force(RULES, on, city).value == value


def test_entries_of_other_cities_are_in_force_nowhere_else() -> None:
    with pytest.raises(ValueError, match="36.71"):
        in_force(RULES[2:], date(2026, 1, 1), "36.71")


def test_a_threshold_that_a_city_sets_for_later_leaves_the_one_of_all_in_force_until_then(own: Path) -> None:
    added(own / "scorecard.toml", f"""
[[threshold]]
column = "norm_met"
city = "{BANDUNG}"
target = 90
least = 50
valid_from = 2026-01-01
decided_by = "uji"
""")
    assert threshold("norm_met", BANDUNG, date(2025, 12, 1)).target == 100
    assert threshold("norm_met", BANDUNG, date(2026, 1, 1)).target == 90
    assert threshold("norm_met", "13.72", date(2026, 1, 1)).target == 100


def test_what_a_plan_opens_with_is_the_entry_of_all_until_the_city_has_its_own(own: Path) -> None:
    text = (own / "planning.toml").read_text(encoding="utf-8")
    assert text.count("valid_from = 2016-12-26") == 1
    (own / "planning.toml").write_text(text.replace("valid_from = 2016-12-26", "valid_from = 2026-12-26"), encoding="utf-8")
    assert start("utusan", BANDUNG, date(2025, 12, 1)).city == "*" and start("utusan", BANDUNG, date(2027, 1, 1)).city == BANDUNG


def test_a_minimum_service_changes_with_its_date_and_keeps_its_place(own: Path) -> None:
    added(own / "scorecard.toml", """
[[service]]
spm_indicator = "anak telantar"
name = "Anak telantar"
title = "Uji"
target = 95
valid_from = 2026-01-01
source = "uji"
""")
    before, after = services(date(2025, 12, 1)), services(date(2026, 1, 1))
    assert len(before) == 5 and before[1].target == 100
    assert [one.spm_indicator for one in after] == [one.spm_indicator for one in before] and after[1].target == 95


@pytest.mark.parametrize(("name", "ask"), [
    ("norms.toml", norms),
    ("disclosure.toml", lambda: disclosure_rule(date(2025, 1, 1))),
    ("aid.toml", lambda: aid_rule("pkh", date(2025, 1, 1))),
    ("beside.toml", lambda: announced(BANDUNG, date(2025, 1, 1))),
    ("beside.toml", lambda: comparison(date(2025, 1, 1))),
    ("ppks_list.toml", lambda: ppks_list(BANDUNG, date(2025, 1, 1))),
    ("next_plan.toml", lambda: next_plan_rule(date(2025, 1, 1))),
    ("planning.toml", lambda: scale(date(2025, 1, 1))),
    ("planning.toml", lambda: factors("utusan")),
    ("planning.toml", lambda: presets("utusan")),
    ("scorecard.toml", columns),
    ("scorecard.toml", lambda: services(date(2025, 1, 1))),
    ("visits.toml", lambda: visit_rule(BANDUNG, date(2025, 1, 1))),
])
@pytest.mark.parametrize("content", ["[[lain]]\n", "bukan toml", "[[rule]]\nlain = 1\n[[norm]]\nlain = 1\n", ""])
def test_a_file_that_cannot_be_used_is_named(own: Path, name: str, ask: object, content: str) -> None:
    (own / name).write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=rf"data/parameters/{name}.*Betulkan berkas itu"):
        ask()


def test_a_file_that_is_not_there_is_named(own: Path) -> None:
    with pytest.raises(UserError, match="data/parameters/lain.toml"):
        read_rules("lain.toml", "rule", dict)


def test_every_file_of_parameters_is_whole() -> None:
    assert norms() and columns() and len(services(date(2025, 12, 1))) == 5
    assert all(factors(question) and presets(question) for question in QUESTIONS)
