"""A scheme that feeds another: what is read there is a copy, kept for as long as declared and corrected by chance."""

from math import sqrt
from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_census
from scorarium.errors import DeclarationError
from scorarium.scheme.model import Scheme
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.unit.engine.small import SCHEME, compiled, people, scheme, society

LISTED = {
    "senses": {"police": {"detection": "60%"}},
    "lists": {"named": {"enter": {"on": "littering"}, "lasts": "3w"}},
}
READS = {
    "score": {
        "rules": {
            "elsewhere": {"when": {"in_scheme": {"court": {"list": "named"}}}, "points": -5},
            "fast": None,
            "dirt": None,
        }
    }
}


def court(export: dict[str, Any] | None, **more: Any) -> Scheme:
    exports = {} if export is None else {"exports": {"feed": {"to": "platform", "scheme": "bank", **export}}}
    return scheme(name="court", **LISTED, **exports, **more)


def fed(export: dict[str, Any] | None, n: int = 40, years: float = 1, **more: Any) -> CompiledPlan:
    return compiled(
        society(psychology="passive"), [court(export, **more), scheme(name="bank", **READS)], n=n, years=years
    )


def seen(plan: CompiledPlan) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Who is listed at the end of each tick, and for whom the other scheme's rule lives in it."""
    listed, lives = [], []

    def look(sim: Sim, t: int) -> None:
        listed.append([on > 0 for on in sim.state.on[0]])
        lives.append([bool(x) for x in np.array(sim.state.score[1]) != np.array(sim.state.base[1])])

    run(plan, after_tick=look)
    return np.array(listed), np.array(lives)


@pytest.mark.parametrize(("kept", "ticks"), [(None, 0), ("5w", 5)])
def test_a_copy_is_read_from_the_next_tick_and_for_as_long_as_it_is_kept(kept: str | None, ticks: int) -> None:
    plan = fed({"what": "list"} | ({"kept": kept} if kept else {}))
    listed, lives = seen(plan)
    assert 100 < listed.sum() < listed.size
    for t in range(len(listed)):
        known = listed[max(0, t - 1 - ticks) : t].any(axis=0) if t else np.zeros(listed.shape[1], bool)
        assert np.array_equal(lives[t], known), t


def test_where_nothing_is_kept_a_feed_reads_what_stands() -> None:
    one, other = (seen(fed(export))[1] for export in (None, {"what": "list"}))
    assert one.any()
    assert np.array_equal(one, other)


def test_a_correction_reaches_copies_by_chance() -> None:
    appeal = {"who": "human", "sought": "30/y", "decided_after": "1w", "upheld_if_right": "100%", "known_to": "100%"}
    process = {"notice": "after", "appeal": appeal, "correction": {"reaches_copies": "30%", "after": "0d"}}
    plan = fed({"what": "list", "kept": "1y"}, n=400, due_process=process)
    before: list[tuple[Any, Any]] = []
    found = [0, 0]

    def look(sim: Sim, t: int) -> None:
        on, until, copies = (np.array(column[0]) for column in (sim.state.on, sim.state.until, sim.state.copy_until))
        if before:
            was_on, was_until = before[-1]
            lifted = (was_on > 0) & (on == 0) & (was_until > t)
            found[0] += int(lifted.sum())
            found[1] += int((copies[lifted] <= t).sum())
        before.append((on, until))

    run(plan, after_tick=look)
    assert found[0] > 300
    assert abs(found[1] / found[0] - 0.3) <= 4 * sqrt(0.21 / found[0])


def test_what_is_not_told_cannot_be_asked() -> None:
    with pytest.raises(DeclarationError, match="more than 'court' tells"):
        fed({"what": "score"})
    # nor in a society that is lived part by part
    schemes = {"it": [court({"what": "score"}), scheme(name="bank", **READS)]}
    with pytest.raises(DeclarationError, match="more than 'court' tells"):
        compile_census(people(society()), society(), schemes, seed=1, replicate=0, years=1)
    factors = {"court": {"weight": "100%", "from_score": "court"}}
    reads = Scheme.model_validate({
        **SCHEME, "name": "bank", "score": {"kind": "factors", "range": [0, 10], "factors": factors}
    })  # fmt: skip
    assert compiled(schemes=[court({"what": "score", "kept": "1w"}), reads]).plan.sizes.told == 1
    assert compiled(schemes=[court({"what": "score"}), reads]).plan.sizes.copies == 0


def lends(kept: Any, **court_patch: Any) -> CompiledPlan:
    factors = {"court": {"weight": "100%", "from_score": "court"}}
    reads = Scheme.model_validate({
        **SCHEME, "name": "bank", "score": {"kind": "factors", "range": [0, 12], "factors": factors}
    })  # fmt: skip
    feed = {"what": "score"} if kept is None else {"what": "score", "kept": kept}
    return compiled(schemes=[court(feed, **court_patch), reads], n=80)


def scores_of(made: CompiledPlan) -> tuple[Any, Any]:
    """int[ticks, N] of the court and of the bank."""
    seen: list[Any] = []
    run(made, after_tick=lambda sim, t: seen.append(np.array(sim.state.score)))
    return np.array([one[0] for one in seen]), np.array([one[1] for one in seen])


def test_a_score_is_kept_as_it_was_told() -> None:
    """What is told at the beginning of tick t is told again five ticks later, and is the giver's of the tick before."""
    theirs, kept = scores_of(lends("5w"))
    assert (theirs[-1] < theirs[0]).any()
    for t in range(2, len(theirs)):
        assert np.array_equal(kept[t], theirs[(t - 1) // 5 * 5]), t


def test_what_is_kept_for_no_time_is_told_anew_each_tick() -> None:
    one, other = (scores_of(lends(kept))[1] for kept in (None, "0d"))
    assert np.array_equal(one, other)


def test_a_correction_makes_the_recipient_ask_again() -> None:
    appeal = {"who": "human", "sought": "30/y", "decided_after": "1w", "upheld_if_right": "100%", "known_to": "100%"}
    process = {"notice": "after", "appeal": appeal, "correction": {"reaches_copies": "100%", "after": "0d"}}
    theirs, kept = scores_of(lends("never", due_process=process))
    better = np.diff(theirs, axis=0) > 0  # nothing but an appeal that is upheld brings points back
    assert better.sum() > 20
    for t, i in np.argwhere(better):
        if t + 2 < len(kept):
            assert kept[t + 2, i] == theirs[t + 1, i]
