"""Which mechanisms a society's words switch on."""

import pytest

from scorarium.engine.psychology import DEFAULTS, FULL, resolve
from scorarium.society.psychology import Psychology

PLAIN = ("deterrence", "rewards", "habit", "chill", "hearsay")


def acting(**words: object) -> tuple[str, ...]:
    return resolve(Psychology.model_validate(words)).acting


def test_full_is_everything() -> None:
    assert acting(preset="full") == (*PLAIN, *FULL)
    assert acting(preset="deterrence") == PLAIN
    assert acting() == ()


@pytest.mark.parametrize("name", FULL)
def test_each_mechanism_switches_alone(name: str) -> None:
    word = FULL[name].words[0]
    assert acting(preset="full", **{word: "off"}) == tuple(one for one in (*PLAIN, *FULL) if one != name)
    if name == "protest":
        value: object = {"mean": "25%", "sd": "12%"}
    else:
        value = "2/y" if word == "stress_drain" else 0.2
    assert acting(preset="passive", **{word: value}) == (name,)


def test_every_number_of_a_mechanism_has_its_warrant() -> None:
    for one in FULL.values():
        for number in one.numbers:
            low, high = DEFAULTS[number].range
            assert low <= DEFAULTS[number].value <= high
            assert len(DEFAULTS[number].source) > 10
