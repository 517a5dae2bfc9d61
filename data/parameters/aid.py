"""Who is meant by an aid programme: data/parameters/aid.toml."""

from dataclasses import dataclass
from datetime import date

from data.errors import UserError
from data.forms import month
from data.parameters.dated import in_force, read_rules


@dataclass(frozen=True, slots=True)
class AidRule:
    """Deciles 1 to `highest_decile` are meant by the programme (a code of the list aid_programme)."""

    programme: str
    valid_from: date
    highest_decile: int
    decided_by: str

    @property
    def source(self) -> str:
        """'sejak Feb 2025: usulan ...'"""
        return f"sejak {month(self.valid_from)}: {self.decided_by}"


def aid_rule(programme: str, on: date) -> AidRule:
    """The rule of a programme on a day. UserError for a programme without one."""
    rules = [rule for rule in _rules() if rule.programme == programme]
    if not rules:
        raise UserError(f"Program bantuan '{programme}' belum punya batas desil. Tambahkan di data/parameters/aid.toml dengan tanggal dan sumbernya.")
    return in_force(rules, on)


def _rules() -> tuple[AidRule, ...]:
    return read_rules("aid.toml", "rule", AidRule)
