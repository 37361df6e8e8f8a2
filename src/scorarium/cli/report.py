"""`scorarium report`: a run as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scorarium.cli.console import out


def report(
    run: Annotated[str, typer.Argument(metavar="RUN", help="A kept run: its folder or its number.")],
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Where the page is written.")] = None,
) -> None:
    """Write a run as one self-contained page with pictures."""
    from scorarium.report.page import write_page

    path = write_page(run, html)
    out().print(f"{path}", soft_wrap=True)
