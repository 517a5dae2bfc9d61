"""How sure a rate and its rank are: the words and the chart of ranges."""

import pandas as pd
import plotly.graph_objects as go

from charts.colours import NEED, PLAN
from charts.words import amount, number

SHOWN = 15


def rank_range(first: float, last: float, count: int) -> str:
    """'ke-3 sampai ke-17 dari 151'."""
    if pd.isna(first):
        return ""
    return f"ke-{int(first)} dari {count}" if first == last else f"ke-{int(first)} sampai ke-{int(last)} dari {count}"


def ranges(places: pd.DataFrame, unit: str) -> go.Figure:
    """The first places by smoothed rate: it as a dot on its range, the raw rate as a hollow ring. Columns label, value, smoothed, low, high."""
    first = places.dropna(subset="smoothed").head(SHOWN)[::-1]
    figure = go.Figure()
    figure.add_scatter(
        x=first.smoothed, y=first.label, mode="markers", name="diperhalus", marker={"color": NEED[4], "size": 9},
        error_x={
            "type": "data", "symmetric": False, "array": first.high - first.smoothed, "arrayminus": first.smoothed - first.low, "color": NEED[2], "thickness": 3,
            "width": 0,
        },
        customdata=[[amount(row.smoothed, unit), amount(row.low, "").strip(), amount(row.high, unit)] for row in first.itertuples()],
        hovertemplate="%{customdata[0]}<br>kisaran %{customdata[1]} sampai %{customdata[2]}<extra></extra>",
    )
    figure.add_scatter(
        x=first.value, y=first.label, mode="markers", name="apa adanya", marker={"color": PLAN, "size": 9, "symbol": "circle-open", "line": {"width": 2}},
        customdata=[amount(value, unit) for value in first.value], hovertemplate="apa adanya %{customdata}<extra></extra>",
    )
    figure.update_layout(
        height=90 + 26 * max(len(first), 1), separators=",.", margin={"l": 8, "r": 12, "t": 12, "b": 8}, dragmode=False, hovermode="closest",
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
    )
    figure.update_yaxes(automargin=True, ticklabelstandoff=6)
    figure.update_xaxes(automargin=True, rangemode="tozero", nticks=6)
    return figure


def why_small_jump(places: pd.DataFrame, unit: str, one: str, whole: str) -> str:
    """Why small places jump, with the smallest and the largest of them. Columns place_name, exposure and step, what `one` more of its kind adds."""
    known = places.dropna(subset="step").sort_values("exposure")
    if len(known) < 2:
        return ""
    small, large = known.iloc[0], known.iloc[-1]
    return (
        f"Tempat kecil mudah melompat ke atas dan ke bawah: di {small.place_name} ({number(small.exposure)} {whole}) satu {one} mengubah angkanya "
        f"{amount(small.step, unit)}, di {large.place_name} ({number(large.exposure)} {whole}) hanya {amount(large.step, unit)}. "
        "Angka yang diperhalus menarik tempat kecil ke arah rata-rata kota, sejauh kebetulan dapat menjelaskannya."
    )
