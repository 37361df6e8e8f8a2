"""`scorarium facts`: published figures beside simulated ones."""

from __future__ import annotations

from typing import Annotated

import typer

from scorarium.cli.exits import NotYetError
from scorarium.cli.options import Json


def facts(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A scheme.")],
    as_json: Json = False,
) -> None:
    """Put published figures of a scheme beside the simulated ones (comes with a later version)."""
    raise NotYetError("facts", f"The published figures stand under `facts` in `scorarium show {name}`.")
