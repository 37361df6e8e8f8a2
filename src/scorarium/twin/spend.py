"""Points that buy something: whoever can spend does so now and then, in whole lots."""

from scorarium.names import Decision, Flag
from scorarium.twin.arith import round_half_up
from scorarium.twin.draws import chance
from scorarium.twin.look import vary, vary_units
from scorarium.twin.recover import clamp, count, end, harmful_part
from scorarium.twin.sim import Entry, Sim

OPEN = -(2**31) + 1


def spend_all(sim: Sim, i: int, t: int) -> None:
    """What one person spends before acting, in every scheme."""
    for s in range(sim.sizes.schemes):
        if sim.state.enrolled[s][i] >= 0:
            spend(sim, s, i, t)


def spend(sim: Sim, s: int, i: int, t: int) -> None:
    """As many whole lots as the balance holds are spent, and what they are worth is received."""
    x = sim.wallets.of_scheme[s]
    if x < 0:
        return
    rate = vary(sim, sim.wallets.rate[x], sim.by.wallets_rate[x], i, s, t)
    if rate <= 0.0:
        return
    st, w = sim.state, sim.world_of(s)
    units = spendable(sim, s, i, x, t)
    if units <= 0 or not chance(sim.luck.block(Decision.SPEND, t, i, sim.schemes.slot[s])[0], rate):
        return
    left = units
    lived = sim.record[s][i] if sim.wallets.oldest_first[x] else sim.record[s][i][::-1]
    for e in lived:
        if left > 0 and e.flags & Flag.LIVE and e.points > 0 and sim.rules.factor[e.rule] < 0:
            left -= take(sim, s, i, e, left)
    st.base[s][i] -= left
    sim.taken[s, i] = left
    money = round_half_up(units * vary(sim, sim.wallets.worth[x], sim.by.wallets_worth[x], i, s, t))
    st.spent[x][i] += units
    st.fines[w][i] -= money
    st.welfare[w][i] += money
    st.n_paid[s] += money


def spendable(sim: Sim, s: int, i: int, x: int, t: int) -> int:
    """Whole lots of the balance, in units of points; nothing below the least score is there to spend."""
    st = sim.state
    own = clamp(sim, s, st.base[s][i] + st.live[s][i])
    lot = vary_units(sim, sim.wallets.lot[x], sim.by.wallets_lot[x], i, s, t)
    units = own // lot * lot if lot > 0 else own
    return int(min(units, own - sim.schemes.low[s]) if sim.schemes.low[s] > OPEN else units)


def take(sim: Sim, s: int, i: int, e: Entry, most: int) -> int:
    """Points of one entry; one that is used up ends."""
    points = min(most, e.points)
    sim.state.harm_live[s][i] -= harmful_part(sim, s, e.points) - harmful_part(sim, s, e.points - points)
    e.points -= points
    count(sim, s, i, e.rule, -points, 0)
    if e.points == 0:
        end(sim, s, i, e)
    return points
