"""Plain torch on the processor: tensors in single precision, no gradients, all threads that torch takes by itself."""

from __future__ import annotations

import numpy as np
import torch

from benchmarks.peers import task
from benchmarks.peers.task import Begin, Life, Outcome


def prepare(persons: int) -> Begin:
    """Traits and neighbours once; each run begins with the same scores."""
    rng = np.random.default_rng(0)
    trait = torch.from_numpy(np.exp(task.SPREAD * rng.standard_normal(persons, np.float32) - task.SPREAD**2 / 2))
    friends = torch.from_numpy(rng.integers(0, persons, (task.NEIGHBOURS, persons), dtype=np.int64))
    edges = torch.tensor(task.TIERS[1:])

    def begin(seed: int) -> Life:
        luck = torch.Generator().manual_seed(seed)
        first = torch.full((persons,), task.START)

        def live() -> Outcome:
            score = first
            until = torch.full((persons,), -1, dtype=torch.int8)
            with torch.inference_mode():
                for t in range(task.TICKS):
                    change = torch.zeros(persons)
                    for base, detection, points in zip(task.BASE, task.DETECTION, task.POINTS, strict=True):
                        done = torch.rand(persons, generator=luck) < base * trait
                        seen = done & (torch.rand(persons, generator=luck) < detection)
                        change.add_(seen, alpha=points)
                    near = torch.zeros(persons)
                    for row in friends:
                        near += score[row]
                    near /= task.NEIGHBOURS
                    score = (score + change - task.DRIFT * (score - near)).clamp_(*task.BOUNDS)
                    until[score < task.LISTED_BELOW] = t + task.LISTED_FOR
                    torch.bincount(torch.bucketize(score, edges, right=True), minlength=len(task.TIERS))
                    score.mean()
                    (until > t).sum()
            return Outcome(float(score.double().mean()), float((until >= task.TICKS).double().mean()))

        return live

    return begin
