"""Missions and points for whoever brought somebody in (``twin/games.py``): compiled only where a scheme has them."""

from typing import Any

from scorarium.kernels.codes import ADOPT, MISSION, REFER
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.draws import chance
from scorarium.kernels.look import vary, vary_units
from scorarium.kernels.luck import words
from scorarium.kernels.records import bounded


@outer
def play(p: Any, st: Any, t: int) -> int:
    """One tick of all games, person by person. Returns how many missions were set."""
    n = 0
    for x in range(p.sizes.games):
        s = p.games.scheme[x]
        if t < p.schemes.end_tick[s]:
            for i in range(p.sizes.persons):
                if st.enrolled[s, i] >= 0:
                    n += set_mission(p, st, x, s, i, t)
                if 0 <= st.enrolled[s, i] == t - 1:
                    thank(p, st, x, s, i, t)
    return n


@inner
def set_mission(p: Any, st: Any, x: int, s: int, i: int, t: int) -> int:
    """Now and then one of the acts that count for the better is suggested for a while."""
    g = p.games
    first, rows = g.first[x], g.first[x + 1] - g.first[x]
    w = words(p, MISSION, t, i, p.schemes.slot[s])
    if rows > 0 and chance(w[0], vary(p, st, g.rate[x], p.by.games_rate[x], i, s, t, t, 0.0, 0)):
        edge = p.consequences.edge[g.consequence[first + (int(w[1]) * rows >> 32)]]
        st.edge[edge, i] = max(st.edge[edge, i], t + g.lasts[x] - 1)
        st.missions[x, i] += 1
        return 1
    return 0


@inner
def thank(p: Any, st: Any, x: int, s: int, i: int, t: int) -> None:
    """Who joined in the last tick because others had was brought in by one of the friends who were members before."""
    sc = p.schemes
    if (p.games.referral[x] == 0 and p.by.games_referral[x] < 0) or sc.innovation[s] < 0:
        return
    alone = vary(p, st, sc.innovation[s], p.by.schemes_innovation[s], i, s, t - 1, t - 1, 0.0, 0)
    if chance(words(p, ADOPT, t - 1, i, sc.slot[s])[0], alone):
        return
    n = 0
    for e in range(p.ties.friends_first[i], p.ties.friends_first[i + 1]):
        n += 1 if 0 <= st.enrolled[s, p.ties.friends[e]] < t - 1 else 0
    if n == 0:
        return
    place = int(words(p, REFER, t, i, sc.slot[s])[0]) * n >> 32
    for e in range(p.ties.friends_first[i], p.ties.friends_first[i + 1]):
        k = p.ties.friends[e]
        if 0 <= st.enrolled[s, k] < t - 1:
            if place == 0:
                points = vary_units(p, st, p.games.referral[x], p.by.games_referral[x], k, s, t, t, 0)
                st.base[s, k] = bounded(p, s, st.base[s, k] + points)
                st.brought[x, k] += 1
            place -= 1
