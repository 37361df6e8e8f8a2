"""How it felt to be scored, told of a life; the replay is proven bit for bit in every tick."""

import pytest

from scorarium.engine.plan import compile_plan
from scorarium.lives.life import Life
from scorarium.lives.tell import tell
from scorarium.scheme.read import load_scheme
from scorarium.society.generate import generate
from scorarium.society.psychology import Psychology
from scorarium.society.recipe import load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from tests.unit.lives.conftest import PERSONS, SEED, STRICT, watch_all

FEELINGS = {
    "preset": "deterrence",
    "stress_weight": 0.1,
    "trust_loss": 1,
    "trust_by_standing": -0.1,
    "protest_thresholds": {"mean": "5%", "sd": "10%"},
}


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    plain = with_vocabulary(load_society("plain"), load_vocabulary())
    society = plain.model_copy(update={"psychology": Psychology.model_validate(FEELINGS)})
    population = generate(society, persons=PERSONS, seed=SEED)
    worlds = {"strict": (load_scheme(STRICT),)}
    compiled = compile_plan(population, society, worlds, seed=SEED, replicate=0, years=1)
    return watch_all(compiled, population, range(0, PERSONS, 4))


def test_series_stand_beside_the_others(lives: list[Life]) -> None:
    series = lives[0].document()["series"]
    for name in ("stress", "trust_operator", "trust_people", "protest"):
        assert len(series[name]) == lives[0].ticks
    assert max(series["stress"]) > 0


def test_stories_tell_of_it(lives: list[Life]) -> None:
    told = [" ".join(tell(life).short) for life in lives]
    assert all("Being scored stressed them by" in one for one in told)
    assert any("cost them trust" in one for one in told)
    assert any("They were in protest for" in one for one in told)
    lines = [line.text for life in lives for chapter in tell(life, full=True).chapters for line in chapter.lines]
    assert any(line.startswith("Goes out to protest") for line in lines)


def test_who_feels_nothing_is_told_nothing(strict: object) -> None:
    life = strict.lives[0]  # type: ignore[attr-defined]
    assert "stress" not in life.document()["series"]
    assert not any("stressed" in one for one in tell(life).short)
