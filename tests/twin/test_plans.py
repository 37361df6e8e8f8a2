"""Twin and engine live plans drawn table by table, bit for bit after every tick."""

import pytest

from tests.twin.compare import assert_same
from tests.twin.plans import Maker

FEW, MANY = range(14), range(100, 400)


@pytest.mark.parametrize("seed", FEW)
def test_twin_and_engine_are_the_same(seed: int) -> None:
    assert_same(Maker(seed).plan(), threads=1, shard=24, block=8)


@pytest.mark.long
@pytest.mark.parametrize("seed", MANY)
def test_many(seed: int) -> None:
    assert_same(Maker(seed, n=100, n_ticks=52).plan(), threads=2, shard=28, block=12)
