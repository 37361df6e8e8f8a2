"""Conduct that is penalised more than once."""

from __future__ import annotations

from scorarium.names import Effect, Op, ScoreKind
from scorarium.outcomes.afterwards import operations
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import quotient

ADVERSE = (Effect.DENY, Effect.DELAY, Effect.FINE, Effect.RECLAIM)


def double_penalty_share(lived: Lived, w: int) -> float | None:
    """Of the acts that are penalised at all, the share penalised two times or more.

    Schemes see on their own: an act is in two of them as often as the product of the shares that each records.
    """
    once = twice = 0.0
    for b in range(lived.n_acts):
        done = float(lived.done[w, b])
        ways = [(penalties(lived, s, b), float(lived.seen[s, b]) / done) for s in lived.schemes_of(w) if done]
        by_number = [1.0, 0.0, 0.0]  # the chance that an act is penalised never, once, more often
        for n, seen in ways:
            if n:
                never, one, more = by_number
                share = min(1.0, seen)
                by_number = [
                    never * (1.0 - share),
                    one * (1.0 - share) + (never * share if n == 1 else 0.0),
                    more + one * share + (never * share if n > 1 else 0.0),
                ]
        once += done * (by_number[1] + by_number[2])
        twice += done * by_number[2]
    return quotient(twice, once)


def penalties(lived: Lived, s: int, b: int) -> int:
    """How many penalties of a scheme an act brings by itself: rules that cost points, lists, fines and shut doors.

    Conditions on several acts together are none: there it is the repetition that is penalised. An entry in a file
    without a number is none either; what follows from it is.
    """
    plan, rules = lived.plan, lived.rules_of(s, b).tolist()
    is_file = int(plan.schemes.kind[s]) == ScoreKind.RECORD
    points = 0 if is_file else sum(bool(plan.rules.harmful[rule] and plan.rules.scored[rule]) for rule in rules)
    lists, doors = plan.lists, plan.consequences
    own = [row for row in range(len(lists.scheme)) if int(lists.scheme[row]) == s and lists.black[row]]
    grounds = [lists.ground_enter[lists.ground_first[row] : lists.ground_first[row + 1]].tolist() for row in own]
    listed = sum(any(is_struck(lived, s, b, one) for one in some) for some in grounds)
    adverse = [c for c in range(len(doors.scheme)) if int(doors.scheme[c]) == s and doors.effect[c] in ADVERSE]
    at_once = [c for c in adverse if doors.moment[c] and is_struck(lived, s, b, int(doors.when[c]))]
    return points + listed + len(at_once)


def is_struck(lived: Lived, s: int, b: int, program: int) -> bool:
    """Whether a condition can come true in the moment in which one such act is entered."""
    own, steps = set(lived.rules_of(s, b).tolist()), operations(lived.plan, program)
    if any(op == Op.ACTS and several > 1 for op, _, several in steps):
        return False
    return any((op == Op.STRUCK_ACT and a == b) or (op == Op.STRUCK_RULE and a in own) for op, a, _ in steps)
