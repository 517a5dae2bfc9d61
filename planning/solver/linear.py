"""One linear or mixed model in HiGHS that is solved again and again with other bounds or costs: the only home of highspy."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from data.errors import UserError


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimum: value of each column, reduced cost of each column, activity and dual of each row, the objective.

    `gap` is what is missing to the proof that nothing better exists, as a part of the objective; 0 for a proven optimum.
    """

    values: np.ndarray
    reduced: np.ndarray
    activity: np.ndarray
    duals: np.ndarray
    objective: float
    gap: float = 0.0


class LinearModel:
    """Maximise cost x within column bounds and row bounds; `entries` are (row, column, value) arrays of the matrix.

    One thread and a fixed seed: the same model gives the same solution. `whole` marks columns that must be whole numbers; a
    search for them that has a limit of `nodes` may end with its best solution and a gap, any other must end with the proof within
    `seconds`.
    """

    def __init__(
        self, cost: np.ndarray, bounds: tuple[np.ndarray, np.ndarray], entries: tuple[np.ndarray, np.ndarray, np.ndarray],
        row_bounds: tuple[np.ndarray, np.ndarray], whole: np.ndarray | None = None,
        nodes: int | None = None, seconds: float = 20.0,
    ) -> None:
        import highspy  # here, so that a page starts without it

        self._highs: Any = highspy
        self._seconds, self._may_stop = seconds, nodes is not None
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(cost), len(row_bounds[0])
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.asarray(cost, float), np.asarray(bounds[0], float), np.asarray(bounds[1], float)
        lp.row_lower_, lp.row_upper_ = np.asarray(row_bounds[0], float), np.asarray(row_bounds[1], float)
        row, column, value = entries
        order = np.argsort(row, kind="stable")
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.r_[0, np.cumsum(np.bincount(row, minlength=lp.num_row_))].astype(np.int32)
        lp.a_matrix_.index_ = np.asarray(column, np.int32)[order]
        lp.a_matrix_.value_ = np.asarray(value, float)[order]
        if whole is not None:
            kinds = highspy.HighsVarType
            lp.integrality_ = [kinds.kInteger if flag else kinds.kContinuous for flag in whole]
        self._solver = highspy.Highs()
        options = {"output_flag": False, "threads": 1, "parallel": "off", "random_seed": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-7}
        for name, setting in (options | ({} if nodes is None else {"mip_max_nodes": nodes})).items():
            self._solver.setOptionValue(name, setting)
        self._solver.passModel(lp)
        self._columns = np.arange(len(cost), dtype=np.int32)

    def set_bounds(self, columns: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> None:
        """Other bounds for some columns."""
        index = np.asarray(columns, np.int32)
        self._solver.changeColsBounds(len(index), index, np.asarray(lower, float), np.asarray(upper, float))

    def set_rows(self, rows: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> None:
        """Other bounds for some rows."""
        index = np.asarray(rows, np.int32)
        self._solver.changeRowsBounds(len(index), index, np.asarray(lower, float), np.asarray(upper, float))

    def set_cost(self, cost: np.ndarray) -> None:
        """Another objective."""
        self._solver.changeColsCost(len(self._columns), self._columns, np.asarray(cost, float))

    def start_from(self, values: np.ndarray) -> None:
        """Offer a list of values as the first solution of a mixed model."""
        solution = self._highs.HighsSolution()
        solution.col_value = np.asarray(values, float)
        self._solver.setSolution(solution)

    def solve(self) -> Solution | None:
        """The optimum, None when no values keep the bounds; UserError when the time is up before there is an answer."""
        # HiGHS counts the time of all runs of a model together.
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + self._seconds)
        self._solver.run()
        status, kinds = self._solver.getModelStatus(), self._highs.HighsModelStatus
        if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
            return None
        info = self._solver.getInfo()
        stopped = status in (kinds.kTimeLimit, kinds.kSolutionLimit)
        if stopped and (info.primal_solution_status != 2 or not self._may_stop):
            raise UserError(
                f"Perhitungan rencana dihentikan setelah {self._seconds:.0f} detik tanpa jawaban pasti. Kurangi aturannya, lalu coba lagi."
            )
        if not stopped and status != kinds.kOptimal:
            raise RuntimeError(f"HiGHS: {self._solver.modelStatusToString(status)}")
        solution = self._solver.getSolution()
        parts = (solution.col_value, solution.col_dual, solution.row_value, solution.row_dual)
        gap = float(info.mip_gap) if stopped else 0.0
        return Solution(*(np.asarray(part) for part in parts), objective=float(info.objective_function_value), gap=gap)
