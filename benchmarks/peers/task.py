"""The task that all variants do: persons, eight behaviours, detection, points, neighbours, tiers and a list.

Every month each person does behaviour ``b`` with probability ``min(1, BASE[b] * trait)``; what is done is detected with
probability ``DETECTION[b]`` and brings ``POINTS[b]``. Then ``score <- score + points - DRIFT * (score - mean of the
NEIGHBOURS' scores a month ago)``, held within ``BOUNDS``; a score below ``LISTED_BELOW`` puts a person on a list for
``LISTED_FOR`` months. Traits are lognormal with mean 1. What comes out each month: mean score, persons in each tier,
persons on the list.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Final

BASE: Final = (0.02, 0.03, 0.05, 0.08, 0.10, 0.12, 0.15, 0.20)
DETECTION: Final = (0.30, 0.20, 0.25, 0.40, 0.50, 0.30, 0.40, 0.50)
POINTS: Final = (-60.0, -45.0, -30.0, -15.0, -8.0, 8.0, 10.0, 12.0)
SPREAD: Final = 0.5
"""Standard deviation of the logarithm of a trait."""
START: Final = 500.0
BOUNDS: Final = (0.0, 1000.0)
DRIFT: Final = 0.1
NEIGHBOURS: Final = 10
TIERS: Final = (0.0, 420.0, 470.0, 500.0, 530.0)
LISTED_BELOW: Final = 420.0
LISTED_FOR: Final = 12
TICKS: Final = 12


@dataclass
class Outcome:
    """What the persons came to at the end.

    Parameters
    ----------
    mean_score
        Mean of all scores.
    listed_share
        Persons on the list, as a share of persons.
    """

    mean_score: float
    listed_share: float


@dataclass
class Timing:
    """One variant at one size.

    Parameters
    ----------
    setup_s
        Making the people and their neighbours.
    first_s
        The first run, compilation included.
    run_s
        Each further run of all ticks, in seconds.
    peak_bytes
        The most memory that the process held, less what it held before there were people.
    outcome
        Means over all runs.
    """

    setup_s: float
    first_s: float
    run_s: list[float]
    peak_bytes: float
    outcome: Outcome

    def document(self) -> dict[str, object]:
        """As plain data."""
        return asdict(self)


Life = Callable[[], Outcome]
"""All ticks from the start."""
Begin = Callable[[int], Life]
"""Everybody stands where they begin, with the seed that is given; not timed."""


def measure(prepare: Callable[[int], Begin], persons: int, runs: int) -> Timing:
    """Prepare ``persons`` and let them live ``runs`` times beyond the first."""
    before, begin = peak(), time.perf_counter()
    start = prepare(persons)
    setup = time.perf_counter() - begin
    outcomes, seconds = [], []
    for seed in range(runs + 1):
        live = start(seed)
        begin = time.perf_counter()
        outcomes.append(live())
        seconds.append(time.perf_counter() - begin)
        del live  # before the next stands ready: nobody needs room for two
    mean = Outcome(
        sum(one.mean_score for one in outcomes) / len(outcomes),
        sum(one.listed_share for one in outcomes) / len(outcomes),
    )
    return Timing(setup, seconds[0], seconds[1:], peak() - before, mean)


def peak() -> float:
    """The most memory that this process has held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)
