"""Quantities: units, exactness, ticks."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorarium.errors import MalformedError
from scorarium.quantities import (
    NEVER,
    Axis,
    Count,
    Duration,
    Law,
    Number,
    Plain,
    key_text,
    n_ticks,
    parse_count,
    parse_duration,
    parse_money,
    parse_rate,
    parse_share,
    rational,
    shown,
    ticks,
)

DAY, WEEK, MONTH = (parse_duration(text) for text in ("1d", "1w", "1mo"))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30d", Fraction(30)),
        ("26w", Fraction(182)),
        ("1mo", Fraction(487, 16)),
        ("6mo", Fraction(1461, 8)),
        ("5y", Fraction(7305, 4)),
        ("2.5y", Fraction(7305, 8)),
        ("0.1y", Fraction(1461, 40)),
        ("0d", Fraction(0)),
        ("never", math.inf),
    ],
)
def test_durations_are_exact(text: str, days: Fraction | float) -> None:
    assert parse_duration(text) == Duration(days)


def test_rates_are_per_year() -> None:
    assert parse_rate("6/y") == 6
    assert parse_rate("8/mo") == 96
    assert parse_rate("0.02/d") == pytest.approx(7.305, rel=1e-15)
    assert parse_rate("0.5/w") == float(Fraction(36525, 1400))


def test_shares_and_money() -> None:
    assert parse_share("35%") == parse_share(0.35) == 0.35
    assert parse_share("0.01%") == 0.0001
    assert parse_money("0.2 days-income") == 0.2
    assert parse_money(3, bare=True) == 3


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        (2, Count(2)),
        ("3 within 1y", Count(3, "times", parse_duration("1y"))),
        ("50 points within 1y", Count(50, "points", parse_duration("1y"))),
        ("1/y", Count(1, "times", parse_duration("1y"))),
        ("2/mo", Count(2, "times", parse_duration("1mo"))),
        ("500 ratings", Count(500, "ratings")),
    ],
)
def test_counts(raw: object, count: Count) -> None:
    assert parse_count(raw) == count


@pytest.mark.parametrize("raw", ["35", "35 %%", "five%", None, True, [1], "1e400%", "9" * 80 + "%"])
def test_no_share(raw: object) -> None:
    with pytest.raises(MalformedError):
        parse_share(raw)


@pytest.mark.parametrize("raw", [30, "30", "30 days", "d", "-", "1 d 2 h", "inf", "1e999d", None, False])
def test_no_duration(raw: object) -> None:
    with pytest.raises(MalformedError):
        parse_duration(raw)


@pytest.mark.parametrize("raw", [6, "6", "6/", "/y", "6/s", "y/6", "1/0"])
def test_no_rate(raw: object) -> None:
    with pytest.raises(MalformedError):
        parse_rate(raw)


def test_money_needs_its_unit() -> None:
    with pytest.raises(MalformedError) as caught:
        parse_money(3)
    assert caught.value.complaints[0].repair == "Write 3 days-income."


@pytest.mark.parametrize(
    ("text", "tick", "n"),
    [
        ("1y", WEEK, 52),  # 52.18
        ("2y", WEEK, 104),  # 104.36
        ("30d", WEEK, 4),  # 4.29
        ("3.5d", WEEK, 1),  # half goes up
        ("10.5d", WEEK, 2),  # 1.5 goes up
        ("1d", WEEK, 1),  # at least one
        ("0d", WEEK, 0),
        ("1y", MONTH, 12),
        ("24mo", MONTH, 24),
        ("never", DAY, NEVER),
        ("9000000y", DAY, NEVER),
    ],
)
def test_ticks_round_half_up(text: str, tick: Duration, n: int) -> None:
    assert ticks(parse_duration(text), tick) == n


def test_ticks_of_plain_days_are_as_exact_as_those_of_text() -> None:
    assert ticks(36.525, Duration(Fraction(36525, 1000))) == 1
    assert rational(0.1) == Fraction(1, 10)


def test_whole_ticks_of_years() -> None:
    assert n_ticks(4, MONTH) == 48
    assert n_ticks(1, WEEK) == 52
    assert n_ticks(5, WEEK) == 260
    assert n_ticks(0.1, DAY) == 36


@given(st.integers(0, 10**6), st.sampled_from([DAY, WEEK, MONTH]))
def test_rounding_is_never_off_by_more_than_half_a_tick(days: int, tick: Duration) -> None:
    exact = Fraction(days) / rational(tick)
    n = ticks(Duration(Fraction(days)), tick)
    assert abs(n - exact) <= Fraction(1, 2) or (n == 1 and 0 < exact < Fraction(1, 2))


@given(st.fractions(0, 1000, max_denominator=1000), st.sampled_from(["d", "w", "mo", "y"]))
def test_decimal_durations_round_trip(value: Fraction, unit: str) -> None:
    text = f"{float(value)!r}{unit}"
    if "e" in text.removesuffix(unit):
        return
    assert parse_duration(text).days == Fraction(text.removesuffix(unit)) * parse_duration(f"1{unit}").days


def test_a_constant_number() -> None:
    number = Number("share", default=Plain(0.5))
    assert number.is_constant
    assert number.constant_value == 0.5
    assert [path for path, _ in number.leaves()] == [()]


def test_a_number_that_depends_is_no_constant() -> None:
    axis = Axis("group", (("minority", Plain(0.08)),))
    number = Number("share", default=Plain(0.04), by=axis)
    assert not number.is_constant
    with pytest.raises(ValueError, match="not a constant"):
        _ = number.constant_value
    assert [path for path, _ in number.leaves()] == [("default",), ("by", "group", "minority")]


def test_a_drawn_number_lists_its_parts() -> None:
    law = Law("normal", mean=Plain(1.0), sd=Plain(0.5))
    assert [path for path, _ in Number("number", law=law).leaves()] == [("mean",), ("sd",)]


def test_keys_are_written_as_in_a_file() -> None:
    assert [key_text(key) for key in (1.0, 0.5, -3.0, "18+", math.inf)] == ["1", "0.5", "-3", "18+", "inf"]


def test_what_was_read_is_quoted_shortly() -> None:
    assert shown("x" * 100) == "'" + "x" * 56 + "…'"
    assert shown(None) == "nothing"
    assert shown(True) == "true"
    assert shown([1, 2]) == "[1, 2]"
    assert shown([[1]]) == "a list"
    assert shown(10**200) == "a number of more than 70 digits"
