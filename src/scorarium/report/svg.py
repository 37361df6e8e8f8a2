"""A small builder of pictures: shapes with classes, in pixels, with every text escaped and no number that is none."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from scorarium.report.letters import width

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
SIZE = 12.0
CLEAN = {code: None for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)} | {
    0x7F: None,
    0xFFFE: None,
    0xFFFF: None,
}


@dataclass(frozen=True)
class Box:
    """The room that a text takes."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def meets(self, other: Box) -> bool:
        """Whether two texts lie upon each other."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def clean(text: str) -> str:
    """Take out the characters that no document may contain."""
    return "".join(letter for letter in text.translate(CLEAN) if not 0xD800 <= ord(letter) <= 0xDFFF)


def number(value: float) -> str:
    """Write a coordinate: one digit after the point, none where it is nought.

    Raises
    ------
    ValueError
        It is no number or has no end: a picture must not be drawn of it.
    """
    if not math.isfinite(value):
        raise ValueError(f"a coordinate that is no number: {value}")
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Svg:
    """One picture.

    Parameters
    ----------
    wide, high
        Its size in pixels.
    label
        What a person who does not see it is told.
    """

    def __init__(self, wide: float, high: float, label: str) -> None:
        self.wide = wide
        self.high = high
        self.label = label
        self.boxes: list[Box] = []
        self._parts: list[str] = []

    def _add(self, name: str, cls: str, hint: str | None, **numbers: float) -> None:
        written = "".join(f' {key}="{number(value)}"' for key, value in numbers.items())
        self._close(name, f'<{name} class="{escape(cls)}"{written}', hint)

    def _close(self, name: str, opened: str, hint: str | None) -> None:
        title = f"><title>{escape(clean(hint))}</title></{name}>" if hint else "/>"
        self._parts.append(opened + title)

    def line(self, x1: float, y1: float, x2: float, y2: float, cls: str = "rule", hint: str | None = None) -> None:
        """Draw a line."""
        self._add("line", cls, hint, x1=x1, y1=y1, x2=x2, y2=y2)

    def rect(self, x: float, y: float, wide: float, high: float, cls: str, hint: str | None = None) -> None:
        """Draw a rectangle; one of no size is left out."""
        if wide > 0 and high > 0:
            self._add("rect", cls, hint, x=x, y=y, width=wide, height=high)

    def dot(self, x: float, y: float, radius: float, cls: str, hint: str | None = None) -> None:
        """Draw a dot."""
        self._add("circle", cls, hint, cx=x, cy=y, r=radius)

    def path(self, points: Sequence[Point], cls: str, *, closed: bool = False, hint: str | None = None) -> None:
        """Draw straight segments through points; fewer than two draw nothing."""
        if len(points) < 2:
            return
        steps = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        name = "polygon" if closed else "polyline"
        self._close(name, f'<{name} class="{escape(cls)}" points="{steps}"', hint)

    def text(
        self, x: float, y: float, text: str, cls: str = "t", *, anchor: Anchor = "start", size: float = SIZE,
        bold: bool = False,
    ) -> None:  # fmt: skip
        """Write one line; ``y`` is the baseline."""
        text = clean(text)
        if not text:
            return
        room = width(text, size, bold=bold)
        left = x - {"start": 0.0, "middle": room / 2, "end": room}[anchor]
        self.boxes.append(Box(left, y - 0.76 * size, left + room, y + 0.2 * size, text))
        style = f"{cls} b" if bold else cls
        sized = "" if size == SIZE else f' font-size="{number(size)}"'
        turned = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(
            f'<text class="{escape(style)}" x="{number(x)}" y="{number(y)}"{turned}{sized}>{escape(text)}</text>'
        )

    def render(self, cls: str = "") -> Markup:
        """Give the picture as markup."""
        wide, high = number(self.wide), number(self.high)
        size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
        label = escape(clean(self.label))
        body = "".join(self._parts)
        return Markup(f'<svg class="{escape(cls)}" {size} role="img" aria-label="{label}">{body}</svg>')


def overlaps(boxes: Iterable[Box]) -> list[tuple[str, str]]:
    """List the pairs of texts that lie upon each other."""
    known = list(boxes)
    return [(one.text, two.text) for at, one in enumerate(known) for two in known[at + 1 :] if one.meets(two)]
