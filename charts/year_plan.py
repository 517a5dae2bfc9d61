"""The year against its plan: what the states mean, sums of what is known, and running totals by month. Frames in, frames and sentences out.

`rows` is the answer of queries/pages/plan_year.sql, one row an activity. A sum says from how many rows its figures come: what is not known is
left out and never counted as zero.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts.words import amount, is_known, number, rupiah
from data.parameters.psm_lines import PsmRule
from data.programme import full_code, sub_activities

STATES = {
    "done": "Terlaksana sesuai bulan", "done_later": "Terlaksana, mundur dari bulan rencana", "overdue": "Lewat bulan rencana, belum terlaksana",
    "cancelled": "Batal", "unclear": "Perlu diperiksa: status dan tanggal tidak cocok", "upcoming": "Belum waktunya",
    "unplanned": "Terlaksana tanpa rencana", "other_year": "Terlaksana dari rencana tahun lain",
}
DONE_OF_PLAN = ("done", "done_later")
NO_CODE = "tanpa kode"
NOT_KNOWN = "belum diketahui"
NO_PROGRAMME = "Di luar daftar sub kegiatan"
_NUMBERS = ("target_count", "participants_count", "budget_idr", "realised_idr")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over `known` of `count` rows; None where nothing is known."""

    total: float | None
    known: int
    count: int

    @property
    def reach(self) -> str:
        """'dari 18 kegiatan yang angkanya diketahui' where some are missing, else nothing."""
        return "" if self.known == self.count else f"dari {number(self.known)} kegiatan yang angkanya diketahui (seluruhnya {number(self.count)})"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole over the `known` of `count` rows in which both are known; `pct` None where there is no whole."""

    part: float | None
    whole: float | None
    known: int
    count: int

    @property
    def pct(self) -> float | None:
        return 100 * self.part / self.whole if self.part is not None and self.whole else None

    @property
    def left(self) -> float | None:
        """What the part leaves of the whole, below zero where it is more."""
        return self.whole - self.part if self.part is not None and self.whole is not None else None

    @property
    def reach(self) -> str:
        return Sum(None, self.known, self.count).reach


def typed(answer: pd.DataFrame) -> pd.DataFrame:
    """The rows with numbers as floats, the budget code in the form of the list, NaN for what is not known."""
    rows = answer.astype(dict.fromkeys(_NUMBERS, "float64"))
    rows["code"] = [full_code(code) if is_known(code) and code.strip() else NO_CODE for code in rows.sub_activity_code]
    return rows


def with_psm_lines(rows: pd.DataFrame, rule: PsmRule) -> pd.DataFrame:
    """The typed rows with `psm_line`: incentive, training or other work for the PSM, None for all else."""
    asked = zip(rows.kind_code, rows.topic.fillna(""), rows.code, strict=True)
    return rows.assign(psm_line=pd.Series([rule.line_of(*row) for row in asked], rows.index, dtype=object))


def total(values: pd.Series) -> Sum:
    """The sum of what is known."""
    known = int(values.notna().sum())
    return Sum(float(values.sum()) if known else None, known, len(values))


def attendance(rows: pd.DataFrame) -> Share:
    """Participants against the target of the activities carried out."""
    held = rows[rows.is_done_by_then]
    both = held[held.participants_count.notna() & held.target_count.notna()]
    return Share(total(both.participants_count).total, total(both.target_count).total, len(both), len(held))


def attended(people: Share) -> tuple[str, str]:
    """What the figure of `attendance` says, and its note."""
    if not people.count:
        return "0 orang", "belum ada kegiatan yang terlaksana"
    if not people.whole:
        return NOT_KNOWN, f"peserta atau sasaran {number(people.count)} kegiatan terlaksana {NOT_KNOWN}"
    return amount(people.pct, "%"), " ".join(filter(None, (f"{number(people.part)} dari sasaran {number(people.whole)} orang", people.reach)))


def absorption(rows: pd.DataFrame) -> Share:
    """Amount spent against the budget: an activity not carried out has spent nothing, one without an amount or with an unclear state is not known."""
    spent = rows.realised_idr.where(rows.is_done_by_then, 0.0).where(rows.state != "unclear")
    known = rows.budget_idr.notna() & spent.notna()
    return Share(total(spent[known]).total, total(rows.budget_idr[known]).total, int(known.sum()), len(rows))


def due(rows: pd.DataFrame, period: date) -> pd.DataFrame:
    """The activities of the plan whose month has come by `period`."""
    return rows[rows.is_of_plan & (rows.planned_date < pd.Timestamp(period) + pd.DateOffset(months=1))]


def by_code(rows: pd.DataFrame) -> pd.DataFrame:
    """A row a budget code with activities, in the order of the list; codes it does not know and 'tanpa kode' come last, and are never left out.

    Columns: code, name, programme, planned, done, open, participants, target, budget, realised, left, pct, and in how many rows an amount is missing.
    """
    known = sub_activities()
    order = {code: place for place, code in enumerate(known)}
    found = []
    for code, group in rows.groupby("code"):
        line = known.get(code)
        name = line.name if line else "Kegiatan tanpa kode sub kegiatan" if code == NO_CODE else "Kode ini tidak ada dalam daftar sub kegiatan"
        held, budget, spent = group[group.is_done_by_then], total(group.budget_idr), absorption(group)
        found.append({
            "code": code, "name": name, "programme": line.programme if line else NO_PROGRAMME, "planned": int(group.is_of_plan.sum()),
            "done": len(held), "open": int(group.state.isin(["overdue", "cancelled"]).sum()),
            "participants": total(held.participants_count).total, "target": total(group.target_count).total,
            "budget": budget.total, "realised": total(held.realised_idr).total, "left": spent.left, "pct": spent.pct,
            "missing": len(group) - spent.known,
        })
    table = pd.DataFrame(found)
    place = [(order.get(row.code, len(order)), row.code == NO_CODE, row.code) for row in table.itertuples()]
    return table.iloc[sorted(range(len(table)), key=place.__getitem__)].reset_index(drop=True)


def running(rows: pd.DataFrame, year: int, last_month: int) -> pd.DataFrame:
    """Running totals of January to December: month_number, planned, done, budget, realised; done and realised are NaN after `last_month`.

    Activities: those of the plan, by planned month and by the month from which they count as carried out, the later of planned and held, so that the
    last figure is the one of `due`. Money: every row of the year; without a planned month of this year a budget stands in the month in which it was
    used, and what was spent before the year in January. A month of which no amount is known adds nothing.
    """
    months = range(1, 13)
    plan, held, done = rows[rows.is_of_plan], rows[rows.is_done_by_then], rows[rows.state.isin(DONE_OF_PLAN)]
    counts_from = done.realised_date.where(done.realised_date > done.planned_date, done.planned_date)
    spent_in = held.realised_date.where(held.realised_date >= pd.Timestamp(year, 1, 1), pd.Timestamp(year, 1, 1))
    paid_in = rows.planned_date.where(rows.is_of_plan, rows.realised_date).dt.month
    parts = {
        "planned": plan.groupby(plan.planned_date.dt.month).size(),
        "done": counts_from.groupby(counts_from.dt.month).size(),
        "budget": rows.budget_idr.groupby(paid_in).sum(),
        "realised": held.realised_idr.groupby(spent_in.dt.month).sum(),
    }
    table = pd.DataFrame({name: part.reindex(months, fill_value=0).astype("float64").cumsum() for name, part in parts.items()})
    table.loc[table.index > last_month, ["done", "realised"]] = float("nan")
    return table.rename_axis("month_number").reset_index().assign(year=year)


def money(sum_: Sum) -> str:
    """'Rp120 juta', with the rows it comes from where some are unknown."""
    return "tidak ada data" if sum_.total is None else " ".join(filter(None, (rupiah(sum_.total), sum_.reach)))
