"""How much is done is drawn for each candidate on its own, whatever else the person does in the tick."""

from collections.abc import Iterator

import pytest

from scorarium.names import Decision
from scorarium.twin.act import candidates, raised_candidates
from scorarium.twin.notes import Candidate
from scorarium.twin.run import new, tick
from scorarium.twin.sim import Sim
from tests.twin.compare import assert_same
from tests.twin.plans import Maker

RAISING = (11, 112, 202, 135)
"""Random plans; in some of them rewards, income or advice raise several acts of one person in one tick."""


def lived(sim: Sim) -> Iterator[list[Candidate]]:
    """The candidates of each person and tick."""
    for t in range(12):
        for i in range(sim.sizes.persons):
            yield candidates(sim, i, t) + raised_candidates(sim, i, t, {})
        tick(sim, t)


def test_no_two_candidates_draw_their_amounts_from_one_place() -> None:
    n_shared = 0
    for seed in RAISING:
        for found in lived(new(Maker(seed).plan())):
            places = [(one.amount_decision, one.index) for one in found]
            assert len(set(places)) == len(places)
            assert all(0 <= one.index < 65536 for one in found)
            raised = {one.kind for one in found if one.amount_decision >= Decision.BAND_AMOUNT}
            n_shared += len(raised) > 1
    assert n_shared > 10


@pytest.mark.parametrize("seed", RAISING[-1:])
def test_the_engine_draws_amounts_where_the_twin_does(seed: int) -> None:
    assert_same(Maker(seed).plan(), threads=1)
