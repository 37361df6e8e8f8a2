"""`scorarium compare`: worlds and runs side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.options import Json


def compare(
    runs: Annotated[list[str], typer.Argument(metavar="RUN...", help="Kept runs: folders or numbers.")],
    everything: Annotated[bool, typer.Option("--all", help="Every outcome, not the headlines alone.")] = False,
    as_json: Json = False,
) -> None:
    """Put the worlds of one run or of several side by side."""
    from scorarium.cli.kept import open_kept

    documents = [open_kept(name).document for name in runs]
    if as_json:
        print_json({"runs": [side(document) for document in documents]})
        return
    from scorarium.cli.outcomes import grid, head, show_hanging

    console = out()
    for document in documents:
        console.print(f"{document['run']}: {head(document)}")
    console.print()
    console.print(grid(documents, everything=everything))
    for document in documents:
        show_hanging(console, document, everything=everything)
    console.print("\nDifferences to the same people without; ± half of the 95 % interval; without a sign: the value.")
    if len({(d["seed"], d["persons"], d["ticks"]) for d in documents}) > 1:
        console.print("These runs differ in seed, size or length: differences between them are partly luck.")


def side(document: Mapping[str, Any]) -> dict[str, Any]:
    """One run as `compare --json` prints it."""
    found = {key: document[key] for key in ("run", "dir", "seed", "persons", "ticks", "tick", "replicates", "worlds")}
    return found | ({"sensitivity": document["sensitivity"]} if "sensitivity" in document else {})
