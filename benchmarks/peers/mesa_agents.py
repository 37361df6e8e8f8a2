"""Mesa: one object per person, as its tutorial teaches."""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np

from benchmarks.peers import task
from benchmarks.peers.task import Begin, Life, Outcome


class Person(mesa.Agent):  # type: ignore[misc]
    """Somebody who acts, is seen and has a score."""

    def __init__(self, model: Any, trait: float) -> None:
        super().__init__(model)
        self.trait = trait
        self.friends: list[Person] = []
        self.score = self.before = task.START
        self.listed_until = -1
        self.tier = 0

    def remember(self) -> None:
        """What others read in this month."""
        self.before = self.score

    def live(self) -> None:
        """One month."""
        luck = self.model.random.random
        points = 0.0
        for base, detection, worth in zip(task.BASE, task.DETECTION, task.POINTS, strict=True):
            if luck() < base * self.trait and luck() < detection:
                points += worth
        near = sum(friend.before for friend in self.friends) / task.NEIGHBOURS
        score = self.before + points - task.DRIFT * (self.before - near)
        self.score = min(max(score, task.BOUNDS[0]), task.BOUNDS[1])
        self.tier = sum(self.score >= edge for edge in task.TIERS) - 1
        if self.score < task.LISTED_BELOW:
            self.listed_until = self.model.month + task.LISTED_FOR


class Society(mesa.Model):  # type: ignore[misc]
    """All persons."""

    def __init__(self, persons: int) -> None:
        super().__init__(seed=0)
        rng = np.random.default_rng(0)
        self.month = 0
        for trait in np.exp(task.SPREAD * rng.standard_normal(persons) - task.SPREAD**2 / 2):
            Person(self, float(trait))
        everybody = list(self.agents)
        for person, row in zip(everybody, rng.integers(0, persons, (persons, task.NEIGHBOURS)), strict=True):
            person.friends = [everybody[k] for k in row]

    def begin(self, seed: int) -> None:
        """Back to the first month."""
        self.random.seed(seed)
        for person in self.agents:
            person.score, person.listed_until = task.START, -1

    def step(self) -> None:
        """One month of everybody."""
        self.agents.do("remember")
        self.agents.do("live")
        self.agents.agg("score", np.mean)
        self.agents.agg("listed_until", lambda ends: sum(end > self.month for end in ends))
        self.agents.agg("tier", np.bincount)
        self.month += 1


def prepare(persons: int) -> Begin:
    """A model with its agents."""
    model = Society(persons)

    def begin(seed: int) -> Life:
        model.begin(seed)
        model.month = 0

        def live() -> Outcome:
            for _ in range(task.TICKS):
                model.step()
            listed = model.agents.agg("listed_until", lambda ends: sum(end >= task.TICKS for end in ends))
            return Outcome(float(model.agents.agg("score", np.mean)), float(listed) / persons)

        return live

    return begin
