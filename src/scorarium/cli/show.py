"""`scorarium show`: read a scheme aloud."""

from __future__ import annotations

from typing import Annotated

import typer

from scorarium.cli.exits import NotYetError
from scorarium.cli.options import Json


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A scheme (a name or a file).")],
    as_json: Json = False,
) -> None:
    """Read a scheme aloud in plain sentences."""
    raise NotYetError(
        "show", f"`scorarium sources {name}` lists every number of it, `scorarium plan {name}` every phase."
    )
