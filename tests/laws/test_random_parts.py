"""Random declarations whose districts have nothing to do with each other: part by part, they live the same bits."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from scorarium.engine.plan import compile_plan
from scorarium.engine.run import ticks
from scorarium.errors import ScorariumError
from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate, generate_part
from scorarium.society.recipe import Society
from tests.laws.test_parts import assert_states
from tests.twin.declarations import BUSY, declared, schemes
from tests.unit.engine.small import SOCIETY, keyed, merged

PERSONS, COUNT, YEARS = 1_028, 2, 0.35
APART: dict[str, Any] = {
    "districts": {"count": COUNT, "cameras": {"mean": "30%", "spread": "10%"}},
    "ties": {
        "household": {"sizes": {"1": "40%", "2": "40%", "4": "20%"}},
        "friends": {"mean_degree": 4, "alike_in": {"district": "100%"}},
    },
    "acts": {
        "criticism": {"rate": {"mean": None, "law": None, "shape": None, "by": {"time": {"0d": "5/y", "6w": "15/y"}}}},
        "helping": None,
        "hitting": None,
    },
}
WORTHS: dict[str, Any] = {
    "acts": {"littering": {"harm": {"default": 0.02, "by": {"age": {"60+": 0.05}}}}},
    "services": {
        "loans": {"value": {"by": {"age": {"0-17": 1, "18-59": 3, "60+": 5}}}},
        "driving": {"value": {"law": "uniform", "bounds": [0.1, 0.5]}},
        "housing": {"places": {"by": {"district": {"1": "2/y", "2": "4/y"}}}},
    },
}
"""What differs from person to person."""
TIED: tuple[str, ...] = ("enrolment", "games", "unit", "integrity")
"""What may tie people of different districts together; the rest of a scheme is drawn freely."""


@st.composite
def apart(draw: Any) -> tuple[Society, Scheme]:
    """A society of districts apart, and a scheme."""
    found = merged(merged(merged(SOCIETY, BUSY), APART), draw(st.sampled_from([{}, WORTHS])))
    found["psychology"] = draw(st.sampled_from(["passive", "deterrence"]))
    raw = {key: value for key, value in draw(schemes("one")).items() if key not in TIED}
    for room in ("senses", "consequences"):
        kept = {name: one for name, one in raw.get(room, {}).items() if one.get("effect") != "allocate"}
        raw[room] = {name: {key: one[key] for key in one if key != "effort"} for name, one in kept.items()}
    if raw["score"]["kind"] == "factors":
        raw["score"] = {key: value for key, value in raw["score"].items() if key != "learned"}
    assume(raw["score"]["kind"] != "ratings")
    return Society.model_validate(keyed(found)), declared(raw)


@pytest.mark.statistical
@settings(
    max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(apart(), st.integers(0, 2**31))
def test_random_parts_are_the_whole(declared_: tuple[Society, Scheme], seed: int) -> None:
    society, scheme = declared_
    asked: dict[str, Any] = {"seed": seed, "replicate": 0, "years": YEARS}
    whole = compile_plan(generate(society, persons=PERSONS, seed=seed), society, {"it": [scheme]}, **asked)
    parts = [generate_part(society, range(k, k + 1), persons=PERSONS, seed=seed) for k in range(COUNT)]
    try:
        plans = [compile_plan(people, society, {"it": [scheme]}, **asked) for people in parts]
    except ScorariumError:  # what ties districts together is told by test_parts
        assume(False)
    lives = [ticks(plan, threads=1) for plan in plans]
    for _, life in ticks(whole, threads=1, shard=256):
        assert_states(life, [next(one)[1] for one in lives])
