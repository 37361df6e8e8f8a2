"""Luck has addresses: neither threads nor shards nor blocks nor watching change a bit; the seed changes many."""

from typing import Any

import pytest

from scorarium.lives.replay import Past, relive
from tests.power.busy import busy
from tests.properties.lived import after, differing, library, people, plan_of, society

SUININGS = {"it": (library()[0],), "all": library()}
WAYS: tuple[dict[str, Any], ...] = (
    {"threads": 2},
    {"threads": 1, "shard": 4},
    {"threads": 2, "shard": 40, "block": 8},
    {"threads": 3, "shard": 64, "block": 1024},
    {"threads": 1, "shard": 150, "block": 4},
)


@pytest.fixture(scope="module")
def library_run() -> Any:
    compiled = plan_of(SUININGS, years=0.5)
    return compiled, after(compiled)


@pytest.fixture(scope="module")
def busy_run() -> Any:
    compiled = busy(persons=90, weeks=20)
    return compiled, after(compiled)


@pytest.mark.parametrize("how", WAYS, ids=str)
@pytest.mark.parametrize("which", ["library_run", "busy_run"])
def test_same_bits_however_the_work_is_shared_out(which: str, how: dict[str, Any], request: Any) -> None:
    compiled, expected = request.getfixturevalue(which)
    assert differing(expected, after(compiled, **how)) == []


@pytest.mark.parametrize("which", ["library_run", "busy_run"])
def test_same_bits_when_looked_at_after_every_tick(which: str, request: Any) -> None:
    compiled, expected = request.getfixturevalue(which)
    assert differing(expected, after(compiled, watched=True, threads=2, shard=16)) == []


def test_a_watched_person_lives_as_unwatched() -> None:
    """The twin lives the person a second time and proves each tick against the engine; what it ends with is the run."""
    suining = library()[0]
    compiled = plan_of({"it": (suining,)}, years=0.5)
    unwatched = after(compiled)
    past = Past("run", society(), {"none": (), "it": (suining,)}, people().n, 0.5, 11)
    for person in (0, 77, 149):
        life = relive(past, person, "it", threads=2)
        assert life.tally(1).welfare == pytest.approx(
            unwatched["welfare"][1, person] / 65536 / (26 * 7 / 365.25), rel=1e-12
        )


def test_other_seeds_and_replicates_have_other_luck() -> None:
    states = [
        after(plan_of({"it": (library()[0],)}, years=0.1, seed=seed, replicate=replicate))
        for seed, replicate in ((11, 0), (12, 0), (11 + 2**32, 0), (11, 1), (11, 0))
    ]
    for k in range(1, 4):
        assert {"done", "welfare", "n_done"} <= set(differing(states[0], states[k])), k
    assert differing(states[0], states[4]) == []
