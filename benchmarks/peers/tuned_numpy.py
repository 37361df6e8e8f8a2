"""NumPy, tuned: single precision, arrays reused, no table of persons by behaviours."""

from __future__ import annotations

import numpy as np

from benchmarks.peers import task
from benchmarks.peers.task import Begin, Life, Outcome


def prepare(persons: int) -> Begin:
    """Traits and neighbours once; each run begins with the same scores."""
    rng = np.random.default_rng(0)
    trait = np.exp(task.SPREAD * rng.standard_normal(persons, np.float32) - task.SPREAD**2 / 2)
    friends = rng.integers(0, persons, (task.NEIGHBOURS, persons), dtype=np.int32)
    luck, near, change = (np.empty(persons, np.float32) for _ in range(3))
    edges = np.array(task.TIERS[1:], np.float32)

    def begin(seed: int) -> Life:
        draw = np.random.default_rng(seed + 1)
        score = np.full(persons, task.START, np.float32)
        listed_until = np.full(persons, -1, np.int8)

        def live() -> Outcome:
            for t in range(task.TICKS):
                change[:] = 0.0
                for base, detection, points in zip(task.BASE, task.DETECTION, task.POINTS, strict=True):
                    draw.random(out=luck, dtype=np.float32)
                    done = np.flatnonzero(luck < np.float32(base) * trait)
                    seen = done[draw.random(len(done), dtype=np.float32) < detection]
                    change[seen] += np.float32(points)
                near[:] = 0.0
                for row in friends:
                    np.add(near, score[row], out=near)
                np.multiply(near, np.float32(1.0 / task.NEIGHBOURS), out=near)
                np.subtract(near, score, out=near)
                np.multiply(near, np.float32(task.DRIFT), out=near)
                np.add(score, change, out=score)
                np.add(score, near, out=score)
                np.clip(score, *task.BOUNDS, out=score)
                np.bincount(np.searchsorted(edges, score, side="right"), minlength=len(task.TIERS))
                listed_until[score < task.LISTED_BELOW] = t + task.LISTED_FOR
                score.mean(dtype=np.float64)
                np.count_nonzero(listed_until > t)
            return Outcome(float(score.mean(dtype=np.float64)), float((listed_until >= task.TICKS).mean()))

        return live

    return begin
