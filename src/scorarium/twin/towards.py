"""Acts that are done towards somebody: to whom, who chooses to do them, and what others then say."""

from scorarium.names import Decision, Opinions
from scorarium.twin.circles import pick
from scorarium.twin.draws import MASK, chance, mix, uniform
from scorarium.twin.look import in_world, value, vary
from scorarium.twin.sim import Sim

TOWARDS_SALT = 0x2545F491
EXECUTION_SALT = 0x6C62272E
SEEN_SALT = 0x01B3F2A7
OBSERVER_SALT = 0x7F4A7C15
ASSESSMENT_SALT = 0x3C6EF372
GOLDEN = 0x9E3779B9


def towards(sim: Sim, kind: int, i: int, word: int) -> int:
    """Towards whom an act is done: -1 where it is done towards nobody, or there is nobody."""
    circle = sim.circles.of_act[kind]
    return pick(sim, circle, i, mix(word, TOWARDS_SALT)) if circle >= 0 else -1


def chooses(sim: Sim, w: int, kind: int, i: int, t: int, whom: int, word: int) -> bool:
    """Whether a person does to another what could be done, in one world; others judge it.

    Some always do, some never, some only towards those of whom they think well. An error of execution turns help into
    refusal, never refusal into help.

    References
    ----------
    Panchanathan & Boyd (2003), J. Theor. Biol. 224, 115-126 (errors of execution).
    """
    schemes = [s for s in reputed(sim, w, t) if sim.state.enrolled[s][i] >= 0]
    upto = choosing(sim, w, kind, i, t)
    u = uniform(sim.luck.block(Decision.CHOSEN, 0, i, kind)[0])
    helps = bool(u < upto[1])
    if u < upto[0] and schemes:
        helps = is_good(sim, schemes[0], whom, i)
    if schemes and helps:
        s = schemes[0]
        y = sim.reputations.of_scheme[s]
        error = vary(sim, sim.reputations.execution[y], sim.by.reputations_execution[y], i, s, t, turn=word)
        helps = not chance(mix(word, sim.schemes.salt[s] ^ EXECUTION_SALT), error)
    for s in schemes:
        judge(sim, s, kind, i, t, whom, helps, mix(word, sim.schemes.salt[s]))
    return helps


def choosing(sim: Sim, w: int, kind: int, i: int, t: int) -> tuple[float, float]:
    """Up to where on [0, 1] a person discriminates, and does it at all."""
    one, other = sim.circles.chosen_by[kind]
    if one < 0:
        first, end = sim.circles.chosen[kind]
        return first, end
    first = value(sim, in_world(sim, one, w), i, 0, t, at=0)
    return first, first + value(sim, in_world(sim, other, w), i, 0, t, at=0)


def reputed(sim: Sim, w: int, t: int) -> list[int]:
    """Schemes of a world that keep reputations."""
    rows = range(sim.worlds.first[w], sim.worlds.first[w + 1])
    return [s for s in rows if sim.reputations.of_scheme[s] >= 0 and sim.is_running(s, t)]


def place(sim: Sim, y: int, person: int, observer: int) -> int:
    """Where the opinion of an observer about a person stands; a public one is everybody's."""
    width = sim.reputations.width[y]
    return int(sim.reputations.first[y] + person * width + (observer if width > 1 else 0))


def is_good(sim: Sim, s: int, person: int, observer: int) -> bool:
    """What an observer thought of a person at the end of the previous tick: well of those without an account."""
    if sim.state.pub_tier[s][person] < -1:
        return True
    return bool(sim.state.pub_opinion[place(sim, sim.reputations.of_scheme[s], person, observer)])


def judge(sim: Sim, s: int, kind: int, i: int, t: int, whom: int, helps: bool, word: int) -> None:
    """Who saw it forms an opinion: the public, one observer, or everybody on their own."""
    y = sim.reputations.of_scheme[s]
    q = sim.reputations.sees[y][kind]
    if q == -1:
        return
    seen = value(sim, q, i, s, t, turn=word) if q >= 0 else 1.0
    if sim.reputations.opinions[y] == Opinions.ALL_OBSERVE:
        for j in range(sim.n):
            own = mix(word, j * GOLDEN & MASK)
            if chance(mix(own, SEEN_SALT), seen):
                assess(sim, s, y, i, t, whom, j, helps, own)
        return
    if not chance(mix(word, SEEN_SALT), seen):
        return
    observer = 0
    if sim.reputations.opinions[y] == Opinions.ONE_OBSERVER:
        observer = mix(word, OBSERVER_SALT) * (sim.n - 1) >> 32
        observer += observer >= i
    assess(sim, s, y, i, t, whom, observer, helps, word)


def assess(sim: Sim, s: int, y: int, i: int, t: int, whom: int, observer: int, helps: bool, word: int) -> None:
    """What the norm says of the act, as this observer knows both; an error flips the label."""
    case = is_good(sim, s, i, observer) << 2 | helps << 1 | is_good(sim, s, whom, observer)
    good = sim.reputations.norm[y] >> case & 1
    error = vary(sim, sim.reputations.assessment[y], sim.by.reputations_assessment[y], i, s, t, turn=word)
    if chance(mix(word, ASSESSMENT_SALT), error):
        good ^= 1
    sim.state.opinion[place(sim, y, i, observer)] = good


def reputation(sim: Sim, s: int, i: int) -> int:
    """The score: the share of others who think well of a person, on the range."""
    y = sim.reputations.of_scheme[s]
    first, width, low, high = place(sim, y, i, 0), sim.reputations.width[y], sim.schemes.low[s], sim.schemes.high[s]
    good = sum(sim.state.opinion[j] for j in range(first, first + width))
    if width > 1:
        good -= sim.state.opinion[first + i]
    return int(low + (high - low) * good // max(1, width - 1))


def begin_reputation(sim: Sim, s: int, i: int, start: int) -> None:
    """Everybody thinks well of a newcomer who begins in the upper half of the range."""
    y = sim.reputations.of_scheme[s]
    first, width = place(sim, y, i, 0), sim.reputations.width[y]
    good = int(2 * start >= sim.schemes.low[s] + sim.schemes.high[s])
    for j in range(first, first + width):
        sim.state.opinion[j] = good
