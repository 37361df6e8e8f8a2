"""Levels dealt with low variance to exchangeable persons; traits with the moments that were asked."""

from __future__ import annotations

import numpy as np
import pytest

from scorarium.errors import MalformedError
from scorarium.quantities import Law, Plain
from scorarium.society.dice import Dice
from scorarium.society.ipf import fit
from scorarium.society.junction import Fitted, Table
from scorarium.society.people import Trait, by_law, draw_attributes, draw_traits


def fitted_chain() -> Fitted:
    a_b = np.array([[0.10, 0.30], [0.40, 0.20]])
    b_c = np.array([[0.25, 0.15, 0.10], [0.10, 0.20, 0.20]])
    return fit({"a": 2, "b": 2, "c": 3}, [Table("ab", ("a", "b"), a_b), Table("bc", ("b", "c"), b_c)])


def test_counts_are_tighter_than_sampling() -> None:
    n = 20_000
    worst = 0.0
    for replicate in range(20):
        drawn = draw_attributes(fitted_chain(), n, Dice(7, replicate))
        got = np.bincount(drawn["b"] * 3 + drawn["c"], minlength=6) / n
        worst = max(worst, float(np.abs(got - [0.25, 0.15, 0.10, 0.10, 0.20, 0.20]).max()))
    assert worst < 6 / n  # independent draws would miss by some 0.003 = 60 / n


def test_what_no_table_ties_is_independent_given_the_rest() -> None:
    n = 200_000
    drawn = draw_attributes(fitted_chain(), n, Dice(7, 0))
    for b in (0, 1):
        inside = drawn["b"] == b
        a, c = drawn["a"][inside].astype(float), (drawn["c"][inside] == 0).astype(float)
        r = np.corrcoef(a, c)[0, 1]
        assert abs(r) < 4 / np.sqrt(inside.sum())


def test_persons_are_exchangeable() -> None:
    replicates = 4000
    first = np.array([draw_attributes(fitted_chain(), 8, Dice(11, r))["c"] for r in range(replicates)])
    expected = np.array([0.35, 0.35, 0.30])
    for person in range(8):
        share = np.bincount(first[:, person], minlength=3) / replicates
        # 24 figures at 4.5 standard errors: one false alarm in some 6,000 runs
        np.testing.assert_array_less(np.abs(share - expected), 4.5 * np.sqrt(expected * (1 - expected) / replicates))


def test_a_replicate_has_other_people_and_a_seed_the_same() -> None:
    once = draw_attributes(fitted_chain(), 1000, Dice(7, 0))
    again = draw_attributes(fitted_chain(), 1000, Dice(7, 0))
    other = draw_attributes(fitted_chain(), 1000, Dice(7, 1))
    assert all(np.array_equal(once[name], again[name]) for name in once)
    assert not np.array_equal(once["a"], other["a"])


def test_a_level_without_share_is_never_dealt() -> None:
    table = Table("t", ("a", "b"), np.array([[0.2, 0.0, 0.0], [0.0, 0.5, 0.3]]))
    drawn = draw_attributes(fit({"a": 2, "b": 3}, [table]), 5000, Dice(3, 0))
    assert set(zip(drawn["a"].tolist(), drawn["b"].tolist(), strict=True)) == {(0, 0), (1, 1), (1, 2)}


def test_traits_have_mean_nought_deviation_one_and_the_asked_correlation() -> None:
    n = 200_000
    age = (np.arange(n) % 4).astype(np.uint8)
    traits = [
        Trait("care", {"age": np.array([0.0, 0.0, 0.0, 0.8])}),
        Trait("risk", {"age": np.array([0.0, 0.6, 0.0, -0.2])}),
        Trait("voice"),
    ]
    quarters, values = draw_traits(traits, {("care", "risk"): -0.4}, {"age": age}, n, Dice(5, 0))
    assert values == {}
    z = {name: codes / 4 for name, codes in quarters.items()}
    for one in z.values():
        assert abs(one.mean()) < 4 / np.sqrt(n)
        assert abs(one.var() - (1 + 1 / 192)) < 4 * np.sqrt(2 / n)
    assert abs(np.corrcoef(z["care"], z["risk"])[0, 1] + 0.4) < 0.01
    assert abs(np.corrcoef(z["care"], z["voice"])[0, 1]) < 0.01
    by_age = [z["care"][age == a].mean() for a in range(4)]
    assert abs((by_age[3] - np.mean(by_age[:3])) - 0.8) < 0.02  # a shift is a distance between levels


def test_traits_stay_within_fifteen_quarters() -> None:
    quarters, _ = draw_traits([Trait("care")], {}, {}, 300_000, Dice(1, 0))
    assert quarters["care"].dtype == np.int8
    assert quarters["care"].min() == -15
    assert quarters["care"].max() == 15


def test_shifts_that_explain_everything_are_refused() -> None:
    age = (np.arange(1000) % 2).astype(np.uint8)
    with pytest.raises(MalformedError, match="whole variance"):
        draw_traits([Trait("care", {"age": np.array([0.0, 2.5])})], {}, {"age": age}, 1000, Dice(1, 0))


def test_impossible_correlations_are_refused() -> None:
    traits = [Trait("a"), Trait("b"), Trait("c")]
    with pytest.raises(MalformedError, match="correlations"):
        draw_traits(traits, {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9}, {}, 100, Dice(1, 0))


@pytest.mark.parametrize(
    ("law", "mean", "sd"),
    [
        (Law("fixed", mean=Plain(2.0)), 2.0, 0.0),
        (Law("exponential", mean=Plain(0.25)), 0.25, 0.25),
        (Law("erlang", mean=Plain(3.0), stages=4), 3.0, 1.5),
        (Law("gamma", mean=Plain(3.0), shape=Plain(9.0)), 3.0, 1.0),
        (Law("normal", mean=Plain(1.0), sd=Plain(2.0)), 1.0, 2.0),
        (Law("lognormal", mean=Plain(2.0), sd=Plain(0.5)), 2.0, 2.0 * np.sqrt(np.expm1(0.25))),
        (Law("uniform", bounds=(1.0, 3.0)), 2.0, 2.0 / np.sqrt(12.0)),
        # E = m - (b) / (e^(b/m) - 1), b = 1, m = 0.25
        (
            Law("truncated_exponential", mean=Plain(0.25), bounds=(0.0, 1.0)),
            0.25 - 1 / np.expm1(4.0),
            np.sqrt(0.0625 - np.exp(4) / np.expm1(4) ** 2),
        ),
        (Law("shares", shares=((1.0, Plain(0.25)), (5.0, Plain(0.75)))), 4.0, np.sqrt(3.0)),
    ],
)
def test_laws_have_their_moments(law: Law, mean: float, sd: float) -> None:
    heights = (np.arange(400_000) + 0.5) / 400_000
    values = by_law(law, heights)
    assert values.mean() == pytest.approx(mean, rel=1e-3)
    assert values.std() == pytest.approx(sd, rel=5e-3, abs=1e-9)


def test_a_law_without_its_parameter_is_refused() -> None:
    with pytest.raises(MalformedError, match="without its numbers"):
        by_law(Law("lognormal", mean=Plain(1.0)), np.array([0.5]))
