"""Starsim: states, distributions and a module, with draws aligned between scenarios and without."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import starsim as ss

from benchmarks.peers import task
from benchmarks.peers.task import Begin, Life, Outcome


class Scoring(ss.Module):  # type: ignore[misc]
    """What people do, what is seen of it, and their scores."""

    def __init__(self, trait: Any, friends: Any) -> None:
        super().__init__()
        self.given, self.friends = trait, friends
        self.define_states(
            ss.FloatArr("trait"), ss.FloatArr("score", default=task.START), ss.FloatArr("until", default=-1.0)
        )
        self.done = [ss.bernoulli(p=partial(chance, base)) for base in task.BASE]
        self.seen = [ss.bernoulli(p=detection) for detection in task.DETECTION]

    def init_post(self) -> None:
        """Everybody has the trait that all variants give."""
        super().init_post()
        self.trait[:] = self.given

    def init_results(self) -> None:
        """What is kept of each month."""
        super().init_results()
        tiers = [ss.Result(f"tier_{k}", dtype=int) for k in range(len(task.TIERS))]
        self.define_results(ss.Result("mean_score", dtype=float), ss.Result("listed", dtype=int), *tiers)

    def step(self) -> None:
        """One month."""
        score = self.score.values
        change = np.zeros_like(score)
        for done, seen, points in zip(self.done, self.seen, task.POINTS, strict=True):
            change[seen.filter(done.filter())] += points
        near = score[self.friends].mean(axis=0)
        score = np.clip(score + change - task.DRIFT * (score - near), *task.BOUNDS)
        self.score[:] = score
        self.until[self.score < task.LISTED_BELOW] = self.ti + task.LISTED_FOR

    def update_results(self) -> None:
        """Mean, list and tiers."""
        super().update_results()
        score = self.score.values
        self.results.mean_score[self.ti] = score.mean()
        self.results.listed[self.ti] = np.count_nonzero(self.until.values > self.ti)
        counts = np.bincount(np.searchsorted(task.TIERS[1:], score, side="right"), minlength=len(task.TIERS))
        for k, n in enumerate(counts):
            self.results[f"tier_{k}"][self.ti] = n


def chance(base: float, module: Any, sim: Any, uids: Any) -> Any:
    """The probability of one behaviour."""
    return np.minimum(1.0, base * module.trait[uids])


def prepare(persons: int, *, is_aligned: bool = True) -> Begin:
    """Traits and neighbours once; a new simulation for every run."""
    ss.options(crn=is_aligned, verbose=0)
    rng = np.random.default_rng(0)
    trait = np.exp(task.SPREAD * rng.standard_normal(persons) - task.SPREAD**2 / 2)
    friends = rng.integers(0, persons, (task.NEIGHBOURS, persons), dtype=np.int32)

    def begin(seed: int) -> Life:
        scoring = Scoring(trait, friends)
        sim = ss.Sim(
            n_agents=persons,
            modules=[scoring],
            copy_inputs=False,
            dt=ss.month,
            start="2000-01-01",
            dur=ss.months(task.TICKS - 1),
            rand_seed=seed,
        )
        sim.init()

        def live() -> Outcome:
            sim.run()
            listed = float((scoring.until.values >= task.TICKS).mean())
            return Outcome(float(scoring.score.values.mean()), listed)

        return live

    return begin


def prepare_unaligned(persons: int) -> Begin:
    """The same with draws as they come."""
    return prepare(persons, is_aligned=False)
