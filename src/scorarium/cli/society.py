"""`scorarium society describe`: what was asked of a society beside what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.options import Json, Persons, Seed

if TYPE_CHECKING:
    from scorarium.society.population import Asked

app = typer.Typer(help="Look at a society.", no_args_is_help=True, rich_markup_mode="markdown")

PERSONS = 20_000


@app.callback()
def society() -> None:
    """Look at a society."""


@app.command("describe")
def describe(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A society (a name or a file).")],
    persons: Persons = None,
    seed: Seed = None,
    as_json: Json = False,
) -> None:
    """Generate a society and print what was asked of it beside what came out."""
    from scorarium.society.describe import describe as compared
    from scorarium.society.generate import generate
    from scorarium.society.recipe import load_society

    recipe = load_society(name)
    population = generate(recipe, persons=persons or min(recipe.persons or PERSONS, PERSONS), seed=seed or 1)
    rows = compared(population)
    if as_json:
        print_json({"society": recipe.name, "persons": population.n, "rows": [row_of(row) for row in rows]})
        return
    _print(recipe.name, population.n, rows)


def row_of(row: Asked) -> dict[str, Any]:
    """One row as `society describe --json` prints it."""
    return {
        "what": row.what, "asked": row.asked, "got": row.got, "unit": row.unit, "tolerance": row.tolerance,
        "ok": row.ok,
    }  # fmt: skip


def heading_of(path: str) -> tuple[str, str]:
    """The heading under which a figure stands, and its name there."""
    steps = [step for step in path.split(".") if step != "shares"]
    depth = 2 if steps[0] in ("attributes", "joint_tables", "traits", "ties", "districts") and len(steps) > 2 else 1
    head = steps[1:depth] if steps[0] == "attributes" else steps[:depth]
    return " ".join(head).replace("_", " "), ".".join(steps[depth:])


def figure(value: float | None, unit: str) -> str:
    """A figure as it is read: shares in per cent."""
    if value is None:
        return "—"
    return f"{value * 100:.2f} %" if unit == "share" else f"{value:,.3f}".rstrip("0").rstrip(".")


def _print(name: str, persons: int, rows: list[Asked]) -> None:
    from rich.table import Table
    from rich.text import Text

    console = out()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("what", overflow="fold")
    for heading in ("asked", "got", "sampling allows"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("unit", no_wrap=True)
    part = ""
    for row in rows:
        head, what = heading_of(row.what)
        if head != part:
            table.add_row(Text(head, style="bold"))
        part = head
        allowed = "" if row.tolerance is None or row.asked is None else f"± {figure(row.tolerance, row.unit)}"
        unit = "" if row.unit in ("share", "1") else row.unit
        table.add_row(
            f"  {what}", figure(row.asked, row.unit), figure(row.got, row.unit), allowed, unit,
            style=None if row.ok else "bold red",
        )  # fmt: skip
    console.print(table)
    compared = [row for row in rows if row.asked is not None and row.tolerance is not None]
    off = sum(1 for row in compared if not row.ok)
    told = "all within what sampling allows" if not off else f"{off} further off than sampling allows"
    console.print(f"\n{name}: {persons:,} persons drawn, {len(compared)} figures compared, {told}.")
