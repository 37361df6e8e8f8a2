"""Numbers in their four forms."""

from typing import Any

import pytest

from scorarium.errors import MalformedError
from scorarium.quantities import Axis, Law, Number, Plain, Source
from scorarium.scheme.forms import read_number
from scorarium.scheme.numbers import Scale, read_counted, read_span

SHARE = Scale("share", 0, 1)
POINTS = Scale("points")
SPAN = Scale("duration", 0)


def complaints(raw: Any, scale: Scale) -> list[tuple[str, tuple[str, ...]]]:
    with pytest.raises(MalformedError) as caught:
        read_number(raw, scale)
    return [(complaint.problem, complaint.at) for complaint in caught.value.complaints]


def test_plain() -> None:
    assert read_number("35%", SHARE) == Number("share", default=Plain(0.35))
    assert read_number("1w", SPAN) == Number("duration", default=Plain(7.0))


def test_sourced() -> None:
    raw = {"value": "3%", "range": ["1%", "10%"], "ref": "nist-7", "basis": "documented"}
    source = Source("nist-7", "documented", (0.01, 0.1))
    assert read_number(raw, SHARE) == Number("share", default=Plain(0.03, source))


def test_what_is_not_written_is_unknown() -> None:
    number = read_number("3%", SHARE)
    assert number.default is not None
    assert number.default.source == Source(None, None, None, None)


def test_depending_on_one_thing() -> None:
    raw = {"default": "4%", "by": {"group": {"minority": "8%"}}}
    axis = Axis("group", (("minority", Plain(0.08)),))
    assert read_number(raw, SHARE) == Number("share", default=Plain(0.04), by=axis)


def test_lower_bounds_are_floats_in_rising_order() -> None:
    number = read_number({"by": {"repeat": {"3": -12, "1": -3, "2": -6}}}, POINTS)
    assert number.by == Axis("repeat", ((1.0, Plain(-3)), (2.0, Plain(-6)), (3.0, Plain(-12))))


def test_time_is_in_days() -> None:
    number = read_number({"by": {"time": {"0": 1, "1y": 2}}}, POINTS)
    assert number.by is not None
    assert [key for key, _ in number.by.cases] == [0.0, 365.25]


def test_names_of_tiers_stay_names() -> None:
    number = read_number({"by": {"tier": {"1": 1, "A": 2}}}, POINTS)
    assert number.by is not None
    assert [key for key, _ in number.by.cases] == ["1", "A"]


def test_factors_are_plain_numbers_whatever_they_multiply() -> None:
    number = read_number({"default": "4%", "times": {"group": {"minority": 2}, "sex": {"female": 3}}}, SHARE)
    assert [axis.on for axis in number.times] == ["group", "sex"]
    assert number.times[0].cases == (("minority", Plain(2.0)),)


def test_linear_between_bounds() -> None:
    number = read_number({"by": {"amount": {"0": "30%", "1": "100%"}}, "between": "linear"}, SHARE)
    assert number.by is not None
    assert number.by.between == "linear"


def test_drawn() -> None:
    number = read_number({"mean": "1y", "law": "exponential"}, SPAN)
    assert number.law == Law("exponential", mean=Plain(365.25))


def test_a_table_of_chances() -> None:
    number = read_number({"shares": {"1": "30%", "0": "50%", "-1": "20%"}}, POINTS)
    assert number.law is not None
    assert [(value, share.value) for value, share in number.law.shares] == [(1, 0.3), (0, 0.5), (-1, 0.2)]


def test_a_table_of_shares() -> None:
    number = read_number({"shares": {"32%": "5%", "28%": "95%"}}, SHARE)
    assert number.law is not None
    assert [value for value, _ in number.law.shares] == [0.32, 0.28]


def test_a_districts_own_figure() -> None:
    assert read_number("district.cameras", SHARE) == Number("share", field="cameras")


@pytest.mark.parametrize(
    ("raw", "problem", "at"),
    [
        ({"value": "3%", "basis": "assumed"}, "an assumed number without a range", ("basis",)),
        ({"value": "3%", "basis": "fitted"}, "a fitted number that does not say to what", ("basis",)),
        ({"value": "3%", "reff": "x"}, "unknown key", ("reff",)),
        ({"value": "3%", "range": ["4%", "5%"]}, "the value lies outside its own range", ("value",)),
        ({"value": "3%", "range": ["5%", "1%"]}, "a range upside down", ("range",)),
        ({"value": "3%", "range": "5%"}, "not a pair", ("range",)),
        ({"value": "3%", "ref": 3}, "not a name", ("ref",)),
        ({"range": ["1%", "5%"]}, "a range without a value", ()),
        ({"default": "3%"}, "a default that depends on nothing", ()),
        ({"mean": "3%"}, "a drawn number without its law", ()),
        ({"law": "exponential"}, "the law exponential needs mean", ("law",)),
        ({"law": "exponential", "mean": "3%", "sd": "1%"}, "the law exponential has no sd", ("sd",)),
        ({"law": "gauss", "mean": "3%"}, "unknown law", ("law",)),
        ({"law": "uniform", "bounds": ["3%", "3%"]}, "bounds without a room between them", ("bounds",)),
        ({"times": {"a": {"b": 2}}}, "factors without a default", ("times",)),
        ({"default": "1%", "by": {"a": {"b": "2%"}}, "times": {"a": {"b": 2}}}, "both by and times", ("times",)),
        ({"by": {"a": {"x": "2%"}, "b": {"x": "2%"}}}, "by takes one thing", ("by",)),
        ({"by": {"repeat": {"often": "2%"}}}, "repeat is a number", ("by", "repeat", "often")),
        ({"by": {"group": {"a": "2%", "b": "3%"}}, "between": "linear"}, "a name between bounds", ("by", "group", "a")),
        ({"shares": {"1%": "50%", "2%": "40%"}}, "shares that do not sum to 100%", ("shares",)),
        ("150%", "out of bounds", ()),
        ("-1%", "out of bounds", ()),
        (True, "not a share", ()),
        ([1], "not a share", ()),
        ({}, "not a number", ()),
    ],
)
def test_what_is_no_number(raw: Any, problem: str, at: tuple[str, ...]) -> None:
    assert (problem, at) in complaints(raw, SHARE)


def test_all_that_is_wrong_comes_at_once() -> None:
    assert len(complaints({"value": "3x", "basis": "guessed", "ref": 3, "what": 1}, SHARE)) == 4


def test_a_count_with_its_source() -> None:
    count = read_counted({"value": "3 within 1y", "range": [2, 5], "basis": "assumed"})
    assert (count.n, count.source.range) == (3, (2, 5))


def test_a_span_with_its_source() -> None:
    span = read_span({"value": "3y", "range": ["2y", "4y"], "basis": "assumed"})
    assert (span.days, span.source.range) == (1095.75, (730.5, 1461.0))
