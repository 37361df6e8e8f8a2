"""Phase *feel*, the inner half: stress, trust in operator and people, protest."""

from scorarium.names import POINT, Listed, Own
from scorarium.twin.arith import round_half_up
from scorarium.twin.bonds import friends_of, place
from scorarium.twin.mind import start_of
from scorarium.twin.recover import lists_of
from scorarium.twin.selves import horizon_of, own
from scorarium.twin.sim import Sim


def mood(sim: Sim, i: int, t: int) -> None:
    """What a person feels at the end of a tick, in every world with schemes."""
    m = sim.moods
    for w in range(1, sim.sizes.worlds):
        if m.stress:
            stress(sim, w, i, t)
        if m.trust:
            trust_operator(sim, w, i, t)
        if m.shown:
            trust_people(sim, w, i, t)
        if m.protest:
            protest(sim, w, i, t)
        if sim.sizes.swayed:
            give_example(sim, w, i)


def inside(sim: Sim, w: int, i: int, t: int) -> list[int]:
    """Schemes of a world in which the person is and which have not ended."""
    own = range(sim.worlds.first[w], sim.worlds.first[w + 1])
    return [s for s in own if sim.state.enrolled[s][i] >= 0 and sim.is_running(s, t)]


def stress(sim: Sim, w: int, i: int, t: int) -> None:
    """Being watched, near a border and listed while it lasts; shocks of refusals and falls, which fade."""
    st, m = sim.state, sim.moods
    felt, gone = 0.0, 0.0
    for s in inside(sim, w, i, t):
        felt = felt + m.watched[s]
        gone = gone + way_gone(sim, s, i)
        if is_listed(sim, s, i):
            felt = felt + m.listed
    refused = st.refused[w][i] - st.refused_before[w][i]
    shock = (
        st.shock[w][i] * own(sim, Own.KEPT, m.kept, i) + m.refused * refused + m.swing * abs(gone - st.way_gone[w][i])
    )
    st.refused_before[w][i] = st.refused[w][i]
    st.way_gone[w][i] = gone
    st.shock[w][i] = shock
    felt = felt + m.near * gone + shock
    st.stress[w][i] = felt
    st.stress_ticks[w][i] += round_half_up(felt * POINT)
    st.welfare[w][i] -= round_half_up(own(sim, Own.STRESS, m.weight, i) * felt)


def way_gone(sim: Sim, s: int, i: int) -> float:
    """The share of the way from the start to the nearest border behind which a door shuts."""
    b, most = sim.stakes, 0.0
    start, at = start_of(sim, s, i), horizon_of(sim, i) * len(b.border)
    for j in range(b.first[s], b.first[s + 1]):
        way = (start - b.border[j]) * sim.schemes.better[s]
        if b.loss[at + j] > 0.0 and way > 0:
            gone = (start - sim.state.score[s][i]) * sim.schemes.better[s] / way
            most = max(most, min(1.0, gone))
    return most


def is_listed(sim: Sim, s: int, i: int) -> bool:
    """Whether the person is on a black list of a scheme."""
    bits = Listed.PRIMARY | Listed.SPREAD
    return any(sim.lists.black[row] and sim.state.on[row][i] & bits for row in lists_of(sim, s))


def trust_operator(sim: Sim, w: int, i: int, t: int) -> None:
    """Wrong and unexplained sanctions cost trust, fair ones give some back, where the person can know of them."""
    st, m = sim.state, sim.moods
    for s in inside(sim, w, i, t):
        wrong = st.wrong[s][i] - st.wrong_before[s][i]
        st.wrong_before[s][i] = st.wrong[s][i]
        if not sim.schemes.knows_entry[s]:
            continue
        if wrong > 0:
            st.trust_operator[w][i] -= own(sim, Own.LOSS, m.loss, i) * wrong
        elif st.sanctioned[s][i]:
            st.trust_operator[w][i] += (
                own(sim, Own.FAIR, m.fair, i) if m.explains[s] else -own(sim, Own.LOSS, m.loss, i)
            )


def trust_people(sim: Sim, w: int, i: int, t: int) -> None:
    """Trust in friends whose scores are shown follows these, by a parameter of either sign."""
    friends = friends_of(sim, w, i)
    total = 0.0
    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1]):
        if sim.moods.visible[s] and sim.is_running(s, t):
            for k in friends:
                if sim.state.pub_tier[s][k] > -2:
                    total = total + place(sim, s, k)
    sim.state.trust_people[w][i] = (
        own(sim, Own.BY_STANDING, sim.moods.by_standing, i) * (total / len(friends)) if friends else 0.0
    )


def protest(sim: Sim, w: int, i: int, t: int) -> None:
    """Whoever has a grievance protests if enough of the friends did in the last tick (Granovetter 1978)."""
    st = sim.state
    now = int(has_grievance(sim, w, i, t) and joins(sim, w, i))
    st.protest[w][i] = now
    st.protest_ticks[w][i] += now


def joins(sim: Sim, w: int, i: int) -> bool:
    """Whether the share of friends in protest reaches the person's threshold."""
    friends = friends_of(sim, w, i)
    out = sum(sim.state.pub_protest[w][k] for k in friends)
    return bool(out >= sim.moods.threshold[i] * len(friends)) if friends else bool(sim.moods.threshold[i] <= 0.0)


def has_grievance(sim: Sim, w: int, i: int, t: int) -> bool:
    """Whether a scheme has put the person below the start or on a black list, or holds something wrong against them."""
    st = sim.state
    for s in inside(sim, w, i, t):
        fallen = (start_of(sim, s, i) - st.score[s][i]) * sim.schemes.better[s] > 0
        if fallen or st.harm_live[s][i] > 0 or st.wrong_live[s][i] > 0 or is_listed(sim, s, i):
            return True
    return False


def give_example(sim: Sim, w: int, i: int) -> None:
    """Protected acts left, punished acts left or done more in this tick are an example to the friends, and fade."""
    st, m = sim.state, sim.moods
    left, more = st.chilled[w][i] - st.chilled_before[w][i], st.example[w][i]
    st.silent[w][i] = 1.0 if left > 0 else st.silent[w][i] * m.faded
    st.changed[w][i] = -1.0 if more < 0 else 1.0 if more > 0 else st.changed[w][i] * m.faded
    st.chilled_before[w][i], st.example[w][i] = st.chilled[w][i], 0


def heed(sim: Sim, i: int) -> None:
    """How the friends' examples of the last tick move the person's rates: silence of speech, conformity of all."""
    st, m = sim.state, sim.moods
    hush, follow = own(sim, Own.HUSH, m.hush, i), own(sim, Own.FOLLOW, m.follow, i)
    for w in range(1, sim.sizes.swayed):
        friends = friends_of(sim, w, i)
        silent = changed = 0.0
        for k in friends:
            silent = silent + st.pub_silent[w][k]
            changed = changed + st.pub_changed[w][k]
        st.hushed[w][i] = hush * (silent / len(friends)) if m.silence and friends else 0.0
        st.pulled[w][i] = follow * (changed / len(friends)) if m.conformity and friends else 0.0
