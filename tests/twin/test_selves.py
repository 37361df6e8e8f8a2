"""Psychology in which people differ: twin and engine live it alike, and who is said to be alike is alike."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.psychology import numbers_of
from scorarium.society.psychology import Psychology
from scorarium.twin.run import run
from tests.twin.compare import assert_same
from tests.twin.declarations import BUSY
from tests.twin.societies import OWN, PAIRS, STRENGTHS, by_people
from tests.unit.engine.small import compiled, keyed, merged, scheme, society

BOLD: dict[str, Any] = {"boldness": {"law": "exponential", "mean": 0.5}}
FULL: dict[str, Any] = {
    "preset": "full",
    "income_loss": 0.2,
    "strategic": {"acts": ["tax_debt"], "boldness": "boldness"},
}
SCHEME: dict[str, Any] = {
    "enrolment": {"kind": "opt_in", "adoption": {"innovation": "3/y", "imitation": "4/y"}},
    "senses": {
        "police": {"sees": ["speeding", "littering", "criticism", "tax_debt", "praise"], "detection": "50%"},
        "eyes": {"kind": "camera", "sees": ["littering", "speeding"], "detection": "40%"},
    },
    "score": {
        "rules": {
            "speech": {"on": "criticism", "points": -2, "vague": True},
            "debt": {"on": "tax_debt", "points": -1},
            "good": {"on": "praise", "points": 1},
        }
    },
    "tiers": {"A": {"from": 12}, "B": {"from": 6}, "D": {"from": 0}},
    "lists": {"named": {"enter": {"rule": "fast"}, "lasts": "2mo", "colour": "black", "public": True}},
    "consequences": {
        "no-loans": {"when": {"score_below": 11}, "service": "loans", "effect": "deny"},
        "no-car": {"when": {"list": "named"}, "service": "driving", "effect": "deny"},
        "first": {"when": {"tier": "A"}, "service": "housing", "effect": "favour"},
        "fine": {"when": {"rule": "dirt"}, "effect": "fine", "amount": "0.4 days-income"},
    },
    "visibility": {"own_score": True, "to_others": True},
}


def lived(psychology: dict[str, Any], *, n: int = 40, years: float = 0.5) -> CompiledPlan:
    own = merged(merged(BUSY, {"traits": BOLD}), {"psychology": merged(FULL, psychology)})
    return compiled(society(**own), [scheme(**SCHEME)], n=n, years=years)


def alike(plain: Any) -> dict[str, Any]:
    """A number that is the same for everybody, case by case."""
    return {"by": {"age": {"0-17": plain, "18-59": plain, "60+": plain}}}


def test_every_number_has_forms_in_which_people_differ() -> None:
    named = {*STRENGTHS, *(f"{word}.{part}" for word, parts in PAIRS.items() for part in parts)}
    written = Psychology.model_validate(keyed({word: values[0] for word, values in STRENGTHS.items()}))
    parts = {"excess": "announcement.excess", "excess_half_life": "announcement.half_life"}
    parts |= {"protest_mean": "protest_thresholds.mean", "protest_sd": "protest_thresholds.sd"}
    pairs = Psychology.model_validate(keyed({w: {p: v[0] for p, v in two.items()} for w, two in PAIRS.items()}))
    found = {*numbers_of(written), *(parts.get(name, name) for name in numbers_of(pairs))}
    assert found == named
    fields = set(Psychology.model_fields) - {"preset", "strategic", "beliefs", "stake", "deterrence", "reward_pull"}
    assert fields - {"habit"} == {*STRENGTHS, *PAIRS}


@pytest.mark.parametrize("word", [*STRENGTHS, *PAIRS])
def test_who_is_alike_case_by_case_is_alike(word: str) -> None:
    """A number by age that is the same at every age is that number, bit for bit."""
    values = STRENGTHS.get(word)
    plain = values[1] if values else {part: own[1] for part, own in PAIRS[word].items()}
    by_age = alike(plain) if values else {part: alike(value) for part, value in plain.items()}
    one, other = (run(lived({word: form}, n=24, years=0.4)).final_state() for form in (plain, by_age))
    for name, array in one._asdict().items():
        assert np.array_equal(array, getattr(other, name)), name


@pytest.mark.parametrize("word", [*STRENGTHS, *PAIRS])
def test_people_differ(word: str) -> None:
    """What is said of the old moves nothing but through them: everything is not as it was for everybody alike."""
    values = STRENGTHS.get(word)
    forms = [
        {part: by_people(*own)[0] for part, own in PAIRS[word].items()} if values is None else by_people(*values)[0],
        {part: own[0] for part, own in PAIRS[word].items()} if values is None else values[0],
    ]
    one, other = (run(lived({word: form}, n=100, years=1.5)).final_state() for form in forms)
    assert any(not np.array_equal(array, getattr(other, name)) for name, array in one._asdict().items())


def test_who_looks_nowhere_ahead_hides_no_border_from_others() -> None:
    """Those who look a year ahead see the border behind which doors shut, whoever else is there."""
    young = {"default": "1y", "by": {"age": {"0-17": "0d"}}}
    made = lived({"horizon": young}, n=60, years=1)
    gone, is_young = np.array(run(made).final_state().way_gone[1]), made.plan.people.attribute[1] == 0
    assert gone[is_young].tolist() == [0.0] * is_young.sum()
    assert (gone[~is_young] > 0).any()


def test_twin_and_engine_are_the_same() -> None:
    """Every parameter once in every form, all at once."""
    for k in range(3):
        psychology: dict[str, Any] = {}
        for one in OWN[k::3]:
            psychology |= one
        assert_same(lived(psychology), threads=2, shard=16, block=8)


def test_priors_in_which_people_differ_by_strength() -> None:
    for word in ("prior_seen", "prior_unseen"):
        for form in by_people(*STRENGTHS[word]):
            assert_same(lived({word: form}), threads=2, shard=16, block=8)
