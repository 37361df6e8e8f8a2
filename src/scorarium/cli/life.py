"""A life on the terminal."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from scorarium.lives.tell import Bar, Chapter, Story

STYLES = {"bad": "red", "good": "green", "wrong": "bold magenta", "score": "bold", "": ""}
WIDE = 24


def show_story(console: Console, story: Story) -> None:
    """Print a story."""
    console.print(Text(story.title, style="bold"))
    console.print(Text(story.portrait))
    console.print()
    for sentence in story.short:
        console.print(Text(sentence))
    for chapter in story.chapters:
        console.print()
        show_chapter(console, chapter)
    for title, bars in story.falls.items():
        console.print()
        console.print(heading(title))
        console.print(fall_table(bars, console.width))
    console.print()
    console.print(heading("The same person in the world without"))
    console.print(twin_table(story))


def heading(text: str) -> RenderableType:
    """The heading of a part."""
    return Rule(Text(text, style="bold"), align="left", style="dim")


def show_chapter(console: Console, chapter: Chapter) -> None:
    """Print one year."""
    console.print(heading(chapter.title))
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, justify="right", min_width=8, style="dim")
    table.add_column(overflow="fold")
    for line in chapter.lines:
        table.add_row(line.date, Text(line.text, style=STYLES[line.tone]))
    if chapter.left_out:
        table.add_row("", Text(f"… and {chapter.left_out} smaller things (--full tells them)", style="dim"))
    if not chapter.lines:
        table.add_row("", Text("Nothing that the scheme took note of.", style="dim"))
    console.print(table)
    for sentence in chapter.after:
        console.print(Padding(Text(sentence, style="italic"), (0, 0, 0, 10)))


def fall_table(bars: list[Bar], width: int) -> Table:
    """The waterfall as a table with bars."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    if width >= 100:
        table.add_column(no_wrap=True, min_width=WIDE)
    table.add_column(overflow="fold", style="dim")
    level, low, high = 0.0, 0.0, 0.0
    for bar in bars[:-1]:
        level += bar.value
        low, high = min(low, level), max(high, level)
    level = 0.0
    for bar in bars:
        start, end = (0.0, bar.value) if bar.tone == "score" or bar is bars[0] else (level, level + bar.value)
        level = end
        style = STYLES[bar.tone] or ("red" if bar.value < 0 else "")
        cells: list[RenderableType] = [Text(bar.text, style=STYLES[bar.tone]), Text(bar.points, style=style)]
        if width >= 100:
            cells.append(Text(drawn(start, end, low, high), style=style))
        table.add_row(*cells, bar.note)
    return table


def drawn(start: float, end: float, low: float, high: float) -> str:
    """A bar from one level to another, on a line of fixed width."""
    if high <= low:
        return ""
    first, last = sorted(round((x - low) / (high - low) * WIDE) for x in (start, end))
    return " " * min(first, WIDE - 1) + "█" * max(last - first, 0) + ("▏" if first == last else "")


def twin_table(story: Story) -> Table:
    """Here and there."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    table.add_column(story.world, justify="right")
    table.add_column("none", justify="right")
    for row in story.twin:
        table.add_row(*row)
    return table
