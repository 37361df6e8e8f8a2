"""`scorarium validate`: simulated against exact values."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.exits import Exit
from scorarium.cli.options import Json, Seed
from scorarium.cli.progress import Progress

if TYPE_CHECKING:
    from scorarium.validation.run import CaseResult


def validate(
    families: Annotated[list[str] | None, typer.Argument(metavar="[FAMILY]...", help="Which; without, all.")] = None,
    seed: Seed = None,
    as_json: Json = False,
) -> None:
    """Simulate cases whose answer is known on paper, and say how far off they are."""
    from scorarium.validation.run import run_cases

    with Progress() as progress:
        chosen = {} if seed is None else {"seed": seed}
        results = run_cases(families or None, progress=progress.steps("cases"), **chosen)
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

    console = out()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("family", "case"):
        table.add_column(heading, overflow="fold")
    for heading in ("expected", "simulated", "± se", "z"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("")
    for one in results:
        table.add_row(
            str(one.family), one.case, f"{one.expected:.6g}", f"{one.simulated:.6g}", f"{one.standard_error:.2g}",
            f"{one.z:+.2f}", "" if one.ok else "off", style=None if one.ok else "bold red",
        )  # fmt: skip
    console.print(table)
    off = sum(1 for one in results if not one.ok)
    console.print(f"\n{len(results)} cases, {off} further off than 4 standard errors.")
