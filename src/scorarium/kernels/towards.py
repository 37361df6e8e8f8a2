"""Acts that are done towards somebody, and what others then say (``twin/towards.py``)."""

from typing import Any

import numpy as np

from scorarium.kernels.circles import n_members, pick
from scorarium.kernels.codes import (
    ALL_OBSERVE,
    ASSESSMENT_SALT,
    CHOSEN,
    EXECUTION_SALT,
    GOLDEN,
    LOW32,
    OBSERVER_SALT,
    ONE_OBSERVER,
    SEEN_SALT,
    TOWARDS_SALT,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix, uniform
from scorarium.kernels.look import in_world, value, vary
from scorarium.kernels.luck import words
from scorarium.kernels.records import opinion_place


@inner
def towards(p: Any, kind: int, i: int, word: Any) -> int:
    """Towards whom an act is done: -1 where it is done towards nobody, or there is nobody."""
    c = p.circles.of_act[kind]
    return pick(p, c, i, n_members(p, c, i), mix(word, TOWARDS_SALT)) if c >= 0 else -1


@inner
def chooses(p: Any, st: Any, w: int, kind: int, i: int, t: int, whom: int, word: Any) -> bool:
    """Whether a person does to another what could be done, in one world; others judge it."""
    first = -1
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if first < 0 and keeps_reputation(p, st, s, i, t):
            first = s
    u = uniform(words(p, CHOSEN, 0, i, kind)[0])
    upto, end = p.circles.chosen[kind, 0], p.circles.chosen[kind, 1]
    if p.circles.chosen_by[kind, 0] >= 0:
        one, other = in_world(p, p.circles.chosen_by[kind, 0], w), in_world(p, p.circles.chosen_by[kind, 1], w)
        upto = value(p, st, one, i, 0, t, 0, 0.0, 1, 0)
        end = upto + value(p, st, other, i, 0, t, 0, 0.0, 1, 0)
    helps = u < end
    if first < 0:
        return bool(helps)
    if u < upto:
        helps = is_good(p, st, first, whom, i)
    if helps:
        y = p.reputations.of_scheme[first]
        q = p.by.reputations_execution[y]
        turn: Any = np.int64(word)
        error = vary(p, st, p.reputations.execution[y], q, i, first, t, t, 0.0, turn)
        helps = not chance(mix(word, p.schemes.salt[first] ^ EXECUTION_SALT), error)
    for s in range(first, p.worlds.first[w + 1]):
        if keeps_reputation(p, st, s, i, t):
            judge(p, st, s, kind, i, t, whom, helps, mix(word, p.schemes.salt[s]))
    return helps


@inner
def keeps_reputation(p: Any, st: Any, s: int, i: int, t: int) -> bool:
    """Whether a scheme keeps the reputation of a person."""
    return p.reputations.of_scheme[s] >= 0 and st.enrolled[s, i] >= 0 and t < p.schemes.end_tick[s]


@inner
def is_good(p: Any, st: Any, s: int, person: int, observer: int) -> bool:
    """What an observer thought of a person at the end of the previous tick: well of those without an account."""
    if st.pub_tier[s, person] < -1:
        return True
    return st.pub_opinion[opinion_place(p, p.reputations.of_scheme[s], person, observer)] != 0


@inner
def judge(p: Any, st: Any, s: int, kind: int, i: int, t: int, whom: int, helps: bool, word: Any) -> None:
    """Who saw it forms an opinion: the public, one observer, or everybody on their own."""
    y = p.reputations.of_scheme[s]
    q = p.reputations.sees[y, kind]
    if q == -1:
        return
    seen = value(p, st, q, i, s, t, t, 0.0, 1, word) if q >= 0 else 1.0
    opinions, n = p.reputations.opinions[y], p.sizes.persons
    if opinions == ALL_OBSERVE:
        for j in range(n):
            own = mix(word, j * GOLDEN & LOW32)
            if chance(mix(own, SEEN_SALT), seen):
                assess(p, st, s, y, i, t, whom, j, helps, own)
        return
    if not chance(mix(word, SEEN_SALT), seen):
        return
    observer = 0
    if opinions == ONE_OBSERVER:
        observer = int(mix(word, OBSERVER_SALT)) * (n - 1) >> 32
        observer += 1 if observer >= i else 0
    assess(p, st, s, y, i, t, whom, observer, helps, word)


@inner
def assess(p: Any, st: Any, s: int, y: int, i: int, t: int, whom: int, observer: int, helps: bool, word: Any) -> None:
    """What the norm says of the act, as this observer knows both; an error flips the label."""
    case = 4 if is_good(p, st, s, i, observer) else 0
    case += 2 if helps else 0
    case += 1 if is_good(p, st, s, whom, observer) else 0
    good = p.reputations.norm[y] >> case & 1
    q = p.by.reputations_assessment[y]
    turn: Any = np.int64(word)
    error = vary(p, st, p.reputations.assessment[y], q, i, s, t, t, 0.0, turn)
    if chance(mix(word, ASSESSMENT_SALT), error):
        good ^= 1
    st.opinion[opinion_place(p, y, i, observer)] = good


@inner
def reputation(p: Any, st: Any, s: int, i: int) -> int:
    """The score: the share of others who think well of a person, on the range."""
    y = p.reputations.of_scheme[s]
    first, width, low, high = opinion_place(p, y, i, 0), p.reputations.width[y], p.schemes.low[s], p.schemes.high[s]
    good = 0
    for j in range(first, first + width):
        good += st.opinion[j]
    if width > 1:
        good -= st.opinion[first + i]
    return int(low + (high - low) * good // max(1, width - 1))
