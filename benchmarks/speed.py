"""Speed and memory: a million persons, a year of weeks, suining-2010 with deterrence beside none.

Each figure comes from a process of its own, so that caches, threads and peak memory of one say nothing about another.
Person-ticks are persons × ticks × worlds; what is asked of them stands in ``promises``.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 (what is measured is imported where its import counts)
import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.promises import by_itself

Figures = dict[str, float]

ROOT = Path(__file__).parents[1]
SCHEME = "suining-2010"
SOCIETY = "china-2018"
PERSONS = 1_000_000
FEW = 1_000
"""Persons of the run that measures the way to the first tick."""

ROUNDS = 2
"""How often each number of threads is measured, in turn; the faster time counts."""
TWINS = 100
"""Persons whom the slow twin lives for ``TWIN_TICKS`` ticks."""
TWIN_TICKS = 12


def peak_gib() -> float:
    """The most memory that this process has held, in GiB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30


def plan_of(persons: int, years: float) -> tuple[Any, Figures]:
    """The compiled plan, and the seconds that people and plan took."""
    from scorarium.engine.plan import compile_plan
    from scorarium.society.generate import generate
    from scorarium.studies.order import order_run

    order = order_run(SCHEME, society=SOCIETY, persons=persons, years=years, seed=1)
    society = next(iter(order.societies))
    begin = time.perf_counter()
    people = generate(order.societies[society], persons=persons, seed=1)
    between = time.perf_counter()
    plan = compile_plan(people, order.societies[society], order.worlds_in(society), seed=1, replicate=0, years=years)
    if not plan.plan.minds.deterrence:
        raise AssertionError("the benchmark is about people who answer")
    return plan, {"society_s": between - begin, "plan_s": time.perf_counter() - between}


def granted_to(plan: Any) -> Any:
    """What code made for a plan alone may take for granted."""
    from scorarium.engine.passes import granted_by
    from scorarium.engine.step import Life
    from scorarium.engine.threads import Workers

    return granted_by(Life(plan.plan, Workers(1), shard=plan.plan.sizes.persons).tables)


def lived(persons: int, years: float, threads: int, is_own: int) -> Figures:
    """A run by the common code or by code of its own: throughput, memory, and the seconds of each tick."""
    from scorarium.engine.passes import NOTHING, compile_passes
    from scorarium.engine.run import ticks

    plan, figures = plan_of(persons, years)
    before = peak_gib()
    granted = granted_to(plan) if is_own else NOTHING
    compile_passes(granted)
    seconds, candidates, begin = [], 0, time.perf_counter()
    cpu = time.process_time()
    for _, life in ticks(plan, threads=threads, granted=granted):
        seconds.append(time.perf_counter() - begin)
        candidates = life.n_candidates
    sizes = plan.plan.sizes
    one_world = sizes.persons * len(seconds)
    steady = (len(seconds) - 1) / (seconds[-1] - seconds[0])
    return figures | {
        "threads": threads,
        "persons": sizes.persons,
        "ticks": len(seconds),
        "worlds": sizes.worlds,
        "simulate_s": seconds[-1],
        "simulate_cpu_s": time.process_time() - cpu,
        "first_tick_s": seconds[0],
        "person_ticks_per_s": one_world * sizes.worlds / seconds[-1],
        "person_ticks_per_s_steady": sizes.persons * sizes.worlds * steady,
        "candidates_per_person_tick": candidates / one_world,
        "peak_before_gib": before,
        "peak_gib": peak_gib(),
    }


def compiling() -> Figures:
    """Compilation of all passes that a run needs, and of code for one plan alone; meant for an empty cache."""
    begin, cpu = time.perf_counter(), time.process_time()
    from scorarium.engine.passes import compile_passes

    compile_passes()
    found = {"compile_s": time.perf_counter() - begin, "compile_cpu_s": time.process_time() - cpu}
    granted = granted_to(plan_of(FEW, 1.0)[0])
    return found | {"compile_own_code_s": compile_passes(granted)}


def starting() -> Figures:
    """The way from nothing to the end of the first tick of a small run, compiled code on the disk."""
    begin = time.perf_counter()
    from scorarium.engine.run import ticks

    plan, _ = plan_of(FEW, 1.0)
    next(iter(ticks(plan)))
    return {"inside_s": time.perf_counter() - begin}


def twin() -> Figures:
    """Microseconds of a person-tick of the slow twin in one world, of the best of some lives."""
    from scorarium.twin.run import new, tick

    plan, taken = plan_of(TWINS, 1.0)[0].plan, []
    for _ in range(ROUNDS + 1):
        sim, begin = new(plan), time.process_time()
        for t in range(TWIN_TICKS):
            tick(sim, t)
        taken.append(time.process_time() - begin)
    return {"us": 1e6 * min(taken) / TWIN_TICKS / TWINS / int(plan.sizes.worlds)}


PARTS: Mapping[str, Callable[..., Figures]] = {
    "lived": lived,
    "compiling": compiling,
    "starting": starting,
    "twin": twin,
}


def asked(part: str, *arguments: float, cache: str | None = None) -> Figures:
    """A part in a process of its own; ``cache`` is where it finds and puts compiled code."""
    environment = dict(os.environ) | ({"NUMBA_CACHE_DIR": cache} if cache else {})
    command = [sys.executable, "-m", "benchmarks.speed", part, json.dumps(arguments)]
    begin = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    figures: Figures = json.loads(done.stdout)
    return figures | {"process_s": time.perf_counter() - begin}


def measured(persons: int, years: float, threads: list[int]) -> dict[str, Figures]:
    """All parts, one after another."""
    with TemporaryDirectory() as cache:
        found = {"compile": asked("compiling", cache=cache)}
        asked("starting", cache=cache)
        found["start"] = asked("starting", cache=cache)
        found["start"]["to_first_tick_s"] = found["start"]["process_s"]
        found["twin"] = asked("twin", cache=cache)
        for _ in range(ROUNDS):
            for is_own, name in enumerate(("live", "live by own code")):
                for n in threads:
                    now, title = asked("lived", persons, years, n, is_own, cache=cache), f"{name}, {n} threads"
                    if title not in found or now["simulate_s"] < found[title]["simulate_s"]:
                        found[title] = now
    return found


def table(found: Mapping[str, Figures]) -> str:
    """Figures as text."""
    lines = [f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end"]
    for part, figures in found.items():
        lines += ["", part]
        lines += [f"  {name:28}{value:>16,.3f}" for name, value in figures.items()]
    lines += ["", *(one.sentence for one in by_itself({"figures": found}))]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed and memory of the engine.")
    parser.add_argument("--persons", type=int, default=PERSONS)
    parser.add_argument("--years", type=float, default=1.0)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    found = measured(options.persons, options.years, options.threads)
    sys.stdout.write(table(found) + "\n")
    if options.json is not None:
        from benchmarks.machine import machine

        kept = {"machine": machine(), "figures": found}
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(PARTS[sys.argv[1]](*json.loads(sys.argv[2]))))
