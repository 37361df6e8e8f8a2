"""Circles whose members change: who belongs to them in a tick (``twin/circles.py``)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.shards import Shard
from scorarium.engine.tables import Plan
from scorarium.engine.threads import Workers
from scorarium.kernels.gather import gather
from scorarium.kernels.views import Handle


def gather_circles(
    plan: Plan,
    tables: Handle,
    state: Handle,
    present: NDArray[np.uint8],
    shards: list[Shard],
    workers: Workers,
    t: int,
) -> None:
    """Write who belongs into ``present`` uint8[gatherings, N], and into the circles of the plan."""
    circles = plan.circles
    for c in np.flatnonzero(circles.now >= 0).tolist():
        workers.map(lambda shard, c=c: gather(tables, state, shard.handle, c, t), shards)  # type: ignore[misc]
        here, first = np.flatnonzero(present[circles.now[c]]), int(circles.first[c])
        circles.rank[c, 1:] = np.cumsum(present[circles.now[c]])
        circles.member[first : first + len(here)] = here
    tables.put("circles.rank", circles.rank)
    tables.put("circles.member", circles.member)
