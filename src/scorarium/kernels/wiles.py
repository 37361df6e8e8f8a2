"""Who stands at a bright line and does something about it (``twin/wiles.py``): a pass of its own."""

from typing import Any

from scorarium.kernels.codes import FALSIFY, GAMER, OWN_CLAIMED, OWN_GAMERS
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.draws import chance
from scorarium.kernels.luck import words
from scorarium.kernels.mind import is_known
from scorarium.kernels.selves import horizon_of, own


@outer
def plot(p: Any, st: Any, sh: Any, t: int) -> int:
    """Gaming and false claims of a shard's persons in this tick, in every scheme."""
    for s in range(p.sizes.schemes):
        has_ways = p.wiles.first[s + 1] > p.wiles.first[s] and t < p.schemes.end_tick[s]
        for i in range(sh.first, sh.last):
            st.at_line[s, i] = 0
            st.claim[s, i] = 0
            if has_ways and st.enrolled[s, i] >= 0:
                look_for_ways(p, st, s, i, t, to_line(p, st, s, i))
    return t


@inner
def look_for_ways(p: Any, st: Any, s: int, i: int, t: int, way: int) -> None:
    """Whether one act more would carry the person over the line, by a rule that the person knows."""
    x = p.wiles
    if way <= 0:
        return
    slot = p.schemes.slot[s]
    games = x.games != 0 and chance(words(p, GAMER, 0, i, slot)[0], own(p, OWN_GAMERS, x.gamers, i))
    lies = x.claims != 0 and chance(words(p, FALSIFY, t, i, slot)[0], own(p, OWN_CLAIMED, x.claimed, i))
    if not games and not lies:
        return
    for j in range(x.first[s], x.first[s + 1]):
        if p.rules.stake_points[x.rule[j]] >= way and is_known(p, st, s, x.rule[j], i, t):
            if games and x.is_cheap[j]:
                st.at_line[s, i] = 1
            if lies and st.claim[s, i] == 0:
                st.claim[s, i] = 1 + j - x.first[s]
                st.claims[s, i] += 1


@inner
def to_line(p: Any, st: Any, s: int, i: int) -> int:
    """How far the nearest border ahead is behind which a door opens, or one no longer shuts; 0 where there is none."""
    b, nearest = p.stakes, 0
    at = horizon_of(p, i) * b.first[p.sizes.schemes]
    for j in range(b.first[s], b.first[s + 1]):
        ahead = (b.border[j] - st.score[s, i]) * p.schemes.better[s]
        if (b.gain[at + j] > 0.0 or b.loss[at + j] > 0.0) and ahead > 0 and (nearest == 0 or ahead < nearest):
            nearest = ahead
    return int(nearest)
