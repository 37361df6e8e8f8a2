"""Missions that are set, and points for whoever brought somebody in: before anything else happens in a tick."""

from scorarium.names import Decision
from scorarium.twin.draws import chance
from scorarium.twin.look import vary, vary_units
from scorarium.twin.recover import bounded
from scorarium.twin.sim import Sim


def play(sim: Sim, t: int) -> None:
    """One tick of all games."""
    for x, s in enumerate(sim.games.scheme):
        if sim.is_running(s, t):
            for i in range(sim.n):
                if sim.state.enrolled[s][i] >= 0:
                    set_mission(sim, x, s, i, t)
                if 0 <= sim.state.enrolled[s][i] == t - 1:
                    thank(sim, x, s, i, t)


def set_mission(sim: Sim, x: int, s: int, i: int, t: int) -> int:
    """Now and then one of the acts that count for the better is suggested for a while: by which row, -1."""
    g, st = sim.games, sim.state
    rows = g.consequence[g.first[x] : g.first[x + 1]]
    words = sim.luck.block(Decision.MISSION, t, i, sim.schemes.slot[s])
    if rows and chance(words[0], vary(sim, g.rate[x], sim.by.games_rate[x], i, s, t)):
        row = int(rows[words[1] * len(rows) >> 32])
        edge = sim.consequences.edge[row]
        st.edge[edge][i] = max(st.edge[edge][i], t + g.lasts[x] - 1)
        st.missions[x][i] += 1
        return row
    return -1


def thank(sim: Sim, x: int, s: int, i: int, t: int) -> None:
    """Who joined in the last tick because others had was brought in by one of the friends who were members before."""
    st, sc = sim.state, sim.schemes
    if (sim.games.referral[x] == 0 and sim.by.games_referral[x] < 0) or sc.innovation[s] < 0:
        return
    alone = vary(sim, sc.innovation[s], sim.by.schemes_innovation[s], i, s, t - 1)
    if chance(sim.luck.block(Decision.ADOPT, t - 1, i, sc.slot[s])[0], alone):
        return
    ties = sim.ties
    friends = ties.friends[ties.friends_first[i] : ties.friends_first[i + 1]]
    members = [k for k in friends if 0 <= st.enrolled[s][k] < t - 1]
    if members:
        word = sim.luck.block(Decision.REFER, t, i, sc.slot[s])[0]
        k = members[word * len(members) >> 32]
        st.base[s][k] = bounded(sim, s, st.base[s][k] + thanks(sim, x, s, k, t))
        st.brought[x][k] += 1


def thanks(sim: Sim, x: int, s: int, k: int, t: int) -> int:
    """The points for whoever brought somebody in."""
    return vary_units(sim, sim.games.referral[x], sim.by.games_referral[x], k, s, t)
