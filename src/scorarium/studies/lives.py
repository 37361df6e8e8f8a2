"""Explain a run: choose a person, live the run again, watch."""

from __future__ import annotations

from pathlib import Path

from scorarium.lives.choose import Most, choose, known_world, strongest
from scorarium.lives.lens import ReplayError
from scorarium.lives.life import Life
from scorarium.lives.replay import ExplainError, Past, Report, relive
from scorarium.store.provenance import code_sha256
from scorarium.studies.run import Run, load_run

WHY = {
    "harmed": "who lost the most by it",
    "helped": "who gained the most by it",
    "wrongly-listed": "who was listed longest for what was not theirs",
}
CLOSE = 1e-3
"""Days of income a year: what is kept of persons is rounded to single precision."""


def explain(
    run: Run | str | Path, *, person: int | None = None, most: Most | None = None, world: str | None = None,
    threads: int | None = None, progress: Report | None = None,
) -> Life:  # fmt: skip
    """Tell one life of a run.

    Parameters
    ----------
    run
        Or the folder in which it is kept; replicate 0 is lived again.
    person
        A number from 0.
    most
        Or whoever is most harmed, helped or wrongly listed.
    world
        Which; without it, the one that changes most for the person.
    progress
        Told (ticks done, all ticks).

    Raises
    ------
    ExplainError
        Nobody is meant, or nobody is there.
    ReplayError
        This version of Scorarium no longer lives the run as it was lived.
    """
    if (person is None) == (most is None):
        raise ExplainError("Say whose life: a person's number, or the most harmed, helped or wrongly-listed.")
    run = run if isinstance(run, Run) else load_run(run)
    worlds = [str(name) for name in run.worlds]
    if world is not None:
        known_world(worlds, world)
    if most is not None and world is not None and world not in run.persons["world"].values:
        kept = run.persons.attrs.get("society", "the first society")
        raise ExplainError(f"Effects on single persons are kept of {kept} alone: for {world}, say --person ID.")
    if most is not None:
        person, world = choose(run.persons, most, world)
    elif person is not None and world is None:
        world = strongest(run.persons, person)
    order = run.order()
    society = order.worlds[str(world)].society if world in order.worlds else next(iter(order.societies))
    past = Past(
        run.id, order.societies[society], order.worlds_in(society), order.persons_in(society), order.years, order.seed
    )
    life = relive(past, int(person or 0), str(world), why=WHY[most] if most else "", threads=threads, progress=progress)
    prove(run, life, burn_in=order.burn_in_of(society))
    return life


def prove(run: Run, life: Life, *, burn_in: int) -> None:
    """Compare the life with what the run kept of the person.

    Raises
    ------
    ReplayError
        They differ: the run was made by other code.
    """
    kept = run.persons["person"].values == life.number
    if burn_in or life.world_name not in run.persons["world"].values or not kept.any():
        return
    was = float(run.persons["welfare"].sel(world=life.world_name).values[kept][0])
    now = life.tally(life.world).welfare
    if abs(was - now) > CLOSE * max(1.0, abs(was)):
        made = run.document.get("provenance", {}).get("code_sha256")
        why = "it was made by another version of Scorarium" if made != code_sha256() else "this is a fault of Scorarium"
        raise ReplayError(
            f"The life of person {life.number} cannot be told from run {run.id}: {why} "
            f"(got {now:.4f} days of income a year, expected {was:.4f}). Run it again."
        )
