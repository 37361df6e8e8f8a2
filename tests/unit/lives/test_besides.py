"""Lives under games, stages, deleted scores and shared ones: proven at every tick, told, and they add up."""

from typing import Any

import pytest

from scorarium.engine.plan import compile_plan
from scorarium.lives.life import Life
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from tests.twin.declarations import BUSY
from tests.unit.engine.small import SOCIETY, keyed, merged, people
from tests.unit.lives.conftest import watch_all

SCHEME: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "besides",
    "senses": {"app": {"kind": "platform", "sees": ["praise", "littering"], "detection": "60%"}},
    "score": {
        "kind": "points",
        "start": 5,
        "bounds": [-40, 40],
        "rules": {
            "good": {"on": "praise", "points": 1, "lasts": "10w"},
            "bad": {"on": "littering", "points": -1},
        },
    },
    "tiers": {"C": {"from": -40}, "B": {"from": 5}, "A": {"from": 12}},
    "lists": {
        "named": {
            "enter": {"rule": "bad"}, "lasts": "4w", "leaving": {"points": 2},
            "due_process": {"appeal": {"who": "human", "sought": "9/y", "known_to": "90%", "decided_after": "2w"}},
        },
    },
    "enrolment": {
        "kind": "opt_in",
        "adoption": {"innovation": "4/y", "imitation": "9/y"},
        "refusal_cost": "9 days-income",
        "rollout": {"first": {"at": "0y", "until": "20w"}, "again": {"at": "26w", "is": {"age": {"from": 18}}}},
    },
    "due_process": {"expiry": {"score": "5w"}},
    "games": {"levels": True, "missions": "12/y", "referral_points": 3},
}  # fmt: skip


@pytest.fixture(scope="module", params=["person", "household", "district"])
def lives(request: pytest.FixtureRequest) -> list[Life]:
    """Every fourth person's life; each tick is compared with what was lived."""
    own = Society.model_validate(keyed(merged(merged(SOCIETY, BUSY), {"psychology": "deterrence"})))
    scheme = Scheme.model_validate(keyed(merged(SCHEME, {"unit": request.param})))
    persons = people(own, 40)
    compiled = compile_plan(persons, own, {"it": [scheme]}, seed=5, replicate=0, years=1)
    return watch_all(compiled, persons, range(0, 40, 4))


def test_what_happened_is_told(lives: list[Life]) -> None:
    told = [life.teller.sentence(event) for life in lives for event in life.events]
    for part in ("is set a mission: praise", "thanked for 1 friend", "besides ends", "the score is deleted"):
        assert any(part in one for one in told), part


def test_the_waterfall_adds_up(lives: list[Life]) -> None:
    steps = [life.watch.steps[0] for life in lives if life.watch.steps[0]]
    assert steps
    for life in lives:
        own = life.watch.steps[0]
        score = life.watch.sim.state.score[0][life.watch.person]
        assert not own or sum(step.points for step in own) == score
    parts = {step.what for own in steps for step in own}
    unit = lives[0].watch.sim.schemes.unit[0]
    assert ("the others of their household or district" in parts) == (unit >= 0)
    assert parts & {"people brought in", "leaving lists"}
