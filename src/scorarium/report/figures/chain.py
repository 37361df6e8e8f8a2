"""From what is seen over what counts and how one stands to what follows: four columns and the threads between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorarium.report import letters
from scorarium.report.svg import Svg

HEADS = ("What is seen", "What counts", "How one stands", "What follows")
WIDE = 990.0
COLUMN = 210.0
NODE = 37.0
TOP = 28.0
STUB = 9.0


@dataclass(frozen=True)
class Node:
    """One thing in a column: a name, what is to be said of it, and the things of the next column it leads to."""

    key: str
    name: str
    detail: str = ""
    leads_to: tuple[str, ...] = ()


Chain = tuple[Sequence[Node], Sequence[Node], Sequence[Node], Sequence[Node]]


def draw(chain: Chain, label: str) -> Svg:
    """Draw the four columns; threads run from a thing to what it leads to."""
    most = max(len(column) for column in chain)
    svg = Svg(WIDE, TOP + NODE * most + 6, label)
    gap = (WIDE - 4 * COLUMN) / 3
    places: dict[tuple[int, str], tuple[float, float]] = {}
    for index, column in enumerate(chain):
        x = index * (COLUMN + gap)
        start = TOP + NODE * (most - len(column)) / 2
        for row, node in enumerate(column):
            places[index, node.key] = (x, start + NODE * row)
    for index, column in enumerate(chain[:-1]):
        for node in column:
            _threads(svg, places, index, node)
    for index, (head, column) in enumerate(zip(HEADS, chain, strict=True)):
        svg.text(index * (COLUMN + gap), 12, head, "t", size=11)
        for node in column:
            x, y = places[index, node.key]
            svg.text(x, y + 16, letters.clip(node.name, COLUMN, 12, bold=True), "ink", bold=True)
            svg.text(x, y + 30, letters.clip(node.detail, COLUMN, 11), "t", size=11)
    return svg


def _threads(svg: Svg, places: dict[tuple[int, str], tuple[float, float]], index: int, node: Node) -> None:
    """Straight threads from the right edge of a name to the left edge of those it leads to."""
    x, y = places[index, node.key]
    used = letters.width(letters.clip(node.name, COLUMN, 12, bold=True), 12, bold=True)
    for goal in node.leads_to:
        if (index + 1, goal) in places:
            to_x, to_y = places[index + 1, goal]
            start, end = x + COLUMN + STUB, to_x - STUB
            points = [(x + used + 6, y + 12), (start, y + 12), (end, to_y + 12), (to_x - 4, to_y + 12)]
            svg.path(points, "link strong")
