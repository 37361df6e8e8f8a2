"""``python -m benchmarks.costs``: what a run costs against all that one can ask for more of.

Every point is a plan that lives some ticks on one thread; rounds go over all points in turn, and the median counts.
Time is processor time of a person-tick with all its worlds, the first tick left out.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 (what is measured is imported where its import counts)
import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.ceilings import ceilings, limits
from benchmarks.machine import machine
from scorarium.engine.psychology import FULL
from scorarium.scheme.read import load_scheme, reformed
from scorarium.society.recipe import load_society

HERE: Final = Path(__file__).parent
RESULTS: Final = HERE / "results" / "costs.json"
MINI: Final = HERE / "mini.scheme.yaml", HERE / "mini.society.yaml"
SUINING: Final = "suining-2010", "china-2018"
PERSONS: Final = 50_000
TICKS: Final = 26
ROUNDS: Final = 3
OTHERS: Final = ("suining-2010", "court-defaulters-2013", "jinan-dogs-2017")
REACTIONS: Final[Mapping[str, Any]] = {
    "crowding": 0.5,
    "silence_threshold": 0.5,
    "conformity": 0.5,
    "concealment": "20%",
    "gaming": "20%",
    "false_reports": "1%",
    "shunning": 2,
    "trust_loss": 1,
}

Point = tuple[str, float | str, Callable[[], Any]]
"""What is varied, its value, and how the plan is made."""


def plan(
    pair: tuple[Any, Any] = SUINING,
    *,
    persons: int = PERSONS,
    ticks: int = TICKS,
    worlds: Mapping[str, tuple[str, ...]] | None = None,
    patch: Mapping[str, Any] | None = None,
    less: Mapping[str, Any] | None = None,
    alone: bool = False,
) -> Any:
    """A plan of a scheme on a society, both patched as told; ``worlds`` puts copies of other schemes beside."""
    from scorarium.engine.plan import compile_plan
    from scorarium.society.generate import generate

    society = reformed(load_society(pair[1]), patch or {})
    scheme = reformed(load_scheme(pair[0]), less or {})
    others = {name: tuple(load_scheme(one) for one in schemes) for name, schemes in (worlds or {}).items()}
    years = ticks * float(society.tick.days) / 365.25
    people = generate(society, persons=persons, seed=1)
    lived = {scheme.name: (scheme,)} if worlds is None else others
    return compile_plan(people, society, lived, seed=1, replicate=0, years=years, alone=alone)


def points() -> Iterator[Point]:
    """All points of all curves."""
    for n in (10_000, 100_000, 1_000_000):
        yield "persons", n, partial(plan, persons=n, ticks=13)
    for n in (13, 52, 260):
        yield "ticks", n, partial(plan, persons=20_000, ticks=n)
    for times in (0.25, 0.5, 1.0, 2.0):
        yield "acts of the mini scheme, times", times, partial(plan, MINI, ticks=12, patch=more(times))
    for degree in (0, 5, 10, 20, 40):
        yield "ties a person has", degree, partial(plan, MINI, ticks=12, **tied(degree))
    yield "worlds", "the scheme alone", partial(plan, alone=True)
    yield "worlds", "none and the scheme", plan
    yield "worlds", "none and twice the scheme", partial(plan, worlds={"one": OTHERS[:1], "two": OTHERS[:1]})
    yield "worlds", "none and three schemes", partial(plan, worlds={name: (name,) for name in OTHERS})
    yield "how people answer", "passive", partial(plan, patch={"psychology": "passive"})
    yield "how people answer", "deterrence", plan
    for name in REACTIONS:
        yield "how people answer", f"deterrence, {name}", partial(plan, patch=reacting(name))
    yield "how people answer", "full", partial(plan, patch={"psychology": "full"})
    yield "how people answer", "full, all of it off", partial(plan, patch={"psychology": without()})


def more(times: float) -> dict[str, Any]:
    """A patch: everybody does everything more or less often."""
    acts = load_society(MINI[1]).raw["acts"]
    return {"acts": {name: {"share": f"{float(act['share'][:-1]) * times:g}%"} for name, act in acts.items()}}


def tied(degree: int) -> dict[str, Any]:
    """Patches: more or fewer friends; without any, nobody's score pulls."""
    if not degree:
        return {"patch": {"ties": None}, "less": {"score": {"contagion": None}}}
    return {"patch": {"ties": {"friends": {"mean_degree": degree}}}}


def reacting(name: str) -> dict[str, Any]:
    """A patch: one way to answer beside deterrence."""
    return {"psychology": {"preset": "deterrence", name: REACTIONS[name]}}


def without() -> dict[str, str]:
    """A psychology that names every mechanism beside deterrence and switches it off."""
    return {"preset": "full"} | {mechanism.words[0]: "off" for mechanism in FULL.values()}


def done_in_a_tick() -> float:
    """How many acts of the mini scheme a person does in a tick."""
    return sum(float(act["share"][:-1]) / 100 for act in load_society(MINI[1]).raw["acts"].values())


def cost(compiled: Any) -> tuple[float, float]:
    """Nanoseconds of a person-tick, and candidates in it."""
    from scorarium.engine.run import ticks

    begin, done, first, candidates = 0.0, 0, 0, 0
    for t, life in ticks(compiled, threads=1):
        if t == 0:
            begin, first = time.process_time(), int(life.n_candidates)
        done, candidates = t, int(life.n_candidates) - first
    persons = compiled.plan.sizes.persons
    return (time.process_time() - begin) / done / persons * 1e9, candidates / done / persons


def measured(rounds: int, only: str) -> list[dict[str, Any]]:
    """All points, in turn, round after round."""
    chosen = [point for point in points() if only in point[0]]
    found: list[list[tuple[float, float]]] = [[] for _ in chosen]
    for k in range(rounds):
        for place, (what, value, make) in enumerate(chosen):
            found[place].append(cost(make()))
            sys.stderr.write(f"round {k + 1} of {rounds}: {what} {value}: {found[place][-1][0]:.0f} ns\n")
    return [
        {"what": what, "value": value, "ns": statistics.median(ns for ns, _ in own), "candidates": own[0][1]}
        for (what, value, _), own in zip(chosen, found, strict=True)
    ]


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.costs", description="What a run costs.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", default="", help="curves whose name holds this")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the figures are kept")
    options = parser.parse_args()
    found: dict[str, Any] = {
        "machine": machine(),
        "ceilings": ceilings(),
        "limits": limits(plan(MINI, persons=1_000_000, ticks=12, alone=True), done_in_a_tick()),
        "points": measured(options.rounds, options.only),
    }
    for point in found["points"]:
        sys.stdout.write(f"{point['what']:36}{point['value']!s:>28}{point['ns']:9.0f} ns{point['candidates']:8.2f}\n")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
