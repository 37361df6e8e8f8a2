"""Small declarations whose mean can be worked out by hand: rates, detection, points, clocks, repetition, doors.

Each mean lies within four standard errors of the closed form, and one that is a tenth off does not.
"""

from collections.abc import Callable
from math import comb, exp, sqrt
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scorarium.engine.run import ticks
from scorarium.names import POINT
from tests.laws.test_services import plan
from tests.unit.engine.small import merged

PERSONS, WEEKS = 20_000, 104
WEEK = 7 / 365.25
DONE = 6 * WEEK
"""Acts a person and week; half of them are seen."""
SEEN = DONE / 2
SOME = 1 - exp(-SEEN)
"""The chance that something is seen in a week."""

SOCIETY: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "counted",
    "tick": "1w",
    "districts": {"count": 4},
    "acts": {"littering": {"context": "civic", "rate": "6/y"}, "jaywalking": {"context": "traffic", "rate": "3/y"}},
    "services": {"train": {"demand": "12/y", "value": 1}},
    "psychology": "passive",
}
SCHEME: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "count",
    "senses": {"eye": {"kind": "registry", "sees": ["littering", "jaywalking"], "detection": "50%"}},
    "score": {
        "kind": "points",
        "start": 0,
        "bounds": [-10_000, 10_000],
        "rules": {"litter": {"on": "littering", "points": -1, "lasts": "9y"}},
    },
}

Floats = NDArray[np.float64]
Read = Callable[[Any], Floats]


def lost(state: Any) -> Floats:
    """Points lost at the end."""
    found: Floats = -state.score[0] / POINT
    return found


def listed(state: Any) -> Floats:
    """Whether each is on the list at the end."""
    found: Floats = (state.on[0] != 0).astype(np.float64)
    return found


def refused(state: Any) -> Floats:
    """Demands refused."""
    found: Floats = state.refused[1].astype(np.float64)
    return found


def fined(state: Any) -> Floats:
    """Money taken."""
    found: Floats = state.fines[1] / POINT
    return found


def rule(**words: Any) -> dict[str, Any]:
    return {"score": {"rules": {"litter": words}}}


def eye(**words: Any) -> dict[str, Any]:
    return {"senses": {"eye": words}}


def named(**words: Any) -> dict[str, Any]:
    return {"lists": {"named": {"enter": {"rule": "litter"}, "lasts": "8w", **words}}}


def poisson(k: int, mean: float) -> float:
    found = exp(-mean)
    for j in range(1, k + 1):
        found *= mean / j
    return found


def capped(most: int, mean: float) -> float:
    """The mean of the lesser of a Poisson count and `most`."""
    return most - sum((most - k) * poisson(k, mean) for k in range(most))


def repeated(points: tuple[int, ...], window: int) -> float:
    """Points where the k-th entry within the weeks before brings points[k - 1], and the last of them from then on."""
    most, total = len(points) - 1, 0.0
    for t in range(WEEKS):
        before = SEEN * min(t, window)
        for n in range(8):
            chance = poisson(n, before) if n < 7 else 1 - sum(poisson(k, before) for k in range(7))
            for k in range(1, 7):
                total += chance * poisson(k, SEEN) * sum(points[min(most, n + j)] for j in range(k))
    return total


def begun(weeks: int) -> list[float]:
    """The chance that a listing of so many weeks, of one who is not listed, begins in each week."""
    found: list[float] = []
    for t in range(WEEKS):
        found.append(SOME * (1 - sum(found[max(0, t - weeks + 1) : t])))
    return found


def clustered(weeks: int) -> float:
    """Live entries where each restarts the clocks of those before: weeks with entries, no further apart than that."""
    first, next_ = (1 - exp(-SEEN * n) for n in (weeks, weeks - 1))
    return SEEN / SOME * first / (1 - next_)


def corroborated(detection: float, witnesses: int, least: int) -> float:
    return sum(
        comb(witnesses, k) * detection**k * (1 - detection) ** (witnesses - k) for k in range(least, witnesses + 1)
    )


ALL = SEEN * WEEKS
HALF_LIFE = 2 ** (-1 / 26)
DRAWN = {"acts": {"littering": {"rate": {"mean": "6/y", "law": "gamma", "shape": 2}}}}
AMOUNTS = {"acts": {"littering": {"amount": {"mean": "2 days-income", "law": "exponential"}}}}
HOUSEHOLDS = {"ties": {"household": {"sizes": {3: "100%"}}}}
FRIENDS = {"ties": {"friends": {"mean_degree": 4}}}
GROUPS = {"attributes": {"group": {"shares": {"a": "25%", "b": "75%"}}}}
NEIGHBOURS = eye(kind="neighbours", witnesses="household", corroboration=2)
DENY = {"when": {"list": "named"}, "service": "train", "effect": "deny"}
EXPORT = {"site": {"to": "company", "what": "list", "context": "civic", "decisive": "50%"}}
APPEAL = {"who": "human", "sought": "100/y", "decided_after": "1w", "at_most": 1, "known_to": "100%"}
APPEALS = APPEAL | {"upheld_if_right": "30%", "upheld_if_wrong": "80%"}
FADES = {"score": {"decay": {"half_life": "26w", "towards": 0}}}
FORGETS = {"due_process": {"expiry": {"records": "26w"}}}

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], Read, float]] = {
    "a rate drawn once for each person": (DRAWN, {}, lost, ALL),
    "points drawn each time": ({}, rule(points={"shares": {"-1": "30%", "-3": "70%"}}), lost, 2.4 * ALL),
    "a fixed clock": ({}, rule(lasts="26w"), lost, SEEN * 26),
    "a drawn clock": (
        {},
        rule(lasts={"mean": "26w", "law": "exponential"}),
        lost,
        SEEN * sum(exp(-k / 26) for k in range(WEEKS)),
    ),
    "the expiry of records": ({}, merged(rule(lasts=None), FORGETS), lost, SEEN * 26),
    "what decays": (
        {},
        merged(rule(lasts=None), FADES),
        lost,
        SEEN * (1 - HALF_LIFE**WEEKS) / (1 - HALF_LIFE),
    ),
    "points by repetition": (
        {},
        rule(points={"by": {"repeat": {1: -1, 2: -2, 3: -4}}}, repeat_within="26w"),
        lost,
        repeated((1, 2, 4), 25),
    ),
    "clocks that restart": ({}, rule(repeat="restarts", lasts="8w"), lost, clustered(8)),
    "points up to a most": ({}, rule(at_most="3 points within 5y"), lost, capped(3, ALL)),
    "a bound": ({}, merged(rule(lasts=None), {"score": {"bounds": [-3, 10]}}), lost, capped(3, ALL)),
    "two senses and one rule": (
        {},
        {"senses": {"other": {"kind": "camera", "sees": ["littering"], "detection": "40%"}}},
        lost,
        DONE * WEEKS * (1 - 0.5 * 0.6),
    ),
    "detection by group": (
        GROUPS,
        eye(detection={"by": {"group": {"a": "100%", "b": "20%"}}}),
        lost,
        DONE * WEEKS * (0.25 + 0.75 * 0.2),
    ),
    "acts missed and mistaken": (
        {},
        eye(identification={"missed": "10%", "false_match": "20%", "pool": ["district"]}),
        lost,
        0.9 * ALL,
    ),
    "acts that nobody did": ({}, eye(identification={"missed": "0%", "context_error": "10%"}), lost, 1.1 * ALL),
    "two witnesses of two": (HOUSEHOLDS, NEIGHBOURS, lost, DONE * WEEKS * corroborated(0.5, 2, 2)),
    "amounts above a border": (
        AMOUNTS,
        rule(above="1 days-income", per="0.5 days-income"),
        lost,
        ALL * 2 * exp(-0.5) / 0.5,
    ),
    "friends' points": (
        FRIENDS,
        {"score": {"contagion": {"friends": {"share": "10%", "of": "points", "per": "friend", "law": "anchored"}}}},
        lost,
        ALL * 1.4,
    ),
    "a score that is stopped": ({}, {"changes": {"off": {"at": "52w", "stop": True}}}, lost, SEEN * 52),
    "appeals, decided the week after": (
        {},
        {"due_process": {"notice": "after", "appeal": APPEALS}},
        lost,
        SEEN * (0.7 * (WEEKS - 2) + 2),
    ),
    "a list that ignores": ({}, named(repeat="ignored"), listed, sum(begun(8)[-8:])),
    "a list that restarts": ({}, named(repeat="restarts"), listed, 1 - exp(-8 * SEEN)),
    "a list that adds": ({}, named(repeat="adds"), listed, 8 * SEEN),
    "a score set on leaving": (
        {},
        named(repeat="ignored", leaving={"sets": 0}),
        lost,
        sum(p * (SEEN / SOME + SEEN * (7 - k)) for k, p in enumerate(begun(8)[-8:])),
    ),
    "a door half shut": (
        {},
        merged(named(repeat="restarts"), {"consequences": {"no": {**DENY, "strength": "50%"}}}),
        refused,
        6 * WEEK * sum(1 - exp(-SEEN * min(8, t + 1)) for t in range(WEEKS)),
    ),
    "a door through an export": (
        {},
        merged(named(repeat="restarts"), {"exports": EXPORT, "consequences": {"no": {**DENY, "through": "site"}}}),
        refused,
        6 * WEEK * sum(1 - exp(-SEEN * min(8, t + 1)) for t in range(WEEKS)),
    ),
    "a fine for each entry": (
        {},
        {"consequences": {"fine": {"when": {"rule": "litter"}, "effect": "fine", "amount": "2 days-income"}}},
        fined,
        2 * ALL,
    ),
}


@pytest.mark.statistical
@pytest.mark.parametrize("name", CASES)
def test_the_mean_is_the_one_by_hand(name: str) -> None:
    society, scheme, read, wanted = CASES[name]
    made = plan(merged(SOCIETY, society), merged(SCHEME, scheme), persons=PERSONS, years=2)
    assert made.plan.clock.n_ticks == WEEKS
    *_, (_, life) = ticks(made, threads=1)
    found = read(life.complete())
    error = float(found.std()) / sqrt(PERSONS)
    if name == "a rate drawn once for each person":
        assert found.var() == pytest.approx(ALL + ALL**2 / 2, rel=0.05)
    assert abs(found.mean() - wanted) < 4 * error, (found.mean(), wanted, error)
    assert abs(found.mean() - 1.1 * wanted) > 4 * error, "it would not notice a tenth"
