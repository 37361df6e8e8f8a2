"""Lives in which acts make of people who does what: proven at every tick, told beside the world without."""

import pytest

from scorarium.engine.plan import compile_plan
from scorarium.lives.life import Life
from scorarium.lives.tell import telling
from tests.twin.declarations import BUSY
from tests.twin.societies import MOVED
from tests.twin.test_societies import SCHEME
from tests.unit.engine.small import merged, people, scheme, society
from tests.unit.lives.conftest import watch_all


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    """Every fourth person's life; each tick is compared with what was lived."""
    own = society(**merged(merged(BUSY, MOVED[0]), {"psychology": "deterrence"}))
    persons = people(own, 40)
    compiled = compile_plan(persons, own, {"it": [scheme(**SCHEME)]}, seed=5, replicate=0, years=1)
    return watch_all(compiled, persons, range(0, 40, 4))


def test_a_demand_is_told_beside_itself_in_the_world_without(lives: list[Life]) -> None:
    """Demands are not the same in both worlds; each is compared with itself, or with nothing."""
    for life in lives:
        there = {(event.tick, event.facts["which"]): event for event in life.twins_answers}
        for event in (event for event in life.events if event.what == "demand"):
            said = telling(life, event)
            other = there.get((event.tick, event.facts["which"]))
            if other is None and said is not None:
                assert said.text.endswith("; not asked for in the world without")
            elif other is not None:
                assert other.facts["service"] == event.facts["service"]
                assert said is None or "not asked" not in said.text
    assert [life_events(life, 0) for life in lives] != [life_events(life, 1) for life in lives]


def life_events(life: Life, world: int) -> list[tuple[int, int]]:
    """When which demands were made in a world."""
    events = life.twins_answers if world == 0 else [event for event in life.events if event.what == "demand"]
    return [(event.tick, event.facts["which"]) for event in events]


def test_who_would_not_do_it_any_more_does_it_less_often(lives: list[Life]) -> None:
    """An act left because a person has become another one is told with how much less often they do it here."""
    factors = [event.facts["factor"] for life in lives for event in life.events if event.what == "withheld"]
    assert factors
    assert min(factors) < 0.3
    assert all(factor <= 1.0 for factor in factors)
