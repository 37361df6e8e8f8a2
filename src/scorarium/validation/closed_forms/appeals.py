"""How long an error stands: filing, decision, refusal, another try, and the clock of the entry itself.

Counted in ticks as the engine does: an entry of tick t can first be appealed against in tick t + 1; a case filed in
tick u and taking m ticks is decided in tick u + m, before anybody acts; an entry struck out in tick t + T was there at
the start of T ticks; its own clock ends it at t + D, and what has ended is not struck out: corrected means T < D.

References
----------
Neuts 1981, *Matrix-Geometric Solutions in Stochastic Models* (phase types). Little 1961, Operations Research 9,
383-387.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc
from scipy.stats import erlang

from scorarium.validation.closed_forms.listing import erlang_c

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Appeals:
    """A procedure in ticks.

    Parameters
    ----------
    files
        Chance a tick that whoever may file does.
    decided
        ``decided[m]`` is the chance that a decision takes m ticks (m ≥ 1; index 0 is nought).
    upheld
        Chance of success.
    tries
        How often at most; 0 for no limit.
    wait
        Ticks after a refusal before the next filing.
    """

    files: float
    decided: tuple[float, ...]
    upheld: float
    tries: int = 0
    wait: int = 0


def fixed(ticks: int) -> tuple[float, ...]:
    """A decision that always takes so many ticks, at least one."""
    return (0.0,) * max(1, ticks) + (1.0,)


def exponential(mean: float, most: int) -> tuple[float, ...]:
    """A decision that takes exponential time, rounded half up to whole ticks, at least one."""
    j = np.arange(2, most)
    tail = np.exp(-(j - 0.5) / mean)
    law = np.concatenate([[0.0, 1 - np.exp(-1.5 / mean)], tail[:-1] - tail[1:]])
    return tuple(law)


def in_stages(mean: float, stages: int, most: int) -> tuple[float, ...]:
    """A decision that takes Erlang time in so many stages, rounded half up to whole ticks, at least one."""
    tail = erlang.sf(np.arange(1, most) - 0.5, stages, scale=mean / stages)
    tail[0] = 1.0
    return (0.0, *(tail[:-1] - tail[1:]))


def geometric(p: float, most: int) -> tuple[float, ...]:
    """A decision that comes in each tick with chance p."""
    j = np.arange(1, most)
    return (0.0, *(p * (1 - p) ** (j - 1)))


def corrected_at(appeals: Appeals, horizon: int) -> Floats:
    """Chance that the entry is struck out T = 0 … horizon - 1 ticks after it was made."""
    t = np.arange(horizon)
    filing = np.where(t >= 1, appeals.files * (1 - appeals.files) ** np.maximum(t - 1, 0), 0.0)
    decided = np.zeros(horizon)
    known = np.array(appeals.decided[:horizon])
    decided[: len(known)] = known
    one = np.convolve(filing, decided)[:horizon]
    found, pending, attempt = np.zeros(horizon), one, 1
    while pending.sum() > 1e-15 and (not appeals.tries or attempt <= appeals.tries):
        found += appeals.upheld * pending
        refused = np.concatenate([np.zeros(appeals.wait), (1 - appeals.upheld) * pending])[:horizon]
        pending = np.convolve(refused, one)[:horizon]
        attempt += 1
    return found


def standing_days(appeals: Appeals, lasts: int, known: float = 1.0) -> tuple[float, float, float]:
    """Mean and variance of the ticks that an error stands (E min(T, D)), and the chance that it is corrected.

    Parameters
    ----------
    lasts
        Ticks D until its own clock ends it (or the run does).
    known
        Share of those concerned who can appeal at all.
    """
    law = known * corrected_at(appeals, lasts)
    t = np.arange(lasts)
    never = 1.0 - law.sum()
    mean = float(law @ t + never * lasts)
    return mean, float(law @ (t - mean) ** 2 + never * (lasts - mean) ** 2), float(law.sum())


def mean_days(files: float, decided: float, upheld: float, wait: float = 0.0) -> float:
    """Mean time to correction without an end: (1/a + m)/s + wait (1/s - 1)."""
    return (1 / files + decided) / upheld + wait * (1 / upheld - 1)


def chain(files: float, decides: float, upheld: float, lasts: int, tries: int = 0) -> tuple[float, float]:
    """E min(T, D) and P(T ≤ D) as a Markov chain with one move a day: filing, then decision (phase type)."""
    n = max(1, tries)
    transition = np.zeros((2 * n + 1, 2 * n + 1))
    for k in range(n):
        idle, pending = 2 * k, 2 * k + 1
        transition[idle, idle], transition[idle, pending] = 1 - files, files
        transition[pending, pending] = 1 - decides
        again = idle if not tries else (idle + 2 if k + 1 < n else 2 * n)
        transition[pending, again] += decides * (1 - upheld)
    transition[-1, -1] = 1.0
    law = np.zeros(2 * n + 1)
    law[0], total = 1.0, 0.0
    for _ in range(lasts):
        total += law.sum()
        law = law @ transition
    return float(total), float(1 - law.sum())


def exponential_min(rate: float, lasts: float) -> tuple[float, float]:
    """E min(T, D) and P(T < D) for exponential T."""
    return float(-np.expm1(-rate * lasts) / rate), float(-np.expm1(-rate * lasts))


def erlang_min(stages: int, rate: float, lasts: float) -> float:
    """E min(T, D) when T has so many exponential stages."""
    return float(sum(gammainc(j + 1, rate * lasts) for j in range(stages)) / rate)


def office_wait(arrivals: float, speed: float, officers: int) -> float:
    """Mean wait before a case is taken up by one of so many officers (M/M/c)."""
    return erlang_c(officers, arrivals / speed) / (officers * speed - arrivals)
