"""`scorarium schema`: the language as JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from scorarium.cli.console import print_json


def schema(
    kind: Annotated[Literal["scheme", "society", "study", "vocabulary"], typer.Argument(help="What kind of file.")],
) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    from scorarium.studies.schema import json_schema

    print_json(json_schema(kind))
