"""A program for polars: each month one lazy query over all persons."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.peers import task
from benchmarks.peers.task import Begin, Life, Outcome


def prepare(persons: int) -> Begin:
    """Traits and neighbours once, as columns."""
    rng = np.random.default_rng(0)
    trait = np.exp(task.SPREAD * rng.standard_normal(persons, np.float32) - task.SPREAD**2 / 2)
    friends = [pl.Series(rng.integers(0, persons, persons, dtype=np.uint32)) for _ in range(task.NEIGHBOURS)]
    still = pl.DataFrame({"trait": trait.astype(np.float32)})

    def begin(seed: int) -> Life:
        draw = np.random.default_rng(seed + 1)

        def live() -> Outcome:
            score = pl.Series("score", np.full(persons, task.START, np.float32))
            until = pl.Series("until", np.full(persons, -1, np.int16))
            for t in range(task.TICKS):
                luck = {
                    f"{what}{b}": draw.random(persons, dtype=np.float32) for b in range(len(task.BASE)) for what in "ds"
                }
                near = sum((score.gather(one) for one in friends[1:]), score.gather(friends[0])) / task.NEIGHBOURS
                points = pl.sum_horizontal(
                    pl.when((pl.col(f"d{b}") < base * pl.col("trait")) & (pl.col(f"s{b}") < detection))
                    .then(pl.lit(worth, pl.Float32))
                    .otherwise(0.0)
                    for b, (base, detection, worth) in enumerate(
                        zip(task.BASE, task.DETECTION, task.POINTS, strict=True)
                    )
                )
                people = (
                    still.lazy()
                    .with_columns(score, until, near.alias("near"), **{k: pl.Series(v) for k, v in luck.items()})
                    .with_columns(
                        (pl.col("score") + points - task.DRIFT * (pl.col("score") - pl.col("near")))
                        .clip(*task.BOUNDS)
                        .cast(pl.Float32)
                        .alias("score")
                    )
                    .with_columns(
                        pl.when(pl.col("score") < task.LISTED_BELOW)
                        .then(pl.lit(t + task.LISTED_FOR, pl.Int16))
                        .otherwise(pl.col("until"))
                        .alias("until")
                    )
                    .select("score", "until")
                    .collect()
                )
                score, until = people["score"], people["until"]
                people.select(
                    pl.col("score").mean(),
                    (pl.col("until") > t).sum(),
                    *((pl.col("score") >= edge).sum().alias(f"from {edge}") for edge in task.TIERS),
                )
            mean = score.cast(pl.Float64).mean()
            return Outcome(float(mean), float((until >= task.TICKS).sum()) / persons)

        return live

    return begin
