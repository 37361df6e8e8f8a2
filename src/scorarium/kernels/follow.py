"""What a met demand makes possible: one act of those that the service leads to (``twin/follow.py``)."""

from typing import Any

from scorarium.kernels.act import amount_of, compare, happen, note_habit
from scorarium.kernels.codes import FOLLOW, FOLLOW_AMOUNT
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import uniform
from scorarium.kernels.look import in_world, value
from scorarium.kernels.luck import words
from scorarium.kernels.mind import rate_in
from scorarium.kernels.voice import voice


@inner
def follow_up(p: Any, st: Any, sh: Any, i: int, t: int) -> None:
    """All acts that follow from one person's demands of the last tick, in every world."""
    for v in range(p.sizes.services):
        f = p.services.follow[v]
        if f < 0:
            continue
        met = 0
        for w in range(p.sizes.worlds):
            met |= st.follow[f, w, i]
        order = 0
        while met >> order:
            if met >> order & 1:
                follow(p, st, sh, i, t, v, order)
            order += 1
        for w in range(p.sizes.worlds):
            st.follow[f, w, i] = 0


@inner
def follow(p: Any, st: Any, sh: Any, i: int, t: int, v: int, order: int) -> None:
    """What follows from one demand: in each world in which it was met, at most one act."""
    sv, f = p.services, p.services.follow[v]
    index = f * 64 + order
    w0, _, w2, w3 = words(p, FOLLOW, t, i, index)
    usual = in_none = -1
    for w in range(p.sizes.worlds):
        if w == 0 or p.sizes.moved:
            usual = pick(p, st, sh, i, t, v, uniform(w0), w, False, index)
        is_met = st.follow[f, w, i] >> order & 1 != 0
        chosen = pick(p, st, sh, i, t, v, uniform(w0), w, True, index) if is_met else -1
        amount = amount_of(p, st, w, i, t, chosen, FOLLOW_AMOUNT, index) if chosen >= 0 else 0.0
        if p.sizes.voices and chosen >= 0 and p.strategies.of_act[chosen] >= 0:
            amount = voice(p, st, sh, w, p.strategies.of_act[chosen], i, t, chosen, amount, w2)
            chosen = chosen if amount > 0.0 else -1
        if w == 0:
            in_none = chosen
        for k in range(sv.follow_first[v], sv.follow_first[v + 1]):
            kind = sv.follow_act[k]
            compare(p, st, sh, w, i, kind, chosen == kind, in_none == kind)
            if p.minds.habit and p.worlds.punished[w, kind] and is_met and usual == kind:
                note_habit(sh, w, chosen == kind)
        if chosen >= 0:
            happen(p, st, sh, w, i, t, chosen, amount, w2, w3)


@inner
def pick(p: Any, st: Any, sh: Any, i: int, t: int, v: int, u: float, w: int, answers: bool, index: int) -> int:
    """The act whose part of [0, 1) holds ``u`` in a world, by the declared shares or as people answer; or -1."""
    sv = p.services
    upto = 0.0
    for k in range(sv.follow_first[v], sv.follow_first[v + 1]):
        q, kind = sv.follow_share[k], sv.follow_act[k]
        if q < 0:
            return int(kind)
        share = value(p, st, in_world(p, q, w), i, 0, t, t, 0.0, 1, index)
        upto = upto + (rate_in(p, st, sh, w, kind, i, t, share) if answers else share)
        if u < upto:
            return int(kind)
    return -1
