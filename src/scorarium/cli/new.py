"""`scorarium new`: start a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scorarium.cli.console import out
from scorarium.cli.options import require


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it will be called.")],
    like: Annotated[str | None, typer.Option("--like", metavar="X", help="Begin as a variant of this scheme.")] = None,
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help="Where the file is put.")] = Path(),
) -> None:
    """Write a commented file that passes `check`, to be filled in."""
    from scorarium.scheme.new import template

    path = folder / f"{name}.scheme.yaml"
    text = template(name, like=like)
    require(not path.exists(), f"{path}: there is such a file already; give another name.")
    require(folder.is_dir(), f"{folder}: there is no such folder.")
    path.write_text(text, encoding="utf-8")
    out().print(f"{path} is there. Change it, then: scorarium check {path}")
