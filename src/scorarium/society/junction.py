"""Joint distributions as junction trees: cliques of attributes that agree on what they share.

References
----------
Jensen, Lauritzen & Olesen (1990), "Bayesian updating in causal probabilistic networks by local computations",
Comput. Statist. Quart. 4. Rose (1970), "Triangulated graphs and the elimination process", J. Math. Anal. Appl. 32.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, MalformedError

LARGEST_CLIQUE = 4_000_000
"""Cells that one clique may have; beyond it the tables tie too many attributes together."""


@dataclass(frozen=True)
class Table:
    """Shares that add to one, over one or several attributes.

    Parameters
    ----------
    name : str
        Path in the society's words, for messages.
    of : tuple of str
        The attributes, in the order of the axes of `shares`.
    shares : float64 array
        One axis per attribute.
    """

    name: str
    of: tuple[str, ...]
    shares: NDArray[np.float64]


@dataclass(frozen=True)
class Clique:
    """Attributes that are fitted in one table.

    Parameters
    ----------
    of : tuple of str
        The attributes, in declared order.
    shares : float64 array
        Fitted shares, one axis per attribute.
    parent : int
        Number of the clique before it in the tree, -1 for the first.
    shared : tuple of str
        The attributes that it has in common with its parent.
    """

    of: tuple[str, ...]
    shares: NDArray[np.float64]
    parent: int
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Fitted:
    """A joint distribution as a tree of cliques, parents before children.

    Parameters
    ----------
    cliques : tuple of Clique
        In an order in which every parent comes before its children.
    sizes : mapping of str to int
        Number of levels of every attribute.
    """

    cliques: tuple[Clique, ...]
    sizes: Mapping[str, int]

    def margin(self, of: tuple[str, ...]) -> NDArray[np.float64]:
        """Fitted shares over attributes that lie in one clique, axes in the order of `of`.

        Raises
        ------
        KeyError
            No clique holds all of them.
        """
        for clique in self.cliques:
            if set(of) <= set(clique.of):
                return marginal(clique.shares, clique.of, of)
        raise KeyError(of)


def marginal(shares: NDArray[np.float64], of: tuple[str, ...], onto: tuple[str, ...]) -> NDArray[np.float64]:
    """Sum a table over everything but `onto`; the axes come in the order of `onto`."""
    rest = tuple(axis for axis, name in enumerate(of) if name not in onto)
    kept = [name for name in of if name in onto]
    summed: NDArray[np.float64] = shares.sum(axis=rest) if rest else shares
    return np.transpose(summed, [kept.index(name) for name in onto])


def spread(values: NDArray[np.float64], onto: tuple[str, ...], of: tuple[str, ...]) -> NDArray[np.float64]:
    """Bring a table over `onto` into the axes of `of` (length one where it says nothing)."""
    order = [onto.index(name) for name in of if name in onto]
    shape = [values.shape[onto.index(name)] if name in onto else 1 for name in of]
    return np.transpose(values, order).reshape(shape)


def cliques_of(sizes: Mapping[str, int], scopes: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Largest cliques of the triangulated graph, by eliminating where the fewest new edges arise."""
    near: dict[str, set[str]] = {name: set() for name in sizes}
    for scope in scopes:
        for name in scope:
            near[name] |= set(scope) - {name}
    order = {name: place for place, name in enumerate(sizes)}
    found: list[set[str]] = []
    left = set(sizes)
    while left:
        chosen = min(left, key=lambda name: (*_fill(near, sizes, name), order[name]))
        clique = near[chosen] | {chosen}
        for name in near[chosen]:
            near[name] = (near[name] | near[chosen]) - {chosen, name}
        left.remove(chosen)
        if not any(clique <= other for other in found):
            found.append(clique)
    ordered = [tuple(sorted(clique, key=order.__getitem__)) for clique in found]
    for names in ordered:
        if (cells := int(np.prod([sizes[name] for name in names], dtype=np.int64))) > LARGEST_CLIQUE:
            raise MalformedError(
                Complaint(
                    "the joint tables tie too many attributes together",
                    f"{cells:,} cells over {', '.join(names)}",
                    f"at most {LARGEST_CLIQUE:,}",
                    "Drop the joint table that closes the circle.",
                    ("joint_tables",),
                )
            )
    return sorted(ordered, key=lambda names: [order[name] for name in names])


def _fill(near: Mapping[str, set[str]], sizes: Mapping[str, int], name: str) -> tuple[int, float]:
    """Count the new edges and the cells that eliminating `name` would bring."""
    around = sorted(near[name])
    new = sum(1 for i, a in enumerate(around) for b in around[i + 1 :] if b not in near[a])
    return new, float(np.prod([sizes[a] for a in around], dtype=np.float64)) * sizes[name]


class Tree:
    """Cliques, their shares, and the walk over the edges between them."""

    def __init__(self, sizes: Mapping[str, int], cliques: list[tuple[str, ...]]) -> None:
        self.sizes = sizes
        self.of = cliques
        self.shares = [np.ones([sizes[name] for name in clique], np.float64) for clique in cliques]
        self.parent = _join(cliques)
        self.children: list[list[int]] = [[] for _ in cliques]
        for child, parent in enumerate(self.parent):
            if parent >= 0:
                self.children[parent].append(child)
        self.shared = [
            tuple(name for name in clique if parent >= 0 and name in cliques[parent])
            for clique, parent in zip(cliques, self.parent, strict=True)
        ]
        self.between = [np.ones([sizes[name] for name in shared], np.float64) for shared in self.shared]

    def home(self, of: tuple[str, ...]) -> int:
        """Find the first clique that holds all of these attributes."""
        return next(number for number, clique in enumerate(self.of) if set(of) <= set(clique))

    def multiply(self, of: tuple[str, ...], factor: NDArray[np.float64]) -> None:
        """Multiply the clique that holds these attributes."""
        home = self.home(of)
        self.shares[home] *= spread(factor, of, self.of[home])

    def order(self) -> list[int]:
        """Parents before children."""
        walk = [0]
        for clique in walk:
            walk.extend(self.children[clique])
        return walk

    def calibrate(self) -> None:
        """Make all cliques agree, and every table add to one."""
        for child in reversed(self.order()[1:]):
            self.tell(child, self.parent[child], child)
        self.shares[0] /= self.shares[0].sum()
        self.distribute()

    def distribute(self) -> None:
        """Pass what the first clique knows to all others."""
        for child in self.order()[1:]:
            self.tell(self.parent[child], child, child)

    def tell(self, giver: int, taker: int, edge: int) -> None:
        """Pass the giver's margin over the shared attributes to the taker."""
        new = marginal(self.shares[giver], self.of[giver], self.shared[edge])
        old = self.between[edge]
        ratio = np.divide(new, old, out=np.zeros_like(new), where=old > 0)
        self.shares[taker] = self.shares[taker] * spread(ratio, self.shared[edge], self.of[taker])
        self.between[edge] = new

    def gap(self, table: Table, home: int) -> float:
        """Largest difference between a table and what the fit says of it."""
        return float(np.abs(marginal(self.shares[home], self.of[home], table.of) - table.shares).max())

    def sweep(self, tables: Sequence[Table], homes: Sequence[int]) -> float:
        """Walk over the tree once, fitting in every clique; returns the largest difference met on the way."""
        gap = 0.0
        stack = [(0, iter(self.children[0]))]
        gap = max(gap, self._adapt(0, tables, homes))
        while stack:
            clique, left = stack[-1]
            child = next(left, None)
            if child is not None:
                self.tell(clique, child, child)
                gap = max(gap, self._adapt(child, tables, homes))
                stack.append((child, iter(self.children[child])))
                continue
            stack.pop()
            if stack:
                self.tell(clique, stack[-1][0], clique)
        return gap

    def _adapt(self, clique: int, tables: Sequence[Table], homes: Sequence[int]) -> float:
        gap = 0.0
        for table, home in zip(tables, homes, strict=True):
            if home == clique:
                own = marginal(self.shares[clique], self.of[clique], table.of)
                gap = max(gap, float(np.abs(own - table.shares).max()))
                ratio = np.divide(table.shares, own, out=np.zeros_like(own), where=own > 0)
                self.shares[clique] = self.shares[clique] * spread(ratio, table.of, self.of[clique])
        return gap

    def fitted(self) -> Fitted:
        """Freeze the result, parents first."""
        order = self.order()
        place = {clique: number for number, clique in enumerate(order)} | {-1: -1}
        return Fitted(
            tuple(Clique(self.of[c], self.shares[c], place[self.parent[c]], self.shared[c]) for c in order),
            dict(self.sizes),
        )


def _join(cliques: list[tuple[str, ...]]) -> list[int]:
    """Parents of a tree in which neighbours share the most (Prim's walk from the first clique)."""
    parent = [-1] * len(cliques)
    outside = set(range(1, len(cliques)))
    best = {c: (len(set(cliques[c]) & set(cliques[0])), 0) for c in outside}
    while outside:
        chosen = max(sorted(outside), key=lambda c: best[c][0])
        parent[chosen] = best[chosen][1]
        outside.remove(chosen)
        for c in outside:
            shared = len(set(cliques[c]) & set(cliques[chosen]))
            if shared > best[c][0]:
                best[c] = (shared, chosen)
    return parent
