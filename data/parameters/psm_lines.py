"""Which activities are for the PSM: data/parameters/psm_lines.toml."""

import re
from dataclasses import dataclass
from datetime import date

from data.parameters.dated import in_force, read_rules


@dataclass(frozen=True, slots=True)
class PsmRule:
    """The budget code and the words by which an activity is for the PSM, and those by which it is an incentive or a training."""

    valid_from: date
    sub_activity_code: str
    words: tuple[str, ...]
    incentive_kinds: tuple[str, ...]
    incentive_words: tuple[str, ...]
    training_kinds: tuple[str, ...]
    decided_by: str

    def line_of(self, kind_code: str, topic: str, code: str) -> str | None:
        """'incentive', 'training' or 'other' work for the PSM; None for all else. `code` in the form of the list of budget codes."""
        if code != self.sub_activity_code and not _says(topic, self.words):
            return None
        if kind_code in self.incentive_kinds or _says(topic, self.incentive_words):
            return "incentive"
        return "training" if kind_code in self.training_kinds else "other"


def psm_rule(on: date) -> PsmRule:
    """The rule in force on a day; the oldest before all of them."""
    return in_force(read_rules("psm_lines.toml", "rule", PsmRule), on)


def _says(topic: str, words: tuple[str, ...]) -> bool:
    return re.search(rf"\b({'|'.join(map(re.escape, words))})\b", topic.lower()) is not None
