"""`scorarium new`: start a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from scorarium.cli.console import out
from scorarium.cli.exits import UsageError
from scorarium.cli.options import require


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it will be called.")],
    like: Annotated[str | None, typer.Option("--like", metavar="X", help="Begin as a variant of this scheme.")] = None,
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help="Where the file is put.")] = Path(),
) -> None:
    """Write a commented file that passes `check`, to be filled in, and the schema with which editors complete it."""
    from scorarium.scheme.new import SCHEMA_FILE, template
    from scorarium.studies.schema import json_schema

    try:
        text = template(name, like=like, folder=folder)
    except ValueError as error:
        raise UsageError(str(error)) from None
    path = folder / f"{name}.scheme.yaml"
    require(not path.exists(), f"{path}: there is such a file already; give another name.")
    require(folder.is_dir(), f"{folder}: there is no such folder.")
    path.write_text(text, encoding="utf-8")
    (folder / SCHEMA_FILE).write_text(json.dumps(json_schema("scheme"), ensure_ascii=False) + "\n", encoding="utf-8")
    console = out()
    console.print(f"{path} is there, and {SCHEMA_FILE} for your editor. Change it, then:", soft_wrap=True)
    console.print(f"  scorarium check {path}\n  scorarium show {path}\n  scorarium run {path}", soft_wrap=True)
