"""Firms against counts: grades, what reaches others, and places that those who bribe get."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.names import POINT, Listed
from scorarium.outcomes.diary import Diary
from scorarium.outcomes.firms import firm_outcomes, firm_welfare, kinds_of_firms
from scorarium.outcomes.lived import Lived
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load_scheme, reformed
from scorarium.society.generate import generate
from scorarium.society.recipe import Society, load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from tests.unit.engine.small import keyed

CASES = Path(__file__).parents[1] / "cases"
MARKET: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "market",
    "persons": 4000,
    "tick": "1mo",
    "acts": {"walk": {"context": "civic", "rate": "1/y"}},
    "firms": {
        "count": 1000,
        "attributes": {"honest": {"share": "50%"}},
        "acts": {"bribe": {"context": "commerce", "rate": "600/y", "is": {"honest": False}, "buys": "tender"}},
        "services": {"tender": {"context": "commerce", "demand": "6/y", "places": "2/y", "value": 1}},
    },
    "psychology": "passive",
}


def lived(compiled: CompiledPlan) -> Lived:
    """Everything that is measured of a run."""
    diary, life = Diary(compiled), None
    for t, life in ticks(compiled, threads=2):
        diary.note(life.running, t, life.of_firms)
    assert life is not None
    return diary.lived(life.complete())


def market(**firms: Any) -> Lived:
    of = Society.model_validate(keyed({**MARKET, "firms": {**MARKET["firms"], **firms}}))
    return lived(compile_plan(generate(of, seed=4), of, {}, seed=4, replicate=0, years=5))


def met_by(found: Lived) -> dict[str, float]:
    """Contracts a year of an honest firm and of others (each is worth one)."""
    welfare = dict(zip(kinds_of_firms(found), firm_welfare(found)[0], strict=True))
    return {kind: welfare[kind] - 365.25 for kind in ("honest=true", "honest=false")}


@pytest.mark.statistical
def test_honest_firms_lose_what_bribing_firms_gain() -> None:
    """Six demands a year, places for two: where nobody bribes everybody gets a third.

    Half of the firms always pay and go ahead. They ask for three contracts a firm and year, more than the two there
    are, so that they get nearly all of them and an honest firm nearly none; together it is two a firm, as before.
    """
    honestly = met_by(market(acts={"bribe": {"context": "commerce", "rate": "0/y", "buys": "tender"}}))
    bribing = met_by(market())
    assert honestly["honest=true"] == pytest.approx(2.0, abs=0.05)
    assert honestly["honest=false"] == pytest.approx(2.0, abs=0.05)
    assert bribing["honest=false"] == pytest.approx(4.0, abs=0.1)
    assert bribing["honest=true"] == pytest.approx(0.0, abs=0.1)
    assert sum(bribing.values()) == pytest.approx(sum(honestly.values()), abs=0.1)


def case(
    scheme: str, society: str, reform: dict[str, Any] | None = None, *, persons: int, years: float
) -> CompiledPlan:
    of = with_vocabulary(load_society(str(CASES / f"{society}.society.yaml")), load_vocabulary())
    own = load_scheme(str(CASES / f"{scheme}.scheme.yaml"))
    own = own if reform is None else reformed(own, reform)
    return compile_plan(generate(of, persons=persons, seed=3), of, {"it": [own]}, seed=3, replicate=0, years=years)


@pytest.mark.statistical
def test_firms_are_graded_and_what_is_listed_reaches_others() -> None:
    """Sample file 20: grades of firms; a listing reaches firms of the same representative, who then does not fly."""
    often = {"senses": {"audits": {"detection": "50%"}}}
    made = case("20-company-tax", "20-company", often, persons=40_000, years=5)
    found = lived(made)
    firms = found.firms
    assert firms is not None
    assert firms.n == 1200
    state = firms.state
    assert (state.enrolled[0] >= 0).all()
    assert (found.state.enrolled[0] < 0).all()  # no person is scored
    assert found.state.entries.sum() == 0 < state.entries.sum()
    tiers = {name: (state.tier[0] == code).mean() for code, name in enumerate(made.labels.tiers[0])}
    assert tiers["A"] > 0.5 > tiers["D"] > 0
    assert (state.on[0] & Listed.SPREAD).sum() > 0
    whole = found.state.refused[1]
    people = made.frame.population
    assert people.firm_ties is not None
    first, members = people.firm_ties
    speaks = np.unique(members[first[0, 0] : first[0, -1]])
    assert whole.sum() > 0
    assert set(np.flatnonzero(whole)) <= set(speaks.tolist())  # nobody but representatives is kept from flying
    outcomes = firm_outcomes(found)[1]
    assert np.nansum(outcomes) > 0


@pytest.mark.statistical
def test_a_judgment_against_a_firm_reaches_who_speaks_for_it() -> None:
    """Sample file 03: firms are listed as persons are, and their representatives with them."""
    no_feed = {"exports": {"credit-bureau": {"scheme": None}}}
    made = case("03-court-defaulters", "03-court", no_feed, persons=20_000, years=4)
    found = lived(made)
    assert found.firms is not None
    listed = (found.firms.state.on[0] & Listed.PRIMARY) > 0
    assert 0.005 < listed.mean() < 0.2
    by_tie = (found.state.on[0] == Listed.SPREAD).sum()
    assert by_tie > 0
    per_firm = found.firms.state.done[0].sum() / found.firms.n / 4
    assert per_firm == pytest.approx(0.03, abs=4 * (0.03 / 4 / found.firms.n) ** 0.5)  # three times as often as persons


def test_firms_in_china() -> None:
    """The shipped scheme on the shipped society; people alone are as many as were asked for."""
    of = with_vocabulary(load_society("china-2018-firms", persons=3000), load_vocabulary())
    own = load_scheme("company-tax-grades")
    assert isinstance(own, Scheme)
    made = compile_plan(generate(of, seed=1), of, {"it": [own]}, seed=1, replicate=0, years=1)
    found = lived(made)
    assert (found.n, found.firms.n if found.firms else 0) == (3000, 40)
    assert found.state.welfare.shape == (2, 3000)
    assert (found.firms.state.score[0] <= 100 * POINT).all() if found.firms else False
