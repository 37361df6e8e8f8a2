"""What an axis says of each level: by name, from a lower bound on, or on the way between two numbers."""

from typing import Any

import pytest

from scorarium.errors import MalformedError
from scorarium.quantities import Number
from scorarium.society.levels import by_level
from scorarium.society.recipe import Society
from tests.unit.engine.small import keyed

INCOME = ("1", "2", "3", "4", "5")


def number_of(raw: Any) -> Number:
    society = {"scorarium": 1, "kind": "society", "name": "s", "tick": "1w", "acts": {"shout": {"harm": raw}}}
    harm = Society.model_validate(keyed(society)).acts["shout"].harm
    assert isinstance(harm, Number)
    return harm


def said(raw: Any, levels: tuple[str, ...] = INCOME, otherwise: float | None = None) -> list[float]:
    by = number_of(raw).by
    assert by is not None
    return [round(float(value), 6) for value in by_level(by, levels, otherwise)]


def test_numbers_are_lower_bounds_where_nothing_else_holds() -> None:
    assert said({"by": {"income": {1: 3, 4: 7}}}) == [3, 3, 3, 7, 7]
    assert said({"by": {"age": {0: 1, 18: 2}}}, ("0-17", "18-59", "60+")) == [1, 2, 2]


def test_names_of_levels_mean_themselves_beside_a_default() -> None:
    assert said({"default": 9, "by": {"income": {1: 3, 4: 7}}}, otherwise=9.0) == [3, 9, 9, 7, 9]


def test_between_linear_the_way_is_straight() -> None:
    assert said({"by": {"income": {1: 1, 3: 2, 5: 0}}, "between": "linear"}) == [1, 1.5, 2, 1, 0]


def test_below_the_lowest_nothing_is_said() -> None:
    with pytest.raises(MalformedError, match="income: 1"):
        said({"by": {"income": {2: 3}}})
    with pytest.raises(MalformedError, match="sex: f"):
        said({"by": {"sex": {"m": 3}}}, ("f", "m"))
