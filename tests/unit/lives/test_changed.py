"""Lives under a scheme that changes: proven at every tick, and what is told of the change adds up."""

from collections import Counter

import pytest

from scorarium.lives.life import Life
from scorarium.society.generate import generate
from tests.power.busy import society
from tests.twin.changing import CHANGES, changing, plan_of
from tests.unit.lives.conftest import watch_all


@pytest.fixture(scope="module", params=["off", "wiped"])
def lives(request: pytest.FixtureRequest) -> list[Life]:
    """Every fourth person's life, through all changes and to one of the ends."""
    other = {"off": "wiped", "wiped": "off"}[request.param]
    compiled = plan_of(changing(*(name for name in CHANGES if name != other)))
    return watch_all(compiled, generate(society(), persons=40, seed=1), range(0, 40, 4))


def test_every_change_is_told_once(lives: list[Life]) -> None:
    for life in lives:
        told = Counter(event.facts["change"] for event in life.events if event.what == "changed")
        assert set(told.values()) == {1}
        assert {"numbers", "halved", "bounds", "measured"} <= set(told)
        assert "protest" not in told
        last = [event for event in life.events if event.what == "changed"][-1]
        assert life.teller.sentence(last).startswith("the scheme ends")


def test_a_conversion_says_what_became_of_the_score(lives: list[Life]) -> None:
    for life in lives:
        told = next(e for e in life.events if e.what == "changed" and e.facts["change"] == "bounds")
        assert "becomes" in life.teller.sentence(told)
        moment = life.moment(told)
        assert moment["now"] in (40, 60, 90)


def test_the_waterfall_adds_up_while_the_scheme_lasts(lives: list[Life]) -> None:
    compiled = plan_of(changing(*(name for name in CHANGES if name not in ("off", "wiped"))))
    ongoing = watch_all(compiled, generate(society(), persons=40, seed=1), range(0, 40, 4))
    for life in ongoing:
        assert sum(step.points for step in life.watch.steps[0]) == life.watch.series.score[-1][0]
    assert any(life.watch.steps[0] for life in ongoing)
    for life in lives:
        assert life.standing(0)["score"] is None
