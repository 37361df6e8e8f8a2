"""Whole bars of which a part is wrong; where the part is small, the bar is drawn again as if through a glass."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scorarium.report import letters, words
from scorarium.report.svg import Svg

ROW = 66.0
THICK = 16.0
SMALL = 0.04
LENS = 10.0


@dataclass(frozen=True)
class Part:
    """A share of a whole: what the whole is, what the part is, how large, and that in words."""

    whole: str
    part: str
    share: float
    text: str


def draw(parts: Sequence[Part], wide: float, label: str) -> Svg:
    """Draw one bar for each whole."""
    svg = Svg(wide, ROW * len(parts) + 4, label)
    for index, part in enumerate(parts):
        _row(svg, part, ROW * index)
    return svg


def _row(svg: Svg, part: Part, top: float) -> None:
    room = svg.wide
    said = f"{part.text} {part.part}" if part.share > 0 else f"none {part.part}"
    svg.text(0, top + 13, letters.clip(part.whole, room, 12, bold=True), "ink", bold=True)
    lens = _lens(part.share)
    most = 1.0 / lens
    svg.rect(0, top + 21, room, THICK, "bar faint", f"{part.whole}: {said}")
    svg.rect(
        0, top + 21, max(room * part.share / most, 1.5 if part.share > 0 else 0), THICK, "bar", f"{part.whole}: {said}"
    )
    scale = "" if lens == 1 else f" · bar shows {words.percent(most)} of all"
    svg.text(0, top + 52, letters.clip(said + scale, room, 11), "t", size=11)


def _lens(share: float) -> float:
    """How many times a bar is magnified so that a small part can be seen: a power of ten."""
    if share <= 0 or share >= SMALL:
        return 1.0
    return min(LENS ** math.floor(math.log10(0.5 / share)), 10_000.0)
