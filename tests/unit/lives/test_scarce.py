"""What is scarce and goes by something: whom attention reaches and who gets a place, and by which rule."""

from typing import Any

import pytest

from scorarium.engine.plan import compile_plan
from scorarium.lives.life import Life
from scorarium.lives.sentences import facts_of
from scorarium.names import Answer
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from tests.twin.declarations import BUSY
from tests.unit.engine.small import SOCIETY, keyed, merged, people
from tests.unit.lives.conftest import watch_all

EFFORT = {"total": "20%", "among": "persons", "goes_by": "score", "how": "highest_first"}
SCHEME: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "scarce",
    "senses": {"patrols": {"kind": "patrol", "sees": ["littering"], "detection": "90%", "effort": EFFORT}},
    "score": {"kind": "points", "start": 10, "rules": {"bad": {"on": "littering", "points": -1, "lasts": "2mo"}}},
    "consequences": {
        "flats": {"when": {"score_below": 99}, "service": "housing", "effect": "allocate", "goes_by": "need",
                  "how": "highest_first"},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    own = Society.model_validate(keyed(merged(merged(SOCIETY, BUSY), {"psychology": "passive"})))
    population = people(own, 40)
    scheme = Scheme.model_validate(keyed(SCHEME))
    compiled = compile_plan(population, own, {"it": [scheme]}, seed=3, replicate=0, years=1)
    return watch_all(compiled, population, range(0, 40, 3))


def test_attention_turns_to_a_person_and_away(lives: list[Life]) -> None:
    told = [(e, life) for life in lives for e in life.events if e.what == "attention"]
    assert len(told) > 20
    for life in lives:
        turns = [e.facts["on"] for e in life.events if e.what == "attention"]
        assert turns == [k % 2 == 0 for k in range(len(turns))]
    by, away = ({life.teller.sentence(e) for e, life in told if e.facts["on"] is on} for on in (True, False))
    assert "the attention of patrols turns to them, shared out by the score, the highest first" in by
    assert away == {"the attention of patrols turns elsewhere"}


def test_attention_is_there_when_something_is_seen(lives: list[Life]) -> None:
    for life in lives:
        reached = False
        for event in life.events:
            if event.what == "attention":
                reached = event.facts["on"]
            elif event.what == "done" and event.world == 1 and event.facts["seen"]:
                assert reached


def test_a_place_is_given_or_gone_by_what_places_go_by(lives: list[Life]) -> None:
    asked = [
        (e, life) for life in lives for e in life.events
        if e.what == "demand" and e.world == 1 and life.teller.words.labels.services[e.facts["service"]] == "housing"
    ]  # fmt: skip
    said = {Answer(e.facts["answer"]): life.teller.sentence(e) for e, life in asked}
    rule = ", shared out by need, the highest first"
    assert said[Answer.MET] == f"asks for housing: met{rule}"
    assert said[Answer.PUSHED_BACK] == f"asks for housing: all places are gone{rule}"
    facts = facts_of(asked[0][1].teller, asked[0][0])
    assert (facts["goes_by"], facts["how"]) == ("need", "highest_first")
    named = lives[0].teller.words.labels.services
    other = next(
        e for life in lives for e in life.events if e.what == "demand" and named[e.facts["service"]] == "loans"
    )
    assert (other.facts["goes_by"], other.facts["how"]) == (-1, -1)
