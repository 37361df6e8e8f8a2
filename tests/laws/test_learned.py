"""Scores that are learned: the regression has its closed form, and what was looked for is what is found."""

from math import log
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorarium.engine.learning import PARTS, Fit, as_weights, regression
from scorarium.engine.plan import compile_plan
from scorarium.engine.run import simulate
from scorarium.lives.replay import Past, relive
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import build, load_scheme
from scorarium.scheme.salvage import Resolved
from scorarium.society.generate import generate
from scorarium.society.recipe import Society, load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from tests.unit.engine.small import keyed

CASES = Path(__file__).parents[1] / "cases"


def test_one_yes_or_no_factor_has_the_difference_of_logits() -> None:
    """The saturated model: among who has it 3,000 of 10,000 were struck, among the others 1,000 of 10,000."""
    has = np.repeat([1, 1, 0, 0], [3000, 7000, 1000, 9000])
    struck = np.repeat([True, False, True, False], [3000, 7000, 1000, 9000])
    read = (has[None] * PARTS).astype(np.uint8)
    exact = log(300 / 700) - log(100 / 900)
    assert regression(read, struck, is_linear=False)[0] == pytest.approx(exact, rel=0.01)  # the ridge takes a little
    assert regression(read, struck, is_linear=True)[0] == pytest.approx(0.2, rel=0.01)


def test_the_order_of_people_changes_nothing() -> None:
    draw = np.random.default_rng(1)
    read = draw.integers(0, PARTS + 1, (3, 500)).astype(np.uint8)
    struck = draw.random(500) < 0.2 + 0.5 * read[0] / PARTS
    order = draw.permutation(500)
    both = [regression(read[:, o], struck[o], is_linear=False) for o in (np.arange(500), order)]
    assert both[0].tolist() == both[1].tolist()


def test_weights_sum_to_one_and_the_least_score_is_nought() -> None:
    weights = as_weights(np.array([3.0, -1.0, 0.0]))
    assert weights == (0.75, -0.25, 0.0, 0.25)
    assert as_weights(np.zeros(2)) is None


SOCIETY: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "claims",
    "tick": "1mo",
    "attributes": {"foreign": {"share": "50%"}, "careless": {"share": "50%"}},
    "acts": {"fraud": {"context": "welfare", "rate": {"default": "0.07/y", "times": {"careless": {"true": 2}}}}},
    "psychology": "passive",
}


def watch(effort: dict[str, Any] | None, detection: str) -> dict[str, Any]:
    checks: dict[str, Any] = {"kind": "inspection", "sees": ["fraud"], "detection": detection}
    return {
        "scorarium": 1,
        "kind": "scheme",
        "name": "risk",
        "senses": {
            "tips": {"kind": "registry", "sees": ["fraud"], "detection": "5%"},
            "checks": checks | ({"effort": effort} if effort else {}),
        },
        "score": {
            "kind": "factors",
            "range": [0, 1],
            "better": "lower",
            "factors": {
                "foreign": {"weight": "50%", "from_attribute": "foreign"},
                "careless": {"weight": "50%", "from_attribute": "careless"},
            },
            "learned": {
                "target": ["fraud"], "labels": "recorded", "method": "logistic", "window": "1y", "refit": "1y",
                "until_fitted": {"foreign": 1},
            },
        },
    }  # fmt: skip


def fits_of(scheme: dict[str, Any], *, years: float = 5.5, persons: int = 40_000) -> tuple[Fit, ...]:
    of = Society.model_validate(keyed(SOCIETY))
    own = build(Resolved(keyed(scheme), {}, "risk", "risk"), Scheme)
    people = generate(of, persons=persons, seed=5)
    made = compile_plan(people, of, {"it": [own]}, seed=5, replicate=0, years=years)
    return simulate(made, threads=2).fits


HIGHEST = {"total": "50%", "among": "persons", "goes_by": "score", "how": "highest_first"}


@pytest.mark.statistical
def test_who_is_watched_is_found_and_so_is_watched() -> None:
    """Foreigners do it no more often than others. Half of all are checked, at first the foreign half.

    Chances are small, so odds are as the rates at which somebody is caught: those of a foreigner are
    (1 − 0.95 · 0.4) / 0.05 = 12.4 times those of others, those of the careless twice. The fit after a year says so,
    and sends the checks to the same people for ever.
    """
    fits = fits_of(watch(HIGHEST, "60%"))
    assert [fit.tick for fit in fits] == [23, 35, 47, 59]
    foreign, careless = log(12.4), log(2)
    expected = foreign / (foreign + careless)
    for fit in fits:
        assert fit.weights is not None
        assert fit.weights[0] == pytest.approx(expected, abs=0.05)
        assert fit.known == 40_000


@pytest.mark.statistical
def test_who_is_not_watched_more_is_not_found_more() -> None:
    fits = fits_of(watch(None, "60%"))
    slopes = [fit.weights[0] / fit.weights[1] * log(2) for fit in fits if fit.weights is not None]
    assert len(slopes) == 4
    assert abs(sum(slopes) / 4) < 4 * 0.5 * 2 / sum(fit.struck for fit in fits) ** 0.5 * 2
    for fit in fits:
        mean = (1 - np.exp(-0.62 * 0.07 / 1.5) + 1 - np.exp(-0.62 * 0.07 * 2 / 1.5)) / 2
        assert fit.struck == pytest.approx(40_000 * mean, abs=4 * (40_000 * mean) ** 0.5)


@pytest.mark.statistical
def test_an_oracle_is_not_misled_by_where_one_looks() -> None:
    """The foreign half is checked for ever, and yet the weights say who does it: the careless, twice as often."""
    told = watch(HIGHEST, "60%")
    told["score"]["learned"]["labels"] = "true"
    fits = fits_of(told)
    mean = (1 - np.exp(-0.07 / 1.5) + 1 - np.exp(-0.07 * 2 / 1.5)) / 2
    assert len(fits) == 4
    for fit in fits:
        assert fit.weights is not None
        slope = fit.weights[0] / fit.weights[1] * log(2)
        assert abs(slope) < 4 * 2 / fit.struck**0.5
        assert fit.struck == pytest.approx(40_000 * mean, abs=4 * (40_000 * mean) ** 0.5)


def case(name: str, years: float) -> tuple[Fit, ...]:
    """What a sample scheme learns in the society of Germany, where those who claim for their children may err."""
    of = with_vocabulary(load_society("germany-2022"), load_vocabulary())
    erring = of.acts["benefit_error"].model_copy(update={"is_": {"parent_claiming": True}})
    of = of.model_copy(update={"acts": {**of.acts, "benefit_error": erring}})
    own = load_scheme(CASES / f"{name}.scheme.yaml")
    made = compile_plan(generate(of, persons=20_000, seed=2), of, {"it": [own]}, seed=2, replicate=0, years=years)
    return simulate(made, threads=2).fits


def test_a_tariff_whose_box_sees_no_claims_learns_nothing() -> None:
    """Sample file 14: the weights stay as they are until fitted, for ever."""
    fits = case("14-telematics", 4.1)
    assert [(fit.weights, fit.struck) for fit in fits] == [(None, 0)]


@pytest.mark.statistical
def test_parents_are_checked_because_parents_like_them_were_found() -> None:
    """Sample file 18: every month from the errors recorded in two years; what is recorded is what was checked.

    Nobody's nationality or income makes errors likelier, but those were looked at first.
    """
    fits = case("18-toeslagen", 3)
    assert len(fits) == 12
    for fit in fits:
        assert fit.weights is not None
        assert 10 <= fit.struck < fit.known / 2
        assert sum(abs(weight) for weight in fit.weights[:3]) == pytest.approx(1, abs=1e-4)
        assert fit.weights[0] > 0.3
        assert fit.weights[0] + fit.weights[1] > 0.8


def test_a_life_is_told_with_what_was_learned() -> None:
    """The replay of one person departs from the engine nowhere, and says when weights changed."""
    own = Scheme.model_validate(keyed(watch(HIGHEST, "60%")))
    of = Society.model_validate(keyed(SOCIETY))
    life = relive(Past("", of, {"none": (), "it": (own,)}, 4000, 4.0, 5), 17, "it", threads=1)
    told = [event for event in life.events if event.what == "learned"]
    assert [event.tick for event in told] == [23, 35, 47]
    assert life.teller.sentence(told[0]).startswith("the weights are learned again from 4,000 people, ")
    assert "foreign" in life.teller.sentence(told[0])


def test_a_life_goes_on_with_what_was_learned_through_a_change() -> None:
    patch = {"score": {"learned": {"leaves_out": ["foreign"]}}}
    raw = watch(HIGHEST, "60%") | {"changes": {"forbidden": {"at": "2.5y", "reform": patch}}}
    own, of = build(Resolved(keyed(raw), {}, "risk", "risk"), Scheme), Society.model_validate(keyed(SOCIETY))
    life = relive(Past("", of, {"none": (), "it": (own,)}, 4000, 4.0, 5), 17, "it", threads=1)
    weights = [event.facts["weights"] for event in life.events if event.what == "learned"]
    assert [own[0] != 0 for own in weights] == [True, False, False]


@pytest.mark.statistical
def test_a_factor_may_be_forbidden_from_a_day_on() -> None:
    """What is learned on the day before may use it, what is learned later may not; the records are the same."""
    forbidden = {"forbidden": {"at": "2.5y", "reform": {"score": {"learned": {"leaves_out": ["foreign"]}}}}}
    before, after = fits_of(watch(None, "60%")), fits_of(watch(None, "60%") | {"changes": forbidden})
    assert after[0] == before[0]
    assert [fit.tick for fit in after] == [fit.tick for fit in before]
    assert [(fit.known, fit.struck) for fit in after] == [(fit.known, fit.struck) for fit in before]
    for fit in after[1:]:
        assert fit.weights is not None
        assert fit.weights[:2] == (0.0, 1.0)


def test_another_window_is_filled_before_it_is_learned_from() -> None:
    """From two years and a half on every half year; records are looked for over half a year from then on."""
    patch = {"score": {"learned": {"refit": "6mo", "window": "6mo"}}}
    fits = fits_of(watch(None, "60%") | {"changes": {"oftener": {"at": "2.5y", "reform": patch}}}, persons=2_000)
    assert [fit.tick for fit in fits] == [23, 41, 47, 53, 59, 65]
    assert fits[1].struck < fits[0].struck


def test_a_change_to_the_same_changes_nothing() -> None:
    patch = {"score": {"learned": {"refit": "1y", "window": "1y", "method": "logistic"}}}
    plain, changed = watch(HIGHEST, "60%"), watch(HIGHEST, "60%") | {"changes": {"no": {"at": "2y", "reform": patch}}}
    assert fits_of(changed, persons=4_000) == fits_of(plain, persons=4_000)
