"""Sample files about doors, money and what is scarce: each runs on its society and shows what its summary says."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.names import POINT, Answer
from scorarium.scheme.read import load_scheme, reformed
from scorarium.society.generate import generate
from scorarium.society.recipe import load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from tests.laws.test_services import counts

CASES = Path(__file__).parents[1] / "cases"


def case(
    scheme: str, society: str, reform: dict[str, Any] | None = None, *, persons: int, years: float
) -> CompiledPlan:
    """A sample scheme, perhaps reformed, in its sample society."""
    of = with_vocabulary(load_society(str(CASES / f"{society}.society.yaml")), load_vocabulary())
    own = load_scheme(str(CASES / f"{scheme}.scheme.yaml"))
    own = own if reform is None else reformed(own, reform)
    people = generate(of, persons=persons, seed=3)
    return compile_plan(people, of, {"it": [own]}, seed=3, replicate=0, years=years)


@pytest.mark.statistical
def test_payback_gives_and_takes_nothing_away() -> None:
    """Half a point for a euro, a point is a cent, from two hundred on: the card pays, and shuts no door."""
    made = case("10-payback", "10-payback", persons=2000, years=8)
    _, _, state = counts(made)
    member = state.enrolled[0] >= 0
    gained = state.welfare[1] - state.welfare[0]
    assert 0.3 < member.mean() < 0.95
    assert (gained >= 0).all()
    assert gained[~member].sum() == 0
    assert (state.spent[0] % (200 * POINT) == 0).all()
    assert gained.sum() == pytest.approx(state.spent[0].sum() * 0.000146, rel=0.001)
    assert state.spent[0].sum() < state.earned[0].sum()


@pytest.mark.statistical
def test_a_status_shuts_school_and_welfare_whatever_one_does() -> None:
    made = case("11-hukou", "11-hukou", persons=8000, years=5)
    _, answers, state = counts(made)
    here = answers[:, 1].sum(axis=0)
    names = list(made.frame.services)
    school, welfare, housing = (names.index(name) for name in ("school", "social_assistance", "housing"))
    rural = 1 - (state.level[0] == 0).mean()
    assert here[school, Answer.REFUSED] / here[school].sum() == pytest.approx(0.6 * rural, abs=0.05)
    assert here[welfare, Answer.REFUSED] / here[welfare].sum() == pytest.approx(rural, abs=0.03)
    assert here[housing, Answer.FAVOURED] > 0
    assert state.entries.sum() == 0
    moved = state.level[0] != made.frame.population.attributes["hukou"]
    assert 0 < moved.mean() < 0.05  # half a percent a year draws anew


@pytest.mark.statistical
def test_patrols_go_where_the_records_are() -> None:
    """What they find there becomes a record: the district with half as much again is patrolled by far more."""
    share = []
    for replicate in range(12):
        made = case("16-patrols", "16-patrols", {"unit": "person", "senses": {"reports": None}}, persons=200, years=1)
        own = made.plan._replace(luck=made.plan.luck._replace(replicate=replicate))
        visits = np.zeros(2)
        for _, state in states(own):
            visits += [state.effort[0][made.plan.people.district == d].max(initial=0) for d in range(2)]
        assert visits.sum() == own.clock.n_ticks
        share.append(visits[0] / visits.sum())
    assert 0.4 < np.mean(share) <= 1.0
    assert np.std(share) > 0.05


def states(plan: Any) -> Any:
    """(tick, state) of a plan alone."""
    for t, life in ticks(plan, threads=1):
        yield t, life.complete()
