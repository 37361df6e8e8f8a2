"""Numbers are read as people say them, with what they rest on."""

import pytest

from scorarium.scheme.aloud.numbers import count, figure, number, often, span
from scorarium.scheme.forms import read_number
from scorarium.scheme.numbers import Scale, read_counted


@pytest.mark.parametrize(
    ("days", "text"),
    [(1826.25, "5 years"), (182.625, "6 months"), (30, "30 days"), (14, "2 weeks"), (1, "1 day"), (0.5, "0.5 days"),
     (float("inf"), "ever"), (0, "0 days")],
)  # fmt: skip
def test_spans(days: float, text: str) -> None:
    assert span(days) == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [("1/y", "once a year"), ("2/y", "twice a year"), ("8/mo", "8 times a month"), ("0.5/w", "0.5 times a week"),
     ("0.02/d", "0.02 times a day"), ("0/y", "never")],
)  # fmt: skip
def test_rates_in_the_unit_in_which_they_were_written(rate: str, text: str) -> None:
    assert often(read_number(rate, Scale("rate")).constant_value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(-30, "−30"), (0.00001, "0.00001"), (12_000_000, "12,000,000"), (0.5, "0.5"), (0, "0")]
)
def test_figures(value: float, text: str) -> None:
    assert figure(value) == text


@pytest.mark.parametrize(
    ("raw", "scale", "text"),
    [
        ("90%", "share", "90%"),
        (1e-9, "share", "1 in 1,000,000,000"),
        ({"value": "3%", "range": ["1%", "10%"], "basis": "assumed"}, "share", "3% (assumed; may be 1% to 10%)"),
        ({"value": "3%", "ref": "nist-7", "basis": "documented"}, "share", "3% (documented; source: nist-7)"),
        ({"value": "3%", "basis": "fitted", "to": "names"}, "share", "3% (fitted to “names”)"),
        ({"default": "4%", "by": {"group": {"minority": "8%"}}}, "share", "4%, but 8% where group is minority"),
        ({"default": "4%", "times": {"group": {"minority": 2}, "sex": {"female": 3}}}, "share",
         "4%, times 2 where group is minority and times 3 where sex is female"),
        ({"by": {"repeat": {1: -3, 2: -6, 3: -12}}}, "points",
         "−3 points the first time, −6 points the second time and −12 points from the third time on"),
        ({"by": {"score": {0: "130%", 50: "100%"}}, "between": "linear"}, "share",
         "130% from a score of 0 and 100% from a score of 50, on a straight line between these"),
        ({"mean": "1y", "law": "exponential"}, "duration", "drawn each time (exponential law, mean 1 year)"),
        ({"shares": {1: "30%", -1: "70%"}}, "points",
         "drawn by lot: +1 point with chance 30% and −1 point with chance 70%"),
        ("district.cameras", "share", "the district's own figure “cameras”"),
    ],
)  # fmt: skip
def test_every_form(raw: object, scale: str, text: str) -> None:
    raw = {key: _text_keys(value) for key, value in raw.items()} if isinstance(raw, dict) else raw
    high = 2.0 if scale == "share" else float("inf")
    assert number(read_number(raw, Scale(scale, high=high))) == text  # type: ignore[arg-type]


def _text_keys(value: object) -> object:
    return {str(key): _text_keys(inner) for key, inner in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize(
    ("raw", "text"),
    [("1/y", "once within 1 year"), ("3 within 1y", "3 times within 1 year"), ("500 ratings", "500 ratings"),
     ("50 points within 1y", "50 points within 1 year"), (2, "twice")],
)  # fmt: skip
def test_counts(raw: object, text: str) -> None:
    assert count(read_counted(raw)) == text
