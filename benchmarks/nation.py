"""``make bench-nation``: a nation, scored for a year of weeks, on this machine.

The run is an ordinary ``scorarium run`` in a process of its own; interrupted, it goes on where it was when it is called
again. What it says is kept with the time as ``results/nation-PERSONS.log``; outcomes with intervals, peak memory and
time as ``results/nation-PERSONS.json``. A run lives the world without the scheme beside the scored one; what the scored
world takes of it is measured apart, on a few parts of the same nation lived with and without its counterpart.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.machine import machine
from benchmarks.promises import of_nation
from scorarium.engine.passes import Granted, compile_passes
from scorarium.engine.plan import CompiledPlan, compile_census
from scorarium.engine.run import ticks
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from scorarium.studies.by_parts import Parts, granted_to, live_part, parts_of, people_of
from scorarium.studies.order import order_run

HERE = Path(__file__).parent
PERSONS = 1.4e9
PARTS = 5
"""How many parts tell what the scored world alone takes."""


def run(persons: int, years: float, seed: int, runs: Path, log: Path) -> dict[str, Any]:
    """The document of the run; what it says meanwhile is shown and kept."""
    files = (str(HERE / "nation.scheme.yaml"), "--society", str(HERE / "nation.society.yaml"))
    size = ("--persons", str(persons), "--years", str(years), "--seed", str(seed))
    command = [
        sys.executable,
        "-m",
        "scorarium",
        "run",
        *files,
        *size,
        "--out",
        str(runs / f"nation-{persons}"),
        "--json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        if process.stderr is None or process.stdout is None:
            raise AssertionError("both are pipes")
        with log.open("a", encoding="utf-8") as kept:
            for line in process.stderr:
                said = f"{time.strftime('%H:%M:%S')} {line}"
                sys.stderr.write(said)
                kept.write(said)
                kept.flush()
        said = process.stdout.read()
    if process.returncode:
        raise SystemExit(process.returncode)
    found: dict[str, Any] = json.loads(said)
    return found


def in_parts(persons: int, years: float, seed: int) -> Parts:
    """The nation, ready to be lived part by part."""
    scheme, society = (str(HERE / f"nation.{kind}.yaml") for kind in ("scheme", "society"))
    order = order_run(scheme, society=society, persons=persons, years=years, seed=seed)
    return parts_of(order, next(iter(order.societies)), 0)


def share_of_scored_world(persons: int, years: float, seed: int) -> float:
    """What part of a run's processor time is left if no world without the scheme is lived beside (median of parts).

    People, outcomes and their sums are counted to the scored world.
    """
    parts = in_parts(persons, years, seed)
    order, name = parts.order, parts.society
    recipe = order.societies[name]
    worlds = {world: own for world, own in order.worlds_in(name).items() if own}
    filled = with_vocabulary(recipe, load_vocabulary())
    alone = compile_census(parts.census, filled, worlds, seed=seed, replicate=0, years=years, alone=True)
    plans = (parts.template, alone)
    granted = [granted_to(parts, one) for one in plans]
    for code in granted:
        compile_passes(code)
    found = []
    for which in parts.districts[: PARTS + 1]:
        people = people_of(parts, which)
        whole = seconds(live_part, parts, which, granted=granted[0])
        both, one = (seconds(live, plan.settled(people), code) for plan, code in zip(plans, granted, strict=True))
        found.append((whole - (both - one)) / whole)
    return statistics.median(found[1:])


def live(compiled: CompiledPlan, granted: Granted) -> None:
    """All ticks on one thread."""
    for _ in ticks(compiled, threads=1, granted=granted):
        pass


def seconds(does: Callable[..., Any], *what: Any, **how: Any) -> float:
    """Processor time of something."""
    begin = time.process_time()
    does(*what, **how)
    return time.process_time() - begin


def figures(document: dict[str, Any], wall: float) -> dict[str, Any]:
    """What the run took: the whole command, this time."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    person_ticks = document["persons"] * document["ticks"]
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "persons": document["persons"],
        "ticks": document["ticks"],
        "worlds": len(document["worlds"]),
        "wall_s": wall,
        "cpu_s": used.ru_utime + used.ru_stime,
        "cpu_ns_per_person_tick": (used.ru_utime + used.ru_stime) / person_ticks * 1e9,
        "person_ticks_per_s": person_ticks / wall,
        "peak_gib": used.ru_maxrss * unit / 2**30,
    }


def table(document: dict[str, Any], took: dict[str, Any]) -> str:
    """Outcomes with intervals, and what it took, as text."""
    lines = [
        f"{name:24}{value:>20,.3f}" if isinstance(value, float) else f"{name:24}{value:>20}"
        for name, value in took.items()
    ]
    lines += ["", *(one.sentence for one in of_nation(took))]
    lines += ["", f"{'outcome':28}{'value':>16}{'95 % interval, by district':>36}  unit"]
    for name, one in document["worlds"]["nation"]["outcomes"].items():
        interval = " … ".join(f"{end:,.6g}" for end in one["interval"])
        lines.append(f"{name:28}{one['value']:>16,.6g}{interval:>36}  {one['unit']}")
    return "\n".join(lines)


def main() -> None:
    """Run and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nation", description="A nation for a year of weeks.")
    parser.add_argument("--persons", type=float, default=PERSONS)
    parser.add_argument("--years", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="where the run itself is kept")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    options = parser.parse_args()
    persons = int(options.persons)
    options.results.mkdir(parents=True, exist_ok=True)
    name = options.results / f"nation-{persons}"
    begin = time.perf_counter()
    document = run(persons, options.years, options.seed, options.runs, name.with_suffix(".log"))
    took = figures(document, time.perf_counter() - begin)
    took["share_of_scored_world"] = share_of_scored_world(persons, options.years, options.seed)
    took["scored_world_s"] = took["wall_s"] * took["share_of_scored_world"]
    said = table(document, took)
    sys.stdout.write(said + "\n")
    with name.with_suffix(".log").open("a", encoding="utf-8") as kept:
        kept.write(said + "\n")
    kept_run = {name: value for name, value in document.items() if name != "dir"}  # where it lies is nobody else's
    found = {"machine": machine(), "took": took, "run": kept_run}
    name.with_suffix(".json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
