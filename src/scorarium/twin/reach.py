"""Whom a scheme reaches in a tick, and what staying out costs."""

from scorarium.names import LEFT, OUTSIDE, POINT
from scorarium.twin.arith import round_half_up
from scorarium.twin.look import holds, value
from scorarium.twin.recover import lists_of
from scorarium.twin.sim import Sim


def reach(sim: Sim, t: int) -> None:
    """Schemes whose stages end, or are for some people only, before anybody is enrolled in tick ``t``."""
    for s in range(sim.sizes.schemes):
        has_stages = sim.stages.first[s + 1] > sim.stages.first[s]
        for i in range(sim.n) if has_stages and sim.is_running(s, t) else ():
            reach_person(sim, s, i, t)


def reach_person(sim: Sim, s: int, i: int, t: int) -> None:
    """Whether the stages of one scheme cover a person; if they do not any more, the account is closed."""
    g, who = sim.stages, sim.schemes.who[s]
    is_covered = any(covers(sim, row, s, i, t) for row in range(g.first[s], g.first[s + 1]))
    sim.eligible[s][i] = is_covered and (who < 0 or holds(sim, who, i, s, t))
    if not is_covered and sim.state.enrolled[s][i] not in (OUTSIDE, LEFT):
        close(sim, s, i)


def covers(sim: Sim, row: int, s: int, i: int, t: int) -> bool:
    """Whether a stage is for this person in tick ``t``."""
    g = sim.stages
    if not (g.at[row] <= t < g.until[row] and g.there[row][sim.people.district[i]]):
        return False
    return g.who[row] < 0 or holds(sim, g.who[row], i, s, t)


def close(sim: Sim, s: int, i: int) -> None:
    """The scheme leaves the person, who may be reached again: the record stays, the account begins anew."""
    sim.state.enrolled[s][i] = OUTSIDE
    sim.state.tier[s][i] = -1
    for row in lists_of(sim, s):
        sim.state.on[row][i] = 0


def abstain(sim: Sim, i: int, t: int) -> None:
    """What it costs one person to stay out of schemes that want them, at the end of tick ``t``."""
    st, sc = sim.state, sim.schemes
    for s, q in enumerate(sc.refusal):
        is_wanted = sim.eligible[s][i] and t >= sc.start_tick[s][sim.people.district[i]] and sim.is_running(s, t)
        if q >= 0 and is_wanted and st.enrolled[s][i] < 0:
            units = round_half_up(value(sim, q, i, s, t) * POINT)
            st.abstained[sc.abstains[s]][i] += units
            st.welfare[sim.world_of(s)][i] -= units
