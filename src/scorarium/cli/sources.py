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

    console = out()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("number", "value", "range", "basis", "reference"):
        table.add_column(heading, overflow="fold", justify="right" if heading in ("value", "range") else "left")
    for line in found:
        table.add_row(
            line["path"], line["text"], line["range_text"] or "", line["basis"] or "not said", line["ref"] or ""
        )
    console.print(table)
    console.print()
    for work in references:
        year = f" ({work['year']})" if work["year"] else ""
        console.print(f"[bold]{work['name']}[/]  {work['title'] or ''}{year}", highlight=False)
    counts: dict[str, int] = {}
    for line in found:
        counts[line["basis"] or "not said"] = counts.get(line["basis"] or "not said", 0) + 1
    told = ", ".join(f"{n} {basis}" for basis, n in sorted(counts.items(), key=lambda item: -item[1]))
    console.print(f"\n{len(found)} numbers of {name}: {told}.")
