"""Numbers read as a newspaper prints them."""

from __future__ import annotations

import math

import pytest

from scorarium.report import words


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (1234567.0, "1,234,567"), (-12.3, "−12.3"), (0.00123, "0.00123"), (2.0, "2"), (math.nan, "unknown")],
)
def test_figures(value: float, text: str) -> None:
    assert words.figure(value) == text


def test_signs_and_digits() -> None:
    assert words.figure(0.5, 2, signed=True) == "+0.50"
    assert words.figure(-0.001, 1, signed=True) == "0.0"
    assert words.percent(0.1234, 1) == "12.3%"
    assert words.between(0.1, 0.2, 1) == "0.1–0.2"
    assert words.between(-0.1, 0.2, 1) == "−0.1 to 0.2"
    assert words.between(0.1, 0.2, 1, signed=True) == "+0.1 to +0.2"


@pytest.mark.parametrize(
    ("half", "value", "digits"), [(0.02, 1.0, 3), (3.0, 100.0, 1), (250.0, 1000.0, 0), (None, 0.5, 3), (0.0, 12.0, 1)]
)
def test_digits_follow_the_interval(half: float | None, value: float, digits: int) -> None:
    assert words.digits_for(half, value) == digits


def test_counts_shares_and_spans() -> None:
    assert [words.counted(n, "person", "people") for n in (0, 1, 12, 13)] == [
        "no people", "one person", "twelve people", "13 people",
    ]  # fmt: skip
    assert [words.one_in(share) for share in (0, 0.0022, 0.25, 0.5, 1)] == [
        "none", "one in 450", "one in 4", "5 in ten", "all",
    ]  # fmt: skip
    assert [words.years(value) for value in (1, 5, 2.5, 0.5, 0.02)] == [
        "one year", "five years", "2.5 years", "six months", "seven days",
    ]  # fmt: skip
    assert [words.moment(value) for value in (0, 0.25, 2.0, 0.01)] == ["start", "3 mo", "2 y", "4 d"]
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
