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
    from scorarium.cli.sourced import declaration
    from scorarium.report.sourced import lines, works

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
    table.add_column("source", overflow="fold", max_width=20)
    before = ""
    for line in found:
        basis = BASES[line["basis"]]
        if basis != before:
            if before:
                table.add_section()
            table.add_row(Text(basis, style="bold"), "", "", "")
        before = basis
        source = line["ref"] or (f"fact {line['to']}" if line["to"] else "")
        table.add_row(f"  {line['path']}", line["text"], line["range_text"] or "", source)
    console.print(table)
    console.print()
    for work in references:
        year = f" ({work['year']})" if work["year"] else ""
        console.print(Text.assemble((work["name"], "bold"), f"  {work['title'] or ''}{year}"))
    console.print(f"\n{len(found)} numbers of {name}: {_shares(found)}.")


BASES = {
    "assumed": "assumed: nobody has published it",
    "fitted": "fitted to a published outcome",
    "derived": "derived from what is published",
    "documented": "documented",
    None: "the file does not say what these rest on",
}


def _shares(found: list[dict[str, Any]]) -> str:
    """How many rest on what."""
    bases = [line["basis"] or "not said" for line in found]
    counts = {basis: bases.count(basis) for basis in dict.fromkeys(bases)}
    return ", ".join(f"{n} {basis}" for basis, n in sorted(counts.items(), key=lambda item: -item[1]))
