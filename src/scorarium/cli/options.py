"""Options that several commands share."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

import typer

from scorarium.cli.exits import UsageError


def whole(written: object) -> int:
    """Read a whole number as people write large ones: `100_000`, `1e6`, `2 000`.

    Raises
    ------
    typer.BadParameter
        It is no whole number of at least nought.
    """
    text = str(written).replace("_", "").replace(" ", "")
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if value < 0:
        raise typer.BadParameter(f"{written!r} is less than nought.")
    if not 0 <= value <= 2**53 or value != int(value):
        raise typer.BadParameter(f"{written!r} is not a whole number; write 100000, 100_000 or 1e5.")
    return int(text) if text.isdigit() else int(value)


def counted(written: object) -> int:
    """Read a whole number of at least one."""
    value = whole(written)
    if value < 1:
        raise typer.BadParameter(f"{written!r} is too few; at least 1.")
    return value


def years_of(written: object) -> float:
    """Read a positive number of years."""
    try:
        value = float(str(written).removesuffix("y"))
    except ValueError:
        value = 0.0
    if not 0 < value <= 1000:
        raise typer.BadParameter(f"{written!r} is not a number of years between 0 and 1000.")
    return value


Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Persons = Annotated[
    int | None, typer.Option("--persons", "-n", parser=counted, metavar="N", help="How many people (1e6, 100_000).")
]
Years = Annotated[float | None, typer.Option("--years", "-y", parser=years_of, metavar="Y", help="How many years.")]
Seed = Annotated[
    int | None, typer.Option("--seed", parser=whole, metavar="K", help="From what all luck comes (a number).")
]
Replicates = Annotated[
    int | None,
    typer.Option("--replicates", "-r", parser=counted, metavar="R", help="How often it is lived with other luck."),
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", parser=counted, metavar="T", help="Threads; the results are the same for any."),
]
Home = Annotated[
    str | None, typer.Option("--society", "-s", metavar="S", help="Who lives under it (a name or a file).")
]
Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where the run is kept.")]


def require(holds: bool, sentence: str) -> None:
    """Refuse options that do not go together.

    Raises
    ------
    UsageError
        With this sentence.
    """
    if not holds:
        raise UsageError(sentence)
