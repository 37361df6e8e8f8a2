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
    """Generate a society; print what was asked of it beside what came out, and what people do and ask for."""
    from scorarium.engine.psychology import place_of, resolve
    from scorarium.society.describe import describe as compared
    from scorarium.society.generate import generate
    from scorarium.society.life import daily_life
    from scorarium.society.recipe import load_society
    from scorarium.society.vocabulary import load_vocabulary, with_vocabulary

    recipe = with_vocabulary(load_society(name), load_vocabulary())
    population = generate(recipe, persons=persons or min(recipe.persons or PERSONS, PERSONS), seed=seed or 1)
    rows, life = compared(population), daily_life(recipe, population)
    mind = resolve(recipe.psychology)
    acting = mind.acting
    if as_json:
        told = [row_of(row) for row in [*rows, *life]]
        psychology = list(acting)
        print_json({"society": recipe.name, "persons": population.n, "psychology": psychology, "rows": told})
        return
    _print(recipe.name, population.n, rows)
    for kind, heading, by in (("acts", "what people do", "done by"), ("services", "what they ask for", "asked by")):
        _print_life(kind, (heading, "a year, per person", by, "of it"), life)
    out().print(f"Psychology: {', '.join(acting).replace('_', ' ') or 'none, people answer to nothing'}.")
    if mind.differ:
        out().print(f"People differ in {', '.join(dict.fromkeys('.'.join(place_of(name)) for name in mind.differ))}.")


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


def _print_life(kind: str, headings: tuple[str, ...], rows: list[Asked]) -> None:
    """One line for each act or service: how often, by how many, and to whom more of it falls than to others."""
    from rich.table import Table

    told: dict[str, tuple[list[str], list[str]]] = {}
    for row in rows:
        room, name, *about = row.what.split(".", 3)
        if room != kind:
            continue
        cells, shares = told.setdefault(name, (["", ""], []))
        if not about:
            cells[0] = f"{row.got:.3g}"
        elif about[0] in ("eligible", "held_by"):
            cells[0] = cells[0] or "held"
            cells[1] = f"{row.got:.1%}"
        else:
            shares.append(f"{' '.join(about)} {row.got:.0%}")
    if not told:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, justify in zip(headings, ("left", "right", "right", "left"), strict=True):
        table.add_column(heading, justify="right" if justify == "right" else "left", overflow="fold")
    for name, (cells, shares) in told.items():
        table.add_row(f"  {name}", *cells, ", ".join(shares))
    out().print()
    out().print(table)


def _print(name: str, persons: int, rows: list[Asked]) -> None:
    from rich.table import Table
    from rich.text import Text

    console = out()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("what", overflow="fold")
    for heading in ("asked", "got", "allowed"):
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
