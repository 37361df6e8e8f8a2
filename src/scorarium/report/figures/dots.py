"""Dots with intervals: one row for each group, under a heading for each attribute."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorarium.report import letters, words
from scorarium.report.figures.axes import bottom_axis
from scorarium.report.scales import Scale, linear
from scorarium.report.svg import Svg

ROW = 21.0
HEAD = 27.0
LONG = 6.0
TOP = 8.0
FOOT = 42.0


@dataclass(frozen=True)
class Dot:
    """A value with its interval; nan where there is none."""

    name: str
    value: float
    low: float = math.nan
    high: float = math.nan
    hint: str = ""

    @property
    def has_interval(self) -> bool:
        """Whether there is an interval."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves nought out."""
        return self.has_interval and (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class Block:
    """Rows that belong together, such as the levels of one attribute; the first one may have no heading."""

    title: str
    dots: tuple[Dot, ...]


def draw(
    blocks: Sequence[Block], wide: float, label: str, *, unit: str, signed: bool = True, nought: bool = True
) -> Svg:
    """Draw rows of dots; those whose interval holds nought are hollow."""
    every = [dot for block in blocks for dot in block.dots]
    longest = max((letters.width(dot.name) for dot in every), default=0.0)
    left = min(longest, wide * 0.36) + 14
    rows = sum(len(block.dots) for block in blocks)
    heads = sum(1 for block in blocks if block.title)
    base = TOP + ROW * rows + HEAD * heads + 4
    svg = Svg(wide, base + FOOT, label)
    if not signed:
        blocks = [
            Block(block.title, tuple(replace(dot, low=max(dot.low, 0.0)) for dot in block.dots)) for block in blocks
        ]
        every = [dot for block in blocks for dot in block.dots]
    at = linear(_ends(every), left, wide - 12, nought=nought, pad=0.06)
    bottom_axis(svg, at, base, top=TOP, title=unit, signed=signed)
    y = TOP
    for block in blocks:
        if block.title:
            y += HEAD
            svg.text(0, y - 8, letters.clip(block.title, wide - 8, 12, bold=True), "ink", bold=True)
        for dot in block.dots:
            y += ROW
            _row(svg, dot, at, y - ROW / 2, left, signed=signed)
    return svg


def _ends(dots: Sequence[Dot]) -> list[float]:
    """What the scale has to hold: all values, and intervals unless they are far longer than most."""
    values = [dot.value for dot in dots]
    halves = sorted((dot.high - dot.low) / 2 for dot in dots if dot.has_interval)
    most = LONG * halves[len(halves) // 2] if halves else math.inf
    reach = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    room = max(most, reach)
    ends = [end for dot in dots if dot.has_interval for end in
            (max(dot.low, dot.value - room), min(dot.high, dot.value + room))]  # fmt: skip
    return values + ends


def _row(svg: Svg, dot: Dot, at: Scale, y: float, left: float, *, signed: bool) -> None:
    svg.text(0, y + 4, letters.clip(dot.name, left - 12), "t")
    if not math.isfinite(dot.value):
        return
    clear = dot.is_clear if signed else True
    hint = dot.hint or f"{dot.name}: {words.figure(dot.value, signed=signed)}"
    if dot.has_interval:
        cls = "whisker" if clear else "whisker weak"
        svg.line(at.inside(dot.low), y, at.inside(dot.high), y, cls)
        for end, limit, sign in ((dot.low, at.low, 1), (dot.high, at.high, -1)):
            if (end - limit) * sign < 0:
                x = at(limit)
                svg.path([(x + sign * 5, y - 3.5), (x, y), (x + sign * 5, y + 3.5)], f"{cls} arrow")
    svg.dot(at.inside(dot.value), y, 4.2, "dot" if clear else "dot weak", hint)
