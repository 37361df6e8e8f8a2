"""`scorarium check`: every fault of every file, and between them."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scorarium.cli.console import print_json
from scorarium.cli.exits import Exit
from scorarium.cli.options import Json

if TYPE_CHECKING:
    from scorarium.errors import Fault


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Files or names, checked against each other; without, the catalogue."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check declarations: every fault at once, with its place and its repair."""
    from scorarium.scheme.check_files import check_files

    asked = files or shipped_files()
    faults = list(check_files(asked))
    if as_json:
        print_json({"ok": not faults, "faults": [fault_line(fault) for fault in faults]})
    else:
        for fault in faults:
            print(fault)  # noqa: T201
        sys.stderr.write(verdict(len(asked), len(faults)))
    if faults:
        raise typer.Exit(Exit.BAD_INPUT)


def shipped_files() -> list[str]:
    """The files of the catalogue."""
    from scorarium.scheme.library import shipped

    return [str(path) for kind in ("vocabulary", "society", "scheme") for path in shipped(kind).values()]


def verdict(n_files: int, n_faults: int) -> str:
    """The last line."""
    files = "1 file" if n_files == 1 else f"{n_files} files"
    if n_faults:
        return f"\n{n_faults} fault{'' if n_faults == 1 else 's'} in {files}.\n"
    return f"No fault in {files}.\n"


def fault_line(fault: Fault) -> dict[str, Any]:
    """One fault as `check --json` prints it."""
    return asdict(fault)
