"""How wide words are: so that no label of a picture is cut off or lies upon another.

Pictures are lettered in one typeface that travels inside the page, so the widths of its letters are known when the
picture is made.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

ELLIPSIS = "…"
UNKNOWN = 700
FULL = 1050
"""Widths, in thousandths of the size, of letters that the typeface lacks: narrow scripts and full-width ones."""


@cache
def _widths(bold: bool) -> dict[str, int]:
    text = files("scorarium.report").joinpath("fonts/widths.json").read_text(encoding="utf-8")
    widths: dict[str, int] = json.loads(text)["600" if bold else "400"]
    return widths


def width(text: str, size: float = 12, *, bold: bool = False) -> float:
    """Give the width of a line of text in pixels."""
    known = _widths(bold)
    return sum(known[letter] if letter in known else _unknown(letter) for letter in text) * size / 1000


def _unknown(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return FULL if unicodedata.east_asian_width(letter) in "WF" else UNKNOWN


def clip(text: str, room: float, size: float = 12, *, bold: bool = False) -> str:
    """Shorten a text to the room that it has, with an ellipsis; nothing if there is room for nothing."""
    if width(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""


def wrap(text: str, room: float, size: float = 12, *, bold: bool = False, lines: int = 2) -> list[str]:
    """Break a text into at most so many lines; the last one is shortened, a word that is too long is cut."""
    done: list[str] = []
    rest = text.split()
    while rest and len(done) < lines - 1:
        line = rest.pop(0)
        while rest and width(f"{line} {rest[0]}", size, bold=bold) <= room:
            line = f"{line} {rest.pop(0)}"
        done.append(clip(line, room, size, bold=bold))
    if rest:
        done.append(clip(" ".join(rest), room, size, bold=bold))
    return done


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Move labels apart: centres as near as can be to those wanted, in the same order, none upon another.

    Parameters
    ----------
    wanted
        Centres, in any order; equal ones keep theirs.
    heights
        Of the labels, their distance included.
    low, high
        Between which all of them have to stay; where there is too little room they share it evenly.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    total = sum(heights)
    squeeze = min(1.0, (high - low) / total) if total > 0 else 1.0
    size = [height * squeeze for height in heights]
    blocks: list[tuple[list[int], float, float]] = []  # members, top, height
    for index in order:
        members, height = [index], size[index]
        top = _within(wanted[index] - height / 2, height, low, high)
        while blocks and blocks[-1][1] + blocks[-1][2] > top:
            before, _, tall = blocks.pop()
            members, height = before + members, tall + height
            top = _within(_best(members, wanted, size), height, low, high)
        blocks.append((members, top, height))
    centres = [0.0] * len(wanted)
    for members, top, _ in blocks:
        at = top
        for index in members:
            centres[index] = at + size[index] / 2
            at += size[index]
    return centres


def _within(top: float, height: float, low: float, high: float) -> float:
    return max(low, min(top, high - height))


def _best(members: list[int], wanted: Sequence[float], size: Sequence[float]) -> float:
    """Give the top of a block of labels at which their centres lie nearest to those wanted (least squares)."""
    offset, total = 0.0, 0.0
    for index in members:
        total += wanted[index] - (offset + size[index] / 2)
        offset += size[index]
    return total / len(members)
