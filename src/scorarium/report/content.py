"""What a page is made of: sections, pictures and tables, before any markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from scorarium.report.svg import Svg

SOLO = 700.0
GRID = 482.0
SMALL = 318.0
"""Widths at which pictures are drawn: alone beside their text, two in a row, three in a row or on a telephone."""

Layout = Literal["solo", "two", "three"]


@dataclass(frozen=True)
class Table:
    """A table; all cells but the first of a row are numbers unless `words` says how many columns hold words."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1


@dataclass(frozen=True)
class Picture:
    """One picture with everything that stands around it.

    Parameters
    ----------
    key
        Its anchor in the page.
    headline
        What is seen in it.
    deck
        What is drawn, in what unit.
    note
        How sure it is, and how to read it.
    draw
        Draws it at a width, with the text that stands for it.
    table
        The same as figures.
    tone
        The class of the colour of its world.
    """

    key: str
    headline: str
    deck: str
    note: str
    draw: Callable[[float, str], Svg]
    table: Table
    tone: str = "w1"
    kicker: str = ""

    @property
    def label(self) -> str:
        """What a person who does not see it is told."""
        return f"{self.kicker + ': ' if self.kicker else ''}{self.headline} {self.deck}"

    def art(self, layout: Layout) -> Markup:
        """Draw it for wide screens and for telephones, of which the page shows one; three in a row are small anyway."""
        small = self.draw(SMALL, self.label).render("small" if layout != "three" else "")
        if layout == "three":
            return small
        return self.draw(SOLO if layout == "solo" else GRID, self.label).render("large") + small


@dataclass(frozen=True)
class Section:
    """A part of the page.

    Parameters
    ----------
    key
        Its anchor.
    short
        In the list of contents.
    title
        What it says.
    lead
        Paragraphs before its pictures.
    pictures, more
        Two rows of them: side by side, or one.
    kind
        The template that lays it out, if it is not made of pictures alone.
    data
        For that template.
    """

    key: str
    short: str
    title: str
    lead: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    more: tuple[Picture, ...] = ()
    kind: str = "pictures"
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def rows(self) -> list[tuple[Layout, tuple[Picture, ...]]]:
        """Its rows of pictures with their layouts: alone, or two or three side by side, so that few gaps are left."""
        layouts: dict[int, Layout] = {1: "solo", 2: "two", 4: "two"}
        whole = [row for row in (self.pictures, self.more) if row]
        parts = [part for row in whole for part in ((row[:3], row[3:]) if len(row) == 5 else (row,))]
        return [(layouts.get(len(row), "three"), row) for row in parts]
