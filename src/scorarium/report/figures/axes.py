"""Axes: thin lines at round values."""

from __future__ import annotations

from scorarium.report import letters, words
from scorarium.report.scales import Scale, decimals, ticks
from scorarium.report.svg import Anchor, Svg


def bottom_axis(
    svg: Svg, at: Scale, base: float, *, top: float, title: str = "", wanted: int = 0, suffix: str = "",
    signed: bool = False, factor: float = 1.0,
) -> None:  # fmt: skip
    """Draw an axis beneath a picture, with hair lines up through it.

    Parameters
    ----------
    at
        The scale.
    base, top
        Between which the hair lines run.
    title
        What is measured, at the right end beneath the figures.
    wanted
        About how many ticks; as many as there is room for if 0.
    suffix, signed, factor
        Of the figures: what follows each, whether a plus is written, by what values are multiplied.
    """
    room = at.end - at.start
    values = ticks(at.low * factor, at.high * factor, wanted or max(2, int(room // 85)))
    by = values[1] - values[0] if len(values) > 1 else 0.0
    for value in values:
        x = at(value / factor)
        svg.line(x, top, x, base, "zero" if signed and value == 0 else "hair")
        text = words.figure(value, decimals(by) if by else None, signed=signed) + suffix
        svg.text(x, base + 16, text, "t", anchor=_anchor(svg, x, text), size=11)
    if title:
        svg.text(at.end, base + 32, letters.clip(title, room, 11), "t", anchor="end", size=11)


def _anchor(svg: Svg, x: float, text: str) -> Anchor:
    """Keep a figure at the edge inside the picture."""
    half = letters.width(text, 11) / 2
    return "end" if x + half > svg.wide else "start" if x - half < 0 else "middle"


def left_figures(at: Scale, *, suffix: str = "", factor: float = 1.0) -> list[tuple[float, str]]:
    """List the round values of an upright axis and how they are written."""
    values = ticks(at.low * factor, at.high * factor, max(2, int(abs(at.end - at.start) // 45)))
    by = values[1] - values[0] if len(values) > 1 else 0.0
    return [(value / factor, words.figure(value, decimals(by) if by else None) + suffix) for value in values]


def left_axis(svg: Svg, at: Scale, figures: list[tuple[float, str]], left: float, right: float) -> None:
    """Draw hair lines across a picture, their values at the left of them."""
    for value, text in figures:
        y = at(value)
        svg.line(left, y, right, y, "zero" if value == 0 else "hair")
        svg.text(left - 6, y + 4, text, "t", anchor="end", size=11)
