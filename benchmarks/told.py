"""How figures are told on the page: tables whose figures carry bars, in the reader's own colours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

WIDEST: Final = 7.0
"""How long the longest bar is, in widths of a letter."""
GAP: Final = "\N{NO-BREAK SPACE}"
"""Between a figure and its unit."""
SHORTEST: Final = 0.15
"""No bar is shorter than that."""


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table: the first column and those without a title, which hold bars, to the left, the others to the right."""
    titles = list(head)
    yield "| " + " | ".join(titles) + " |"
    yield "|---|" + "".join("---:|" if title else ":---|" for title in titles[1:])
    for line in body:
        yield "| " + " | ".join(line) + " |"


def bars(values: Sequence[float], *, is_own: Sequence[bool] = ()) -> list[str]:
    """A bar for each value, as long as the value; none is below nought.

    Parameters
    ----------
    is_own
        Which bars stand out; none if left out.
    """
    most = max(values, default=0.0)
    own = list(is_own) or [False] * len(values)
    return [
        f'<span class="{"bar own" if stands_out else "bar"}" style="width:{length(value, most):.2f}em"></span>'
        for value, stands_out in zip(values, own, strict=True)
    ]


def length(value: float, most: float) -> float:
    """How long the bar of a value is if that of the largest is the longest."""
    return max(SHORTEST, WIDEST * value / most) if most > 0 else SHORTEST


def measured_on(machine: Mapping[str, str]) -> str:
    """The machine and the day in one sentence."""
    names = ("model", "cache", "processors", "memory", "system", "python")
    told = ", ".join(f"{name} {machine[name]}" for name in names if name in machine)
    return f"Measured on {machine['day']} ({told}; load before it {machine['load']})."


def rounded(value: float) -> str:
    """A figure as one reads it: three digits, or all that stand before the point."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:,.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def lasting(seconds: float) -> str:
    """A span of time as one says it."""
    if seconds < 1:
        return f"{1000 * seconds:.0f}{GAP}ms"
    if seconds < 120:
        return f"{rounded(seconds)}{GAP}s"
    return f"{seconds / 60:.1f}{GAP}min"
