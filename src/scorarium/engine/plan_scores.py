"""Scores of kind ladder and factors: where entries lead, and what is weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_columns import Rows, first, ints, to_units
from scorarium.engine.plan_conditions import ConditionPool
from scorarium.engine.plan_feeds import Telling
from scorarium.engine.plan_frame import placing
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_rules import better, cases, period
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Factors, Ladders
from scorarium.errors import Complaint, MalformedError
from scorarium.names import FactorSource
from scorarium.quantities import Duration, rational
from scorarium.scheme.hidden import counted, weighed
from scorarium.scheme.moves import Move, Step
from scorarium.scheme.scores import Factor, FactorsScore, LadderScore, PointsScore, RatingsScore

NO_START = -(2**31)
MOST_LINES = 32
"""So many entries in one period are told apart."""


def ladders_table(outlines: Sequence[Outline], varied: Varied) -> Ladders:
    """The ladders of all schemes; tables of moves are filled up to the longest."""
    rows, targets, of_scheme = Rows("lowest:i4 period_num:i8 period_den:i8 clean_periods:i4 cap:i4"), [], []
    for outline in outlines:
        score = outline.scheme.score
        of_scheme.append(len(rows) if isinstance(score, LadderScore) else -1)
        if isinstance(score, LadderScore):
            with placing(outline.scheme, "score", "moves"):
                mercy = score.exceptions.after_clean if score.exceptions is not None else None
                years, cap = (mercy.years, mercy.cap) if mercy is not None else (None, None)
                num, den = period(Duration(rational(score.moves.clean.every.constant_value)))
                rows.add(
                    lowest=score.rungs[0],
                    period_num=num,
                    period_den=den,
                    clean_periods=int(varied.plain("ladders_clean_periods", years, 0.0, outline, "after_clean")),
                    cap=int(varied.plain("ladders_cap", cap, 0.0, outline, "after_clean")),
                )
                targets.append(targets_of(score, better(outline.scheme)))
    lines = max((len(one) for one in targets), default=1)
    rungs = max((one.shape[1] for one in targets), default=1)
    table = np.zeros((len(targets), lines, rungs), np.int32)
    for row, one in enumerate(targets):
        table[row, : len(one), : one.shape[1]] = one
        table[row, len(one) :, : one.shape[1]] = one[-1]
    return Ladders(of_scheme=ints(of_scheme), target=table, **rows.columns())


def targets_of(score: LadderScore, sign: int) -> NDArray[np.int32]:
    """The next rung for so many entries (rows) from each rung (columns)."""
    low, high = score.rungs
    lines = []
    for entries in range(MOST_LINES):
        line = []
        for rung in range(low, high + 1):
            worst = high if sign < 0 else low
            after = moved(score, rung, entries, worst)
            line.append(max(low, min(high, after)))
        lines.append(line)
    return np.array(lines, np.int32)


def moved(score: LadderScore, rung: int, entries: int, worst: int) -> int:
    """Where a rung leads before it is held between first and last."""
    moves = score.moves
    if entries == 0:
        return step(moves.clean.by, rung, worst)
    if moves.entries is not None:
        return step(moves.entries[min(entries, len(moves.entries)) - 1][1], rung, worst)
    if moves.first is None:
        return rung
    after = step(moves.first, rung, worst)
    further = moves.further if moves.further is not None else moves.first
    for _ in range(entries - 1):
        change = step(further, rung, worst)
        after = worst if is_worst(further, rung) else after + change - rung
    return after


def step(move: Move, rung: int, worst: int) -> int:
    """One move from a rung."""
    found = written(move, rung)
    return worst if found.rungs == "worst" else rung + found.rungs


def is_worst(move: Move, rung: int) -> bool:
    """Whether the move leads to the worst rung at once."""
    return written(move, rung).rungs == "worst"


def written(move: Move, rung: int) -> Step:
    """The step from a rung, which must be written."""
    found = move.step(rung)
    if found is None:
        raise MalformedError(Complaint("a rung from which no move is written", str(rung), "a move from every rung"))
    return found


def factors_table(
    varied: Varied, outlines: Sequence[Outline], conditions: ConditionPool, tellings: Sequence[Telling] = ()
) -> Factors:
    """What is weighed in all schemes."""
    spec = "weight:f8 source:u1 arg:i4 span:f8 saturates:f8 sign:i4 logistic:u1 missing:f8 low:f8 high:f8 told:i4"
    rows, counts, starts = Rows(spec), [], []
    for outline in outlines:
        score, own = outline.scheme.score, weighed(outline.scheme)
        counts.append(len(own))
        begins = score.start if isinstance(score, FactorsScore) else None
        usual = varied.plain("factors_start", begins, 0.0, outline, "score")
        starts.append(NO_START if begins is None else to_units(usual))
        for name, factor in own.items():
            with placing(outline.scheme, "score", "factors", name):
                row = factor_row(varied, outline, outlines, name, factor, conditions)
                rows.add(**row, told=told_as(tellings, outline.row, row))
    for outline in outlines:  # what is only counted comes after everything that is weighed
        for name, factor in counted(outline.scheme, varied.frame.acts, varied.frame.services).items():
            rows.add(**factor_row(varied, outline, outlines, name, factor, conditions), told=-1)
    return Factors(first=first(counts), start=ints(starts), **rows.columns())


def told_as(tellings: Sequence[Telling], asker: int, row: Mapping[str, Any]) -> int:
    """The row of what a scheme keeps of the score that a factor asks for; -1 where it is told anew each tick."""
    if row["source"] != FactorSource.SCORE:
        return -1
    return next((x for x, one in enumerate(tellings) if (one.asker, one.giver) == (asker, row["arg"])), -1)


def factor_row(
    varied: Varied,
    outline: Outline,
    outlines: Sequence[Outline],
    name: str,
    factor: Factor,
    conditions: ConditionPool,
) -> dict[str, Any]:
    """One factor."""
    score, frame, place = outline.scheme.score, varied.frame, f"factors/{name}"
    logistic = isinstance(score, FactorsScore) and score.shape == "logistic"
    values = [value for number in factor.from_.values() for value in cases(number)]
    row: dict[str, Any] = {
        "weight": varied.plain("factors_weight", factor.weight, 0.0, outline, place),
        "source": FactorSource.ACTS,
        "arg": -1,
        "span": 1.0,
        "saturates": varied.plain("factors_saturates", factor.saturates, 1.0, outline, place),
        "sign": 1 if all(v >= 0 for v in values) else (-1 if all(v <= 0 for v in values) else 0),
        "logistic": logistic,
        "missing": varied.plain("factors_missing", factor.missing, -1.0, outline, place),
        "low": 0.0,
        "high": 1.0,
    }
    if factor.from_attribute is not None:
        asked = factor.from_attribute
        if asked not in frame.attribute_row:
            known = "one of " + ", ".join(frame.attribute_row)
            raise MalformedError(Complaint("an attribute that the society lacks", f"'{asked}'", known))
        row |= {"source": FactorSource.ATTRIBUTE, "arg": frame.row_in(asked, outline.world)}
        row["span"] = float(max(1, len(frame.levels(asked)) - 1))
    elif factor.from_friends is not None:
        row["source"] = FactorSource.FRIENDS
    elif factor.from_score is not None:
        row |= {"source": FactorSource.SCORE, **other_score(outline, outlines, factor.from_score)}
    elif factor.from_when is not None:
        row |= {"source": FactorSource.WHEN, "arg": conditions.add(factor.from_when, outline)}
    return row


def other_score(outline: Outline, outlines: Sequence[Outline], name: str) -> dict[str, Any]:
    """The row and range of another scheme of the same world; row -1 if it is not there."""
    for other in outlines:
        if other.world == outline.world and other.scheme.name == name:
            score = other.scheme.score
            if isinstance(score, FactorsScore | RatingsScore):
                low, high = score.range.low, score.range.high
            elif isinstance(score, LadderScore):
                low, high = float(score.rungs[0]), float(score.rungs[1])
            elif isinstance(score, PointsScore) and score.bounds is not None:
                low, high = score.bounds.low, score.bounds.high
            else:
                low, high = float("-inf"), float("inf")
            if not np.isfinite([low, high]).all():
                raise MalformedError(
                    Complaint("a score without two ends cannot be a factor", f"'{name}'", "bounds: [0, 1000] there")
                )
            return {"arg": other.row, "low": float(to_units(low)), "high": float(to_units(high))}
    return {"arg": -1}
