"""Levels: what a fact means, and which cases a number may have."""

import math

import pytest

from scorarium.errors import MalformedError
from scorarium.scheme.condition import read_levels
from scorarium.scheme.levels import bounds_of, check_case, levels_matching

AGES = ("0-17", "18-34", "35-59", "60+")


def test_bounds_of_levels() -> None:
    assert [bounds_of(level) for level in ("0-17", "60+", "5", "0.5-1", "male", "a-b")] == [
        (0, 17),
        (60, math.inf),
        (5, 5),
        (0.5, 1),
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("levels", "spec", "found"),
    [
        (AGES, {"from": 18}, {"18-34", "35-59", "60+"}),
        (AGES, {"to": 59}, {"0-17", "18-34", "35-59"}),
        (AGES, {"from": 18, "to": 34}, {"18-34"}),
        (AGES, "60+", {"60+"}),
        (AGES, ["0-17", "60+"], {"0-17", "60+"}),
        (("false", "true"), True, {"true"}),
        (("false", "true"), False, {"false"}),
        (("1", "2", "3", "4", "5"), 1, {"1"}),
        (("1", "2", "3", "4", "5"), [4, 5], {"4", "5"}),
        (("0", "1", "2"), {"from": 1}, {"1", "2"}),
    ],
)
def test_what_a_fact_means(levels: tuple[str, ...], spec: object, found: set[str]) -> None:
    assert levels_matching(levels, read_levels(spec)) == found


@pytest.mark.parametrize(
    ("levels", "spec", "problem"),
    [
        (AGES, {"from": 21}, "a range that cuts through a level"),
        (AGES, {"to": 40}, "a range that cuts through a level"),
        (AGES, "18-35", "no such level"),
        (AGES, True, "no such level"),
        (("male", "female"), {"from": 1}, "a range over levels that are names"),
        (("1", "2"), {"from": 3}, "a range without a level in it"),
    ],
)
def test_what_a_fact_cannot_mean(levels: tuple[str, ...], spec: object, problem: str) -> None:
    with pytest.raises(MalformedError) as caught:
        levels_matching(levels, read_levels(spec))
    assert caught.value.complaints[0].problem == problem


@pytest.mark.parametrize("raw", [{"from": 3, "to": 1}, {}, {"form": 1}, None, 1.5j])
def test_what_is_no_fact(raw: object) -> None:
    with pytest.raises(MalformedError):
        read_levels(raw)


def test_cases_of_a_number() -> None:
    assert check_case("18-34", AGES) is None
    assert check_case(18.0, AGES) is None
    assert check_case(1.0, ("1", "2")) is None
    for key, levels in (("18", AGES), (20.0, AGES), (1.0, ("male", "female"))):
        assert check_case(key, levels) is not None
