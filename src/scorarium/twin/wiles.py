"""Ways round a score: acts hidden from it, cheap goods done for it, good acts claimed falsely.

Who hides moves a share of the acts that a known rule harms to where senses see less of them, at a cost. Who games does
more of what is rewarded and costs little, and only where one such act more would carry them over a border behind which
something changes: the bright line. There, too, some claim an act that they have not done.

References
----------
Pew Research Center (2015), Americans' privacy strategies post-Snowden (concealment); Camacho & Conover (2011), Am.
Econ. J. Econ. Policy 3(2), 41-65 (bunching at a known threshold); Jacob & Levitt (2003), Q. J. Econ. 118
(false reports).
"""

from scorarium.names import Decision, Flag, Own, Sensor
from scorarium.twin.draws import chance, mix
from scorarium.twin.mind import is_known
from scorarium.twin.notes import Candidate, Notes, Notice
from scorarium.twin.selves import horizon_of, own
from scorarium.twin.sim import Sim

HIDE_SALT = 0x4CF5AD43


def hides(sim: Sim, s: int, i: int, t: int, c: Candidate, notes: Notes) -> bool:
    """Whether an act is done where a scheme sees less of it, since the person knows a rule that harms it."""
    r, row = sim.rules, s * sim.acts_per_scheme + c.kind
    rules = r.of_act[r.of_act_first[row] : r.of_act_first[row + 1]] if sim.wiles.hides else []
    if not any(r.harmful[rule] and is_known(sim, s, rule, i, t) for rule in rules):
        return False
    if not chance(mix(c.sense_word, sim.schemes.salt[s] ^ HIDE_SALT), own(sim, Own.HIDDEN, sim.wiles.hidden, i)):
        return False
    sim.state.concealed[s][i] += 1
    notes.cost[sim.world_of(s)] += sim.wiles.effort
    return True


def plot(sim: Sim, i: int, t: int) -> None:
    """Gaming and false claims of one person in this tick, in every scheme."""
    for s in range(sim.sizes.schemes) if sim.sizes.wily else ():
        sim.state.at_line[s][i] = sim.state.claim[s][i] = 0
        way = to_line(sim, s, i)
        if sim.state.enrolled[s][i] >= 0 and sim.is_running(s, t) and way > 0:
            look_for_ways(sim, s, i, t, way)


def look_for_ways(sim: Sim, s: int, i: int, t: int, way: int) -> None:
    """Whether one act more would carry the person over the line, by a rule that the person knows."""
    x, st, slot = sim.wiles, sim.state, sim.schemes.slot[s]
    games = bool(x.games) and chance(sim.luck.block(Decision.GAMER, 0, i, slot)[0], own(sim, Own.GAMERS, x.gamers, i))
    lies = bool(x.claims) and chance(
        sim.luck.block(Decision.FALSIFY, t, i, slot)[0], own(sim, Own.CLAIMED, x.claimed, i)
    )
    for k, j in enumerate(range(x.first[s], x.first[s + 1])):
        if sim.rules.stake_points[x.rule[j]] < way or not is_known(sim, s, x.rule[j], i, t):
            continue
        if games and x.is_cheap[j]:
            st.at_line[s][i] = 1
        if lies and not st.claim[s][i]:
            st.claim[s][i] = 1 + k
            st.claims[s][i] += 1


def to_line(sim: Sim, s: int, i: int) -> int:
    """How far the nearest border ahead is behind which a door opens, or one no longer shuts; 0 where there is none."""
    b, here, better = sim.stakes, sim.state.score[s][i], sim.schemes.better[s]
    at = horizon_of(sim, i) * len(b.border)
    borders = [j for j in range(b.first[s], b.first[s + 1]) if b.gain[at + j] > 0.0 or b.loss[at + j] > 0.0]
    return int(min((way for j in borders if (way := (b.border[j] - here) * better) > 0), default=0))


def claimed(sim: Sim, s: int, i: int, t: int) -> list[Notice]:
    """The good act that a person claims falsely in this tick."""
    k = sim.state.claim[s][i] if sim.sizes.wily else 0
    if not k:
        return []
    j = sim.wiles.first[s] + k - 1
    return [Notice(sim.wiles.rule[j], sim.wiles.act[j], Sensor.CLAIMED, int(Flag.THEIRS), 1.0, t)]
