"""What nobody meets costs nothing and moves nothing: differences are nought to the last bit, for every person."""

import numpy as np
import pytest

from scorarium.scheme.model import Scheme
from scorarium.scheme.read import reformed
from tests.properties.lived import SCHEMES, after, differing, library, of_scheme, of_world, plan_of

NOBODY = {"enrolment": {"who": {"not": {"is": {"age": {"from": 0}}}}}}


def named(name: str) -> Scheme:
    return dict(zip(SCHEMES, library(), strict=True))[name]


@pytest.mark.parametrize("other", ["jinan-dogs-2017", "flensburg-2014", "life-coach"])
def test_scheme_in_another_world_moves_nobody(other: str) -> None:
    alone = plan_of({"it": (named("suining-2010"),)})
    beside = plan_of({"other": (named(other),), "it": (named("suining-2010"),)})
    one, two = after(alone), after(beside)
    assert differing(of_world(one, 0), of_world(two, 0)) == []
    assert differing(of_world(one, 1), of_world(two, 2)) == []
    assert differing(of_scheme(alone, one, 0), of_scheme(beside, two, 1)) == []


@pytest.mark.parametrize("place", ["before", "behind"])
def test_scheme_in_the_same_world_that_enrols_nobody_moves_nobody(place: str) -> None:
    idle, suining = reformed(named("jinan-dogs-2017"), NOBODY), named("suining-2010")
    both = (idle, suining) if place == "before" else (suining, idle)
    row = both.index(suining)
    alone, beside = plan_of({"it": (suining,)}), plan_of({"it": both})
    one, two = after(alone), after(beside)
    assert differing(of_world(one, 0), of_world(two, 0)) == []
    assert differing(of_world(one, 1), of_world(two, 1)) == []
    assert differing(of_scheme(alone, one, 0), of_scheme(beside, two, row)) == []
    assert (two["enrolled"][1 - row] < 0).all()


def test_scheme_that_sees_nothing_moves_nobody() -> None:
    """Everybody is enrolled, nobody is ever seen, and nobody is told that anybody would be."""
    dogs = named("jinan-dogs-2017")
    blind = reformed(dogs, {"senses": {name: {"detection": "0%"} for name in dogs.senses}})
    suining = named("suining-2010")
    alone, beside = plan_of({"it": (suining,)}), plan_of({"it": (suining, blind)})
    one, two = after(alone), after(beside)
    assert differing(of_world(one, 1), of_world(two, 1)) == []
    assert differing(of_scheme(alone, one, 0), of_scheme(beside, two, 0)) == []
    assert (two["enrolled"][1] >= 0).any()
    assert two["entries"][1].sum() == 0


def test_null_reform_is_the_scheme() -> None:
    """And a reform that does something is not."""
    for one in library():
        again, other = reformed(one, {}), reformed(one, {"title": "The same by another title"})
        compiled = plan_of({"it": (one,), "again": (again,), "other": (other,)})
        state = after(compiled)
        for world in (2, 3):
            assert differing(of_world(state, 1), of_world(state, world)) == [], one.name
        for row in (1, 2):
            assert differing(of_scheme(compiled, state, 0), of_scheme(compiled, state, row)) == [], one.name
    suining = named("suining-2010")
    halved = reformed(suining, {"score": {"start": 10}})
    state = after(plan_of({"it": (suining,), "other": (halved,)}))
    assert not np.array_equal(state["score"][0], state["score"][1])
