"""Everything a report says of a city or kecamatan in a month, gathered once, in the public view of the data."""

from datetime import date
from functools import lru_cache

from data.parameters import DisclosureRule, Norm, disclosure_rule
from reports.figures.activities import activity_facts, activity_series, activity_tables, months_of
from reports.figures.contents import Contents, Quality
from reports.figures.maps import maps_of
from reports.figures.members import member_facts, member_series, member_tables
from reports.figures.need import need_of, note_of
from reports.figures.need_facts import need_facts, need_series, need_tables
from reports.figures.places import by_kelurahan, place_tables
from reports.figures.plan import locked_plan, plan_facts
from reports.figures.quality import definitions, quality_of
from reports.figures.scope import Scope, scope_of
from reports.figures.training import training_facts, training_series, training_tables


def contents(edition_id: str, city_code: str, period: date, norm: Norm, *, kecamatan_code: str | None = None) -> Contents:
    """What may leave the office of a city, or of one kecamatan of it, at the end of a month under a norm.

    UserError for a city, kecamatan or month that the edition does not know. But for the locked plan it follows from the edition alone.
    """
    scope = scope_of(edition_id, city_code, period, norm, kecamatan_code)
    need, before = need_of(scope, period), need_of(scope, scope.year_ago, has_rates=False)
    months = months_of(scope)
    places = by_kelurahan(scope, need)
    plan = locked_plan(scope)
    facts = {
        **member_facts(scope, places),
        **training_facts(scope, places),
        **activity_facts(scope, months, places),
        **need_facts(scope, need, before),
        **plan_facts(scope, plan),
    }
    tables = {
        **place_tables(scope, need, before, places, facts["ppks"]),
        **member_tables(scope, places),
        **training_tables(scope, places),
        **activity_tables(scope, months, places),
        **need_tables(scope, need),
    }
    series = {
        **member_series(scope, places),
        **activity_series(scope, months),
        **need_series(scope, need),
        **training_series(scope, places),
    }
    return Contents(
        edition_id,
        scope.as_of,
        city_code,
        scope.city_name,
        scope.unit_word,
        scope.unit_count,
        period,
        norm,
        scope.is_simulated,
        kecamatan_code,
        scope.kecamatan_name,
        note_of(need),
        facts,
        tables,
        series,
        maps_of(scope, need, places),
        definitions(need.rate_name, scope.unit_word, scope.member_word),
        _quality(scope.whole_city, disclosure_rule(date.today())),
        plan,
    )


@lru_cache(maxsize=8)
def _quality(city: Scope, _: DisclosureRule) -> Quality:
    # A city has one ledger, and the decks of its kecamatan are made one after another.
    return quality_of(city)
