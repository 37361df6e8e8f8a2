"""Scores of kind ratings: who rates whom, the laws of marks, and the places that memory takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_circles import CirclePool, is_for_good, starts, who_are
from scorarium.engine.plan_columns import Rows, ints
from scorarium.engine.plan_conditions import ConditionPool
from scorarium.engine.plan_frame import Frame, constant, placing
from scorarium.engine.plan_marks import law_of_marks, n_steps
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.plan_outline import Outline
from scorarium.engine.tables import Numbers
from scorarium.engine.tables_ratings import Ratings
from scorarium.errors import Complaint, MalformedError
from scorarium.names import GRID, Mode
from scorarium.quantities import Count, Number
from scorarium.scheme.changing import NEVER_HOLDS
from scorarium.scheme.condition import Condition
from scorarium.scheme.scores import RatingsScore

MOST_MET: Final = 512.0
"""Encounters of one person in one tick, on average."""

MOST_KEPT: Final = 65536
"""Marks, or ticks, that a memory may hold."""


def usual_mark(score: RatingsScore) -> Number | float:
    """The usual mark, with which also a newcomer begins to whom no other was given; without it, the middle."""
    return score.usual if score.usual is not None else (score.range.low + score.range.high) / 2


def ratings_table(
    frame: Frame,
    outlines: Sequence[Outline],
    numbers: NumberPool,
    circles: CirclePool,
    conditions: ConditionPool,
) -> Ratings:
    """The ratings of all schemes."""
    rows = Rows(
        "circle:i4 rated:i4 met:i4 usual:i4 bias:i4 spread:f8 weight:i4 weighs:u1 by_score:u1 retaliation:i4 least:i4 "
        "keep:i4 span:i4 steps:i4"
    )
    of_scheme, persons, laws = [], [], list[NDArray[np.int64]]()
    for outline in outlines:
        score = outline.scheme.score
        is_rated = isinstance(score, RatingsScore) and score.norm is None
        of_scheme.append(len(rows) if is_rated else -1)
        if isinstance(score, RatingsScore) and is_rated:
            with placing(outline.scheme, "score"):
                rated = may_be(frame, score.rated)
                own = circles, 2 * len(rows)
                rows.add(**_row(frame, outline, score, numbers), **_circles(frame, outline, score, own, conditions))
                laws.append(law_of_marks(score.range, constant(score.spread)))
            persons.append(np.where(rated, np.cumsum(rated) - 1, -1))
    columns = rows.columns()
    counts = np.array([int(own.max(initial=-1)) + 1 for own in persons], np.int64)
    steps = max((law.shape[1] for law in laws), default=1)
    table = np.full((len(laws), GRID + 1, steps), 2**32, np.int64)
    for row, law in enumerate(laws):
        table[row, :, : law.shape[1]] = law
    return Ratings(
        of_scheme=ints(of_scheme),
        person=np.array(persons, np.int32).reshape(len(persons), frame.population.n),
        ring_first=starts(counts * columns["keep"])[:-1],
        bin_first=starts(counts * columns["span"])[:-1],
        law=table,
        gatherings=2 * len(laws) if any(gathers(frame, outline) for outline in outlines) else 0,
        **columns,
    )


def gathers(frame: Frame, outline: Outline) -> bool:
    """Whether who rates or is rated in a scheme changes, in some variant."""
    scores = [one.score for one in outline.family or (outline.scheme,) if isinstance(one.score, RatingsScore)]
    return not all(is_for_good(frame, one) for score in scores for one in (score.rated, score.raters))


def may_be(frame: Frame, condition: Condition | None) -> NDArray[np.bool_]:
    """bool[N]: for whom a condition may ever hold."""
    return who_are(frame, condition if is_for_good(frame, condition) else None)


def _circles(
    frame: Frame, outline: Outline, score: RatingsScore, own: tuple[CirclePool, int], conditions: ConditionPool
) -> dict[str, int]:
    """Who rates, and who is rated where that changes: as things stand when a tick begins."""
    circles, first = own  # who rates and who is rated have rows of their own, whatever changes make of them
    raters, rated = score.raters, score.rated
    if score.towards == "customers":  # those who are not rated: nobody, where everybody is
        others = {"any": {"raters": raters}} if raters is not None else {}
        raters = NEVER_HOLDS if rated is None else Condition.model_validate({"not": rated} | others)
    found = {"rated": -1}
    for word, one, towards in (("circle", raters, score.towards), ("rated", rated, None)):
        if word == "circle" and is_for_good(frame, one):
            found[word] = circles.add(towards, who_are(frame, one))
        elif one is not None and not is_for_good(frame, one):
            everybody = np.ones(frame.population.n, bool)
            program = conditions.add(one, outline)
            found[word] = circles.add(towards, everybody, (program, outline.row, first + (word == "rated")))
    return found


def _row(frame: Frame, outline: Outline, score: RatingsScore, numbers: NumberPool) -> dict[str, Any]:
    least = constant_of(score.least)
    keep, span = memory(frame, score)
    if keep and least > keep:
        got, expected = f"{least:.0f} ratings", f"at most the {keep} that are remembered"
        raise MalformedError(Complaint("more ratings asked for than are remembered", got, expected, at=("least",)))

    def added(word: str) -> int:
        number = getattr(score, word)
        return -1 if number is None else numbers.add(number, outline=outline, place=f"score/{word}")

    return {
        "met": numbers.add(
            0.0 if score.encounters is None else score.encounters,
            frame.time.per_tick,
            outline=outline,
            place="score/encounters",
        ),
        "usual": numbers.add(usual_mark(score), outline=outline, place="score/usual"),
        "bias": added("bias"),
        "spread": constant(score.spread),
        "weight": added("weight"),
        "weighs": any(weighs(one.score) for one in outline.family or (outline.scheme,)),
        "by_score": score.rater_weight == "score",
        "retaliation": added("retaliation"),
        "least": int(least),
        "keep": keep,
        "span": span,
        "steps": n_steps(score.range),
    }


def weighs(score: Any) -> bool:
    """Whether marks do not all count the same."""
    return isinstance(score, RatingsScore) and (score.rater_weight == "score" or score.weight is not None)


def constant_of(count: Count | None) -> float:
    """How many; nought where nothing is written."""
    return 0.0 if count is None else count.n


def memory(frame: Frame, score: RatingsScore) -> tuple[int, int]:
    """(marks, ticks) that are remembered; 0 and 0: all for ever.

    Raises
    ------
    MalformedError
        More than the engine can hold.
    """
    back = score.memory
    if back is None:
        return 0, 0
    keep = int(back.n) if isinstance(back, Count) else 0
    days = back.constant_value if isinstance(back, Number) else 0.0
    span = 0 if isinstance(back, Count) or days == float("inf") else frame.time.ticks(days)
    if max(keep, span) > MOST_KEPT:
        problem = "a memory longer than the engine can hold"
        expected = f"at most {MOST_KEPT} ratings or ticks, or never"
        raise MalformedError(Complaint(problem, str(max(keep, span)), expected, at=("memory",)))
    return keep, span


def check_meetings(table: Numbers, ratings: Ratings, outlines: Sequence[Outline]) -> None:
    """Refuse more encounters in a tick than anybody could draw.

    Raises
    ------
    DeclarationError
        Somebody would meet more than `MOST_MET`.
    """
    for outline in outlines:
        z = ratings.of_scheme[outline.row]
        met = largest(table, int(ratings.met[z])) if z >= 0 else 0.0
        if met > MOST_MET:
            with placing(outline.scheme, "score", "encounters"):
                repair = "Take a shorter tick."
                raise MalformedError(
                    Complaint("too many encounters in one tick", f"{met:.0f}", f"at most {MOST_MET:.0f}", repair)
                )


def largest(numbers: Numbers, q: int) -> float:
    """The largest value that a number can have, as a bound."""
    value = float(numbers.base[q])
    for j in range(numbers.first[q], numbers.first[q + 1]):
        table = numbers.value[numbers.start[j] : numbers.start[j] + numbers.length[j]]
        value *= max(1.0 if numbers.mode[j] == Mode.CODE else 0.0, float(table.max()))
    return value


def places_of(ratings: Ratings) -> dict[str, int]:
    """Rows of the state that marks need: places of rings, those of weights, and sums by tick."""
    counts = ratings.person.max(axis=1, initial=-1).astype(np.int64) + 1
    ring = int((counts * ratings.keep).sum())
    return {
        "ratings": len(ratings.circle),
        "ring": ring,
        "heavy": ring if bool(((ratings.weighs > 0) & (ratings.keep > 0)).any()) else 0,
        "bins": int((counts * ratings.span).sum()),
    }
