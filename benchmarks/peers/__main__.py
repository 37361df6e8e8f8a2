"""``python -m benchmarks.peers``: every variant at every size in processes of their own, in turn, round after round.

A variant whose package is not there is named and left out; a row whose outcome is not that of the others is void.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from benchmarks.machine import machine
from benchmarks.peers.task import TICKS, measure

ROOT: Final = Path(__file__).resolve().parents[2]
VARIANTS: Final = {
    "scorarium": ("scorarium_files", "prepare"),
    "hand-written C, 2 threads": ("hand_c", "prepare"),
    "NumPy, tuned": ("tuned_numpy", "prepare"),
    "torch": ("plain_torch", "prepare"),
    "polars": ("plain_polars", "prepare"),
    "Starsim, aligned draws": ("starsim_people", "prepare"),
    "Starsim, draws as they come": ("starsim_people", "prepare_unaligned"),
    "Vivarium, aligned draws": ("vivarium_component", "prepare"),
    "Mesa": ("mesa_agents", "prepare"),
}
SLOW: Final = {"Mesa": 100_000, "Vivarium, aligned draws": 100_000}
"""The largest size at which a variant ends in seconds: beyond it, it lives once beyond the first time, in one round."""
TOLERANCE: Final = (0.5, 0.1)
"""How far mean score (points) and listed share (relative) may lie from the median of all, else a row is void."""
RUNS: Final = 3
RESULTS: Final = ROOT / "benchmarks" / "results" / "peers.json"
PACKAGES: Final = ("numpy", "numba", "torch", "polars", "starsim", "vivarium", "mesa")


def alone(variant: str, persons: int) -> None:
    """Measure one variant in this process and print the figures."""
    module, function = VARIANTS[variant]
    prepare = getattr(import_module(f"benchmarks.peers.{module}"), function)
    runs = 1 if is_slow(variant, persons) else RUNS
    sys.stdout.write(json.dumps(measure(prepare, persons, runs).document()) + "\n")


def is_slow(variant: str, persons: int) -> bool:
    """Whether a variant takes minutes at a size."""
    return persons > SLOW.get(variant, persons)


def asked(variant: str, persons: int, python: str) -> dict[str, Any] | None:
    """Measure one variant in a process of its own; None where it cannot run."""
    command = [python, "-m", "benchmarks.peers", "--alone", variant, "--persons", str(persons)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.stderr.write(f"{variant}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}\n")
        return None
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def rounds(pythons: Mapping[str, str], sizes: Iterable[int], n: int) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """All variants in turn, as often as asked, so that a noisy minute meets everybody."""
    found: dict[int, dict[str, list[dict[str, Any]]]] = {}
    for persons in sizes:
        found[persons] = {name: [] for name in VARIANTS}
        for k in range(n):
            for name, one in found[persons].items():
                if k and is_slow(name, persons):
                    continue
                figures = asked(name, persons, pythons.get(name, pythons[""]))
                if figures is not None:
                    one.append(figures)
    return found


def row(persons: int, runs: list[dict[str, Any]]) -> dict[str, float]:
    """The figures of one variant at one size over all rounds."""
    seconds = [s for one in runs for s in one["run_s"]]
    work = persons * TICKS / 1e6
    return {
        "median": work / statistics.median(seconds),
        "best": work / min(seconds),
        "setup_s": statistics.median(one["setup_s"] for one in runs),
        "first_s": statistics.median(one["first_s"] for one in runs),
        "bytes": statistics.median(one["peak_bytes"] for one in runs) / persons,
        "mean_score": statistics.fmean(one["outcome"]["mean_score"] for one in runs),
        "listed_share": statistics.fmean(one["outcome"]["listed_share"] for one in runs),
    }


def rows_of(variants: Mapping[str, list[dict[str, Any]]], persons: int) -> dict[str, dict[str, Any]]:
    """The figures of all variants at one size, the fastest first; ``void`` says whose outcome is another."""
    found: dict[str, dict[str, Any]] = {name: row(persons, runs) for name, runs in variants.items() if runs}
    score = statistics.median(one["mean_score"] for one in found.values())
    listed = statistics.median(one["listed_share"] for one in found.values())
    for one in found.values():
        is_same = abs(one["mean_score"] - score) < TOLERANCE[0] and abs(one["listed_share"] / listed - 1) < TOLERANCE[1]
        one["void"] = not is_same
    return dict(sorted(found.items(), key=lambda item: -item[1]["median"]))


def table(found: Mapping[int, Mapping[str, Mapping[str, Any]]]) -> str:
    """Million person-ticks a second, and whether all variants did the same work."""
    lines = []
    for persons, rows in found.items():
        lines += ["", f"{persons:,} persons: million person-ticks a second (median, best), bytes a person, set-up s"]
        for name, one in rows.items():
            void = f"  VOID: {one['mean_score']:.2f}, {one['listed_share']:.4f}" if one["void"] else ""
            figures = f"{one['median']:9.2f}{one['best']:9.2f}{one['bytes']:9.0f}{one['setup_s']:9.2f}"
            lines.append(f"  {name:30}{figures}{void}")
    return "\n".join(lines)


def versions(python: str) -> dict[str, str]:
    """The versions of all packages in an environment, as far as they are there."""
    code = (
        "import json, importlib.metadata as m; have = {d.name.lower(): d.version for d in m.distributions()}; "
        f"print(json.dumps({{n: have[n] for n in {PACKAGES} if n in have}}))"
    )
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description="One task, all peers, one run.")
    parser.add_argument("--alone", choices=VARIANTS, help="measure one variant in this process")
    parser.add_argument("--persons", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", default=sys.executable, help="the interpreter in which the peers are installed")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the figures are kept")
    options = parser.parse_args()
    if options.alone:
        alone(options.alone, options.persons[0])
        return
    pythons = {"": options.python, "scorarium": sys.executable}
    found = rounds(pythons, options.persons, options.rounds)
    figures = {persons: rows_of(variants, persons) for persons, variants in found.items()}
    sys.stdout.write(table(figures) + "\n")
    kept = {
        "machine": machine(),
        "versions": versions(options.python),
        "runs": f"{options.rounds} processes in turn, {RUNS} runs each",
        "figures": figures,
    }
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
