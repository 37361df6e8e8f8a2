"""Twin and engine, side by side, bit for bit."""

from itertools import zip_longest
from typing import Any

import numpy as np

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.run import ticks
from scorarium.engine.state import State
from scorarium.engine.tables import Plan
from scorarium.twin.run import advance, new, tick
from scorarium.twin.sim import Sim

ENTRY = ("scheme", "person", "rule", "act", "sense", "tick", "expiry", "points", "flags", "tries", "grounded", "amount")


def twin_entries(sim: Sim) -> list[tuple[Any, ...]]:
    """The twin's record as rows of the engine's table."""
    return [
        (s, i, e.rule, e.act, e.sense, e.tick, e.expiry, e.points, int(e.flags), e.tries, e.grounded, e.amount)
        for s, persons in enumerate(sim.record)
        for i, record in enumerate(persons)
        for e in record
    ]


def differences(twin: State, engine: State) -> list[str]:
    """Names of the arrays that differ, with the first place."""
    found = []
    for name, mine in twin._asdict().items():
        theirs = getattr(engine, name)
        if mine.shape != theirs.shape or mine.dtype != theirs.dtype or not np.array_equal(mine, theirs):
            where = tuple(int(x) for x in np.argwhere(mine != theirs)[0]) if mine.shape == theirs.shape else ()
            both = f"{mine[where]} {theirs[where]}" if where else f"{mine.shape} {theirs.shape}"
            found.append(f"{name}{list(where)}: twin, engine {both}")
    return found


def assert_same(compiled: CompiledPlan | Plan, **how: Any) -> Sim:
    """Live the plan in both; state and record are the same after every tick."""
    plan = compiled.plan if isinstance(compiled, CompiledPlan) else compiled
    sim, now = new(plan), compiled
    for t, life in ticks(compiled, **how):
        now = advance(sim, now, t) if isinstance(now, CompiledPlan) else now
        tick(sim, t)
        found = differences(sim.final_state(), life.complete())
        assert not found, f"tick {t}: {'; '.join(found)}"
        mine, theirs = twin_entries(sim), [tuple(row) for row in life.entries()[list(ENTRY)].tolist()]
        wrong = [pair for pair in zip_longest(mine, theirs) if pair[0] != pair[1]]
        assert not wrong, f"tick {t}: {ENTRY}: twin, engine {wrong[0]}"
    return sim
