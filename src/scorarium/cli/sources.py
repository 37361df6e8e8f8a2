"""`scorarium sources`: where every number of a declaration comes from."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.options import Json


def sources(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A scheme or society (a name or a file).")],
    as_json: Json = False,
) -> None:
    """Print every number with its range, its reference and what it rests on."""
    from scorarium.cli.sourced import declaration, lines, works

    document = declaration(name)
    found = lines(document)
    references = works(document)
    if as_json:
        print_json({"name": document.name, "numbers": found, "references": references})
        return
    _print(document.name, found, references)


def _print(name: str, found: list[dict[str, Any]], references: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    console = out()
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("number", overflow="fold", ratio=1)
    for heading in ("value", "range"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("basis", no_wrap=True)
    table.add_column("reference", overflow="fold", max_width=20)
    part = ""
    for line in found:
        head, rest = heading_of(line["path"])
        if rest and head != part:
            table.add_row(Text(head, style="bold"), "", "", "", "")
        part = head
        number = f"  {rest}" if rest else head
        basis = Text(line["basis"] or "not said", style="" if line["basis"] else "dim")
        table.add_row(number, line["text"], line["range_text"] or "", basis, line["ref"] or "")
    console.print(table)
    console.print()
    for work in references:
        year = f" ({work['year']})" if work["year"] else ""
        console.print(Text.assemble((work["name"], "bold"), f"  {work['title'] or ''}{year}"))
    console.print(f"\n{len(found)} numbers of {name}: {_shares(found)}.")


def heading_of(path: str) -> tuple[str, str]:
    """The heading under which a number stands, and its name there."""
    head, _, rest = path.partition(".")
    if path.startswith("score.rules."):
        return "score.rules", rest.partition(".")[2]
    return head, rest


def _shares(found: list[dict[str, Any]]) -> str:
    """How many rest on what."""
    bases = [line["basis"] or "not said" for line in found]
    counts = {basis: bases.count(basis) for basis in dict.fromkeys(bases)}
    return ", ".join(f"{n} {basis}" for basis, n in sorted(counts.items(), key=lambda item: -item[1]))
