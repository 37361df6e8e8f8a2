"""A run: ticks one after another."""

from collections.abc import Iterator

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.step import Life
from scorarium.engine.tables import Plan
from scorarium.engine.threads import Workers, shard_size, usable_threads


def ticks(
    compiled: CompiledPlan | Plan, *, threads: int | None = None, shard: int | None = None, block: int = 1024
) -> Iterator[tuple[int, Life]]:
    """Live a plan tick by tick.

    Parameters
    ----------
    compiled
        The plan.
    threads
        How many; all usable processors by default. Results do not depend on it.
    shard, block
        Persons per shard and per block. Results do not depend on them.

    Yields
    ------
    (tick, life)
        After each tick; ``life.complete()`` is the state, ``life.entries()`` the record.
    """
    plan = compiled.plan if isinstance(compiled, CompiledPlan) else compiled
    n_threads = threads or usable_threads()
    size = shard or shard_size(plan.sizes.persons, n_threads)
    with Workers(n_threads) as workers:
        life = Life(plan, workers, shard=size, block=block)
        for t in range(plan.clock.n_ticks):
            life.tick(t)
            yield t, life
