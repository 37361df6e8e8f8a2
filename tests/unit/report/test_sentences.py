"""Sentences and threads of a page that hang on single figures: prices, trends of one replicate, times, ladders."""

from pathlib import Path

import numpy as np
import pytest

from scorarium.report import words
from scorarium.report.figures.ridges import _where
from scorarium.report.material import Estimate
from scorarium.report.sections.chain import chain_of
from scorarium.report.sections.people import gain_headline, price_headline
from scorarium.report.sections.time import Course, trend
from scorarium.scheme.read import load_scheme

CASES = Path(__file__).parents[2] / "cases"
LESS, MORE = Estimate(-0.3, -0.4, -0.2), Estimate(0.5, 0.4, 0.6)


def test_who_pays_more_is_named() -> None:
    groups = {"group": {"a": LESS, "b": MORE}, "sex": {"f": Estimate(0.1, 0.0, 0.2)}}
    assert price_headline(groups, Estimate(0.1, 0.05, 0.15)) == (
        "People on average pay 0.10 days’ income a year more than usual; group b most and group a least."
    )
    assert price_headline({}, LESS) == "People on average pay 0.30 days’ income a year less than usual."
    assert price_headline({}, Estimate(0.1, -0.1, 0.3)) == "People on average pay about what is usual."


def test_without_intervals_nobody_is_said_to_gain_or_not() -> None:
    groups = {"group": {"a": Estimate(-4.0), "b": Estimate(0.6)}}
    assert gain_headline(groups, Estimate(-1.3)) == (
        "People on average lose 1.30 days’ income a year; how much of that is luck, this run cannot tell."
    )


def test_one_replicate_shows_no_trend() -> None:
    times = np.arange(1, 9) / 4
    once = Course("x", "w1", times, np.array([[8.0, 8, 6, 6, 5, 5, 4, 4]]))
    assert trend("Refusals", [once]) == "Refusals under x go from 8.00 in the first half-year to 4.00 in the last."
    twice = Course("x", "w1", times, once.values + np.array([[0.0], [0.1]]))
    assert trend("Refusals", [twice]).startswith("Refusals fade under x: from 8.05")
    short = Course("x", "w1", times / 6, once.values)
    assert "in the first 30 days to" in trend("Refusals", [short])


@pytest.mark.parametrize(
    ("years", "said"), [(1 / 365.25, "one day"), (0.5, "six months"), (1 / 6, "two months"), (0.99, "one year")]
)
def test_short_times_are_not_no_years(years: float, said: str) -> None:
    assert words.years(years) == said


def test_a_fine_column_is_named_by_its_ends() -> None:
    assert _where(np.array([4.17, 4.18]), 0) == "4.17–4.18"
    assert _where(np.array([4.1, 4.2]), 0) == "4.1–4.2"
    assert _where(np.array([4.0, 5.0]), 0) == "at 4"


def test_a_ladder_leads_from_claims_to_the_premium() -> None:
    _, rules, stands, doors = chain_of(load_scheme(CASES / "21-bonus-malus.scheme.yaml"))
    assert rules[0].leads_to == ("score",)
    assert stands[0].leads_to == (doors[0].key,)


def test_one_point_is_no_points() -> None:
    _, rules, _, _ = chain_of(load_scheme(CASES / "02-flensburg.scheme.yaml"))
    assert [node.detail.partition(",")[0] for node in rules] == ["+1 point", "+2 points", "+3 points"]
