"""Vivarium: one component with its columns and streams, draws aligned by key columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from vivarium import Component, InteractiveContext

from benchmarks.peers import task
from benchmarks.peers.task import Begin, Life, Outcome

COLUMNS = ["entrance_time", "trait", "score", "until"]


class Scoring(Component):  # type: ignore[misc]
    """What people do, what is seen of it, and their scores."""

    def __init__(self, trait: Any, friends: Any) -> None:
        super().__init__()
        self.given, self.friends, self.month = trait, friends, 0
        self.kept: list[tuple[float, int, Any]] = []

    def setup(self, builder: Any) -> None:
        """Streams and columns."""
        self.register = builder.randomness.register_simulants
        self.first = builder.randomness.get_stream("first", initializes_crn_attributes=True)
        self.done = [builder.randomness.get_stream(f"done {b}") for b in range(len(task.BASE))]
        self.seen = [builder.randomness.get_stream(f"seen {b}") for b in range(len(task.BASE))]
        builder.population.register_initializer(
            initializer=self.initialize, columns=COLUMNS, required_resources=[self.first]
        )

    def initialize(self, data: Any) -> None:
        """Everybody stands where they begin."""
        people = pd.DataFrame(
            {
                "entrance_time": data.creation_time,
                "trait": self.given,
                "score": task.START,
                "until": -1,
            },
            index=data.index,
        )
        self.register(people[["entrance_time", "trait"]])
        self.population_view.initialize(people)

    def on_time_step(self, event: Any) -> None:
        """One month."""
        self.population_view.update(["trait", "score", "until"], self.live)

    def live(self, people: Any) -> Any:
        """The persons a month later."""
        change = pd.Series(0.0, index=people.index)
        for b, (base, detection, points) in enumerate(zip(task.BASE, task.DETECTION, task.POINTS, strict=True)):
            done = self.done[b].filter_for_probability(people.index, np.minimum(1.0, base * people["trait"]))
            change.loc[self.seen[b].filter_for_probability(done, detection)] += points
        score = people["score"].to_numpy()
        near = score[self.friends].mean(axis=0)
        people["score"] = np.clip(score + change.to_numpy() - task.DRIFT * (score - near), *task.BOUNDS)
        people.loc[people["score"] < task.LISTED_BELOW, "until"] = self.month + task.LISTED_FOR
        tiers = np.bincount(np.searchsorted(task.TIERS[1:], people["score"], side="right"), minlength=len(task.TIERS))
        self.kept.append((float(people["score"].mean()), int((people["until"] > self.month).sum()), tiers))
        self.month += 1
        return people


def prepare(persons: int) -> Begin:
    """Traits and neighbours once; a new simulation for every run."""
    rng = np.random.default_rng(0)
    trait = np.exp(task.SPREAD * rng.standard_normal(persons) - task.SPREAD**2 / 2)
    friends = rng.integers(0, persons, (task.NEIGHBOURS, persons), dtype=np.int32)

    def begin(seed: int) -> Life:
        scoring = Scoring(trait, friends)
        configuration = {
            "population": {"population_size": persons},
            "randomness": {
                "key_columns": ["entrance_time", "trait"], "random_seed": seed, "map_size": max(10 * persons, 10**6),
            },
            "time": {"start": {"year": 2000, "month": 1, "day": 1}, "step_size": 30},
        }  # fmt: skip
        simulation = InteractiveContext(components=[scoring], configuration=configuration, logging_verbosity=0)

        def live() -> Outcome:
            for _ in range(task.TICKS):
                simulation.step()
            mean, listed, _ = scoring.kept[-1]
            return Outcome(mean, listed / persons)

        return live

    return begin
