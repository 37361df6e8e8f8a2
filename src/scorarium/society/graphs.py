"""Graphs of friends: what is asked of one, the exact shapes, and what is measured on one.

References
----------
Watts & Strogatz (1998), "Collective dynamics of small-world networks", Nature 393 (the clustering coefficient).
Coleman (1958), "Relational analysis", Hum. Organ. 17 (inbreeding homophily).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, MalformedError
from scorarium.kernels import ties as kernel
from scorarium.names import Decision
from scorarium.society.dice import Dice

Shape = Literal["small_world", "regular", "complete", "ring", "star"]
MOST_EDGES = 200_000_000
"""Directed ties that a complete graph may have."""

SAMPLE = 20_000
"""Persons on whom clustering is measured."""


@dataclass(frozen=True)
class Friends:
    """What a society says of friendship.

    Parameters
    ----------
    mean_degree : float
        Friends per person.
    clustering : float
        Mean over persons of the share of pairs of their friends who are friends (nought with fewer than two).
    alike_in : mapping of str to float
        Attribute or ``district`` -> share of ties kept within a level, beyond what chance keeps there.
    shape : str
        ``small_world``, or exactly ``regular``, ``complete``, ``ring`` or ``star``.
    """

    mean_degree: float
    clustering: float = 0.0
    alike_in: Mapping[str, float] = field(default_factory=dict)
    shape: Shape = "small_world"


@dataclass(frozen=True)
class Graph:
    """A symmetric graph by rows.

    Parameters
    ----------
    first : int64 array, shape (n + 1,)
        Where each person's friends begin.
    friends : int32 array
        Ascending within a person.
    """

    first: NDArray[np.int64]
    friends: NDArray[np.int32]

    @property
    def degree(self) -> NDArray[np.int64]:
        """Friends of each person."""
        return np.diff(self.first)


def nobody(n: int) -> Graph:
    """No ties at all."""
    return Graph(np.zeros(n + 1, np.int64), np.zeros(0, np.int32))


def too_many(degree: float, n: int) -> MalformedError:
    """Say that nobody has more friends than there are others."""
    return MalformedError(
        Complaint(
            f"{n} person{'' if n == 1 else 's'} cannot have so many friends each",
            f"{degree:g}",
            f"at most {n - 1}",
            f"Take --persons {int(degree) + 1} or more.",
            at=("ties", "friends", "mean_degree"),
        )
    )


def local_clustering(graph: Graph, dice: Dice) -> float:
    """Mean over persons (a sample of large societies) of the closed share of pairs of their friends."""
    n = len(graph.first) - 1
    persons = slice(n) if n <= SAMPLE else dice.shuffled(Decision.FRIEND, n, index=5)[:SAMPLE]
    degree = graph.degree[persons].astype(np.float64)
    closed = np.zeros(len(degree), np.int64)
    if isinstance(persons, slice):
        kernel.all_triangles(graph.first, graph.friends, closed)
    else:
        kernel.triangles(graph.first, graph.friends, persons, closed)
    pairs = degree * (degree - 1.0) / 2.0
    return float(np.divide(closed, pairs, out=np.zeros(len(degree)), where=pairs > 0).mean()) if n else 0.0


def inbreeding(graph: Graph, level: NDArray[np.int32]) -> float:
    """Share of ties kept within a level beyond chance: (same - chance) / (1 - chance), chance by degrees."""
    if len(graph.friends) == 0:
        return 0.0
    ends = np.repeat(level, graph.degree)
    same = float((ends == level[graph.friends]).mean())
    shares = np.bincount(level, weights=graph.degree) / len(graph.friends)
    chance = float((shares**2).sum())
    return (same - chance) / (1.0 - chance) if chance < 1.0 else 0.0


def exact(friends: Friends, n: int, dice: Dice) -> Graph:
    """Make a graph of an exact shape.

    Parameters
    ----------
    friends : Friends
        A shape other than ``small_world``; ``star`` has person 0 in its middle, a ``ring`` runs in their order.
    n : int
        Number of persons.
    dice : Dice
        Uses decision ``FRIEND`` for ``regular``.

    Raises
    ------
    MalformedError
        The shape leaves no room for what else is asked, or for so many persons.
    """
    if friends.alike_in or friends.clustering:
        raise MalformedError(
            Complaint(
                f"the shape '{friends.shape}' leaves no room for clustering or likeness",
                expected="shape: small_world",
                repair="Drop clustering and alike_in or the shape.",
                at=("ties", "friends", "shape"),
            )
        )
    degree = round(friends.mean_degree)
    match friends.shape:
        case "complete":
            table = _complete(n)
        case "star":
            hub = np.concatenate([np.arange(1, n), np.zeros(n - 1, np.int64)]).astype(np.int32)
            return Graph(np.concatenate([[0], np.arange(n - 1, 2 * n - 1)]).astype(np.int64), hub)
        case "ring":
            table = _ring(n, degree)
        case _:
            table = _regular(n, degree, dice)
    rows = np.sort(table, axis=1)
    return Graph(np.arange(n + 1, dtype=np.int64) * rows.shape[1], rows.reshape(-1))


def _complete(n: int) -> NDArray[np.int32]:
    if n * (n - 1) > MOST_EDGES:
        raise MalformedError(
            Complaint(
                "a complete graph of so many persons does not fit into memory",
                f"{n:,} persons",
                "at most 14,000",
                at=("ties", "friends", "shape"),
            )
        )
    others = np.tile(np.arange(n - 1, dtype=np.int32), (n, 1))
    return np.asarray(others + (others >= np.arange(n, dtype=np.int32)[:, None]), np.int32)


def _ring(n: int, degree: int) -> NDArray[np.int32]:
    """Everybody tied to the `degree` nearest persons of a circle."""
    if degree % 2 or degree < 2 or degree > n - 1:
        raise MalformedError(
            Complaint(
                "in a ring everybody has as many friends on either side",
                f"{degree}",
                f"an even number from 2 to {n - 1}",
                at=("ties", "friends", "mean_degree"),
            )
        )
    steps = np.array([step for k in range(1, degree // 2 + 1) for step in (k, -k)])
    return np.asarray((np.arange(n)[:, None] + steps) % n, np.int32)


def _regular(n: int, degree: int, dice: Dice) -> NDArray[np.int32]:
    """A random graph in which everybody has exactly `degree` friends."""
    if degree > n - 1 or degree < 0:
        raise too_many(degree, n)
    if n * degree % 2:
        raise MalformedError(
            Complaint(
                f"{n} persons cannot have {degree} friends each: the ends of ties come in pairs",
                expected="an even number of friends or of persons",
                at=("ties", "friends", "mean_degree"),
            )
        )
    if degree > (n - 1) // 2:
        return _complement(_regular(n, n - 1 - degree, dice), n)
    stubs = np.repeat(np.arange(n, dtype=np.int32), degree)
    kernel.shuffle(stubs, dice.row(Decision.FRIEND, len(stubs), index=6))
    for attempt in range(20):
        table = np.full((n, degree), -1, np.int32)
        words = dice.row(Decision.FRIEND, 4096 + 256 * degree * degree, index=7 + attempt)
        if kernel.regular(stubs, words, table) == 0:
            return table
        kernel.shuffle(stubs, dice.row(Decision.FRIEND, len(stubs), index=32 + attempt))
    got, fewer = f"{n} persons, {degree} friends", "fewer friends, or more persons"
    raise MalformedError(Complaint("no regular graph was found", got, fewer, at=("ties", "friends", "shape")))


def _complement(table: NDArray[np.int32], n: int) -> NDArray[np.int32]:
    """Whoever is not a friend becomes one."""
    apart = np.ones((n, n), np.bool_)
    np.fill_diagonal(apart, val=False)
    apart[np.arange(n)[:, None], table] = False
    return np.asarray(np.nonzero(apart)[1].reshape(n, -1), np.int32)
