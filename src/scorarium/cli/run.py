"""`scorarium run`: live the worlds and print what differs."""

from __future__ import annotations

from typing import Annotated

import typer

from scorarium.cli.options import Home, Json, Out, Persons, Replicates, Seed, Threads, Years


def run(
    schemes: Annotated[
        list[str], typer.Argument(metavar="SCHEME...", help="Names or files; A+B is one world with both.")
    ],
    society: Home = None,
    persons: Persons = None,
    years: Years = None,
    seed: Seed = None,
    replicates: Replicates = None,
    out: Out = None,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Let a society live under schemes, and beside that without; print what differs."""
    from scorarium.cli.living import live_and_show, typed
    from scorarium.studies.order import SEED, YEARS, order_run

    order = order_run(
        schemes,
        society=society,
        persons=persons,
        years=YEARS if years is None else years,
        seed=SEED if seed is None else seed,
        replicates=replicates or 1,
    )
    live_and_show(order, folder=out, threads=threads, resume=True, as_json=as_json, again=typed())
