"""Where the time goes: ``python -m benchmarks.phases``.

Of a tick, parts of a plan are switched off one after another, and processor time is compared; switching off changes
what people do, so the parts only roughly add up. Of a part of a nation, a profile tells what its year was spent on.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 (what is measured is imported where its import counts)
import argparse
import cProfile
import json
import pstats
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks.machine import machine
from benchmarks.nation import PERSONS, in_parts
from benchmarks.speed import plan_of

RESULTS: Final = Path(__file__).parent / "results" / "phases.json"
TICKS: Final = 12
Change = Callable[[Any], Any]

PHASES: Final[Mapping[str, tuple[str, str]]] = {
    "people are drawn, and their friends": ("by_parts.py", "people_of"),
    "the plan is settled on them": ("plan_settle.py", "settled"),
    "they live, week after week": ("passes", "live"),
    "what others may read is published": ("passes", "publish_shard"),
    "outcomes are noted in every week": ("diary.py", "note"),
    "outcomes are summed at the end": ("portions.py", "portion_of"),
}
"""What a part of a nation goes through, and the module and function that does it."""


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


CHANGES: Final[Mapping[str, Change]] = {
    "deterrence, rewards, habit, chill, hearsay": no_minds,
    "what refusals do to income": no_income,
    "weighing what an act would bring": no_answer,
    "senses, entries, scores, tiers, lists": no_senses,
    "services that are held all the time": no_held,
    "sharing out scarce places": no_scarcity,
    "traits and attributes that weigh on a rate": no_factors,
    "drawing who could do what": no_candidates,
}
"""Parts of a plan, in the order in which they are switched off."""


def nanoseconds(plan: Any) -> float:
    """Processor time of a person-tick (all worlds, the first tick left out)."""
    from scorarium.engine.run import ticks

    begin = 0.0
    for t, _ in ticks(plan, threads=1):
        if t == 0:
            begin = time.process_time()
        elif t == TICKS:
            break
    return (time.process_time() - begin) / TICKS / int(plan.sizes.persons) * 1e9


def of_a_tick(persons: int) -> list[dict[str, Any]]:
    """Nanoseconds of a person-tick with everything, and what is left as part after part is switched off."""
    from scorarium.engine.passes import compile_passes

    plan = plan_of(persons, 0.5)[0].plan
    compile_passes()
    nanoseconds(plan)
    found = [{"what": "everything", "ns": nanoseconds(plan)}]
    for part, change in CHANGES.items():
        plan = change(plan)
        found.append({"what": part, "ns": nanoseconds(plan)})
    return found


def of_a_nation() -> list[dict[str, Any]]:
    """What a part of a nation spends its time on: nanoseconds of a person-tick, both worlds, by code of its own."""
    from scorarium.engine.passes import NOTHING, compile_passes
    from scorarium.studies.by_parts import granted_to, live_part, person_ticks_of

    parts = in_parts(int(PERSONS), 1.0, 1)
    granted = granted_to(parts, parts.template)
    for code in (granted, NOTHING):
        compile_passes(code)
    live_part(parts, parts.districts[0], granted=granted)
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    live_part(parts, parts.districts[1], granted=granted)
    profile.disable()
    share = len(parts.districts[1]) / sum(len(one) for one in parts.districts)
    ns = 1e9 * int(parts.template.plan.sizes.worlds) / (share * person_ticks_of(parts))
    spent = {what: ns * seconds_in(profile, *where) for what, where in PHASES.items()}
    rest = ns * seconds_in(profile, "by_parts.py", "live_part") - sum(spent.values())
    return [{"what": what, "ns": value} for what, value in (spent | {"all else": rest}).items()]


def seconds_in(profile: cProfile.Profile, module: str, function: str) -> float:
    """Time spent in functions of a name and in what they called; one that calls another of its name counts once."""
    stats: Mapping[tuple[str, int, str], tuple[int, int, float, float, Mapping[Any, Any]]]
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    found = [
        total
        for (file, _, name), (*_, total, callers) in stats.items()
        if (name == function and Path(file).name == module) or (file == "~" and name.endswith(f"{module}.{function}>"))
        if not callers or any((caller[0], caller[2]) != (file, function) for caller in callers)
    ]
    return sum(found)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.phases", description="Where the time goes.")
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the figures are kept")
    options = parser.parse_args()
    spent = {"tick": of_a_tick(options.persons), "nation": of_a_nation()}
    for name, told in spent.items():
        for one in told:
            sys.stdout.write(f"{name:8}{one['ns']:8.1f} ns  {one['what']}\n")
    found = {"machine": machine(), **spent}
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
