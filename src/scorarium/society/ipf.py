"""Iterative proportional fitting of a joint table that is far too large to write down.

Published tables speak of a few attributes each. The distribution of largest entropy that meets them all factorises
over the cliques of the graph in which two attributes are joined when a table (or a conditional share) holds
both. So the fit runs on a junction tree: inside a clique it is the classical proportional fitting, and between
cliques the margins over the shared attributes are passed on. Nothing larger than a clique is ever stored.

References
----------
Deming & Stephan (1940), "On a least squares adjustment of a sampled frequency table", Ann. Math. Statist. 11.
Jirousek & Preucil (1995), "On the effective implementation of the iterative proportional fitting procedure",
Comput. Statist. Data Anal. 19.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, MalformedError
from scorarium.society.junction import Fitted, Table, Tree, cliques_of, marginal, spread

CLOSE = 1e-9
"""Largest difference between a fitted margin and its table."""

MAX_SWEEPS = 400
"""Walks over the tree before the fit is taken as it stands or the tables are called contradictory."""

STALL = 0.9995
"""A walk that leaves more than this part of the difference has come as near as the tables let it."""

ROUNDING = 0.003
"""Largest difference that the rounding of published tables which overlap may leave in the end."""


def rake(table: Table, margins: Mapping[str, NDArray[np.float64]], *, tolerance: float = 0.02) -> Table:
    """Bring a published table to the published margins of its attributes, as rounding keeps them apart.

    Parameters
    ----------
    table : Table
        Shares as published.
    margins : mapping of str to float64 array
        Shares of the levels of every attribute.
    tolerance : float
        Largest difference between the table's own margin and the attribute's shares that rounding may explain.

    Raises
    ------
    MalformedError
        The table contradicts a margin.
    """
    shares = table.shares / table.shares.sum()
    for name in table.of:
        own = marginal(shares, table.of, (name,))
        worst = int(np.argmax(np.abs(own - margins[name])))
        if abs(own[worst] - margins[name][worst]) > tolerance:
            raise MalformedError(
                Complaint(
                    f"contradicts the shares of '{name}' (level number {worst + 1})",
                    f"{own[worst]:.1%} in all",
                    f"{margins[name][worst]:.1%}",
                    "Bring the table or the attribute into line.",
                    tuple(table.name.split(".")),
                )
            )
    for _ in range(MAX_SWEEPS):
        gap = 0.0
        for axis, name in enumerate(table.of):
            own = shares.sum(axis=tuple(a for a in range(shares.ndim) if a != axis))
            gap = max(gap, float(np.abs(own - margins[name]).max()))
            ratio = np.divide(margins[name], own, out=np.zeros_like(own), where=own > 0)
            shares = shares * spread(ratio, (name,), table.of)
        if gap < CLOSE:
            return Table(table.name, table.of, shares)
    raise MalformedError(
        Complaint(
            "its noughts cannot be brought to the shares of its attributes",
            repair="Give the empty cells a share or correct the attributes.",
            at=tuple(table.name.split(".")),
        )
    )


def fit(
    sizes: Mapping[str, int], tables: Sequence[Table], given: Sequence[tuple[tuple[str, ...], NDArray[np.float64]]] = ()
) -> Fitted:
    """Fit the distribution of largest entropy that meets every table.

    Parameters
    ----------
    sizes : mapping of str to int
        Attributes in declared order and how many levels each has.
    tables : sequence of Table
        What is to be met; single attributes are tables with one axis.
    given : sequence of (attributes, shares)
        Conditional shares, the last axis being the attribute that depends on those before it; they hold
        exactly as long as no table speaks of that attribute.

    Returns
    -------
    Fitted
        Every table is met within :data:`CLOSE`, or within :data:`ROUNDING` where rounded tables overlap.

    Raises
    ------
    MalformedError
        The tables contradict one another, or tie too many attributes together.
    """
    if not sizes:
        return Fitted((), {})
    scopes = [table.of for table in tables] + [of for of, _ in given] + [(name,) for name in sizes]
    tree = Tree(sizes, cliques_of(sizes, scopes))
    for of, shares in given:
        tree.multiply(of, shares)
    tree.calibrate()
    homes = [tree.home(table.of) for table in tables]
    gap, stalled = 1.0, 0
    for _ in range(MAX_SWEEPS):
        before, gap = gap, tree.sweep(tables, homes)
        stalled = stalled + 1 if gap > STALL * before else 0
        if gap < CLOSE or stalled == 5:
            break
    tree.distribute()
    if gap < ROUNDING:
        return tree.fitted()
    worst = max(range(len(tables)), key=lambda t: tree.gap(tables[t], homes[t]))
    raise MalformedError(
        Complaint(
            "contradicts another joint table",
            f"a difference of {tree.gap(tables[worst], homes[worst]):.2%}",
            "tables that agree on the attributes they share",
            at=tuple(tables[worst].name.split(".")),
        )
    )
