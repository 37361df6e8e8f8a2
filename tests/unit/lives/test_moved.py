"""Lives in which acts make of people who does what: proven at every tick, told beside the world without."""

from types import SimpleNamespace

import pytest

from scorarium.engine.plan import compile_plan
from scorarium.lives.event import Event
from scorarium.lives.life import Life
from scorarium.lives.sentences import Teller
from scorarium.lives.tell import telling
from scorarium.lives.words import Calendar, Words
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


def test_what_a_person_becomes_is_told_when_it_comes_to_be(lives: list[Life]) -> None:
    """The levels at the end are those of the beginning and all that was told since, in each world."""
    told = 0
    for life in lives:
        sim, labels = life.watch.sim, life.compiled.labels
        for w in (0, 1):
            level = {row: life.population.attributes[name][life.person] for row, name in enumerate(labels.attributes)}
            for event in (event for event in life.watch.events if event.what == "became" and event.world == w):
                assert level[event.facts["attribute"]] == event.facts["was"]
                level[event.facts["attribute"]] = event.facts["now"]
                told += event.facts["was"] != event.facts["now"]
            own = {row: c.level for row, c in ends(life, w).items()}
            assert own == {row: level[row] for row in own}, (life.person, w)
        assert sim.sizes.changing
    assert told > 10


def ends(life: Life, w: int) -> dict[int, SimpleNamespace]:
    """By row of an attribute: the level at the end in a world."""
    c, found = life.watch.sim.changing, {}
    first = 0
    for x, world in enumerate(c.world):
        first = c.row[x] if world == 0 else first
        if world == w or c.move[x] < 0:
            found[first] = SimpleNamespace(level=life.watch.sim.state.level[x][life.person])
    return found


def test_the_sentence_says_from_what_to_what_and_through_which_act(lives: list[Life]) -> None:
    said: set[str] = set()
    for life in lives:
        for event in (event for event in life.events if event.what == "became"):
            line = telling(life, event)
            assert line is not None
            said.add(line.text)
            moment = life.moment(event)
            assert moment["attribute"] in life.compiled.labels.attributes
            assert {moment["was"], moment["now"]} <= set(life.population.levels[moment["attribute"]])
    assert said >= {
        "Credit rises from 0 to 1, through praise",
        "Credit falls from 1 to 0, through tax debt",
        "Credit stays 1; in the world without it falls from 1 to 0",
        "Mood changes from low to high",
    }
    assert not said & {"Credit falls from 1 to 0, through praise", "Credit rises from 0 to 1, through tax debt"}
    assert any(text.endswith("through littering; in the world without it rises from 0 to 1") for text in said)


def test_what_is_so_or_not_and_fifths_of_income_have_words() -> None:
    labels = SimpleNamespace(
        attributes=("solvent", "income", "grade"),
        levels=(("false", "true"), ("1", "2", "3", "4", "5"), ("1", "2")),
        kinds=("loan_repaid",),
    )
    teller = Teller(Words(labels, Calendar(7.0)), (), (), ())  # type: ignore[arg-type]

    def said(attribute: int, was: int, now: int, there_was: int, there: int, *acts: int, world: int = 1) -> str:
        facts = {"attribute": attribute, "was": was, "now": now, "acts": list(acts)}
        return teller.sentence(Event(3, world, -1, "became", {**facts, "there_was": there_was, "there": there}))

    without = "in the world without it"
    assert said(0, 0, 1, 1, 1, 0) == "solvent changes from no to yes, through loan repaid"
    assert said(0, 1, 0, 1, 1) == f"solvent changes from yes to no; {without} stays yes"
    assert said(1, 1, 2, 1, 1) == (
        f"income rises from the second fifth to the third fifth; {without} stays the second fifth"
    )
    assert said(2, 1, 0, 1, 0, 0) == "grade falls from 2 to 1, through loan repaid"
    assert said(2, 1, 1, 1, 0) == f"grade stays 2; {without} falls from 2 to 1"
    assert said(2, 1, 0, 1, 0, world=0) == "grade falls from 2 to 1"
