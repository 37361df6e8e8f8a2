"""Finite Markov chains: what the walks and ladders have in common."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def stationary(transition: Floats) -> Floats:
    """Stationary law of an ergodic chain.

    Parameters
    ----------
    transition
        Shape (n, n); rows sum to 1.
    """
    n = len(transition)
    system = np.vstack([(transition.T - np.eye(n))[:-1], np.ones(n)])
    return np.asarray(np.linalg.solve(system, np.append(np.zeros(n - 1), 1.0)))


def stationary_derivative(transition: Floats, slope: Floats) -> Floats:
    """Derivative of the stationary law when the chain changes with `slope`: dπ (I - P) = π P', Σ dπ = 0."""
    n = len(transition)
    system = np.vstack([(np.eye(n) - transition).T[:-1], np.ones(n)])
    pi = stationary(transition)
    return np.asarray(np.linalg.solve(system, np.append((pi @ slope)[:-1], 0.0)))


def after(transition: Floats, start: int | Floats, steps: int) -> Floats:
    """Law after so many steps from a state (or a law)."""
    law = np.eye(len(transition))[start] if isinstance(start, int) else np.asarray(start, float)
    for _ in range(steps):
        law = law @ transition
    return np.asarray(law)


def hits(transition: Floats, start: int, targets: list[int], steps: int) -> Floats:
    """Probabilities of having been in one of the targets by step 0 … steps, shape (steps + 1, targets).

    A target absorbs: whoever reached one is not counted at another later.
    """
    held = transition.copy()
    for target in targets:
        held[target] = 0.0
        held[target, target] = 1.0
    law = np.eye(len(held))[start]
    found = [law[targets]]
    for _ in range(steps):
        law = law @ held
        found.append(law[targets])
    return np.array(found)


def mean_and_variance(law: Floats, values: Floats | None = None) -> tuple[float, float]:
    """Mean and variance of a discrete law over `values` (0, 1, 2 … without)."""
    x = np.arange(len(law), dtype=float) if values is None else values
    mean = float(law @ x)
    return mean, float(law @ (x - mean) ** 2)
