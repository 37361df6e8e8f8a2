"""`scorarium lab`: the laboratory in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from scorarium.cli.exits import NotYetError


def lab(
    host: Annotated[str, typer.Option("--host", help="Where it listens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="On which port.")] = 8000,
) -> None:
    """Open the laboratory in a browser (comes with a later version)."""
    raise NotYetError("lab", "`scorarium report RUN --html FILE` makes a page with pictures.")
