"""`scorarium explain`: one life, act by act, and its twin in the world without."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.options import Json, Threads, require, whole
from scorarium.cli.progress import Progress


def explain(
    run: Annotated[str, typer.Argument(metavar="RUN", help="A kept run: its folder or its number.")],
    person: Annotated[
        int | None, typer.Option("--person", "-p", parser=whole, metavar="ID", help="Whose life: a number from 0.")
    ] = None,
    most: Annotated[
        Literal["harmed", "helped", "wrongly-listed"] | None, typer.Option("--most", help="Or: whoever is the most …")
    ] = None,
    world: Annotated[str | None, typer.Option("--world", "-w", metavar="W", help="In which world.")] = None,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Tell one person's life act by act, beside the same person in the world without."""
    from scorarium.lives.explain import explain as told
    from scorarium.lives.tell import tell

    require(
        (person is None) != (most is None), "Say whose life: --person ID, or --most harmed, helped or wrongly-listed."
    )
    with Progress() as progress:
        life = told(run, person=person, most=most, world=world, threads=threads, progress=progress.steps("replaying"))
    if as_json:
        print_json(life.document())
        return
    console = out()
    for part in tell(life):
        console.print(part)
