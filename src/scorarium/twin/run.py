"""The engine again, slow, in plain Python: the specification that one reads first.

``tick`` is the model: recover, act, sense, attribute, score, stand, serve, feel and learn, meet, record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.tables import Plan, Turn
from scorarium.twin.act import act
from scorarium.twin.bonds import part
from scorarium.twin.change import change
from scorarium.twin.circles import gather
from scorarium.twin.effort import attend
from scorarium.twin.feel import feel, meet, publish
from scorarium.twin.follow import follow_up
from scorarium.twin.forget import forget_scores
from scorarium.twin.games import play
from scorarium.twin.learn import learn
from scorarium.twin.look import holds
from scorarium.twin.mood import heed, mood
from scorarium.twin.reach import abstain, reach
from scorarium.twin.recover import recover
from scorarium.twin.score import score
from scorarium.twin.serve import serve, share_out
from scorarium.twin.sim import Sim
from scorarium.twin.spend import spend_all
from scorarium.twin.stand import stand
from scorarium.twin.tell import retell
from scorarium.twin.turn import turn_over
from scorarium.twin.units import share_points
from scorarium.twin.wiles import plot


class Course(Protocol):
    """A plan, and what becomes of it (``engine.plan.CompiledPlan``)."""

    @property
    def plan(self) -> Plan:
        """The tables that hold now."""

    @property
    def turn(self) -> Turn | None:
        """How they came to hold."""

    def after(self, t: int, measured: NDArray[np.int64]) -> Self | None:
        """What holds after the next change that falls due before tick ``t``."""


C = TypeVar("C", bound=Course)


def tick(sim: Sim, t: int) -> None:
    """One tick of every person in every world."""
    clear(sim)
    persons = range(sim.n)
    change(sim, t)
    attend(sim, t)
    reach(sim, t)
    forget_scores(sim, t)
    gather(sim, t)
    share_points(sim, t)
    play(sim, t)
    for i in persons:
        heed(sim, i)
        plot(sim, i, t)
        retell(sim, i, t)
    for i in persons:
        recover(sim, i, t)
        spend_all(sim, i, t)
    notes = [act(sim, i, t) for i in persons]
    for i in persons:
        follow_up(sim, i, t, notes[i])
    for i in persons:
        for w, o, amount in notes[i].opened:
            if sim.state.open_since[o][w][i] < 0:
                sim.state.open_since[o][w][i] = t
                sim.state.open_amount[o][w][i] = amount
        for s in range(sim.sizes.schemes):
            stand(sim, s, i, t, score(sim, s, i, t, notes[i]))
    pushed_back = share_out(sim, t, [n.demands for n in notes])
    for i in persons:
        served = [serve(sim, w, i, t, notes[i].demands, pushed_back) for w in range(sim.sizes.worlds)]
        feel(sim, i, t, notes[i], [gained for gained, _ in served], [lost for _, lost in served])
        meet(sim, i, t)
        mood(sim, i, t)
        abstain(sim, i, t)
    publish(sim, t)
    part(sim, t)
    learn(sim, t)


def clear(sim: Sim) -> None:
    """Counters of the tick start at nought."""
    st, z = sim.state, sim.sizes
    st.n_done = [[0] * sim.kinds for _ in range(z.worlds)]
    st.n_prevented = [[0] * sim.kinds for _ in range(z.worlds)]
    st.n_provoked = [[0] * sim.kinds for _ in range(z.worlds)]
    st.n_answer = [[[0] * 5 for _ in range(z.services)] for _ in range(z.worlds)]
    st.n_seen = [[0] * sim.kinds for _ in range(z.schemes)]
    st.n_clipped = [0] * z.worlds
    st.n_paid = [0] * z.schemes
    st.n_worth = [[0] * z.worths for _ in range(z.worlds)]


def new(plan: Plan) -> Sim:
    """A society before its first tick. Who may ever join a scheme hangs on attributes alone."""
    sim = Sim(plan)
    for s, who in enumerate(sim.schemes.who):
        if who >= 0:
            sim.eligible[s] = [holds(sim, who, i, s, 0) for i in range(sim.n)]
            sim.n_eligible[s] = sum(sim.eligible[s])
    return sim


def advance(sim: Sim, compiled: C, t: int) -> C:
    """Make the changes that fall due before tick ``t``; the plan that holds from now on."""
    while (turned := compiled.after(t, np.array(sim.state.n_measured, np.int64))) is not None:
        if turned.turn is not None:
            turn_over(sim, turned.plan, turned.turn)
        compiled = turned
    return compiled


def run(compiled: Course | Plan, *, after_tick: Callable[[Sim, int], None] | None = None) -> Sim:
    """The whole run.

    Parameters
    ----------
    compiled
        What ``engine.plan.compile_plan`` made; a plan alone never changes.
    after_tick
        Called with the simulation and the tick after each tick.

    Returns
    -------
    Sim
        Its ``state``, ``record`` and ``final_state()``.
    """
    plan = compiled if isinstance(compiled, Plan) else compiled.plan
    sim = new(plan)
    for t in range(plan.clock.n_ticks):
        compiled = compiled if isinstance(compiled, Plan) else advance(sim, compiled, t)
        tick(sim, t)
        if after_tick is not None:
            after_tick(sim, t)
    return sim
