"""A number depends only on what there is where it stands."""

from typing import Any

import pytest

from scorarium.scheme.check import check_scheme
from tests.unit.engine.small import scheme

BY_AMOUNT = {"by": {"amount": {0: 1, 5: 2}}}


@pytest.mark.parametrize(
    ("patch", "path", "problem"),
    [
        ({"tiers": {"D": {"from": {"by": {"repeat": {1: 0, 2: 1}}}}}}, "tiers.D.from", "nothing is repeated here"),
        ({"tiers": {"D": {"from": {"by": {"score": {0: 0, 5: 1}}}}}}, "tiers.D.from", "depends on what it decides"),
        ({"tiers": {"D": {"from": 0, "margin": BY_AMOUNT}}}, "tiers.D.margin", "nothing here has an amount"),
        ({"score": {"start": {"by": {"score": {0: 0, 5: 1}}}}}, "score.start", "no standing yet"),
        (
            {"score": {"clean_period": {"every": {"law": "uniform", "bounds": ["1mo", "2mo"]}, "points": 1}}},
            "score.clean_period.every",
            "drawn anew each time",
        ),
    ],
)
def test_what_there_is_not(patch: dict[str, Any], path: str, problem: str) -> None:
    faults = [fault for fault in check_scheme(scheme(**patch)) if fault.path.startswith(path)]
    assert [problem in fault.problem for fault in faults] == [True], faults
    assert faults[0].expected


def test_what_there_is() -> None:
    rule = {"on": "littering", "points": {"by": {"repeat": {1: -1, 2: -2}}}, "lasts": {"by": {"amount": {0: "1y"}}}}
    tiers = {
        "D": {"from": {"default": 0, "by": {"time": {"1y": 2}}}, "margin": {"default": 1, "by": {"tier": {"D": 2}}}}
    }
    assert check_scheme(scheme(score={"rules": {"dirt": rule}}, tiers=tiers)) == []
