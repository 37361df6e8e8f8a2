"""Whole bars cut into parts, one bar for each world: what part is what stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorarium.report import letters
from scorarium.report.svg import Svg

TOP = 26.0
ROW = 48.0
THICK = 18.0
SWATCH = 10.0
GAP = 14.0
LEAST = 6.0
"""Parts narrower than their text, and this much on each side, are named in the table alone."""


@dataclass(frozen=True)
class Stack:
    """One bar: its name, the tone of its colour, the shares of its parts and their texts."""

    name: str
    tone: str
    shares: tuple[float, ...]
    texts: tuple[str, ...]


def draw(stacks: Sequence[Stack], wide: float, label: str, *, parts: Sequence[tuple[str, str]]) -> Svg:
    """Draw one bar for each stack; `parts` are the names of the parts and their classes, from the left."""
    lines = _lines(parts, wide)
    top = TOP * lines
    svg = Svg(wide, top + ROW * len(stacks), label)
    _key(svg, parts, wide)
    for index, stack in enumerate(stacks):
        _bar(svg, stack, parts, top + ROW * index)
    return svg


def _places(parts: Sequence[tuple[str, str]], wide: float) -> list[tuple[float, int]]:
    """Where each name of the key stands: how far to the right, and on which line."""
    x, line, found = 0.0, 0, []
    for name, _ in parts:
        room = SWATCH + 5 + letters.width(name, 11)
        if x > 0 and x + room > wide:
            x, line = 0.0, line + 1
        found.append((x, line))
        x += room + GAP
    return found


def _lines(parts: Sequence[tuple[str, str]], wide: float) -> int:
    return 1 + max((line for _, line in _places(parts, wide)), default=0)


def _key(svg: Svg, parts: Sequence[tuple[str, str]], wide: float) -> None:
    for (name, cls), (x, line) in zip(parts, _places(parts, wide), strict=True):
        y = TOP * line
        svg.rect(x + 0.5, y + 3, SWATCH, SWATCH, cls)
        svg.text(x + SWATCH + 5, y + 12, name, "ink", size=11)


def _bar(svg: Svg, stack: Stack, parts: Sequence[tuple[str, str]], top: float) -> None:
    svg.text(0, top + 10, letters.clip(stack.name, svg.wide, 12), "ink")
    x, y = 0.0, top + 17
    for share, text, (name, cls) in zip(stack.shares, stack.texts, parts, strict=True):
        room = svg.wide * share
        svg.rect(x, y, room, THICK, f"{cls} {stack.tone}", f"{stack.name}: {text} {name}")
        if room > letters.width(text, 11) + 2 * LEAST:
            ink = "onbar" if cls == "bar" else "ink"
            svg.text(x + LEAST, y + 13, text, ink, size=11)
        x += room
