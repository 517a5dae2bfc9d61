"""Trends as Plotly figures that answer to the light or dark page around them; their titles stand above them on the page."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from charts.colours import DONE, KINDS, PLAN, QUIET
from charts.words import month, month_long, number

_HEIGHT = 290
_NAMES_MOST = 6  # months that are named below an axis


def plan_and_done(months: pd.DataFrame) -> go.Figure:
    """Activities by month: planned as outline, done as fill. Columns period, planned_count, done_count; one row a month."""
    labels = [month(period) for period in months.period]
    figure = go.Figure()
    figure.add_bar(
        x=labels, y=months.planned_count, name="Rencana", marker={"color": "rgba(0,0,0,0)", "line": {"color": PLAN, "width": 1.5}},
        hovertemplate="%{y} direncanakan<extra></extra>",
    )
    figure.add_bar(x=labels, y=months.done_count, name="Terlaksana", marker={"color": DONE}, width=0.55, hovertemplate="%{y} terlaksana<extra></extra>")
    figure.update_layout(barmode="overlay")
    return _half_years(_dressed(figure), months.period)


def by_kind(months: pd.DataFrame) -> go.Figure:
    """Stacked bars by month and kind. Columns period, label, count; the largest kind lies at the bottom. What the colours mean tells `kind_colours`."""
    figure = go.Figure()
    for label, colour in kind_colours(months):
        rows = months[months.label == label]
        figure.add_bar(
            x=[month(period) for period in rows.period], y=rows["count"], name=label, marker={"color": colour}, hovertemplate=label + ": %{y}<extra></extra>",
        )
    figure.update_layout(barmode="stack")
    return _half_years(_dressed(figure), months.period).update_layout(showlegend=False)


def kind_colours(months: pd.DataFrame) -> list[tuple[str, str]]:
    """The kinds of the same frame with their colours, the largest first: for a legend that wraps, which on a phone that of Plotly does not."""
    order = months.groupby("label")["count"].sum().sort_values(ascending=False).index
    return [(label, KINDS[position % len(KINDS)]) for position, label in enumerate(order)]


def year_against_year(months: pd.DataFrame) -> go.Figure:
    """Running totals of two years by month. Columns year, month_number, running_count; the earlier year is grey."""
    years = sorted(months.year.unique())
    figure = go.Figure()
    for year in years:
        rows = months[months.year == year]
        is_last = year == years[-1]
        figure.add_scatter(
            x=rows.month_number, y=rows.running_count, name=str(year), mode="lines+markers" if is_last else "lines",
            line={"color": DONE if is_last else QUIET, "width": 3 if is_last else 2, "dash": "solid" if is_last else "dot"},
            hovertemplate=f"{year}: " + "%{y}<extra></extra>",
        )
    return _dressed(_all_months(figure))


def against_plan(months: pd.DataFrame, names: tuple[str, str], say: Callable[[float], str]) -> go.Figure:
    """Running totals of one year: the plan as a dashed line to December, what was done as a solid one up to the last month known.

    Columns month_number, planned, done (NaN from there on); `names` of both lines, `say` tells a value.
    """
    figure = go.Figure()
    looks = ({"color": PLAN, "width": 2, "dash": "dash"}, {"color": DONE, "width": 3})
    for column, name, look in zip(("planned", "done"), names, looks, strict=True):
        known = months[months[column].notna()]
        figure.add_scatter(
            x=known.month_number, y=known[column], name=name, mode="lines" if column == "planned" else "lines+markers", line=look,
            customdata=[say(value) for value in known[column]], hovertemplate=name + ": %{customdata}<extra></extra>",
        )
    return _dressed(_all_months(figure))


def _all_months(figure: go.Figure) -> go.Figure:
    """January to December by name."""
    names = [month(pd.Timestamp(2024, number_, 1)).split()[0] for number_ in range(1, 13)]
    figure.update_xaxes(tickvals=list(range(1, 13)), ticktext=names, range=[0.7, 12.3])
    return figure


def two_registers(months: pd.DataFrame) -> go.Figure:
    """Proposals by month of two registers that never continue each other: bars of their own look, and a line where the later one begins.

    Columns period, register, proposed_count; every month for each register.
    """
    figure = go.Figure()
    looks = {"DTKS": {"color": QUIET, "pattern": {"shape": "/", "size": 5}}, "DTSEN": {"color": DONE}}
    labels = [month(period) for period in months.period.drop_duplicates()]
    for register, look in looks.items():
        rows = months[(months.register == register) & (months.proposed_count > 0)]
        figure.add_bar(
            x=[month(period) for period in rows.period], y=rows.proposed_count, name=register, marker=look,
            hovertemplate=register + ": %{y} usulan<extra></extra>",
        )
    later = months[(months.register == "DTSEN") & (months.proposed_count > 0)].period
    if len(later) and later.min() > months.period.min():
        start = month(later.min())
        figure.add_vline(x=labels.index(start) - 0.5, line={"color": PLAN, "dash": "dash", "width": 2})
        figure.add_annotation(
            x=labels.index(start) - 0.5, y=1, yref="paper", text=f"DTSEN mulai {start}", showarrow=False, xanchor="right", yanchor="bottom",
            font={"color": PLAN}, xshift=4,
        )
    figure.update_layout(barmode="group")
    figure.update_xaxes(categoryorder="array", categoryarray=labels)
    januaries = [month(period) for period in months.period.drop_duplicates() if period.month == 1]
    return _dressed(figure).update_xaxes(tickvals=januaries, tickangle=0)


def line(months: pd.DataFrame, unit: str, *, decimals: int = 0, target: float | None = None) -> go.Figure:
    """One indicator through time. Columns period, value; months without a value leave a gap. `target` draws the norm."""
    figure = go.Figure()
    figure.add_scatter(
        x=list(months.period), y=months.value, mode="lines", line={"color": DONE, "width": 3}, connectgaps=False, showlegend=False,
        customdata=[[month_long(period), number(value, decimals)] for period, value in zip(months.period, months.value, strict=True)],
        hovertemplate="%{customdata[0]}: %{customdata[1]} " + unit + "<extra></extra>",
    )
    if target is not None:
        figure.add_hline(y=target, line={"color": PLAN, "dash": "dash"}, annotation={"text": f"norma {number(target)}", "font": {"color": PLAN}})
    if months.value.max() < 6 and decimals == 0:
        figure.update_yaxes(dtick=1)
    ticks = months_named(months.period)
    figure.update_xaxes(tickvals=ticks, ticktext=[month(period) for period in ticks], tickangle=0)
    return _dressed(figure)


def months_named(periods: pd.Series) -> list[pd.Timestamp]:
    """The months that an axis names: the last, of which the page speaks, and back from it in steps of half a year or more, so that the names stay level
    and apart on a phone."""
    months = sorted(periods.drop_duplicates(), reverse=True)
    return months[:: 6 * max(1, -(-len(months) // (6 * _NAMES_MOST)))][::-1]


def _half_years(figure: go.Figure, periods: pd.Series) -> go.Figure:
    figure.update_xaxes(tickvals=[month(period) for period in months_named(periods)], tickangle=0)
    return figure


def _dressed(figure: go.Figure) -> go.Figure:
    figure.update_layout(
        height=_HEIGHT, separators=",.", margin={"l": 8, "r": 30, "t": 12, "b": 8}, hovermode="x unified", dragmode=False,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}, bargap=0.25,
    )
    figure.update_yaxes(rangemode="tozero", automargin=True, tickformat=",d")
    figure.update_xaxes(automargin=True)
    return figure


def way(months: pd.DataFrame) -> go.Figure:
    """Persons missing through time: known months as a line, each way ahead dotted or dashed. Columns period, value, path; "" is what was."""
    figure = go.Figure()
    looks = (("solid", DONE), ("dot", KINDS[2]), ("dash", PLAN))
    for (dash, colour), (path, rows) in zip(looks, months.groupby("path", sort=False), strict=False):
        figure.add_scatter(
            x=list(rows.period), y=rows.value, name=path or "Tercatat", mode="lines", line={"color": colour, "width": 3, "dash": dash},
            connectgaps=False, customdata=[[month_long(period), number(value)] for period, value in zip(rows.period, rows.value, strict=True)],
            hovertemplate="%{customdata[0]}: kurang %{customdata[1]} orang<extra></extra>",
        )
    ticks = months_named(months.period)
    figure.update_xaxes(tickvals=ticks, ticktext=[month(period) for period in ticks], tickangle=0)
    return _dressed(figure)
