"""`scorarium describe`: the protocol of the model that ran."""

from __future__ import annotations

from typing import Annotated

import typer

from scorarium.cli.exits import NotYetError
from scorarium.cli.options import Json


def describe(
    study: Annotated[str, typer.Argument(metavar="STUDY|RUN", help="A study or a kept run.")],
    as_json: Json = False,
) -> None:
    """Describe a model in the form that journals ask for (ODD) (comes with a later version)."""
    raise NotYetError("describe", "`scorarium plan SCHEME` prints the phases as they run.")
