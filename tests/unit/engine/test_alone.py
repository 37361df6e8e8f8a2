"""A scored world by itself is the world that it is beside `none`."""

import numpy as np
import pytest

from scorarium.engine.plan import compile_plan
from scorarium.engine.run import ticks
from scorarium.engine.state import State
from scorarium.engine.tables import Plan
from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate
from scorarium.society.recipe import Society
from tests.unit.engine.small import SCHEME, SOCIETY, merged


def plan(psychology: object, *, alone: bool) -> Plan:
    declared = merged(SOCIETY, {"psychology": psychology})
    society, scheme = Society.model_validate(declared), Scheme.model_validate(dict(SCHEME))
    people = generate(society, persons=400, seed=3)
    return compile_plan(people, society, {"points": [scheme]}, seed=3, replicate=0, years=1.0, alone=alone).plan


def last(found: Plan) -> State:
    *_, (_, life) = ticks(found, threads=1)
    return life.complete()


@pytest.mark.parametrize("psychology", ["passive", "deterrence"])
def test_the_scored_world_lives_as_beside_none(psychology: str) -> None:
    beside, alone = (last(plan(psychology, alone=is_alone)) for is_alone in (False, True))
    assert np.array_equal(beside.score, alone.score)
    assert beside.score[0].min() < 12 * 65536
    assert np.array_equal(beside.n_done[1:], alone.n_done)


def test_people_who_compare_keep_their_world_without_schemes() -> None:
    with pytest.raises(ValueError, match="keep it"):
        plan("full", alone=True)
