"""Acts and services that a change brings, alters or takes away: how often they are done; nothing else moves."""

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.run import ticks
from tests.laws.test_changes import lived
from tests.power.busy import SCHEME, scheme
from tests.properties.lived import Arrays
from tests.twin.changing import ADDING, changing, plan_of

PERSONS = 400
WEEKS_A_YEAR = 365.25 / 7
ROOMS = ("n_done", "n_prevented", "n_provoked", "n_seen")
"""Counts by kind of candidate: acts, then demands."""


def of_kinds(arrays: Arrays, compiled: CompiledPlan, names: tuple[str, ...]) -> list[list[int]]:
    """Counts of these kinds alone."""
    columns = [compiled.labels.kinds.index(name) for name in names]
    return [arrays[room][:, columns].tolist() for room in ROOMS]


EARLY = ("speeding", "littering", "helping", "flights")
SAME = ("welfare", "score", "base", "live", "tier", "on", "habit", "known", "unseen", "done", "prevented", "provoked")


def same(one: tuple[CompiledPlan, Arrays], other: tuple[CompiledPlan, Arrays]) -> bool:
    """Whether people, standing, record and the counts of the old acts are those of another run."""
    return (
        of_kinds(one[1], one[0], EARLY) == of_kinds(other[1], other[0], EARLY)
        and all(
            np.array_equal(one[1][name][:2], other[1][name][:2]) for name in SAME if name not in ("known", "unseen")
        )
        and np.array_equal(one[1]["record"], other[1]["record"])
    )


def test_before_its_time_nothing_moves_and_afterwards_only_what_it_brings() -> None:
    """`none` does what it did before in every tick; the world of the scheme is the same until the first change."""
    plain, more = plan_of(changing(), weeks=20), plan_of(changing(*ADDING), weeks=20)
    apart = []
    for (t, one), (_, other) in zip(lived(plain), lived(more), strict=True):
        early = [of_kinds(arrays, plan, EARLY)[0][0] for arrays, plan in ((one, plain), (other, more))]
        assert early[0] == early[1]
        if not same((plain, one), (more, other)):
            apart.append(t)
    assert apart[0] == 6


def test_a_change_behind_the_end_is_none() -> None:
    """Rows of what never comes stand there, and nothing else differs."""
    late = scheme(SCHEME + "changes: {x: {at: 1y, reform: {acts: {idling: {rate: 9/y}}}}}\n")
    plain, never = plan_of(changing(), weeks=10), plan_of(late, weeks=10)
    assert "idling" in never.labels.acts
    for (_, one), (_, other) in zip(lived(plain), lived(never), strict=True):
        assert same((plain, one), (never, other))


ADDED = """
acts: {{loitering: {{rate: 9/y, loads: {{risk: 0.6}}}}}}
services: {{hall: {{demand: 12/y, value: 0.1}}}}
changes: {{new: {{at: 10w, reform: {reform}}}}}
"""


def counted(reform: str, name: str) -> tuple[int, int]:
    """How often something happens in `none` in ten weeks before a change and in ten after it."""
    compiled = plan_of(scheme(SCHEME + ADDED.format(reform=reform)), persons=PERSONS, weeks=20)
    column, found = compiled.labels.kinds.index(name), [0, 0]
    demand = column >= len(compiled.labels.acts)
    for t, life in ticks(compiled, threads=1):
        now = life.running
        row = compiled.labels.services.index(name) if demand else column
        found[t >= 10] += int(now.n_answer[0, row].sum() if demand else now.n_done[0, row])
    return found[0], found[1]


def z(count: int, rate: float) -> float:
    """How far a Poisson count is from what it should be, in standard errors; loads of these make it a little wider."""
    mean = PERSONS * 10 * rate / WEEKS_A_YEAR
    return float((count - mean) / np.sqrt(mean))


@pytest.mark.parametrize(("reform", "name", "before", "after"), [
    ("{acts: {idling: {rate: 6/y, loads: {risk: 0.4}}}}", "idling", 0, 6),
    ("{acts: {idling: {rate: {default: 6/y, times: {sex: {female: 3}}}}}}", "idling", 0, 6),
    ("{acts: {loitering: {rate: 40/y}}}", "loitering", 9, 40),
    ("{acts: {loitering: {rate: 3/y}}}", "loitering", 9, 3),
    ("{acts: {loitering: ~}}", "loitering", 9, 0),
    ("{services: {bar: {demand: 8/y, value: 1}}}", "bar", 0, 8),
    ("{services: {hall: {demand: 30/y}}}", "hall", 12, 30),
    ("{services: {hall: ~}}", "hall", 12, 0),
])  # fmt: skip
def test_what_is_declared_is_how_often_it_happens(reform: str, name: str, before: float, after: float) -> None:
    for count, rate in zip(counted(reform, name), (before, after), strict=True):
        assert count == 0 if rate == 0 else abs(z(count, rate)) < 4


def test_who_did_it_goes_on_where_more_is_done() -> None:
    """A rate that rises adds to what would have been done; one that falls takes from it."""
    base = [plan_of(scheme(SCHEME + ADDED.format(reform=f"{{acts: {{loitering: {{rate: {rate}}}}}}}")), persons=100)
            for rate in ("9/y", "5/y", "20/y")]  # fmt: skip
    column = base[0].labels.kinds.index("loitering")
    counts = [[int(arrays["n_done"][0, column]) for _, arrays in lived(one)] for one in base]
    assert all(less <= own <= more for own, less, more in zip(*counts, strict=True))
    assert sum(counts[1]) < sum(counts[0]) < sum(counts[2])


def test_a_held_service_that_comes_is_held_from_then_on() -> None:
    reform = "{services: {bench: {demand: always, value: 0.2}}}"
    compiled = plan_of(scheme(SCHEME + ADDED.format(reform=reform)), weeks=20)
    row = compiled.labels.services.index("bench")
    held = [int(life.running.n_answer[0, row].sum()) for _, life in ticks(compiled, threads=1)]
    assert held == [0] * 10 + [40] * 10


def test_debts_of_an_act_that_goes_are_still_settled() -> None:
    acts = "acts: {owing: {rate: 20/y, stays_open: {settled: 20/y}}}\n"
    added = acts + "changes: {x: {at: 10w, reform: {acts: {owing: ~}}}}\n"
    compiled = plan_of(scheme(SCHEME + added), weeks=40)
    still = [int((arrays["open_since"] >= 0).sum()) for _, arrays in lived(compiled)]
    assert still[9] > 20
    assert still[9:] == sorted(still[9:], reverse=True)
    assert still[-1] < 5
