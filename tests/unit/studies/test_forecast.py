"""What a run is said to take: every array counts, and what few persons took says what many will."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorarium.engine.run import ticks
from scorarium.engine.step import Life
from scorarium.outcomes import friends
from scorarium.society.apart import why_together
from scorarium.society.generate import generate
from scorarium.studies import by_parts, forecast, trial
from scorarium.studies.forecast import TooLargeError, check_fits, forecasts
from scorarium.studies.order import Order, order_run
from scorarium.studies.pieces import live_replicate, planned
from scorarium.studies.progress import Teller
from scorarium.studies.run import make_run
from scorarium.studies.trial import Cost, line, traced, try_parts, try_whole

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
MANY = 48_000


def suining(persons: int = MANY) -> Order:
    return order_run("suining-2010", persons=persons, years=0.25, seed=3)


def nation(persons: int = MANY) -> Order:
    files = BENCHMARKS / "nation.scheme.yaml", BENCHMARKS / "nation.society.yaml"
    return order_run(files[0], society=files[1], persons=persons, years=0.25, seed=3)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trials are of few persons, so that 48,000 are many."""
    monkeypatch.setattr(trial, "TRIAL", 16_384)


def whole_peak(order: Order) -> float:
    """Bytes that a replicate takes, counted."""
    society, quiet = next(iter(order.societies)), Teller(None, pieces=1, replicates=1)
    return traced(lambda: live_replicate(order, society, 0, {}, threads=1, teller=quiet))[1]


def owners(arrays: Iterable[Any]) -> dict[int, int]:
    """Bytes of the arrays among values, of each array that others are views of once."""
    found: dict[int, int] = {}
    for value in arrays:
        owner = value
        while isinstance(owner, np.ndarray) and isinstance(owner.base, np.ndarray):
            owner = owner.base
        if isinstance(owner, np.ndarray):
            found[id(owner)] = owner.nbytes
    return found


def arrays_of(order: Order) -> float:
    """Bytes of the arrays of people, plan, state, rows and shards, one by one, at the end of a life."""
    name = next(iter(order.societies))
    people = generate(order.societies[name], persons=order.persons_in(name), seed=order.seed)
    compiled = planned(order, name, 0, people)
    *_, (_, life) = ticks(compiled, threads=1)
    rooms = [life.arrays, life.hidden, life.rows, vars(people), *(shard.handle.arrays for shard in life.shards)]
    rooms += [table._asdict() for table in compiled.plan]
    return float(sum(owners(value for room in rooms for value in room.values()).values()))


@pytest.mark.parametrize("order", [suining(), nation()], ids=["suining", "nation"])
def test_few_say_what_many_take(order: Order) -> None:
    said = try_whole(order, next(iter(order.societies)), threads=1).memory
    assert said.of(MANY) == pytest.approx(whole_peak(order), rel=0.08)


def test_no_array_is_left_out() -> None:
    order = suining()
    said = try_whole(order, "china-2018", threads=1).memory
    held = arrays_of(order)
    assert held < said.of(MANY) < 2.5 * held
    each = (held - arrays_of(suining(MANY // 2))) / (MANY / 2)
    assert each < said.each


def test_an_array_more_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mechanism that keeps something of each person needs to tell nobody."""
    before = try_whole(suining(), "china-2018", threads=1).memory
    made = Life._hidden

    def with_more(life: Life) -> dict[str, Any]:
        life.of_another_mechanism = np.zeros((25, life.plan.sizes.persons))  # type: ignore[attr-defined]
        return made(life)

    monkeypatch.setattr(Life, "_hidden", with_more)
    assert try_whole(suining(), "china-2018", threads=1).memory.each == pytest.approx(before.each + 200, abs=20)


def test_a_stored_graph_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most 48 bytes a person for ten friends each, also while ties are measured."""
    monkeypatch.setattr(friends, "AT_ONCE", 1024)
    monkeypatch.setattr(trial, "TRIAL", 2 * MANY)
    known = order_run(
        BENCHMARKS / "mini.scheme.yaml", society=BENCHMARKS / "mini.society.yaml", persons=2 * MANY, years=0.5, seed=3
    )
    alone = known.societies["mini"].model_copy(update={"ties": None})
    each = [try_whole(one, "mini", threads=1).memory.each for one in (known, replace(known, societies={"mini": alone}))]
    assert 38 < each[0] - each[1] <= 48


def test_parts_share_what_the_plan_was_made_on(monkeypatch: pytest.MonkeyPatch) -> None:
    order = nation(33_000_000)
    one, two = (try_parts(order, "nation", threads=n) for n in (1, 2))
    assert two.persons == 2 * one.persons
    assert two.memory.each == pytest.approx(2 * one.memory.each, rel=0.3)
    assert one.once == pytest.approx(two.once, rel=0.05)
    assert one.once > 65_536 * 20


def test_columns_are_kept_of_every_kth_person() -> None:
    """A person whose columns are kept takes the same, however few of many those are."""
    every = try_parts(nation(2_000_000), "nation", threads=1).kept
    some = try_parts(nation(60_000_000), "nation", threads=1).kept
    assert 40 < every.held == pytest.approx(some.held, rel=0.02)
    assert 0 < every.packed < every.held / 2
    assert some.packed == pytest.approx(every.packed, rel=0.6)


def test_the_disk_is_what_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast, "LARGE", 10_000)
    order = suining()
    (said,) = forecasts(order, threads=1)
    run = make_run(order, out=tmp_path / "run", threads=1)
    assert run.dir is not None
    used = sum(path.stat().st_size for path in run.dir.rglob("*") if path.is_file())
    assert used < said.disk < 4 * used


def test_what_is_taken_once_and_by_each() -> None:
    assert line(10, 40, 25.0, 55.0) == Cost(15.0, 1.0)
    assert line(10, 40, 80.0, 40.0, least=0.5) == Cost(20.0, 0.5)
    assert line(10, 40, 1.0, 40.0) == Cost(0.0, 1.0)
    assert line(40, 40, 40.0, 40.0) == Cost(0.0, 1.0)


def test_a_busy_moment_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.2, 0.9, 0.3, 0.5, 0.1, 0.6])
    monkeypatch.setattr(trial, "clocked", lambda _: next(clock))
    assert trial.fastest(list, list) == (0.1, 0.5)
    assert next(clock, None) is None


def test_a_long_trial_is_lived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([1.0, 3.0])
    monkeypatch.setattr(trial, "clocked", lambda _: next(clock))
    assert trial.fastest(list, list) == (1.0, 3.0)


def test_workers_hold_a_replicate_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast, "LARGE", 10_000)
    order = order_run("suining-2010", persons=MANY, years=0.1, seed=3, replicates=4)
    (alone,), (shared,) = (forecasts(order, threads=2, workers=n) for n in (1, 2))
    assert shared.memory > 1.5 * alone.memory
    assert shared.threads == 1


def test_nobody_is_numbered_beyond_the_largest_number() -> None:
    with pytest.raises(TooLargeError, match=r"more persons than can be numbered \(got 1,000,000,000,000, expected at"):
        forecasts(order_run("suining-2010", persons=10**12, years=1, seed=3))


@pytest.mark.parametrize(
    ("order", "why"),
    [
        (suining(), ["people have friends in other districts", "its districts are uneven"]),
        (order_run([], society=BENCHMARKS / "mini.society.yaml", persons=MANY), ["it has no districts"]),
        (
            order_run([], society=BENCHMARKS / "full.society.yaml", persons=MANY),
            ["there are firms", "people have friends", "its districts are uneven"],
        ),
        (nation(), ["its 5,600 districts have fewer than 256 persons each"]),
    ],
)
def test_why_a_society_is_lived_whole(order: Order, why: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_parts, "LARGE", 10_000)
    said = by_parts.why_whole(order, next(iter(order.societies)))
    assert [one[: len(start)] for one, start in zip(said, why, strict=True)] == why


def test_without_friends_a_district_is_not_apart() -> None:
    alone = nation().societies["nation"].model_copy(update={"ties": None})
    (said,) = why_together(alone, 33_000_000)
    assert said.startswith("it declares no ties.friends (alike_in: {district: 100%}")


def test_the_number_that_fits_fits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(forecast, "LARGE", 10_000)
    machine = forecast.held() + 2**24
    monkeypatch.setattr(forecast, "machine_bytes", lambda: machine)
    (one,) = forecasts(suining(10**6), threads=1)
    with pytest.raises(TooLargeError, match=r"What else takes less: psychology: passive\.") as refused:
        check_fits([one], tmp_path)
    assert f"Take --persons {one.fitting:_} or fewer." in str(refused.value)
    monkeypatch.setattr(forecast, "machine_bytes", lambda: 1.02 * machine)  # what is held moves a little
    if one.fitting > 10_000:
        check_fits(forecasts(suining(one.fitting), threads=1), tmp_path)
