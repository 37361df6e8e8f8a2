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
        Literal["harmed", "helped", "wrongly-listed"] | None, typer.Option("--most", help="Or: whoever is most …")
    ] = None,
    world: Annotated[str | None, typer.Option("--world", "-w", metavar="W", help="In which world.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Leave nothing out.")] = False,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Tell one person's life act by act, beside the same person in the world without."""
    from scorarium.cli.kept import open_kept
    from scorarium.lives.replay import NobodyError
    from scorarium.studies.lives import explain as replay

    require(
        (person is None) != (most is None), "Say whose life: --person ID, or --most harmed, helped or wrongly-listed."
    )
    kept = open_kept(run)
    try:
        with Progress() as progress:
            told = progress.steps("replaying, tick")
            life = replay(kept, person=person, most=most, world=world, threads=threads, progress=told)
    except NobodyError as nobody:
        if as_json:
            print_json({"person": None, "world": world, "said": str(nobody)})
        else:
            out().print(str(nobody))
        return
    if as_json:
        print_json(life.document())
        return
    from scorarium.cli.life import show_story
    from scorarium.lives.tell import tell

    show_story(out(), tell(life, full=full))
