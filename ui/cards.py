"""Headline, figures and lists drawn as plain HTML: no script, everything that comes from data escaped."""

import base64
import re
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st


def headline(sentence: str, aside: str = "") -> None:
    """The answer of the page as one sentence, with what changed beside it."""
    extra = f'<span class="pk-aside">{escape(aside)}</span>' if aside else ""
    st.html(f'<h1 class="pk-headline">{escape(sentence)}{extra}</h1>')


def picture(svg: str, described: str, name: str) -> str:
    """HTML of an SVG as an image; Streamlit takes bare SVG out of HTML."""
    if not svg:
        return ""
    return f'<img class="{name}" alt="{escape(described)}" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'


def figure(label: str, value: str, note: str, spark: str = "", meaning: str = "") -> str:
    """HTML of one figure: label, value with unit, how it moved, and a small line as SVG."""
    title = f' title="{escape(meaning)}"' if meaning else ""
    return (
        f'<div class="pk-figure"{title}><div class="pk-label">{escape(label)}</div><div class="pk-value">{escape(value)}</div>'
        f'<div class="pk-note">{escape(note)}</div>{picture(spark, f"{label} per bulan", "pk-spark")}</div>'
    )


def figures(cards: Iterable[str]) -> None:
    """A row of figures that wraps on a phone."""
    st.html(f'<div class="pk-figures">{"".join(cards)}</div>')


def section(title: str, lead: str = "") -> None:
    """A heading with the sentence that says what follows shows."""
    lead_html = f"<p>{escape(lead)}</p>" if lead else ""
    st.html(f'<div class="pk-section"><h2>{escape(title)}</h2>{lead_html}</div>')


def plain_table(headers: list[str], rows: Iterable[Iterable[str]], *, numeric: tuple[int, ...] = ()) -> None:
    """A short table to read; `numeric` columns are aligned right. On a phone the rows of a wide one are cards: each value under its heading."""
    is_wide = len(headers) > 4

    def cell(tag: str, index: int, text: str) -> str:
        label = f' data-label="{escape(headers[index])}"' if is_wide and index and tag == "td" else ""
        return f'<{tag}{" class=num" if index in numeric else ""}{label}>{escape(text)}</{tag}>'

    head = "".join(cell("th", index, text) for index, text in enumerate(headers))
    body = "".join("<tr>" + "".join(cell("td", index, text) for index, text in enumerate(row)) + "</tr>" for row in rows)
    wide = " pk-wide" if is_wide else ""
    st.html(f'<div class="pk-scroll"><table class="pk-table{wide}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


def key(entries: Iterable[tuple[str, str]]) -> None:
    """What the colours of a chart mean, as a line that wraps: label and colour."""
    st.html('<div class="pk-colours">' + "".join(f'<span><i style="background:{colour}"></i>{escape(label)}</span>' for label, colour in entries) + "</div>")


def bars(rows: Iterable[tuple[str, float, str]], colour: str | Sequence[str], whole: float | None = None) -> None:
    """A ranking: label, length relative to the longest or to the `whole`, as shares are, the value as text; one colour, or one for each row."""
    found = list(rows)
    colours = [colour] * len(found) if isinstance(colour, str) else colour
    longest = whole or max((value for _, value, _ in found), default=0) or 1
    body = "".join(
        f'<div role="listitem"><span class="pk-bar-label">{escape(label)}</span><span class="pk-bar"><i style="width:{100 * value / longest:.1f}%;background:{own}"></i></span>'
        f"<b>{escape(text)}</b></div>"
        for (label, value, text), own in zip(found, colours, strict=True)
    )
    st.html(f'<div role="list" class="pk-bars-list">{body}</div>')


def nothing(sentence: str) -> None:
    """A designed empty state: what is missing and which export would bring it; a command stands between backticks."""
    said = re.sub("`([^`]+)`", r"<code>\1</code>", escape(sentence))
    st.html(f'<div class="pk-nothing">{said}</div>')
