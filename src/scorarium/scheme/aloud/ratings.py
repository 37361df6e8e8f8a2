"""What people say of each other, in sentences."""

from __future__ import annotations

from typing import Final

from scorarium.quantities import Count
from scorarium.scheme.aloud.conditions import those
from scorarium.scheme.aloud.numbers import bounds, count, listed, number
from scorarium.scheme.scores import RatingsScore

TOWARDS: Final[dict[str, str]] = {
    "anyone": "by anyone",
    "friends": "by friends",
    "household": "by their household",
    "work": "by people at work",
    "neighbours": "by people of their district",
    "customers": "by customers, that is by people who are not rated themselves",
}
NORMS: Final[dict[str, str]] = {
    "image_scoring": "who helps is good and who refuses is bad, whoever the other is (image scoring)",
    "simple_standing": "who helps is good, and so is who refuses somebody bad (simple standing)",
    "stern_judging": "who helps the good or refuses the bad is good, and all others are bad (stern judging)",
    "shunning": "only who helps somebody good is good (shunning)",
}
OPINIONS: Final[dict[str, str]] = {
    "public": "There is one public opinion of each person",
    "one_observer": "One observer forms the opinion for all",
    "all_observe": "Everybody observes and forms an opinion of their own",
}


def ratings(held: RatingsScore) -> list[str | None]:
    """Say who rates whom, how often, and how marks become a score."""
    return [f"A mark {bounds(held.range)}", *_encounters(held), *_marks(held), *_reputation(held)]


def _encounters(held: RatingsScore) -> list[str | None]:
    met = f" {number(held.encounters)}" if held.encounters is not None else ""
    whom = f" {TOWARDS[held.towards]}" if held.towards else ""
    return [
        f"A newcomer has {number(held.start).replace(' points', '')}" if held.start is not None else None,
        f"A person is met and rated{met}{whom}" if met or whom else None,
        f"Rated are {those(held.rated)}" if held.rated is not None else None,
        f"Those who rate are {those(held.raters)}" if held.raters is not None else None,
    ]


def _marks(held: RatingsScore) -> list[str | None]:
    rater = {"equal": "All who rate weigh the same", "score": "Those who are well rated weigh more"}
    back = held.memory
    kept = None
    if back is not None:
        kept = f"the last {count(back)}" if isinstance(back, Count) else f"the marks of the last {number(back)}"
    return [
        f"The usual mark is {number(held.usual).replace(' points', '')}" if held.usual is not None else None,
        f"Marks spread around it by a standard deviation of {number(held.spread)}" if held.spread is not None else None,
        rater[held.rater_weight] if held.rater_weight else None,
        f"A mark weighs {number(held.weight)}" if held.weight is not None else None,
        f"To the marks is added, for no act of theirs, {number(held.bias)}" if held.bias is not None else None,
        f"What counts are {kept}" if kept else None,
        f"Before {count(held.least)} the score does not count" if held.least is not None else None,
        f"A bad mark is answered with one in {number(held.retaliation)} of cases"
        if held.retaliation is not None
        else None,
    ]


def _reputation(held: RatingsScore) -> list[str | None]:
    norm = None
    if isinstance(held.norm, str):
        norm = f"Everybody is good or bad in the eyes of others: {NORMS[held.norm]}"
    elif held.norm is not None:
        rows = [f"{case.replace('-', ' ')}: {judged}" for case, judged in held.norm.items()]
        norm = f"Everybody is good or bad in the eyes of others, judged so: {listed(rows)}"
    errors = held.errors
    return [
        norm,
        OPINIONS[held.opinions] if held.opinions else None,
        f"Help that was meant fails in {number(errors.execution)} of cases"
        if errors is not None and errors.execution is not None
        else None,
        f"An observer judges wrongly in {number(errors.assessment)} of cases"
        if errors is not None and errors.assessment is not None
        else None,
    ]
