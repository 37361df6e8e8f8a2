"""Scores that are netted and clamped: stationary laws, laws after a while, first hits.

References
----------
Feller 1968, *An Introduction to Probability Theory and Its Applications* I, ch. XIV. Asmussen 2003, *Applied
Probability and Queues*, ch. XIV (reflection at two barriers).
"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr
from scipy.stats import poisson

Floats = NDArray[np.float64]


def plus_minus_one(up: float, down: float, most: int) -> Floats:
    """Stationary law on 0 … most of a walk that goes up or down by one, or stays: π_k ∝ (up / down)^k."""
    weights = (up / down) ** np.arange(most + 1)
    return np.asarray(weights / weights.sum())


def reflected_brownian(drift: float, variance: float, low: float, high: float) -> tuple[float, float]:
    """Mean and variance of Brownian motion between two reflecting ends: density ∝ exp(2 drift x / variance)."""
    theta, width = 2 * drift / variance, high - low
    if abs(theta) < 1e-12:
        return (low + high) / 2, width**2 / 12
    e = np.exp(-theta * width)
    return float(high - 1 / theta + width * e / (1 - e)), float(1 / theta**2 - width**2 * e / (1 - e) ** 2)


def lattice(steps: Mapping[int, float], most: int) -> Floats:
    """Transition matrix on 0 … most of integer steps, clamped once after each."""
    transition = np.zeros((most + 1, most + 1))
    for i in range(most + 1):
        for step, p in steps.items():
            transition[i, min(most, max(0, i + step))] += p
    return transition


def poisson_steps(good: float, gain: int, bad: float, loss: int, most: int = 60) -> dict[int, float]:
    """Law of gain · Poisson(good) - loss · Poisson(bad): what a period nets, to be clamped once."""
    n = np.arange(most)
    weights = np.outer(poisson.pmf(n, good), poisson.pmf(n, bad))
    law: dict[int, float] = defaultdict(float)
    for i, j in zip(*np.nonzero(weights > 1e-18), strict=True):
        law[int(gain * i - loss * j)] += float(weights[i, j])
    return dict(law)


def two_coins(up: float, down: float) -> dict[int, float]:
    """Law of one step when a step up and a step down are independent and may cancel."""
    return {1: up * (1 - down), -1: down * (1 - up), 0: up * down + (1 - up) * (1 - down)}


def gaussian_steps(mean: float, sd: float, low: float, high: float, nodes: int = 200) -> tuple[Floats, Floats]:
    """States and transition matrix of x ← clip(x + N(mean, sd²)): both ends and Gauss-Legendre nodes (Nyström).

    Returns
    -------
    states
        Shape (nodes + 2,), the ends first and last.
    transition
        Shape (nodes + 2, nodes + 2).
    """
    x, w = np.polynomial.legendre.leggauss(nodes)
    x, w = low + (x + 1) * (high - low) / 2, w * (high - low) / 2
    states = np.concatenate([[low], x, [high]])
    weights = np.concatenate([[0.0], w, [0.0]])
    rows = [gaussian_step(states, float(state), mean, sd, weights) for state in states]
    return states, np.array(rows)


def gaussian_step(states: Floats, start: float, mean: float, sd: float, weights: Floats | None = None) -> Floats:
    """Law over the states of ``gaussian_steps`` after one step from anywhere between the ends."""
    if weights is None:
        _, w = np.polynomial.legendre.leggauss(len(states) - 2)
        weights = np.concatenate([[0.0], w * (states[-1] - states[0]) / 2, [0.0]])
    z = (states - start - mean) / sd
    law = np.exp(-0.5 * z**2) / (sd * np.sqrt(2 * np.pi)) * weights
    law[0], law[-1] = ndtr(z[0]), ndtr(-z[-1])
    return np.asarray(law / law.sum())


def ruin(up: float, start: int, top: int) -> tuple[float, float]:
    """P(0 before `top`) and mean duration of a game of ±1 (Feller I, XIV.2 and XIV.3)."""
    down = 1 - up
    if abs(up - down) < 1e-15:
        return 1 - start / top, float(start * (top - start))
    r = down / up
    lost = (r**top - r**start) / (r**top - 1)
    return lost, start / (down - up) - top / (down - up) * (1 - r**start) / (1 - r**top)


def autoregressive(kept: float, mean: float, variance: float, steps: int, start: float = 0.0) -> tuple[float, float]:
    """Mean and variance after so many steps of x ← kept · x + noise."""
    left = kept**steps
    return left * start + mean * (1 - left) / (1 - kept), variance * (1 - left**2) / (1 - kept**2)


def solve_two_coins(up: float, down: float) -> tuple[float, float]:
    """Chances of two independent coins that together step up with `up` and down with `down`."""
    spread = up - down
    second = (1 - spread - np.sqrt((1 - spread) ** 2 - 4 * down)) / 2
    return float(second + spread), float(second)
