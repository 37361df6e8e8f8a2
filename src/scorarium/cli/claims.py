"""`scorarium claims`: what the debate says, tested."""

from __future__ import annotations

from typing import Annotated

import typer

from scorarium.cli.exits import NotYetError
from scorarium.cli.options import Json


def claims(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Which claims.")] = None,
    as_json: Json = False,
) -> None:
    """Test what the debate claims about social scoring (comes with a later version)."""
    raise NotYetError("claims", "`scorarium run` and `scorarium compare` test a statement of your own.")
