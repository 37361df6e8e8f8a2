"""Where the time of a tick goes: parts of a plan are switched off one after another, and CPU time is compared.

``python -m benchmarks.phases [persons]``. Switching off changes what people do, so the parts only roughly add up.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 (what is measured is imported where its import counts)
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.speed import plan_of

TICKS = 12
Change = Callable[[Any], Any]


def no_minds(plan: Any) -> Any:
    """Nobody answers: no deterrence, rewards, habit, chill, hearsay."""
    off = dict.fromkeys(("deterrence", "rewards", "habit", "chill", "hearsay"), 0)
    return plan._replace(minds=plan.minds._replace(**off))


def no_income(plan: Any) -> Any:
    """Income stays what it is."""
    worlds = plan.worlds._replace(raised=plan.worlds.raised * 0)
    return plan._replace(minds=plan.minds._replace(income=0), worlds=worlds)


def no_answer(plan: Any) -> Any:
    """No act is weighed in any world."""
    return plan._replace(worlds=plan.worlds._replace(touched=plan.worlds.touched * 0))


def no_senses(plan: Any) -> Any:
    """Nothing is seen."""
    return plan._replace(senses=plan.senses._replace(sees_first=plan.senses.sees_first * 0))


def no_held(plan: Any) -> Any:
    """No service is held all the time."""
    return plan._replace(services=plan.services._replace(always=plan.services.always * 0))


def no_scarcity(plan: Any) -> Any:
    """There is a place for everybody."""
    return plan._replace(services=plan.services._replace(places=plan.services.places * 0 - 1))


def no_factors(plan: Any) -> Any:
    """Nobody's traits or attributes weigh on a rate."""
    return plan._replace(acts=plan.acts._replace(factor_first=plan.acts.factor_first * 0))


def no_candidates(plan: Any) -> Any:
    """Nobody could do anything."""
    acts = plan.acts
    never = acts._replace(count_threshold=acts.count_threshold * 0 + 2**32, periodic=acts.periodic[:0])
    return plan._replace(acts=never._replace(period_num=acts.period_num[:0], period_den=acts.period_den[:0]))


CHANGES: tuple[Change, ...] = (
    no_minds,
    no_income,
    no_answer,
    no_senses,
    no_held,
    no_scarcity,
    no_factors,
    no_candidates,
)


def nanoseconds(plan: Any) -> tuple[float, float]:
    """CPU time of a person-tick (all worlds, the first tick left out), and candidates in it."""
    from scorarium.engine.run import ticks

    begin, candidates = 0.0, 0
    for t, life in ticks(plan, threads=1):
        if t == 0:
            begin = time.process_time()
        candidates = int(life.n_candidates)
        if t == TICKS:
            break
    seconds = time.process_time() - begin
    return seconds / TICKS / plan.sizes.persons * 1e9, candidates / plan.sizes.persons / (TICKS + 1)


def main() -> None:
    """Measure and print."""
    from scorarium.engine.passes import compile_passes

    plan = plan_of(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, 0.5)[0].plan
    compile_passes()
    nanoseconds(plan)
    before, candidates = nanoseconds(plan)
    sys.stdout.write(f"{'everything':16}{before:8.0f} ns a person-tick, {candidates:.2f} candidates\n")
    for change in CHANGES:
        plan = change(plan)
        now, candidates = nanoseconds(plan)
        line = f"{change.__name__.replace('_', ' '):16}{now:8.0f} ns, {before - now:+6.0f} for: {change.__doc__}\n"
        sys.stdout.write(line)
        before = now


if __name__ == "__main__":
    main()
