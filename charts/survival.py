"""How long reports wait: the Kaplan-Meier curve, what is read off it, and its picture.

A report still open counts as long as it has been watched and says nothing after that; a mean of the closed ones would leave out exactly those that
wait longest. With n(d) reports watched for at least d days and h(d) of them handled after d days,
    S(d) = product over all days i <= d of (1 - h(i) / n(i))
is the share still open after d days. A report that was still open at d days counts in n(d).
"""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.colours import DONE, QUIET
from charts.words import number

LONGEST_SHOWN = 365


@dataclass(frozen=True, slots=True)
class Curve:
    """`steps`: days, watched_count (reports watched at least so long), handled_count, open_share after that day; by days. Empty without reports."""

    steps: pd.DataFrame

    @property
    def case_count(self) -> int:
        """Reports behind the curve."""
        return int(self.steps.watched_count.iloc[0]) if len(self.steps) else 0

    @property
    def last_day(self) -> int:
        """The longest time that any report was watched."""
        return int(self.steps.days.iloc[-1]) if len(self.steps) else 0

    def days_until(self, share: float) -> int | None:
        """Days after which this share of the reports was handled; None where the curve does not come down so far."""
        reached = self.steps[self.steps.open_share <= 1 - share + 1e-9]
        return int(reached.days.iloc[0]) if len(reached) else None

    def open_after(self, days: int) -> float | None:
        """Share still open after so many days; None beyond the longest time watched, unless all were handled by then."""
        before = self.steps[self.steps.days <= days]
        if not len(self.steps) or (days > self.last_day and self.steps.open_share.iloc[-1] > 0):
            return None
        return float(before.open_share.iloc[-1]) if len(before) else 1.0

    def watched_after(self, days: int) -> int:
        """Reports that were watched longer than so many days and still open then: what the curve to the right of them stands on."""
        later = self.steps[self.steps.days > days]
        return int(later.watched_count.iloc[0]) if len(later) else 0


def survival(times: pd.DataFrame) -> Curve:
    """The curve of reports counted by days. `times`: days, handled_count (handled after so many), open_count (open, and watched for so many)."""
    by_day = times.groupby("days", as_index=False)[["handled_count", "open_count"]].sum().sort_values("days")
    gone = by_day.handled_count + by_day.open_count
    watched = gone[::-1].cumsum()[::-1]
    return Curve(pd.DataFrame({
        "days": by_day.days, "watched_count": watched, "handled_count": by_day.handled_count,
        "open_share": (1 - by_day.handled_count / watched).cumprod(),
    }).reset_index(drop=True))


def waiting_lines(curves: dict[str, Curve], *, thing: str = "laporan", done: str = "ditangani", since: str = "ditemukan") -> go.Figure:
    """Step lines of the percentage still open by days since the report, the first curve solid, the others dotted; a year at most.

    `thing`, `done` and `since` name what waits for something else than the handling of a report.
    """
    figure = go.Figure()
    for position, (name, curve) in enumerate(curves.items()):
        steps = curve.steps[curve.steps.days <= LONGEST_SHOWN]
        days, shares, watched = [0, *steps.days], [1.0, *steps.open_share], [curve.case_count, *steps.watched_count]
        if curve.last_day > LONGEST_SHOWN:
            days, shares, watched = [*days, LONGEST_SHOWN], [*shares, shares[-1]], [*watched, curve.watched_after(LONGEST_SHOWN - 1)]
        figure.add_scatter(
            x=days, y=[100 * share for share in shares], name=name, mode="lines",
            line={"shape": "hv", **_looks(is_first=position == 0)},
            customdata=[[number(day), number(100 * share, 1), number(count)] for day, share, count in zip(days, shares, watched, strict=True)],
            hovertemplate=f"{name}, %{{customdata[0]}} hari: %{{customdata[1]}}% masih terbuka (%{{customdata[2]}} {thing} diamati)<extra></extra>",
        )
    for share, label in ((50, f"separuh {done}"), (10, f"90% {done}")):
        note = {"text": label, "font": {"color": QUIET}, "xanchor": "right"}
        figure.add_hline(y=share, line={"color": QUIET, "dash": "dash", "width": 1}, annotation=note)
    figure.update_layout(
        height=320, separators=",.", margin={"l": 8, "r": 8, "t": 12, "b": 8}, hovermode="closest", dragmode=False,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
    ticks = [0, 10, 25, 50, 75, 100]
    figure.update_yaxes(range=[0, 101], tickvals=ticks, ticktext=[f"{tick}%" for tick in ticks], automargin=True)
    figure.update_xaxes(range=[0, LONGEST_SHOWN + 8], tickvals=[0, 30, 90, 180, 270, 365], title={"text": f"hari sejak {since}"}, automargin=True)
    return figure


def _looks(*, is_first: bool) -> dict[str, object]:
    return {"color": DONE, "width": 3, "dash": "solid"} if is_first else {"color": QUIET, "width": 2, "dash": "dot"}


def days_said(days: int | None) -> str:
    """'27 hari', or that the curve does not come down so far."""
    return "belum tercapai" if days is None else f"{number(days)} hari"
