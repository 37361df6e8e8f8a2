"""``python -m benchmarks.page``: the page of the documentation from the figures that were kept last."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from benchmarks.promises import A_MILLION, OWN, Found, promises, times
from benchmarks.told import GAP, bars, lasting, measured_on, rounded, rows

ROOT: Final = Path(__file__).resolve().parents[1]
RESULTS: Final = ROOT / "benchmarks" / "results"
PAGE: Final = ROOT / "docs" / "benchmarks.md"
HEAD: Final = """\
# Speed

How fast the engine is, beside others on the same work and against what is asked of it. `make bench` and `make
bench-nation` measure this anew, but for the last part, and write this page; every figure says on which machine and day
it was seen. A person-tick is one person living one tick in one world. Machines differ and are shared: ratios within one
table count, single figures do not.
"""


def page(results: Path = RESULTS) -> str:
    """The whole page; what was not measured yet is not on it."""
    found = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(results.glob("*.json"))}
    parts = [HEAD, *("\n".join(lines) for lines in sections(found))]
    batteries = sorted(results.glob("luck-*.txt"))
    if batteries:
        parts.append("\n".join(luck({file.stem.partition("-")[2]: file.read_text() for file in batteries})))
    return "\n".join(part for part in parts if part).rstrip() + "\n"


def sections(found: Found) -> Iterator[Iterator[str]]:
    """One after another, as far as something was measured."""
    yield asked(found)
    writers = {"peers": peers, "speed": speed, "costs": costs, "phases": phases}
    for name, write in writers.items():
        if name in found:
            yield write(found[name])
    nations = [found[name] for name in found if name.startswith("nation-")]
    if nations:
        yield nation(sorted(nations, key=lambda one: int(one["took"]["persons"])))


def asked(found: Found) -> Iterator[str]:
    """What is asked beside what was seen."""
    told = promises(found)
    if told:
        yield "## What is asked, and what was seen last\n"
        yield "The parts below say how each was measured, on which machine and day.\n"
        yield from rows(("", "asked", "seen", "as asked"), (one.cells for one in told))
        yield ""


def peers(found: Found) -> Iterator[str]:
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
    for persons, variants in sorted(found["figures"].items(), key=lambda item: item[0] != A_MILLION):
        own = variants[OWN]["median"] if OWN in variants else None
        drawn = bars([one["median"] for one in variants.values()], is_own=[n == OWN for n in variants])
        yield f"**{int(persons):,} persons**\n"
        yield from rows(
            ("", "median", "", "best", "scorarium is", "bytes a person", "set-up", "first run"),
            (
                (
                    f"{name} (void: another outcome)" if one["void"] else name,
                    f"{one['median']:.2f}", bar, f"{one['best']:.2f}",
                    times(own / one["median"]) if own and name != OWN else "", f"{one['bytes']:,.0f}",
                    lasting(one["setup_s"]), lasting(one["first_s"]),
                )
                for (name, one), bar in zip(variants.items(), drawn, strict=True)
            ),
        )  # fmt: skip
        yield ""


def speed(found: Found) -> Iterator[str]:
    """The engine by itself."""
    figures = found["figures"]
    yield "## A year of weeks, a million persons\n"
    yield (
        "`suining-2010` on `china-2018`, people who are deterred, beside `none`. A run of 2.5 billion person-ticks or"
        " more lives by code of its own, which is compiled for its plan alone; shorter ones by the common code. All"
        " are lived twice, in turn; the faster counts.\n"
    )
    yield f"{measured_on(found['machine'])}\n"
    lived = {name: one for name, one in figures.items() if name.startswith("live")}
    drawn = bars([one["person_ticks_per_s"] for one in lived.values()])
    yield from rows(
        ("", "million person-ticks/s", "", "after the first tick", "ticks take", "people", "plan", "memory in all"),
        (
            (
                by_what(name),
                f"{one['person_ticks_per_s'] / 1e6:.1f}", bar, f"{one['person_ticks_per_s_steady'] / 1e6:.1f}",
                lasting(one["simulate_s"]), lasting(one["society_s"]), lasting(one["plan_s"]),
                f"{one['peak_gib']:.2f}{GAP}GiB",
            )
            for (name, one), bar in zip(lived.items(), drawn, strict=True)
        ),
    )  # fmt: skip
    yield ""
    yield from beforehand(figures)


def by_what(name: str) -> str:
    """Code and threads of a part of ``speed``."""
    code, _, threads = name.partition(", ")
    return (
        f"{'own' if 'own' in code else 'common'} code, {threads.removesuffix('s') if threads[:2] == '1 ' else threads}"
    )


def beforehand(figures: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """What has to be done before a tick is lived, and what the slow twin takes."""
    if "compile" in figures:
        one = figures["compile"]
        own = f", code for one plan alone {lasting(one['compile_own_code_s'])}" if "compile_own_code_s" in one else ""
        yield f"Compilation of the common code takes {lasting(one['compile_s'])}, once on a machine{own}."
    if "start" in figures:
        first = lasting(figures["start"]["to_first_tick_s"])
        yield f"From the command to the end of the first tick of a thousand persons it takes {first}."
    if "twin" in figures:
        yield f"The slow twin, in plain Python, takes {rounded(figures['twin']['us'])} µs for a person-tick of this."
    yield ""


def costs(found: Found) -> Iterator[str]:
    """What more of anything costs, and the ceilings of the machine."""
    yield "## What it costs to ask for more\n"
    yield (
        "Processor time of one person-tick with all its worlds on one thread, in nanoseconds, by the common code. The"
        " mini scheme where it is named or where ties are varied; otherwise `suining-2010` with deterrence beside"
        " `none`. Medians of some rounds over all points. Candidates are acts that a person could do in a tick, as they"
        " are drawn. `full` with all of it switched off makes the plan of `deterrence`, so that what lies between these"
        " two is noise."
    )
    yield f"\n{measured_on(found['machine'])}\n"
    for what, group in groupby(found["points"], key=lambda point: str(point["what"])):
        points = list(group)
        drawn = bars([one["ns"] for one in points])
        yield from rows(
            (what, "ns", "", "candidates"),
            (
                (
                    f"{value:,}" if isinstance(value := one["value"], int) else str(value),
                    f"{one['ns']:,.0f}",
                    bar,
                    f"{one['candidates']:.2f}",
                )
                for one, bar in zip(points, drawn, strict=True)
            ),
        )
        yield ""
    if "limits" in found:
        yield from limits(found["ceilings"], found["limits"])


def limits(ceilings: Mapping[str, float], own: Mapping[str, float]) -> Iterator[str]:
    """How far the engine is from what the machine could do at most."""
    word, bulk = ceilings["ns for a word of luck"], ceilings["ns for a word of luck, by eights"]
    moved, friend = ceilings["GB/s read and written"], ceilings["ns for a number of anybody among a million"]
    least = {
        f"{own['words of luck']:.0f} words of luck": own["words of luck"] * bulk,
        f"{own['bytes read and written']:.0f} bytes of state, read and written": own["bytes read and written"] / moved,
        f"the scores of {own['friends']:.0f} friends, anywhere": own["friends"] * friend,
    }
    in_all = sum(least.values())
    yield "### The limit\n"
    yield (
        f"On one thread this machine draws a word of luck in {word:.2f} ns by itself and in {bulk:.2f} ns by eights, as"
        f" the engine does; it reads and writes {moved:.0f} GB a second in order, and reads a number of anybody among"
        f" a million persons in {friend:.2f} ns. A person-tick of the mini scheme, a million persons, cannot do"
        " without:\n"
    )
    told = {**least, "together": in_all, "the whole person-tick, as measured": own["ns of a person-tick"]}
    drawn = bars(list(told.values()), is_own=[False] * (len(told) - 1) + [True])
    yield from rows(
        ("", "ns", ""), ((what, f"{ns:.1f}", bar) for (what, ns), bar in zip(told.items(), drawn, strict=True))
    )
    yield f"\nThe engine takes {own['ns of a person-tick'] / in_all:.1f} times that.\n"


def phases(found: Found) -> Iterator[str]:
    """Where the time goes."""
    yield "## Where the time goes\n"
    yield (
        "Nanoseconds of a person-tick with both worlds on one thread. Of `suining-2010` parts of the plan are switched"
        " off one after another, by the common code; people then do other things, so a part may even save time, and the"
        " parts only roughly add up. Of a part of the nation a profile tells, by code of its own.\n"
    )
    yield f"{measured_on(found['machine'])}\n"
    before, saved = found["tick"][0]["ns"], dict[str, float]()
    for one in found["tick"][1:]:
        saved[one["what"]], before = before - one["ns"], one["ns"]
    saved["everything else"] = before
    for title, told in (
        ("a week of `suining-2010`", saved),
        ("a part of the nation", {one["what"]: one["ns"] for one in found["nation"]}),
    ):
        drawn = bars(list(told.values()))
        body = (
            (what, f"{ns:.1f}".replace("-", "\N{MINUS SIGN}"), bar)
            for (what, ns), bar in zip(told.items(), drawn, strict=True)
        )
        yield from rows((title, "ns", ""), body)
        yield ""


def nation(found: Sequence[Found]) -> Iterator[str]:
    """The longest runs, side by side."""
    yield "## A nation, a year of weeks\n"
    yield (
        "Points of which some expire, senses that err and mistake people for others, tiers, a list, deterrence, and"
        " friends who pull (`benchmarks/nation.*.yaml`), on two threads, from the command to the outcomes; what the"
        " scored world takes of it is measured apart. Logs and outcomes stand in `benchmarks/results/`.\n"
    )
    figures: tuple[tuple[str, Any], ...] = (
        ("worlds", lambda one: str(one["worlds"])),
        ("both worlds", lambda one: lasting(one["wall_s"])),
        ("the scored world", lambda one: lasting(one["scored_world_s"]) if "scored_world_s" in one else ""),
        ("processor time", lambda one: lasting(one["cpu_s"])),
        ("million person-ticks/s", lambda one: f"{one['person_ticks_per_s'] * one['worlds'] / 1e6:.1f}"),
        ("memory in all", lambda one: f"{one['peak_gib']:.2f}{GAP}GiB"),
    )
    body = (
        (f"{one['took']['persons']:,} persons", *(write(one["took"]) for _, write in figures), one["machine"]["day"])
        for one in found
    )
    yield from rows(("", *(name for name, _ in figures), "measured on"), body)
    machines = dict.fromkeys(measured_on(one["machine"]) for one in found)
    yield "\n" + "\n".join(machines) + "\n"


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
