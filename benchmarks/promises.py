"""What is asked of the engine beside what was seen last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.told import GAP, lasting, rounded

Found = Mapping[str, Any]
"""The document of a result, or all of them by the name of their file."""

OWN: Final = "scorarium"
FRAMEWORKS: Final = ("Starsim, aligned draws", "Starsim, draws as they come", "Vivarium, aligned draws", "Mesa")
TIMES_AS_FAST: Final = {
    "Starsim, aligned draws": 10.0,
    "Mesa": 200.0,
    "NumPy, tuned": 4.0,
    "hand-written C, 2 threads": 0.5,
}
TIMES_FASTEST: Final = 6.0
"""How many times as fast as the fastest of the ``FRAMEWORKS``."""
A_MILLION: Final = "1000000"
NATIONS: Final = {100_000_000: 4 * 60.0, 1_400_000_000: 60 * 60.0}
"""Seconds that the scored world of so many persons may take for a year of weeks."""
MOST_GIB: Final = {33_000_000: 1.0, 1_400_000_000: 20.0}


@dataclass(frozen=True)
class Promise:
    """One figure that is asked.

    Parameters
    ----------
    what
        Of what.
    asked
        The bound.
    seen
        What was measured last.
    is_least
        Whether the bound is the least that may be seen, or the most.
    write
        How both are written.
    """

    what: str
    asked: float
    seen: float
    is_least: bool
    write: Callable[[float], str]

    @property
    def is_kept(self) -> bool:
        """Whether it is as good as asked."""
        return self.seen >= self.asked if self.is_least else self.seen <= self.asked

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """As a line of a table."""
        sign = "≥" if self.is_least else "≤"
        return (
            self.what,
            f"{sign}{GAP}{self.write(self.asked)}",
            self.write(self.seen),
            "yes" if self.is_kept else "**no**",
        )

    @property
    def sentence(self) -> str:
        """As a line by itself."""
        what, asked, seen, _ = self.cells
        return f"{what}: {seen} (asked: {asked}){'' if self.is_kept else ', MISSED'}"


def times(value: float) -> str:
    """A ratio."""
    return f"{value:,.0f}{GAP}×" if value >= 100 else f"{value:.3g}{GAP}×"


def millions(value: float) -> str:
    """Person-ticks a second."""
    return f"{rounded(value)}{GAP}million/s"


def gibibytes(value: float) -> str:
    """Memory."""
    return f"{value:.2f}{GAP}GiB"


def promises(found: Found) -> list[Promise]:
    """All of which something was measured."""
    makers = {"peers": beside_peers, "speed": by_itself, "costs": by_more}
    told = [one for name, make in makers.items() if name in found for one in make(found[name])]
    nations = (found[name] for name in sorted(found) if name.startswith("nation-"))
    return told + [one for document in nations for one in of_nation(document["took"])]


def beside_peers(found: Found) -> Iterator[Promise]:
    """The mini scheme beside the same work of others."""
    figures = found["figures"]
    for persons in ("100000", A_MILLION):
        if OWN in figures.get(persons, {}):
            what = f"mini scheme, {int(persons):,} persons"
            yield Promise(what, 40.0, figures[persons][OWN]["median"], True, millions)
    variants = {name: one["median"] for name, one in figures.get(A_MILLION, {}).items() if not one["void"]}
    if OWN not in variants:
        return
    for name, asked in TIMES_AS_FAST.items():
        if name in variants:
            yield Promise(f"the same beside {name}", asked, variants[OWN] / variants[name], True, times)
    others = {name: variants[name] for name in FRAMEWORKS if name in variants}
    if others:
        best = max(others, key=others.__getitem__)
        what = f"the same beside the fastest framework ({best})"
        yield Promise(what, TIMES_FASTEST, variants[OWN] / others[best], True, times)


def by_itself(found: Found) -> Iterator[Promise]:
    """A scheme as it was, and the way to it."""
    figures = found["figures"]
    one, two = (figures.get(f"live by own code, {n} threads") for n in (1, 2))
    if two:
        what = f"`suining-2010` beside `none`, {two['candidates_per_person_tick']:.2f} candidates a person-tick"
        yield Promise(what, 30.0, two["person_ticks_per_s"] / 1e6, True, millions)
        yield Promise("the same, memory in all", 3.0, two["peak_gib"], False, gibibytes)
    if one and two:
        yield Promise("two threads beside one", 1.7, one["simulate_s"] / two["simulate_s"], True, times)
    if "compile" in figures:
        yield Promise("compilation, once", 40.0, figures["compile"]["compile_cpu_s"], False, lasting)
    if "start" in figures:
        yield Promise("the way to the first tick", 2.0, figures["start"]["to_first_tick_s"], False, lasting)
    if "twin" in figures:
        yield Promise(
            "the slow twin, a person-tick", 60.0, figures["twin"]["us"], False, lambda us: f"{rounded(us)}{GAP}µs"
        )


def by_more(found: Found) -> Iterator[Promise]:
    """What more of something costs."""
    ns = {(one["what"], one["value"]): one["ns"] for one in found["points"]}

    def beside(
        what: str, value: float | str, least: float | str, asked: float, name: str, n: float
    ) -> Iterator[Promise]:
        if (what, value) in ns and (what, least) in ns:
            yield Promise(name, asked, n * ns[what, value] / ns[what, least], False, times)

    yield from beside(
        "worlds", "none and the scheme", "the scheme alone", 1.5, "`none` and a scheme beside it alone", 1
    )
    yield from beside(
        "worlds", "none and twice the scheme", "the scheme alone", 2.2, "`none` and two schemes beside one alone", 1
    )
    yield from beside("persons", 1_000_000, 100_000, 10.5, f"ten times the persons{with_candidates(found)}", 10)
    yield from beside(
        "how people answer", "full, all of it off", "deterrence", 1.01, "mechanisms that are switched off", 1
    )
    if "bytes of a graph" in found.get("limits", {}):
        graph = found["limits"]["bytes of a graph"]
        yield Promise(
            "a stored graph of mean degree 10, a person", 48.0, graph, False, lambda x: f"{rounded(x)}{GAP}bytes"
        )


def with_candidates(found: Found) -> str:
    """How many more candidates each of a million persons has: the most active of a cell is more active among more."""
    drawn = {one["value"]: one["candidates"] for one in found["points"] if one["what"] == "persons"}
    few, many = drawn.get(100_000, 0.0), drawn.get(1_000_000, 0.0)
    return f" (1,000,000, of whom each has {many / few:.2f} times the candidates)" if few and many else ""


def of_nation(took: Found) -> Iterator[Promise]:
    """One of the longest runs: its figures."""
    persons = took["persons"]
    what = f"{persons:,} persons, 52 weeks"
    if persons in NATIONS and "scored_world_s" in took:
        yield Promise(f"{what}: the scored world", NATIONS[persons], took["scored_world_s"], False, lasting)
    if persons in MOST_GIB:
        yield Promise(f"{what}: memory in all", MOST_GIB[persons], took["peak_gib"], False, gibibytes)
