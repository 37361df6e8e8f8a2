"""Bars to the left and to the right of one line: what was lost and what was gained."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorarium.report import letters, words
from scorarium.report.scales import Scale
from scorarium.report.svg import Svg

ROW = 38.0
THICK = 12.0
TOP = 26.0


@dataclass(frozen=True)
class Bar:
    """One row: parts to the left and parts to the right, each a length and a class.

    Parameters
    ----------
    name
        Of the row.
    left, right
        Lengths from the line outwards with the class of each part.
    left_text, right_text
        Written at the ends.
    mark
        A word behind the name, such as *protected*.
    """

    name: str
    left: tuple[tuple[float, str], ...] = ()
    right: tuple[tuple[float, str], ...] = ()
    left_text: str = ""
    right_text: str = ""
    mark: str = ""


def draw(bars: Sequence[Bar], wide: float, label: str, *, heads: tuple[str, str]) -> Svg:
    """Draw rows of bars, the name of each above it."""
    svg = Svg(wide, TOP + ROW * len(bars) + 6, label)
    if not any(bar.right for bar in bars):
        bars = [replace(bar, right=bar.left, left=(), right_text=bar.left_text, left_text="") for bar in bars]
        heads = ("", heads[0])
    sides = [
        max((sum(length for length, _ in getattr(bar, side)) for bar in bars), default=0.0)
        for side in ("left", "right")
    ]
    texts = [
        max((letters.width(getattr(bar, side), 11) for bar in bars), default=0.0)
        + (6 if any(getattr(bar, side) for bar in bars) else 0)
        for side in ("left_text", "right_text")
    ]
    room = wide - texts[0] - texts[1]
    both = sides[0] + sides[1]
    scale = room / both if both > 0 else 0.0
    middle = texts[0] + sides[0] * scale if both > 0 else wide / 2
    at = Scale(0.0, 1.0, middle, middle + (scale or 1.0))
    _heads(svg, heads, middle, (sides[0] > 0, sides[1] > 0))
    for index, bar in enumerate(bars):
        _bar(svg, bar, at, TOP + ROW * index, wide)
    return svg


def _heads(svg: Svg, heads: tuple[str, str], middle: float, shown: tuple[bool, bool]) -> None:
    """Say above the line what its two sides mean."""
    one, two = (head if on else "" for head, on in zip(heads, shown, strict=True))
    left, right = letters.width(one, 11, bold=True), letters.width(two, 11, bold=True)
    if one:
        x = max(left, min(middle - 8, svg.wide - (right + 16 if two else 0)))
        svg.text(x, 12, one, "ink", anchor="end", size=11, bold=True)
        middle = max(middle, x + 8)
    if two:
        svg.text(min(middle + 8 if one else middle, svg.wide - right), 12, two, "ink", size=11, bold=True)


def _bar(svg: Svg, bar: Bar, at: Scale, top: float, wide: float) -> None:
    mark = f"· {bar.mark}" if bar.mark else ""
    name = letters.clip(bar.name, wide - letters.width(mark, 11) - 8)
    svg.text(0, top + 12, name, "ink")
    svg.text(letters.width(name) + 5, top + 12, mark, "t", size=11)
    y = top + 18
    svg.line(at(0), y - 4, at(0), y + THICK + 4, "zero")
    for parts, text, sign in ((bar.left, bar.left_text, -1), (bar.right, bar.right_text, 1)):
        length = 0.0
        for size, cls in parts:
            if size > 0 and math.isfinite(size):
                ends = sorted((at(sign * length), at(sign * (length + size))))
                svg.rect(ends[0], y, max(ends[1] - ends[0], 1.0), THICK, cls, f"{bar.name}: {text}")
                length += size
        if text:
            x = at(sign * length) + sign * 5
            svg.text(x, y + 10, text, "t", anchor="end" if sign < 0 else "start", size=11)


def per_thousand(share: float) -> str:
    """Write a share as so many of a thousand."""
    return words.short(1000 * share)
