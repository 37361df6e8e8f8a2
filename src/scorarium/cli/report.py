"""`scorarium report`: a run as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    run: Annotated[str, typer.Argument(metavar="RUN", help="A kept run: its folder or its number.")],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Where; without, report.html in the run's folder.")
    ] = None,
) -> None:
    """Write a run as one self-contained page with pictures."""
    from scorarium.cli.kept import find
    from scorarium.report.page import write_page

    print(write_page(find(run), html))  # noqa: T201
