"""How people get round a score, and whom they lose over it, told of a life under `full`; the replay is proven."""

import pytest

from scorarium.engine.plan import compile_plan
from scorarium.lives.life import Life
from scorarium.lives.tell import tell
from scorarium.scheme.read import load_scheme, reformed
from scorarium.society.generate import generate
from scorarium.society.psychology import Psychology
from scorarium.society.recipe import load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from tests.unit.lives.conftest import PERSONS, SEED, STRICT, watch_all

EVERYTHING = {"preset": "full", "concealment": 0.5, "gaming": 1, "false_reports": 0.9, "shunning": 9, "sorting": 2}


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    plain = with_vocabulary(load_society("plain"), load_vocabulary())
    society = plain.model_copy(update={"psychology": Psychology.model_validate(EVERYTHING)})
    population = generate(society, persons=PERSONS, seed=SEED)
    worlds = {"strict": (reformed(load_scheme(STRICT), {"visibility": {"to_others": True}}),)}
    compiled = compile_plan(population, society, worlds, seed=SEED, replicate=0, years=1)
    return watch_all(compiled, population, range(0, PERSONS, 3))


def test_stories_tell_of_it(lives: list[Life]) -> None:
    told = [" ".join(tell(life).short) for life in lives]
    assert any("from it." in one and "They hid " in one for one in told)
    assert any("falsely." in one for one in told)
    assert any("they have lost" in one for one in told)
    lines = [line.text for life in lives for chapter in tell(life, full=True).chapters for line in chapter.lines]
    assert any("falsely" in line for line in lines)


def test_who_does_nothing_of_it_is_told_nothing(strict: object) -> None:
    for life in strict.lives[:4]:  # type: ignore[attr-defined]
        assert not any("hid" in one or "falsely" in one or "lost" in one for one in tell(life).short)
