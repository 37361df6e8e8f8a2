"""Scores coupled to others' scores: DeGroot, Friedkin-Johnsen, and how coupling shrinks differences.

x = (I - aW)⁻¹ (1 - a) s. For independent s of equal variance, Var(x_i) / Var(s) = Σ_j H_ij² with H the matrix above;
on a regular graph it is the mean of h(μ)² = ((1 - a)/(1 - aμ))² over the eigenvalues μ of W.

References
----------
DeGroot 1974, J. Amer. Statist. Assoc. 69, 118-121. Friedkin & Johnsen 1990, J. Math. Sociology 15, 193-206; 1999,
Advances in Group Processes 16, 1-29. Kesten 1959, Trans. AMS 92, 336-354. McKay 1981, Linear Algebra Appl. 40, 203-216.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def influence(weights: Floats, share: float | Floats) -> Floats:
    """H = (I - aW)⁻¹ (1 - a): what each person's own value weighs in each person's score.

    Parameters
    ----------
    weights
        W, shape (n, n), rows summing to 1.
    share
        a, for everybody or per person.
    """
    a = np.broadcast_to(np.asarray(share, float), (len(weights),))
    return np.asarray(np.linalg.solve(np.eye(len(weights)) - a[:, None] * weights, np.diag(1 - a)))


def anchored(weights: Floats, own: Floats, share: float | Floats) -> Floats:
    """The fixed point of Friedkin & Johnsen."""
    return np.asarray(influence(weights, share) @ np.asarray(own, float))


def consensus(weights: Floats) -> Floats:
    """What each person weighs in the consensus of DeGroot: the left eigenvector of W."""
    values, vectors = np.linalg.eig(weights.T)
    found = np.real(vectors[:, np.argmin(np.abs(values - 1))])
    return np.asarray(found / found.sum())


def by_rows(adjacency: Floats) -> Floats:
    """W from who knows whom."""
    return np.asarray(adjacency / adjacency.sum(axis=1, keepdims=True))


def shrink(eigenvalue: Floats, share: float) -> Floats:
    """h(μ) = (1 - a)/(1 - aμ)."""
    return np.asarray((1 - share) / (1 - share * np.asarray(eigenvalue)))


def complete_spectrum(n: int) -> Floats:
    """Eigenvalues of W on the complete graph."""
    return np.append(np.full(n - 1, -1 / (n - 1)), 1.0)


def ring_spectrum(n: int, degree: int = 2) -> Floats:
    """Eigenvalues of W on a ring on which everybody knows the `degree` nearest."""
    angle = 2 * np.pi * np.arange(n) / n
    return np.asarray(sum(2 * np.cos(k * angle) for k in range(1, degree // 2 + 1)) / degree)


def line_ratio(share: float) -> float:
    """Variance ratio on an endless line: (1 - a)² / (1 - a²)^{3/2}."""
    return float((1 - share) ** 2 / (1 - share**2) ** 1.5)


def variance_ratio(spectrum: Floats, share: float) -> float:
    """Mean of h² over the spectrum of a graph on which all persons are alike."""
    return float((shrink(spectrum, share) ** 2).mean())


def regular_spectrum(degree: int, nodes: int = 4000) -> tuple[Floats, Floats]:
    """Eigenvalues of W and their weights on a large random regular graph: the law of Kesten and McKay."""
    angle = (np.arange(nodes) + 0.5) * np.pi / nodes
    edge = 2 * np.sqrt(degree - 1)
    x = edge * np.cos(angle)
    density = degree * np.sqrt(np.maximum(edge**2 - x**2, 0)) / (2 * np.pi * (degree**2 - x**2))
    weights = density * edge * np.sin(angle) * np.pi / nodes
    return x / degree, np.asarray(weights / weights.sum())


def regular_ratio(degree: int, share: float) -> float:
    """Variance ratio on a large random regular graph: (1 - a)² z² (-G'(z)), z = d/a, G the tree's Green function."""
    z = degree / share
    root = np.sqrt(z * z - 4 * (degree - 1))
    below = (degree - 2) * z + degree * root
    slope = -2 * (degree - 1) * ((degree - 2) + degree * z / root) / below**2
    return float((1 - share) ** 2 * z * z * -slope)


def regular_neighbours(degree: int, share: float) -> float:
    """Correlation of the scores of two who know each other on such a graph."""
    z = degree / share
    root = np.sqrt(z * z - 4 * (degree - 1))
    green = 2 * (degree - 1) / ((degree - 2) * z + degree * root)
    ratio = regular_ratio(degree, share)
    return float((ratio - (1 - share) ** 2 * z * green) / (share * ratio))
