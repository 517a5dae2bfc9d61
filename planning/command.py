"""What the command asks for as rules, and the plan in a few lines of text."""

import argparse
from collections.abc import Iterator
from dataclasses import replace

from data.errors import UserError
from data.forms import month, numeral
from data.parameters import norms_of
from data.parameters.planning import presets, scale
from planning.delegates import defaults
from planning.recruitment import RecruitmentPlan, plan_recruitment
from planning.rules import RecruitmentRules, Rules, rules_from_json
from planning.solver.remedies import RULE_NAMES
from planning.topics import LEVEL_NAMES, with_topic
from planning.training import Plan, plan_training, trade_off
from planning.wording import points, whole
from queries.warehouse import ask, current_edition

# option of the command -> field of the rules
_FIELDS = {
    "seats": "seats", "place_min": "place_min", "place_max": "place_max", "district_min": "district_min", "district_max": "district_max",
    "women": "women_pct", "pause": "pause_months", "level": "level",
}


def asked_rules(options: argparse.Namespace) -> tuple[str, Rules | RecruitmentRules]:
    """The edition to read and the rules of the command: those of a file or the ones a page opens with, changed by each option given."""
    edition_id = current_edition()
    rules = _from_file(options) if options.rules else _opening(edition_id, options)
    changes = {field: value for name, field in _FIELDS.items() if (value := getattr(options, name)) is not None}
    if rules.question == "rekrutmen" and "seats" in changes:
        changes["recruits"] = changes.pop("seats")
    if options.topic is not None:
        if isinstance(rules, Rules):
            rules = with_topic(rules, options.topic)
        changes["topic"] = options.topic
    if options.preset is not None:
        changes["weights"] = _weights(rules.question, options.preset)
    unknown = [name for name in changes if not hasattr(rules, name)]
    if unknown:
        option = unknown[0].replace("_", "-").removesuffix("-pct").removesuffix("-months")
        raise UserError(f"Pilihan --{option} tidak berlaku untuk {rules.question}.")
    return edition_id, replace(rules, **changes)


def plan_of(edition_id: str, rules: Rules | RecruitmentRules) -> Plan | RecruitmentPlan:
    """The best plan under the rules of either kind."""
    return plan_recruitment(edition_id, rules) if isinstance(rules, RecruitmentRules) else plan_training(edition_id, rules)


def summary(plan: Plan | RecruitmentPlan) -> Iterator[str]:
    """The plan line by line: what it is worth beside the simple rule, what binds, where it goes."""
    said = ask(plan.edition_id, "pages/edition").iloc[0]
    yield f"Keadaan akhir {month(plan.rules.period)}, edisi {plan.edition_id}" + (" (DATA SIMULASI)" if said.is_simulated else "")
    yield from _recruits(plan) if isinstance(plan, RecruitmentPlan) else _seats(plan)
    yield from plan.notes


def _seats(plan: Plan) -> Iterator[str]:
    rules = plan.rules
    level = f", jenjang {LEVEL_NAMES[rules.level]}" if rules.level else ""
    yield f"{rules.topic or rules.question.capitalize()}{level}: {whole(len(plan.chosen))} dari {whole(rules.seats)} kursi terisi"
    yield f"Nilai {points(plan.points)} poin; aturan sederhana {points(plan.simple_points)}{_more(plan.points, plan.simple_points)}"
    if plan.last_year_listed:
        months = scale(rules.period).last_list_months
        again = f"{whole(len(plan.last_year_ids))} dari {whole(plan.last_year_listed)} orang masih aktif"
        yield f"Daftar {whole(months)} bulan terakhir: {again}, {points(plan.last_year_points)} poin bila datang lagi"
    traded = trade_off(plan.edition_id, rules)
    more = traded.one_more_seat
    none = "Satu kursi lagi tidak menambah nilai: batas tempat atau calon sudah habis"
    yield f"Satu kursi lagi menambah {points(more)} poin" if more > 0 else none
    unit = ask(plan.edition_id, "pages/cities").set_index("city_code").unit_word[rules.city_code]
    binding = [f"{RULE_NAMES[family].format(unit=unit)} ({points(price)} poin)" for family, price in traded.price_of_rules if price > 0]
    yield f"Aturan yang mengikat: {', '.join(binding)}" if binding else "Tidak ada aturan yang menambah nilai bila dihapus sendirian"
    by_kecamatan = plan.chosen.groupby(["kecamatan_code", "kecamatan_name"]).size()
    yield "Kursi per kecamatan: " + ", ".join(f"{name} {whole(count)}" for (_, name), count in by_kecamatan.items())


def _recruits(plan: RecruitmentPlan) -> Iterator[str]:
    yield f"Rekrutmen {whole(len(plan.sequence))} dari {whole(plan.rules.recruits)} orang"
    yield f"Nilai {points(plan.points)} poin; aturan sederhana {points(plan.simple_points)}{_more(plan.points, plan.simple_points)}"
    if plan.shortage_before == plan.shortage_before:
        missing = f"Kekurangan {whole(plan.shortage_before)} menjadi {whole(plan.shortage_after)} orang"
        yield f"{missing}; memenuhi norma {whole(plan.met_before)} menjadi {whole(plan.met_after)}"
    first = plan.places[plan.places.recruits > 0].sort_values("order")
    yield "Urutan: " + ", ".join(f"{row.place_name} {whole(row.recruits)}" for row in first.itertuples())


def _more(value: float, simple: float) -> str:
    return f" (rencana ini {numeral(100 * (value / simple - 1), 1)}% lebih)" if simple > 0 else ""


def _from_file(options: argparse.Namespace) -> Rules | RecruitmentRules:
    try:
        rules = rules_from_json(options.rules.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        fault = getattr(error, "strerror", "bukan UTF-8")
        raise UserError(f"Berkas aturan {options.rules} tidak dapat dibaca ({fault}). Periksa nama dan isinya.") from error
    given = {"city_code": options.city, "question": options.question, "period": options.period, "norm_id": options.norm}
    for name, option in (("city_code", "--city"), ("question", "--question"), ("period", "--period"), ("norm_id", "--norm")):
        if given[name] is not None and given[name] != getattr(rules, name):
            raise UserError(f"{option} tidak sama dengan isi {options.rules.name}: {getattr(rules, name)}. Samakan atau hapus pilihan itu.")
    return rules


def _opening(edition_id: str, options: argparse.Namespace) -> Rules | RecruitmentRules:
    period = options.period or ask(edition_id, "pages/periods").period.max().date()
    valid = norms_of(options.city, period)
    if not valid:
        raise UserError(f"Tidak ada norma yang berlaku untuk kota {options.city} pada {month(period)}. Tambahkan di data/parameters/norms.toml.")
    return defaults(edition_id, options.city, period, options.norm or valid[0].id, options.question or "pelatihan")


def _weights(question: str, name: str) -> tuple[tuple[str, int], ...]:
    known = presets(question)
    found = next((preset for preset in known if preset.name.casefold() == name.strip().casefold()), None)
    if found is None:
        raise UserError(f"Bobot '{name}' tidak dikenal untuk {question}; pilih {', '.join(preset.name for preset in known)}.")
    return found.weights
