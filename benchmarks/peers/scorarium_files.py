"""Scorarium: ``mini.scheme.yaml`` on ``mini.society.yaml``, two files like any other, through the engine's front door.

The world without the scheme is left out, which people who do not answer allow: what is done is what the peers do. A
life stands ready before the clock is started, as theirs do, with code of its own as every long run has it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.peers import task
from benchmarks.peers.task import Begin, Life, Outcome
from scorarium.engine.plan import compile_plan
from scorarium.engine.step import Life as Lived
from scorarium.engine.threads import Workers, shard_size, usable_threads
from scorarium.society.generate import generate
from scorarium.studies.order import order_run

HERE = Path(__file__).parent.parent


def prepare(persons: int) -> Begin:
    """The society once; each run has its own replicate number and so its own luck."""
    years = task.TICKS / 12
    order = order_run(
        str(HERE / "mini.scheme.yaml"), society=str(HERE / "mini.society.yaml"), persons=persons, years=years, seed=1
    )
    name, society = next(iter(order.societies.items()))
    people = generate(society, persons=persons, seed=1)
    worlds = {world: schemes for world, schemes in order.worlds_in(name).items() if schemes}

    def begin(seed: int) -> Life:
        plan: Any = compile_plan(people, society, worlds, seed=1, replicate=seed, years=years, alone=True).plan
        workers = Workers(usable_threads())
        life = Lived(plan, workers, shard=shard_size(persons, usable_threads()))
        life.take_for_granted()

        def live() -> Outcome:
            with workers:
                for t in range(task.TICKS):
                    life.tick(t)
            state = life.running
            return Outcome(float(state.score[0].mean()) / 65536.0, float((state.on[0] != 0).mean()))

        return live

    return begin
