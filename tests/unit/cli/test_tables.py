"""What the table of a run writes: figures that do not contradict each other."""

from typing import Any

import pytest

from scorarium.cli.outcomes import row, standings


def found(value: float, *interval: float, difference: tuple[float, ...] = ()) -> dict[str, Any]:
    made: dict[str, Any] = {"value": value, "unit": "days-income/y", "interval": list(interval), "noise_floor": 0.0}
    if difference:
        made["difference"] = {"value": difference[0], "interval": list(difference[1:])}
    return made


@pytest.mark.parametrize(
    ("here", "none", "written"),
    [
        # the same for everybody without; 365 beside 365.2554 would look like more than the difference
        (found(365.2554, 365.2523, 365.2585, difference=(0.0054,)), found(365.25), ("365.2500", "365.2554")),
        # the wider of two intervals has its say for both
        (found(364.7, 364.2, 365.2, difference=(-1.4,)), found(366.0777, 366.0770, 366.0784), ("366.1", "364.7")),
        (found(3.0, difference=(1.0,)), found(2.0), ("2.00", "3.00")),
    ],
)  # fmt: skip
def test_values_side_by_side_have_the_same_digits(here: Any, none: Any, written: tuple[str, str]) -> None:
    cells = row("welfare_mean", here, none)
    assert (cells["without"].plain, cells["with"].plain) == written


def test_who_stands_in_a_scheme_that_nobody_is_in() -> None:
    """A scheme that was stopped says so; of one for firms nothing is said about persons."""
    empty = {"score": None, "tiers": {}, "lists": {"named": {"share": 0.0, "entered": 0, "left": 0}}}
    assert [line.plain for line in standings({"schemes": {"stopped": empty}})] == ["At the end nobody is in stopped."]
    assert standings({"schemes": {"grades": empty}, "firms": {"outcomes": {}}}) == []
