"""Reports that count together over a time: how often they make an entry, counted and against the closed form."""

from math import exp, sqrt
from typing import Any

import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.errors import DeclarationError
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.unit.engine.small import compiled, scheme, society

WEEKS_A_YEAR = 365.25 / 7


def calls(n: int = 60, years: float = 2, **sense: Any) -> CompiledPlan:
    """A scheme that lives on what people's two friends tell."""
    own = {"kind": "neighbours", "sees": ["littering"], "detection": "0%", "witnesses": "friends", **sense}
    heard = scheme(senses={"police": None, "calls": own}, score={"rules": {"fast": None, "dirt": {"lasts": "1w"}}})
    return compiled(society(psychology="passive"), [heard], n=n, years=years)


def struck(plan: CompiledPlan) -> list[tuple[int, int]]:
    """(tick, person) of every entry."""
    found: list[tuple[int, int]] = []

    def look(sim: Sim, t: int) -> None:
        found.extend((t, i) for i in range(sim.n) for e in sim.record[0][i] if e.tick == t)

    run(plan, after_tick=look)
    return found


def pairs_within(window: int, rate: float, ticks: int) -> float:
    """Entries that Poisson reports make in so many ticks where two less than a window apart are needed and used up."""
    nothing, single = exp(-rate), rate * exp(-rate)
    idle, waits, expected = 1.0, [0.0] * (window - 1), 0.0  # the share without a report; with one of each age
    for _ in range(ticks):
        made = idle * (1 - nothing - single) + sum(waits) * (1 - nothing)
        expected += made
        over = waits[-1] * nothing if waits else idle * single
        fresh = [idle * single, *(one * nothing for one in waits[:-1])] if waits else []
        idle, waits = idle * nothing + made + over, fresh
    return expected


@pytest.mark.parametrize("window", [1, 4, 12])
def test_pairs_come_as_often_as_the_chain_of_waiting_reports_says(window: int) -> None:
    n, years = 300, 3.0
    plan = calls(n, years, malicious="1/y", corroboration=2, corroborate_within=f"{window}w")
    expected = n * pairs_within(window, 2 / WEEKS_A_YEAR, plan.plan.clock.n_ticks)
    assert expected > 30
    assert abs(len(struck(plan)) - expected) <= 4 * sqrt(expected)


def test_a_longer_window_lets_in_what_one_tick_keeps_out() -> None:
    by_window = [
        len(struck(calls(detection="10%", corroboration=2, corroborate_within=window)))
        for window in (None, "1w", "3mo")
    ]
    assert by_window[0] <= by_window[1] < by_window[2]


def test_every_entry_uses_up_its_reports() -> None:
    # everybody tells everything: each act brings two reports, and three are needed
    plan = calls(detection="100%", corroboration=3, corroborate_within="never")
    kind = plan.frame.act_row["littering"]
    done = [0] * 60
    acts: list[tuple[int, int]] = []

    def look(sim: Sim, t: int) -> None:
        for i in range(sim.n):
            more = sim.state.done[1][i] - done[i]
            done[i] += more
            acts.extend([(t, i)] * more)

    for other in range(plan.plan.acts.n_acts):
        if other != kind:
            plan.plan.acts.scale[other] = 0.0
    entered = struck(plan)
    run(plan.plan, after_tick=look)
    for i in range(60):
        assert sum(1 for _, k in entered if k == i) == sum(1 for _, k in acts if k == i) // 2


def test_without_a_window_nothing_waits_and_an_enquiry_has_none() -> None:
    assert calls(corroboration=2).plan.sizes.reports == 0
    assert calls(corroboration=1, corroborate_within="1y").plan.sizes.reports == 0
    assert calls(corroboration=3, corroborate_within="1y").plan.sizes.reports == 2
    assert calls(corroboration={"shares": {"1": "50%", "2": "50%"}}, corroborate_within="1y").plan.sizes.reports == 1
    with pytest.raises(DeclarationError, match="more reports than can wait"):
        calls(corroboration={"mean": 99, "law": "exponential"}, corroborate_within="1y")


def test_a_number_that_is_drawn_anew_for_each_report() -> None:
    # each act brings one report; one or three are needed, as the act draws: 1 + 1/2 + 1/4 acts for each entry
    plan = calls(
        witnesses="household",
        detection="100%",
        corroboration={"shares": {"1": "50%", "3": "50%"}},
        corroborate_within="never",
        n=400,
        years=2.0,
    )
    kind, acts = plan.frame.act_row["littering"], [0]

    def look(sim: Sim, t: int) -> None:
        acts[0] += sim.state.n_done[1][kind]

    sim = run(plan.plan, after_tick=look)
    entries = sum(int(n) for n in sim.state.entries[0])
    share = 1 / 1.75
    assert acts[0] > 1000
    assert abs(entries / acts[0] - share) <= 4 * sqrt(share * (1 - share) / acts[0])
