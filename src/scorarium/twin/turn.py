"""A change of a scheme inside the run: the tables are new, and what has accrued is carried over."""

from __future__ import annotations

import numpy as np

from scorarium.engine.tables import Plan, Turn
from scorarium.names import BACK_ON_RECORD, LEFT, ON_RECORD, OUTSIDE, Flag, ScoreKind
from scorarium.twin.arith import round_half_up
from scorarium.twin.feel import publish_facts, show
from scorarium.twin.learn import teach
from scorarium.twin.look import holds
from scorarium.twin.reach import close
from scorarium.twin.recover import clamp, harmful_part, lists_of, put
from scorarium.twin.sim import Entry, Sim, as_lists


def turn_over(sim: Sim, plan: Plan, turn: Turn) -> None:
    """Everything that a change does, before anybody acts in its tick."""
    adopt(sim, plan)
    st = sim.state
    before = st.pub_fact
    strike_again(sim, turn)
    pools = sim.zero_pools()
    for one, other in turn.pools:
        row = st.pub_wrong[one][: sim.sizes.most_pools]
        pools[other] = row + [0] * (sim.sizes.most_pools - len(row))
    st.pub_wrong = pools
    sim.wrong = sim.zero_pools()
    for s, who in enumerate(sim.schemes.who):
        sim.eligible[s] = [who < 0 or holds(sim, who, i, s, 0) for i in range(sim.n)]
        sim.n_eligible[s] = sum(sim.eligible[s])
    for i in range(sim.n):
        carry_over(sim, turn, i)
        show(sim, turn.scheme, i)
    st.pub_depth = [row[:] for row in st.depth]
    note_again(sim, turn, before)


def adopt(sim: Sim, plan: Plan) -> None:
    """Read the tables of another plan from now on; the rows of the state are the same."""
    for name, table in plan._asdict().items():
        if name != "luck":
            setattr(sim, name, as_lists(table))
    for x, row in enumerate(sim.changing.row):
        sim.people.attribute[row] = list(sim.state.level[x])
    sim.learner.turn(plan.learned)
    teach(sim)
    vars(sim).pop("raised", None)
    sim.met.clear()
    shape = (sim.sizes.pool_rows, sim.sizes.most_pools)
    facts = np.zeros((sim.sizes.facts, sim.n), np.uint8)
    pools = np.zeros(shape, sim.arrays.pub_wrong.dtype)
    sim.arrays = sim.arrays._replace(pub_wrong=pools, pub_fact=facts, struck=facts)


def strike_again(sim: Sim, turn: Turn) -> None:
    """Moments that were noted, in the rows of the new plan; those that nobody asked for were not."""
    before, rows = sim.state.struck, {now: was for was, now in turn.facts}
    sim.state.struck = [sim.another(before[rows[row]] if row in rows else None) for row in range(sim.sizes.facts)]


def note_again(sim: Sim, turn: Turn, before: list[list[int]]) -> None:
    """What others ask was noted as the last tick ended; what they did not ask is noted as the change leaves it."""
    sim.state.pub_fact = [[0] * sim.n for _ in range(sim.sizes.facts)]
    publish_facts(sim, turn.at - 1)
    for was, now in turn.facts:
        sim.state.pub_fact[now] = list(before[was])


def carry_over(sim: Sim, turn: Turn, i: int) -> None:
    """What a change does to one person."""
    st, s = sim.state, turn.scheme
    for row in turn.lists:
        close_list(sim, row, i)
        for e in sim.record[s][i]:
            e.grounded &= ~(1 << sim.lists.bit[row])
    if st.tier[s][i] in turn.tiers:
        st.tier[s][i] = -1
    for edge in turn.edges:
        st.edge[edge][i] = -1
    if turn.compels and st.enrolled[s][i] in (LEFT, BACK_ON_RECORD):
        st.enrolled[s][i] = OUTSIDE if st.enrolled[s][i] == LEFT else ON_RECORD
    if (
        st.enrolled[s][i] not in (OUTSIDE, LEFT)
        and ("firms" if i >= sim.n - sim.sizes.firms else "persons") in turn.leaves
    ):
        close(sim, s, i)
    if turn.shares >= 0:
        st.unit_own[turn.shares][i] = st.unit_shared[turn.shares][i] = 0
    if turn.wipes:
        wipe(sim, turn, i)
    elif turn.converts and st.enrolled[s][i] not in (OUTSIDE, LEFT):
        convert(sim, turn, i)


def close_list(sim: Sim, row: int, i: int) -> None:
    """A list is no more, nor what it spread to."""
    st = sim.state
    st.on[row][i] = st.until[row][i] = st.grounds[row][i] = 0
    for x in range(sim.lists.spread_first[row], sim.lists.spread_first[row + 1]):
        st.depth[x][i] = 0
        st.spread_since[x][i] = -1


def wipe(sim: Sim, turn: Turn, i: int) -> None:
    """The records of a scheme are destroyed, and nothing remains of its scores."""
    st, s = sim.state, turn.scheme
    put(sim, s, i, 0)
    sim.record[s][i] = []
    sim.cases.pop((s, i), None)
    st.case_due[s][i] = -1
    for name in ("base", "live", "score", "new_harm", "harm_live", "wrong_live"):
        getattr(st, name)[s][i] = 0
    for row in lists_of(sim, s):
        close_list(sim, row, i)
    for k, owner in enumerate(sim.senses.scheme):
        if owner == s:
            for row in range(sim.senses.report_first[k], sim.senses.report_first[k + 1]):
                st.reported[row][i] = 0
    for x in range(sim.sizes.copies):
        if sim.copies.scheme[x] == s:
            st.copy_until[x][i] = min(st.copy_until[x][i], turn.tick)


def convert(sim: Sim, turn: Turn, i: int) -> None:
    """The old score becomes a new one. Live entries keep their clocks; their points shrink or grow with the score.

    Where that would leave a base out of bounds, they end and the base is the new score.
    """
    st, s = sim.state, turn.scheme
    old = max(turn.low, min(turn.high, st.base[s][i] + st.live[s][i]))
    new = clamp(sim, s, becomes(turn, old))
    standing = [e for e in sim.record[s][i] if e.flags & Flag.LIVE and sim.rules.factor[e.rule] < 0]
    live = scaled(st.live[s][i], old, new)
    base = new - live
    if clamp(sim, s, base) != base or sim.schemes.kind[s] == ScoreKind.LADDER:
        put(sim, s, i, new)
    else:
        rescale(sim, s, i, standing, old, new, live)
        st.base[s][i] = base
        st.live[s][i] = live
    st.score[s][i] = new


def rescale(sim: Sim, s: int, i: int, standing: list[Entry], old: int, new: int, live: int) -> None:
    """Points of entries in proportion to the score; the newest takes what rounding leaves."""
    left, harm = live, 0
    for e in standing:
        e.points = scaled(e.points, old, new) if e is not standing[-1] else left
        left -= e.points
        harm += harmful_part(sim, s, e.points)
    if standing:
        sim.state.harm_live[s][i] = harm
    for e in sim.record[s][i]:
        if e.flags & Flag.FOLDED and sim.rules.factor[e.rule] < 0:
            e.points = scaled(e.points, old, new)


def scaled(points: int, old: int, new: int) -> int:
    """Points as large beside the new score as they were beside the old one."""
    return round_half_up(points * (new / old)) if old else points


def becomes(turn: Turn, old: int) -> int:
    """The new score for an old one: that of the highest bound not above it, or else of the lowest."""
    found = turn.values[0] if turn.values else old
    for bound, value in zip(turn.bounds, turn.values, strict=True):
        if old >= bound:
            found = value
    return found
