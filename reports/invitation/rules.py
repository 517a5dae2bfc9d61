"""The rules of a plan in Indonesian words, one label and one text for each rule that holds."""

from charts.words import day, number
from data.parameters.planning import factors
from data.reference import ppks_kinds, units, volunteer_kinds
from planning.rules import Batch, Rules
from planning.topics import LEVEL_NAMES


def in_words(rules: Rules, norm_name: str) -> tuple[tuple[str, str], ...]:
    """Every rule that holds, in the order in which a planner sets them; what is not asked for is left out."""
    places = {unit.kelurahan_code: unit.kelurahan_name for unit in units()} | {unit.kecamatan_code: f"Kecamatan {unit.kecamatan_name}" for unit in units()}
    said = [
        ("Jumlah kursi", number(rules.seats)),
        ("Jenjang", LEVEL_NAMES[rules.level] if rules.level else ""),
        ("Unsur yang boleh ikut", _named(rules.kinds, {kind.code: kind.name for kind in volunteer_kinds()}) or "semua unsur"),
        ("Jenis PPKS yang dilayani", _named(rules.ppks_codes, {kind.code: kind.name for kind in ppks_kinds()}) or "semua jenis"),
        ("Norma", norm_name),
        ("Jeda pelatihan", f"belum dilatih pada jenjang ini dalam {number(rules.pause_months)} bulan terakhir" if rules.pause_months else ""),
        ("Jenjang berurutan", "jenjang di bawahnya sudah diikuti" if rules.needs_prerequisite else ""),
        ("Tiap kelurahan", _between(rules.place_min, rules.place_max)),
        ("Tiap kecamatan", _between(rules.district_min, rules.district_max)),
        ("Batas khusus", "; ".join(f"{places.get(limit.place_code, limit.place_code)} {_between(limit.minimum, limit.maximum)}" for limit in rules.limits)),
        ("Perempuan", f"paling sedikit {number(rules.women_pct)}%" if rules.women_pct else ""),
        ("Kursi berikutnya di tempat yang sama", f"bernilai {number(rules.decay_pct)}% dari kursi sebelumnya"),
        ("Bobot", _weights(rules)),
        ("Tempat yang dikecualikan", ", ".join(places.get(code, code) for code in rules.excluded_places)),
        ("Keputusan perencana", _decisions(rules)),
        ("Angkatan", "; ".join(_batch(batch, places) for batch in rules.batches)),
    ]
    return tuple((name, text) for name, text in said if text)


def _named(codes: tuple[str, ...], names: dict[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes)


def _between(least: int, most: int | None) -> str:
    said = [f"paling sedikit {number(least)}" if least else "", f"paling banyak {number(most)}" if most else ""]
    return ", ".join(part for part in said if part) + (" kursi" if any(said) else "")


def _weights(rules: Rules) -> str:
    names = {factor.id: factor.name for factor in factors(rules.question)}
    return ", ".join(f"{names.get(factor, factor)} {number(weight)}" for factor, weight in rules.weights if weight)


def _decisions(rules: Rules) -> str:
    wanted = sum(override.action == "include" for override in rules.overrides)
    barred = len(rules.overrides) - wanted
    said = [f"{number(wanted)} orang diwajibkan ikut" if wanted else "", f"{number(barred)} orang dikecualikan" if barred else ""]
    return ", ".join(part for part in said if part)


def _batch(batch: Batch, places: dict[str, str]) -> str:
    parts = (batch.name, day(batch.date) if batch.date else "", places.get(batch.venue_code or "", ""), f"{number(batch.capacity)} kursi")
    return ", ".join(part for part in parts if part)
