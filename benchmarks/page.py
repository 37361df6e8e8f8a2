"""``python -m benchmarks.page``: the page of the documentation from the figures that were kept last."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
RESULTS: Final = ROOT / "benchmarks" / "results"
PAGE: Final = ROOT / "docs" / "benchmarks.md"
ASKED: Final = {"hand-written C, 2 threads": 0.5, "NumPy, tuned": 4, "Starsim, aligned draws": 10, "Mesa": 200}
"""How many times as fast as others the engine shall be, with a million persons."""
HEAD: Final = """\
# Speed

How fast the engine is, beside others on the same work and against what is asked of it. `make bench` measures all of
this anew and writes this page; every figure says on which machine and day it was seen. A person-tick is one person
living one tick in one world. Machines differ and are shared: ratios within one table count, single figures do not.
"""


def page(results: Path = RESULTS) -> str:
    """The whole page; what was not measured yet is not on it."""
    parts = [HEAD]
    for name, write in (("peers", peers), ("speed", speed), ("costs", costs), ("nation-*", nation)):
        files = sorted(results.glob(f"{name}.json"))
        parts += ["\n".join(write(json.loads(file.read_text(encoding="utf-8")))) for file in files]
    batteries = sorted(results.glob("luck-*.txt"))
    if batteries:
        parts.append("\n".join(luck({file.stem.partition("-")[2]: file.read_text() for file in batteries})))
    return "\n".join(parts).rstrip() + "\n"


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table: the first column to the left, the others to the right."""
    titles = list(head)
    yield "| " + " | ".join(titles) + " |"
    yield "|---|" + "---:|" * (len(titles) - 1)
    for line in body:
        yield "| " + " | ".join(line) + " |"


def measured_on(machine: Mapping[str, str]) -> str:
    """The machine and the day in one sentence."""
    names = ("model", "cache", "processors", "memory", "system", "python")
    told = ", ".join(f"{name} {machine[name]}" for name in names if name in machine)
    return f"Measured on {machine['day']} ({told}; load before it {machine['load']})."


def peers(found: Mapping[str, Any]) -> Iterator[str]:
    """One task for all."""
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    yield "## One task, all peers\n"
    yield (
        "Twelve months; eight kinds of behaviour per person, each seen with some chance; points; a pull towards the"
        " scores of ten others; five tiers; a list for a year. Scorarium reads it from two ordinary files"
        " (`benchmarks/mini.*.yaml`) and lives by code compiled for this plan alone, as long runs do; the world without"
        " the scheme is left out, since no peer has one. Million person-ticks per second, set-up and compilation not"
        " counted."
    )
    yield f"\n{measured_on(found['machine'])} {found['runs']}; {versions}.\n"
    for persons, variants in found["figures"].items():
        yield f"**{int(persons):,} persons**\n"
        yield from rows(
            ("", "median", "best", "bytes a person", "set-up s", "first run s"),
            (
                (
                    f"{name} (void: another outcome)" if one["void"] else name,
                    f"{one['median']:.2f}", f"{one['best']:.2f}", f"{one['bytes']:,.0f}", f"{one['setup_s']:.2f}",
                    f"{one['first_s']:.2f}",
                )
                for name, one in variants.items()
            ),
        )  # fmt: skip
        yield from beside(variants)
        yield ""


def beside(variants: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """How the medians stand to one another, and what is asked."""
    if "scorarium" in variants:
        own = variants["scorarium"]["median"]
        told = [
            f"{own / variants[name]['median']:.3g} × {name} (asked: {asked:g})"
            for name, asked in ASKED.items()
            if name in variants
        ]
        yield f"\nScorarium's median: {'; '.join(told)}."


def speed(found: Mapping[str, Any]) -> Iterator[str]:
    """The engine by itself."""
    yield "## A year of weeks, a million persons\n"
    yield (
        "`suining-2010` on `china-2018`, people who are deterred, beside `none`. A run of 2.5 billion person-ticks or"
        " more lives by code of its own, which is compiled for its plan alone; shorter ones by the common code.\n"
    )
    yield f"{measured_on(found['machine'])}\n"
    for part, figures in found["figures"].items():
        yield f"**{part}**\n"
        yield from rows(("", "figure"), ((name.replace("_", " "), rounded(value)) for name, value in figures.items()))
        yield ""


def costs(found: Mapping[str, Any]) -> Iterator[str]:
    """What more of anything costs, and the ceilings of the machine."""
    yield "## What it costs to ask for more\n"
    yield (
        "Processor time of one person-tick with all its worlds on one thread, in nanoseconds. The mini scheme where it"
        " is named or where ties are varied; otherwise `suining-2010` with deterrence beside `none`."
    )
    yield f"\n{measured_on(found['machine'])}\n"
    for what, points in groupby(found["points"], key=lambda point: str(point["what"])):
        yield f"**{what}**\n"
        body = ((str(one["value"]), f"{one['ns']:,.0f}", f"{one['candidates']:.2f}") for one in points)
        yield from rows(("", "ns", "candidates"), body)
        yield ""
    yield "**What the machine can do at most, on one thread**\n"
    yield from rows(("", "figure"), ((name, f"{value:.2f}") for name, value in found["ceilings"].items()))
    yield ""
    yield from limits(found)


def limits(found: Mapping[str, Any]) -> Iterator[str]:
    """How far the engine is from what the generator alone would take."""
    ordinary = next((one for one in found["points"] if one["value"] == "none and the scheme"), None)
    if ordinary is None:
        return
    word, candidates = found["ceilings"]["ns for a word of luck"], ordinary["candidates"]
    least = 4 * word * (1 + candidates)
    yield (
        f"A block of four words for how much a person does and one for each of {candidates:.2f} candidates would take"
        f" {least:.0f} ns by itself; the whole person-tick takes {ordinary['ns']:.0f} ns.\n"
    )


def nation(found: Mapping[str, Any]) -> Iterator[str]:
    """One of the longest runs."""
    yield f"## {found['took']['persons']:,} persons\n"
    yield f"{measured_on(found['machine'])}\n"
    yield from rows(
        ("", "figure"),
        ((name.replace("_", " "), rounded(value)) for name, value in found["took"].items() if value),
    )
    yield ""


def rounded(value: float | str) -> str:
    """A figure as one reads it."""
    if isinstance(value, str):
        return value
    return f"{value:,.2f}" if value < 1000 and value != int(value) else f"{value:,.0f}"


def luck(told: Mapping[str, str]) -> Iterator[str]:
    """What a battery of tests said of the words of luck, read in several orders; ``told`` is its own text, by order."""
    yield "## How random the luck is\n"
    yield (
        "Luck is called by address (decision, tick, person, number), so it is tested in each order in which it is read:"
        " `python -m benchmarks.luck ORDER | dieharder -a -g 200 -Y 1` (dieharder 3.31.1; by tick and by decision test"
        " by test, without `rgb_lagged_sum`). Of many good p-values one in a hundred is below 0.005 or above 0.995 and"
        " called weak; most tests are then run again with more numbers until they have passed or failed.\n"
    )
    found = {order: list(assessed(text)) for order, text in told.items()}
    body = (
        (order, *(f"{sum(one[-1] == word for one in lines)}" for word in ("PASSED", "WEAK", "FAILED")))
        for order, lines in found.items()
    )
    yield from rows(("read by", "passed", "weak", "failed"), body)
    yield ""
    for order, lines in found.items():
        doubtful = [f"{name} {n} (p = {p} of {samples})" for name, n, samples, p, said in lines if said != "PASSED"]
        if doubtful:
            yield f"Not passed at once, read by {order}: {', '.join(doubtful)}.\n"


def assessed(text: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Name of the test, its size, samples of p, p-value and assessment of each line that has one."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == len(("test", "ntup", "tsamples", "psamples", "p", "said")) and cells[1].isdigit():
            name, n, _, samples, p, said = cells
            yield name, n, samples, p, said


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
