"""`scorarium new`: start a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from scorarium.cli.console import out
from scorarium.cli.exits import UsageError
from scorarium.cli.options import require

Kind = Literal["scheme", "society", "study"]


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it will be called.")],
    like: Annotated[
        str | None, typer.Option("--like", metavar="X", help="Begin as a variant of this scheme or society.")
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="What it declares; without it, a scheme, or what --like is.")
    ] = None,
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help="Where the file is put.")] = Path(),
) -> None:
    """Write a commented file that passes `check`, to be filled in, and the schema with which editors complete it."""
    from scorarium.studies.new import kind_of, template
    from scorarium.studies.schema import json_schema

    made = kind or kind_of(like)
    try:
        text = template(name, made, like=like, folder=folder)
    except ValueError as error:
        raise UsageError(str(error)) from None
    path, schema = folder / f"{name}.{made}.yaml", folder / f"{made}.schema.json"
    require(not path.exists(), f"{path}: there is such a file already; give another name.")
    require(folder.is_dir(), f"{folder}: there is no such folder.")
    path.write_text(text, encoding="utf-8")
    schema.write_text(json.dumps(json_schema(made), ensure_ascii=False) + "\n", encoding="utf-8")
    console = out()
    console.print(f"{path} is there, and {schema.name} for your editor. Change it, then:", soft_wrap=True)
    then = {
        "scheme": (f"show {path}", f"run {path}"),
        "society": (f"society describe {path}", f"run SCHEME --society {path}"),
        "study": (f"study {path}",),
    }
    for command in (f"check {path}", *then[made]):
        console.print(f"  scorarium {command}", soft_wrap=True)
