"""`scorarium doctor`: the installation, and what `run` refuses in this version."""

from __future__ import annotations

from typing import Any

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.exits import Exit
from scorarium.cli.options import Json


def doctor(as_json: Json = False) -> None:
    """Look at the installation, and list what `run` refuses in this version."""
    from scorarium.cli.health import examine, refused

    checks = examine()
    not_yet = refused()
    if as_json:
        print_json({"ok": all(c.ok for c in checks), "checks": [vars(c) for c in checks], "refused": not_yet})
    else:
        _print([vars(check) for check in checks], not_yet)
    if not all(check.ok for check in checks):
        raise typer.Exit(Exit.FINDINGS)


def _print(checks: list[dict[str, Any]], not_yet: dict[str, list[str]]) -> None:
    from rich.columns import Columns
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = out()
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for check in checks:
        told = check["found"] if check["ok"] else f"{check['found']}. {check['repair']}"
        mark = Text("ok", style="green") if check["ok"] else Text("look", style="bold red")
        table.add_row(mark, check["what"], told)
    console.print(table)
    if not any(not_yet.values()):
        console.print("\nEvery word of the language runs.")
        return
    console.print("\n[bold]Known, and refused by run in this version[/]")
    console.print("A star is any name. Run names the place of what it cannot execute.")
    for kind, words in ((kind, words) for kind, words in not_yet.items() if words):
        console.print(f"\nin a {kind}")
        console.print(Padding(Columns(words, padding=(0, 2), expand=False), (0, 0, 0, 2)))
