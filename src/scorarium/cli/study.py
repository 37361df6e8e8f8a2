"""`scorarium study`: a whole study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scorarium.cli.options import Json, Out, Threads, counted


def study(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A study.")],
    out: Out = None,
    resume: Annotated[
        bool, typer.Option("--resume/--afresh", help="Go on with what was interrupted, or forget it.")
    ] = True,
    workers: Annotated[
        int | None, typer.Option("--workers", parser=counted, metavar="N", help="Processes that share the work.")
    ] = None,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Live all worlds of a study, as often as it says."""
    from scorarium.cli.living import live_and_show, typed
    from scorarium.scheme.read import load
    from scorarium.studies.design import Study
    from scorarium.studies.order import order_study

    order = order_study(load(file, "study", Study))
    live_and_show(
        order, folder=out, threads=threads, workers=workers or 1, resume=resume, as_json=as_json, again=typed()
    )
