"""Whole laws of ladders, not only their means; rules that are told apart; factors by hand."""

from functools import cache
from math import exp

import numpy as np
import pytest
from scipy.stats import chi2

from scorarium.validation.cases.ladder import SCALES, by_rung
from scorarium.validation.catalogue import cases
from scorarium.validation.closed_forms.factors import below, from_acts, moments, squashed, weighed
from scorarium.validation.run import SEED, live, luck
from scorarium.validation.section import Section

SETTINGS = {case.setting.name: case.setting for case in cases(["bonus-malus"])}
LAWS = {
    "hong-kong": ("hong-kong", None),
    "hong-kong-3y": ("hong-kong", 3),
    "netherlands": ("netherlands", None),
    "malaysia": ("malaysia", None),
    "brazil": ("brazil", None),
    "switzerland": ("switzerland", None),
    "belgium-10y": ("belgium", 10),
    "belgium-special-often": ("belgium-special", None),
    "belgium-special-8y": ("belgium-special", 8),
    "ross": ("ross", None),
}


@cache
def lived(name: str) -> Section:
    """The final tick of a setting."""
    return live(SETTINGS[name], SETTINGS[name].value, seed=luck(SETTINGS[name], SEED))


def surprise(section: Section, law: np.ndarray) -> float:
    """Chance of a chi-squared at least as large; rungs on which fewer than ten are expected stand together."""
    seen = np.bincount(section.score().astype(int), minlength=len(law)).astype(float)
    expected = law * seen.sum()
    rare = expected < 10
    if rare.any():
        seen, expected = (np.append(x[~rare], x[rare].sum()) for x in (seen, expected))
        seen, expected = seen[expected > 0.5], expected[expected > 0.5]
    return float(chi2.sf(((seen - expected) ** 2 / expected).sum(), len(seen) - 1))


@pytest.mark.statistical
@pytest.mark.parametrize("name", LAWS)
def test_all_rungs_together(name: str) -> None:
    """A correct engine fails one in 10,000 under new luck; a rate off by a tenth fails always."""
    scale, periods = LAWS[name]
    value = SETTINGS[name].value
    assert surprise(lived(name), SCALES[scale].law(value, periods)) > 1e-4
    assert surprise(lived(name), SCALES[scale].law(1.1 * value, periods)) < 1e-4


@pytest.mark.statistical
@pytest.mark.parametrize(("name", "periods"), [("belgium-special-often", None), ("belgium-special-8y", 8)])
def test_the_special_bonus_is_noticed(name: str, periods: int | None) -> None:
    assert surprise(lived(name), SCALES["belgium"].law(0.3, periods)) < 1e-12


def test_four_clean_periods_and_not_three_or_five() -> None:
    """From the worst rung: 22, 21, 20, 19, then 14 at once, then 13; a claim starts the count anew."""
    move = SCALES["belgium-special"].ladder.move
    state, seen = 22 * 5, []
    for claims in (0, 0, 0, 0, 0, 1, 0, 0, 0, 0):
        state = move(state, claims)
        seen.append(state // 5)
    assert seen == [21, 20, 19, 14, 13, 17, 16, 15, 14, 13]


def test_a_table_says_what_the_scale_says() -> None:
    assert by_rung({0: "+3", 2: "worst"}) == "{by: {rung: {0: +3, 2: worst}}}"
    assert "3: {by: {rung: {0: +13, 1: +12, " in SCALES["netherlands"].moves("1y")


class TestFactors:
    """Closed forms of weighed scores."""

    def test_lines_and_curves(self) -> None:
        assert squashed(4, 8, 1, logistic=False) == 0.5
        assert squashed(9, 8, 1, logistic=False) == 1.0
        assert squashed(-2, 8, -1, logistic=False) == 0.75
        assert squashed(4, 8, 0, logistic=False) == 0.75
        assert squashed(8, 8, 0, logistic=True) == pytest.approx(1 / (1 + exp(-1)))

    def test_without_ends_the_mean_is_the_line_at_the_mean(self) -> None:
        law = from_acts([(2.0, 1), (1.0, -3)], 200)
        mean, variance = moments(law)
        assert mean == pytest.approx((2.0 - 3.0 + 200) / 400)
        assert variance == pytest.approx((2.0 + 9.0) / 400**2)
        assert sum(p for _, p in law) == pytest.approx(1)

    def test_who_did_nothing_gets_what_stands_in(self) -> None:
        law = dict(from_acts([(0.5, 1)], 1, missing=0.25))
        assert law == pytest.approx({0.25: exp(-0.5), 1.0: 1 - exp(-0.5)})

    def test_weights_and_ends_of_the_scale(self) -> None:
        law = weighed([(0.5, [(0.0, 0.5), (1.0, 0.5)]), (0.5, [(0.2, 1.0)])], 300, 900)
        assert [score for score, _ in law] == pytest.approx([360, 660])
        assert [share for _, share in law] == [0.5, 0.5]
        assert below(law, 660) == 0.5
