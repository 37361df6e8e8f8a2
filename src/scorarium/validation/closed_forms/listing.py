"""Lists: stock and flow, and what a listing's term means when a new ground comes while listed.

One person gives grounds at rate λ; each lists for D. The three laws are the two types of counter and the queue M/D/1.

References
----------
Feller 1968 I, ch. XIII (counters). Takács 1962, *Introduction to the Theory of Queues* (M/G/∞). Borel 1942.
"""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import erlang, poisson

Floats = NDArray[np.float64]
Renewing = Literal["ignored", "restarts"]
Repeat = Literal["ignored", "restarts", "adds"]


def share_listed(repeat: Repeat, rate: float, lasts: float) -> float:
    """Long-run share of time listed, in continuous time.

    ``ignored`` λD / (1 + λD), ``restarts`` 1 - e^{-λD}, ``adds`` λD (below 1).
    """
    load = rate * lasts
    match repeat:
        case "ignored":
            return load / (1 + load)
        case "restarts":
            return float(-np.expm1(-load))
        case "adds":
            return load


def mean_spell(repeat: Repeat, rate: float, lasts: float) -> float:
    """Mean length of one listing, in continuous time."""
    match repeat:
        case "ignored":
            return lasts
        case "restarts":
            return float(np.expm1(rate * lasts) / rate)
        case "adds":
            return lasts / (1 - rate * lasts)


def share_in_ticks(repeat: Repeat, p: float, lasts: int) -> float:
    """Long-run share of ticks at whose end a person is listed: release comes before acting, D whole ticks.

    Parameters
    ----------
    p
        Chance of at least one ground in a tick, 1 - e^{-λΔ}; for ``adds`` the grounds of a tick are counted:
        λΔ = -ln(1 - p).
    """
    match repeat:
        case "ignored":
            return p * lasts / (1 - p + p * lasts)
        case "restarts":
            return 1 - (1 - p) ** lasts
        case "adds":
            return float(-np.log1p(-p) * lasts)


def listed_after(repeat: Repeat, p: float, lasts: int, ticks: int) -> float:
    """Share listed at the end of tick `ticks` - 1 of people who start off the list, exactly."""
    match repeat:
        case "ignored":
            return float(_starts(p, _fixed(lasts, ticks))[-lasts:].sum())
        case "restarts":
            return 1 - (1 - p) ** min(ticks, lasts)
        case "adds":
            return 1 - float(workload(-np.log1p(-p), lasts, ticks)[0])


def _starts(p: float, survives: Floats) -> Floats:
    """Chance that a listing begins in each tick when grounds while listed are ignored (a renewal equation).

    ``survives[j]`` is the chance that a listing lasts at least j ticks.
    """
    begins = np.zeros(len(survives) - 1)
    for t in range(len(begins)):
        begins[t] = p * (1.0 - begins[:t] @ survives[t + 1 : 1 : -1])
    return begins


def _fixed(lasts: int, ticks: int) -> Floats:
    return np.asarray(np.arange(ticks + 1) <= lasts, float)


def listed_when_drawn(p: float, survives: Callable[[int], float], ticks: int) -> float:
    """Share listed at the end of the last tick when grounds while listed are ignored and terms are drawn."""
    law = np.array([survives(j) for j in range(ticks + 1)])
    return float(_starts(p, law) @ law[:0:-1])


def n_listings(repeat: Renewing, p: float, lasts: int, ticks: int) -> float:
    """Mean number of listings that begin in so many ticks."""
    if repeat == "ignored":
        return float(_starts(p, _fixed(lasts, ticks)).sum())
    t = np.arange(ticks)
    return float((p * (1 - p) ** np.minimum(t, lasts - 1)).sum())


def workload(mean: float, lasts: int, ticks: int) -> Floats:
    """Law of the ticks still to be served at the end of the last tick when terms add up (M/D/1 in ticks)."""
    most = int(mean * ticks * lasts + 12 * lasts * np.sqrt(mean * ticks + 1)) + 2 * lasts
    new = poisson.pmf(np.arange(most // lasts + 1), mean)
    law = np.zeros(most + 1)
    law[0] = 1.0
    for _ in range(ticks):
        left = np.append(law[1:], 0.0)
        left[0] += law[0]
        law = np.zeros_like(left)
        for n, weight in enumerate(new[new > 1e-16]):
            law[n * lasts :] += weight * left[: len(left) - n * lasts]
    return law


def stock_exponential(rate: float, mean: float, t: float = np.inf) -> float:
    """Mean (and variance) of the stock of M/M/∞ at time t from nothing: λm (1 - e^{-t/m})."""
    return float(-rate * mean * np.expm1(-t / mean))


def stock_fixed(rate: float, lasts: float, t: float = np.inf) -> float:
    """Mean (and variance) of the stock of M/D/∞ at time t from nothing: λ min(t, D)."""
    return rate * min(t, lasts)


def stock_in_ticks(mean: float, survives: Callable[[int], float], ticks: int) -> float:
    """Mean of the Poisson stock at the end of the last tick.

    Parameters
    ----------
    mean
        Mean number of entries a tick.
    survives
        ``survives(j)`` is the chance that an entry lasts at least j ticks, j ≥ 1.
    """
    return mean * sum(survives(j) for j in range(1, ticks + 1))


def survives_exponential(mean: float) -> Callable[[int], float]:
    """Exponential terms of `mean` ticks, rounded half up, at least one tick."""
    return lambda j: 1.0 if j <= 1 else float(np.exp(-(j - 0.5) / mean))


def survives_erlang(mean: float, stages: int) -> Callable[[int], float]:
    """Erlang terms of `mean` ticks in so many stages, rounded half up, at least one tick."""
    return lambda j: 1.0 if j <= 1 else float(erlang.sf(j - 0.5, stages, scale=mean / stages))


def autocorrelation(kind: Literal["exponential", "fixed"], mean: float, lag: float) -> float:
    """Autocorrelation of the stationary stock: e^{-h/m}, or 1 - h/D."""
    return float(np.exp(-lag / mean)) if kind == "exponential" else max(0.0, 1 - lag / mean)


def erlang_b(servers: int, load: float) -> float:
    """Chance that all servers are taken (Erlang's loss formula)."""
    blocked = 1.0
    for k in range(1, servers + 1):
        blocked = load * blocked / (k + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """Chance of having to wait."""
    blocked = erlang_b(servers, load)
    return blocked / (1 - load / servers * (1 - blocked))
