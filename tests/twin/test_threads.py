"""Results do not depend on threads, shards or blocks."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scorarium.engine.record import Record
from scorarium.engine.run import simulate, ticks
from scorarium.engine.tables import Plan
from tests.twin.plans import Maker

PERSONS = 3000
SEEDS = (3, 5, 7, 9)


def lived(plan: Plan, **how: Any) -> tuple[dict[str, NDArray[Any]], NDArray[np.void]]:
    """State and record after the last tick."""
    life = None
    for _, life in ticks(plan, **how):  # noqa: B007
        pass
    assert life is not None
    return {name: array.copy() for name, array in life.complete()._asdict().items()}, life.entries()


@pytest.mark.parametrize("seed", SEEDS)
def test_threads_shards_and_blocks_do_not_matter(seed: int) -> None:
    plan = Maker(seed, n=PERSONS, n_ticks=15).plan()
    state, entries = lived(plan, threads=1, shard=PERSONS)
    assert len(entries)
    for how in ({"threads": 2, "shard": 500}, {"threads": 2, "shard": 1001, "block": 7}, {"threads": 2}):
        other, record = lived(plan, **how)
        assert [name for name, array in state.items() if not np.array_equal(array, other[name])] == []
        assert np.array_equal(entries, record)


def test_the_record_of_a_run_is_the_same_too() -> None:
    plan = Maker(SEEDS[0], n=PERSONS, n_ticks=15).plan()
    one, two = simulate(plan, threads=1, shard=PERSONS), simulate(plan, threads=2, shard=333)
    assert same_record(one, two)


def same_record(one: Record, two: Record) -> bool:
    """Whether two records say the same, timing apart."""
    parts = [(one.series, two.series), (one.districts, two.districts)]
    fields = [(vars(a)[name], vars(b)[name]) for a, b in parts for name in vars(a)]
    fields += [(getattr(a, name), getattr(b, name)) for a, b in zip(one.histograms, two.histograms, strict=True)
               for name in ("ticks", "edges", "counts")]  # fmt: skip
    fields += list(zip(one.state, two.state, strict=True))
    fields += [(one.entries, two.entries), (one.moves, two.moves), (one.checkpoints, two.checkpoints)]
    return all(np.array_equal(a, b) for a, b in fields)
