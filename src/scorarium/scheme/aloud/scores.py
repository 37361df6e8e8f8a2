"""How entries become a score."""

from __future__ import annotations

from typing import Final

from scorarium.scheme.aloud.conditions import RELATIONS, clause
from scorarium.scheme.aloud.numbers import (
    bounds,
    figure,
    flag,
    listed,
    number,
    plain,
    quoted,
    sentences,
    sourced,
    words,
)
from scorarium.scheme.aloud.ratings import ratings
from scorarium.scheme.model import Scheme
from scorarium.scheme.moves import Move, Step
from scorarium.scheme.scores import Contagion, Factor, FactorsScore, LadderScore, Learned, PointsScore, RatingsScore

KINDS: Final[dict[str, str]] = {
    "points": "The score is a sum of points",
    "ladder": "The score is a rung on a ladder",
    "factors": "The score is a weighted mean of factors",
    "ratings": "The score is what others say of the person",
    "record": "There is no number: what counts is a file of entries",
}
SHAPES: Final[dict[str, str]] = {
    "linear": "Each factor follows its sum in a straight line until it is full",
    "logistic": "Each factor follows its sum along a logistic curve",
}
METHODS: Final[dict[str, str]] = {"logistic": "a logistic regression", "linear": "a linear regression"}
LABELS: Final[dict[str, str]] = {
    "recorded": "only what the senses saw and the consequences let happen",
    "true": "what people do where nobody is scored, which no operator knows",
}


def score(scheme: Scheme) -> list[str]:
    """Say what kind of score it is, where it begins and how it moves."""
    held = scheme.score
    if held is None:
        return []
    better = {"higher": "Higher is better", "lower": "Lower is better"}.get(held.better or "")
    kept = f"It is kept by: {plain(held.kept_by)}" if held.kept_by else None
    told = [sentences(KINDS[held.kind], better, kept)]
    if isinstance(held, PointsScore):
        told.append(sentences(*_points(held)))
    elif isinstance(held, LadderScore):
        told.append(sentences(*_ladder(held)))
    elif isinstance(held, FactorsScore):
        told.append(sentences(*_factors(held)))
    elif isinstance(held, RatingsScore):
        told.append(sentences(*ratings(held)))
    told.append(sentences(*(_contagion(relation, one) for relation, one in held.contagion.items())))
    return [paragraph for paragraph in told if paragraph]


def _points(held: PointsScore) -> list[str | None]:
    decay, clean, spend = held.decay, held.clean_period, held.spend
    told: list[str | None] = [
        f"Everybody starts with {number(held.start)}" if held.start is not None else None,
        f"It {bounds(held.bounds)}" if held.bounds is not None else None,
    ]
    if decay is not None:
        goal = number(decay.towards) if decay.towards is not None else "its start"
        told.append(f"By itself it returns to {goal}, half of the way in {number(decay.half_life)}")
    if clean is not None:
        ends = words((name for name in clean.without if name != "any"), "or") if clean.without else ""
        without = f" without {ends}" if ends else " without an entry that harms" if clean.without else ""
        told.append(f"Each {number(clean.every)}{without} gives {number(clean.points, signed=True)}")
    if spend is not None:
        told += [
            f"From {number(spend.from_)} on, points can be spent; one is worth {number(spend.worth)}",
            flag(spend.oldest_first, "The oldest go first", "The oldest do not go first"),
            f"Who can spend does so {number(spend.at)}" if spend.at is not None else None,
        ]
    return told


def _ladder(held: LadderScore) -> list[str | None]:
    moves = held.moves
    mercy = held.exceptions.after_clean if held.exceptions is not None else None
    entries = [f"with {figure(n)}: {move(step)}" for n, step in moves.entries or ()]
    return [
        f"Its rungs go from {held.rungs[0]} to {held.rungs[1]}; a newcomer stands on rung {number(held.start)}",
        f"For each {number(moves.clean.every)} without an entry: {move(moves.clean.by)}",
        f"For the first entry of a period: {move(moves.first)}" if moves.first is not None else None,
        f"For each further one: {move(moves.further)}" if moves.further is not None else None,
        f"By the number of entries in the period, {'; '.join(entries)}, and so for more" if entries else None,
        f"After {number(mercy.years)} clean periods in a row nobody stands worse than rung {number(mercy.cap)}"
        if mercy is not None
        else None,
    ]


def move(steps: Move) -> str:
    """Say a move on a ladder."""
    default = step(steps.default) if steps.default is not None else ""
    rows = [f"{step(one)} from rung {lowest}" for lowest, one in steps.by_rung]
    return f"{default}, but {listed(rows)}" if default and rows else default or listed(rows)


def step(one: Step) -> str:
    """Say one step."""
    if one.rungs == "worst":
        return "to the worst rung" + sourced(one.source, "count")
    noun = "rung" if abs(one.rungs) == 1 else "rungs"
    return f"{figure(one.rungs, signed=True)} {noun}" + sourced(one.source, "count")


def _factors(held: FactorsScore) -> list[str | None]:
    told: list[str | None] = [
        f"It {bounds(held.range)}",
        SHAPES[held.shape] if held.shape else None,
        f"Before anything is known it is {number(held.start)}" if held.start is not None else None,
    ]
    return told + (_learned(held.learned) if held.learned is not None else [])


def _learned(learned: Learned) -> list[str | None]:
    method = METHODS[learned.method] if learned.method else "a method that is not said"
    first = [f"{plain(name)} {number(weight)}" for name, weight in learned.until_fitted.items()]
    return [
        f"The weights come from data: {method} predicts {words(learned.target)} from the factors",
        f"It learns from {LABELS[learned.labels]}",
        f"It looks for those acts over {number(learned.window)} after the factors were read"
        if learned.window is not None
        else None,
        f"The weights are learned again every {number(learned.refit)}" if learned.refit is not None else None,
        f"It may not use {words(learned.leaves_out, 'or')}" if learned.leaves_out else None,
        f"Until the first fit the weights are {listed(first)}" if first else None,
    ]


def factors(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each factor what it is made of and what it weighs."""
    held = scheme.score
    return [(name, _factor(one)) for name, one in held.factors.items()] if isinstance(held, FactorsScore) else []


def _factor(one: Factor) -> str:
    return sentences(
        f"It weighs {number(one.weight)}",
        *_made_of(one),
        f"Where there are no data, {number(one.missing)} stands in" if one.missing is not None else None,
        f"It stands in for {plain(one.proxy_of)}" if one.proxy_of else None,
        f"Source: {one.ref}" if one.ref else None,
    )


def _made_of(one: Factor) -> list[str | None]:
    window = f" over {number(one.window, never='all time')}" if one.window is not None else ""
    acts = [f"{plain(act)} ({number(value, signed=True)})" for act, value in one.from_.items()]
    full = f"; it is full at {number(one.saturates)}" if one.saturates is not None else ""
    return [
        f"It adds up{window}: {listed(acts)}{full}" if acts else None,
        f"It looks back{window}{full}" if not acts and (window or full) else None,
        f"It is the rank of the person's {plain(one.from_attribute)}" if one.from_attribute else None,
        "It is the mean score of the person's friends" if one.from_friends else None,
        f"It is the person's score in the scheme {quoted(one.from_score)}" if one.from_score else None,
        f"It is full as long as {clause(one.from_when)}, and otherwise nought" if one.from_when is not None else None,
    ]


def _contagion(relation: str, one: Contagion) -> str:
    what = {"points": "the harmful points", "score": "the score"}.get(one.of or "", "the standing")
    per = {"friend": ", summed over them", "mean": ", averaged over them"}.get(one.per or "", "")
    law = {
        "anchored": ", anchored in the person's own score",
        "drift": ", so that scores drift to a consensus",
    }.get(one.law or "", "")  # fmt: skip
    return f"{number(one.share)} of {what} of {RELATIONS[relation]} falls on the person{per}{law}"
