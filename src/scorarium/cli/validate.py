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


def validate(
    families: Annotated[list[str] | None, typer.Argument(metavar="[FAMILY]...", help="Which; without, all.")] = None,
    seed: Seed = None,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Simulate cases whose answer is known on paper, and say how far off they are."""
    from scorarium.validation.run import SEED, run_cases

    with Progress() as progress:
        told = progress.steps("cases:")
        results = run_cases(families or None, seed=SEED if seed is None else seed, threads=threads, progress=told)
    if as_json:
        print_json({"cases": [line(result) for result in results]})
    else:
        _print(results)
    if not all(result.ok for result in results):
        raise typer.Exit(Exit.FINDINGS)


def line(result: CaseResult) -> dict[str, Any]:
    """One case as `validate --json` prints it."""
    return asdict(result)


def _print(results: list[CaseResult]) -> None:
    from rich.table import Table

    from scorarium.validation.run import LIMIT, false_alarm

    console = out()
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("case", overflow="fold")
    for heading in ("exact", "simulated", "± error", "z"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in results:
        figures = (f"{one.expected:.6g}", f"{one.simulated:.6g}", f"{one.standard_error:.2g}", f"{one.z:+.2f}")
        table.add_row(str(one.family), one.case, *figures, style=None if one.ok else "bold red")
    console.print(table)
    off = sum(1 for one in results if not one.ok)
    told = f"all within {LIMIT:g} standard errors" if not off else f"{off} off by more than {LIMIT:g} standard errors"
    lived, seconds = sum(one.person_ticks for one in results), sum(one.seconds for one in results)
    luck = false_alarm(len(results)) * 100
    console.print(f"\n{len(results)} cases, {told}; {lived:,} person-ticks in {seconds:.0f} s.")
    console.print(f"By luck alone, one of so many would be off with a chance of {luck:.2f} %.")
