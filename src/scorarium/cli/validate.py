"""`scorarium validate`: simulated against exact values."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.exits import Exit
from scorarium.cli.options import Json, Seed, Threads
from scorarium.cli.progress import Progress

if TYPE_CHECKING:
    from scorarium.validation.run import CaseResult

FURTHEST = 0.1
"""Moved further, shares in the files would pass 100 %."""


def moved(written: object) -> float:
    """Read by how much parameters are moved: `10%`, `-10%` or `0.1`."""
    text = str(written)
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = float("nan")
    if not abs(value) <= FURTHEST:
        raise typer.BadParameter(f"{written!r} is not a move between -10% and 10%.")
    return value


def validate(
    families: Annotated[list[str] | None, typer.Argument(metavar="[FAMILY]...", help="Which; without, all.")] = None,
    move: Annotated[
        float,
        typer.Option(
            parser=moved,
            metavar="SHARE",
            show_default=False,
            help="Move what each case hangs on (10%): then all must be off.",
        ),
    ] = 0.0,
    seed: Seed = None,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Simulate cases whose answer is known on paper, and say how far off they are."""
    from scorarium.validation.run import SEED, run_cases

    with Progress() as progress:
        told = progress.steps("cases:")
        results = run_cases(
            families or None, seed=SEED if seed is None else seed, move=move, threads=threads, progress=told
        )
    if as_json:
        print_json({"cases": [line(result) for result in results]})
    else:
        _print(results, move)
    if not all(_is_as_it_should(result, move) for result in results):
        raise typer.Exit(Exit.FINDINGS)


def line(result: CaseResult) -> dict[str, Any]:
    """One case as `validate --json` prints it."""
    return asdict(result)


def _is_as_it_should(result: CaseResult, move: float) -> bool:
    """Right cases agree; cases that were moved do not."""
    return result.ok == (move == 0.0)


def _print(results: list[CaseResult], move: float) -> None:
    from rich.table import Table

    console = out()
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("case", overflow="fold")
    for heading in ("exact", "simulated", "± error", "z"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in results:
        figures = (f"{one.expected:.6g}", f"{one.simulated:.6g}", f"{one.standard_error:.2g}", f"{one.z:+.2f}")
        is_right = _is_as_it_should(one, move)
        table.add_row(str(one.family), one.case, *figures, style=None if is_right else "bold red")
    console.print(table)
    for sentence in _sentences(results, move):
        console.print(sentence, highlight=False, soft_wrap=True)


def _sentences(results: list[CaseResult], move: float) -> list[str]:
    """What the table comes to."""
    from rich.markup import escape

    from scorarium.validation.run import LIMIT, false_alarm

    number = "1 case" if len(results) == 1 else f"{len(results)} cases"
    wrong = [one for one in results if not _is_as_it_should(one, move)]
    lived, seconds = sum(one.person_ticks for one in results), sum(one.seconds for one in results)
    found = [
        f"[bold red]{one.case}[/] (z {one.z:+.2f}, {one.parameter} {one.value:.6g}): {escape(one.says)}."
        for one in wrong
    ]
    if move:
        told = f"{len(wrong)} did not notice" if wrong else "all noticed"
        found.append(f"{number}, each with its parameter moved by {100 * move:+g} %: {told}.")
    else:
        within = f"all within {LIMIT:g} standard errors"
        told = f"{len(wrong)} off by more than {LIMIT:g} standard errors" if wrong else within
        found.append(f"{number}, {told}; {lived:,} person-ticks in {seconds:.0f} s.")
        chance = f"{100 * false_alarm(len(results)):.2g} %"
        found.append(f"By luck alone, one of so many would be off with a chance of {chance}.")
    return ["", *found]
