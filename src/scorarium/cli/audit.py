"""`scorarium audit`: what a regulator would ask."""

from __future__ import annotations

from typing import Annotated

import typer

from scorarium.cli.exits import NotYetError
from scorarium.cli.options import Json


def audit(
    scheme: Annotated[str, typer.Argument(metavar="SCHEME|RUN", help="A scheme or a kept run.")],
    law: Annotated[str | None, typer.Option("--law", metavar="NAMES", help="Which laws: eu-ai-act,gdpr,…")] = None,
    cure: Annotated[bool, typer.Option("--cure", help="Run the cures too.")] = False,
    as_json: Json = False,
) -> None:
    """Findings against named law, each with its evidence (comes with a later version)."""
    raise NotYetError("audit", "`scorarium show` reads the scheme aloud; a run measures what it does.")
