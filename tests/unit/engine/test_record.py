"""Records: sums, histograms and moves, counted by hand and from the twin's states."""

import dataclasses
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from scorarium.engine.entries import TABLE
from scorarium.engine.histograms import merge, steps_per_point, width_for
from scorarium.engine.record import CHECKPOINTS, Keep, Record, Recorder, evenly
from scorarium.engine.run import RunStoppedError, simulate, ticks
from scorarium.engine.tables import Plan
from scorarium.kernels import tally
from scorarium.names import POINT, Listed, ScoreKind
from scorarium.twin.run import new, tick
from tests.twin.plans import Maker


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Maker(4, n=50, n_ticks=20).plan()


def of_the_twin(plan: Plan, keep: Keep) -> Record:
    sim, recorder = new(plan), Recorder(plan, keep, [(0, 20), (20, 50)])
    for t in range(plan.clock.n_ticks):
        tick(sim, t)
        recorder.add(t, sim.final_state())
    return recorder.finish(sim.final_state(), np.zeros(0, TABLE))


def test_the_twins_states_make_the_same_record(plan: Plan) -> None:
    keep = Keep(burn_in=5, histograms=4)
    fast, slow = simulate(plan, threads=2, shard=12, record=keep), of_the_twin(plan, keep)
    for part in ("series", "districts"):
        for field in dataclasses.fields(getattr(fast, part)):
            ours, theirs = (getattr(getattr(one, part), field.name) for one in (fast, slow))
            assert np.array_equal(ours, theirs), field.name
    assert np.array_equal(fast.moves, slow.moves)
    assert [h.counts.tolist() for h in fast.histograms] == [h.counts.tolist() for h in slow.histograms]
    assert all(np.array_equal(fast.before[name], array) for name, array in slow.before.items())


def test_sums_are_those_of_the_states(plan: Plan) -> None:
    recorder = Recorder(plan)
    for t, life in ticks(plan, threads=1):
        state = life.complete()
        recorder.add(t, state)
        inside = state.enrolled >= 0
        series = recorder.series
        assert series["welfare_sum"][t].tolist() == state.welfare.sum(axis=1).tolist()
        assert series["score_sum"][t].tolist() == (state.score.astype(np.int64) * inside).sum(axis=1).tolist()
        assert series["n_enrolled"][t].tolist() == inside.sum(axis=1).tolist()
        assert series["n_primary"][t].tolist() == (state.on & Listed.PRIMARY > 0).sum(axis=1).tolist()
        assert series["n_spread"][t].tolist() == (state.on & 3 == Listed.SPREAD).sum(axis=1).tolist()
        assert series["n_tier"][t].sum(axis=1).tolist() == inside.sum(axis=1).tolist()
        for s in range(plan.sizes.schemes):
            for code in range(recorder.n_tiers):
                assert series["n_tier"][t, s, code] == (inside[s] & (state.tier[s] == code)).sum()


def test_everybody_moves_from_somewhere_to_somewhere(plan: Plan) -> None:
    record = simulate(plan, threads=1)
    assert record.checkpoints.tolist() == [0, 4, 9, 14, 19]
    assert (record.moves.sum(axis=(2, 3)) == plan.sizes.persons).all()
    for k in range(CHECKPOINTS - 2):  # where one counts to, the next counts from
        assert np.array_equal(record.moves[k].sum(axis=1), record.moves[k + 1].sum(axis=2))


def test_districts_add_up(plan: Plan) -> None:
    record = simulate(plan, threads=1)
    d = record.districts
    assert d.persons.tolist() == plan.people.district_size.tolist()
    assert d.welfare.sum(axis=1).tolist() == record.state.welfare.sum(axis=1).tolist()
    first = plan.people.district == 0
    assert d.listed_ticks[:, 0].tolist() == record.state.listed_ticks[:, first].sum(axis=1).tolist()


def test_a_burn_in_is_lived_but_not_counted(plan: Plan) -> None:
    record, whole = simulate(plan, threads=1, record=Keep(burn_in=5)), simulate(plan, threads=1)
    early = simulate(plan._replace(clock=plan.clock._replace(n_ticks=5)), threads=1)
    assert np.array_equal(record.counted("done"), whole.state.done - early.state.done)
    assert np.array_equal(whole.counted("done"), whole.state.done)
    assert not np.array_equal(record.counted("done"), whole.counted("done"))


def test_histograms_count_whole_points(plan: Plan) -> None:
    record = simulate(plan, threads=1, record=Keep(histograms=3))
    for s, histogram in enumerate(record.histograms):
        assert histogram.ticks.tolist() == [0, 9, 19]
        units, fine = record.state.score[s][record.state.enrolled[s] >= 0].astype(np.int64), histogram.per_point
        steps = (units * fine + (fine if fine > 1 else 0)) // POINT
        edges = np.rint(histogram.edges * fine)
        by_hand = np.histogram(steps, edges)[0]  # no score stands on the last edge
        assert histogram.counts[-1].tolist() == by_hand.tolist()


def test_bins_are_whole_points_or_round_numbers_of_them() -> None:
    assert [width_for(0, high, 256) for high in (12, 255, 256, 511, 512, 100_000)] == [1, 1, 2, 2, 5, 500]
    full = merge([0, 1], [(0, 1, np.array([1, 2], np.int64)), (-300, 2, np.array([5] + [0] * 399 + [7], np.int64))])
    assert len(full.edges) - 1 <= 256
    assert full.counts.sum(axis=1).tolist() == [3, 12]
    assert full.edges[0] <= -300
    assert full.edges[-1] > 500


def test_short_ranges_are_divided_so_that_round_marks_begin_a_bin() -> None:
    kinds = np.array([ScoreKind.POINTS, ScoreKind.FACTORS, ScoreKind.RATINGS, ScoreKind.FACTORS], np.uint8)
    low, high = (np.array(ends, np.int32) * POINT for ends in ([0, 350, 1, 0], [12, 950, 5, 1]))
    some: Any = SimpleNamespace(kind=kinds, low=low, high=high)
    assert steps_per_point(some) == [1, 1, 100, 100]
    marks = merge([0], [(400, 1, np.array([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4], np.int64))], 100)
    assert marks.edges[[0, 10]] == pytest.approx([4.0, 4.1])
    assert (marks.first, marks.width) == (400, 1)


@pytest.mark.parametrize("mark", [4.7, 1.0, 4.99, 3.33])
def test_a_mark_stands_in_the_bin_that_it_begins(mark: float) -> None:
    kernels: Any = tally
    state = SimpleNamespace(enrolled=np.zeros((1, 1), np.int32), score=np.array([[round(mark * POINT)]], np.int32))
    counts, ends = np.zeros((1, 500), np.int64), np.array([2**40, -(2**40)], np.int64)
    kernels.count_scores.py_func(state, 0, 0, 1, 100, 0, 1, counts)
    kernels.score_range.py_func(state, 0, 0, 1, 100, ends)
    assert counts.nonzero()[1].tolist() == [round(mark * 100)] == ends.tolist()[:1]


@pytest.mark.parametrize("width", [1, 5])
def test_scores_are_counted_alike_in_one_line_and_in_four(width: int) -> None:
    kernels: Any = tally
    rng = np.random.default_rng(1)
    score, enrolled = rng.integers(-50 * POINT, 50 * POINT, (1, 999)), rng.integers(-1, 2, (1, 999))
    state = SimpleNamespace(enrolled=enrolled.astype(np.int32), score=score.astype(np.int32))
    bins = (score[enrolled >= 0] // POINT + 50) // width
    ends = np.array([2**40, -(2**40)], np.int64)
    kernels.score_range.py_func(state, 0, 0, 999, 1, ends)
    assert (ends == [(score[enrolled >= 0] // POINT).min(), (score[enrolled >= 0] // POINT).max()]).all()
    for lines in (1, 4):
        counts = np.zeros((lines, 100 // width), np.int64)
        kernels.count_scores.py_func(state, 0, 0, 999, 1, -50, width, counts)
        assert (counts.sum(axis=0) == np.bincount(bins, minlength=100 // width)).all()


def test_ticks_are_spaced_evenly() -> None:
    assert evenly(3, 61) == [0, 1, 2]
    assert evenly(101, 5) == [0, 25, 50, 75, 100]
    assert evenly(100, 1) == [99]


def test_progress_and_stopping(plan: Plan) -> None:
    said: list[tuple[int, int]] = []
    simulate(plan, threads=1, progress=lambda done, total: said.append((done, total)))
    assert said == [(k, 20) for k in range(21)]
    with pytest.raises(RunStoppedError, match="stopped after 1 of 20 ticks"):
        simulate(plan, threads=1, should_stop=lambda: True)


def test_no_entries_are_kept_where_nobody_wants_them(plan: Plan) -> None:
    assert len(simulate(plan, threads=1, record=Keep(entries=False)).entries) == 0
    assert len(simulate(plan, threads=1).entries) > 0


def test_speed_is_told(plan: Plan) -> None:
    timing = simulate(plan, threads=1).timing
    assert timing.person_ticks == 50 * 20 * plan.sizes.worlds
    assert timing.simulate_s > 0
    assert 0.5 < timing.candidates_per_person_tick < 20
