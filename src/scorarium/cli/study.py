"""`scorarium study`: a whole study."""

from __future__ import annotations

from typing import Annotated

import typer

from scorarium.cli.options import Json, Out, Threads
from scorarium.cli.living import live, show_run


def study(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A study.")],
    out: Out = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what was interrupted.")] = False,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Live all worlds of a study, as often as it says."""
    raise NotImplementedError
