"""What the machine can do at most on one thread, and how far the engine is from it on the mini scheme."""

from __future__ import annotations

# ruff: noqa: PLC0415 (what is measured is imported where its import counts)
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.luck import blocks
from scorarium.kernels.compiled import shared
from scorarium.kernels.luck import eight_blocks
from scorarium.kernels.vectors import LANES
from scorarium.kernels.views import Handle, layout

LINE: Final = 1 << 12
"""Blocks of luck that are drawn at a time, as in a block of persons."""
MANY: Final = 1 << 22
PERSONS: Final = 1_000_000
ROUNDS: Final = 5
COLUMNS: Final = dict.fromkeys(("who", "nth", "word", "height", "sense", "person"), "u4:1")


@shared
def draw(view: Any, n: int, times: int) -> None:
    """Blocks of luck by eights, as the engine draws them for all candidates of a block of persons."""
    for t in range(times):
        for at in range(0, n, LANES):
            eight_blocks(view.who, view.nth, at, t, 0, 7, 0, 1, 2, view.word, view.height, view.sense, view.person)


@shared
def add_up(numbers: Any, places: Any) -> int:
    """The sum of the numbers at some places; nothing waits for what is summed."""
    total = 0
    for k in range(places.shape[0]):
        total += numbers[places[k]]
    return total


def ceilings() -> dict[str, float]:
    """By what is done: nanoseconds, or gigabytes a second; the best of some rounds."""
    line = Handle(layout("line", COLUMNS, is_frozen=False), {name: np.zeros(LINE, np.uint32) for name in COLUMNS})
    draw(line, LINE, 1)
    blocks("person", 0, LINE)
    much, other = np.zeros(1 << 27, np.uint8), np.ones(1 << 27, np.uint8)
    places = np.random.default_rng(1).integers(0, PERSONS, MANY).astype(np.int32)
    bases = np.zeros(PERSONS, np.int32)
    add_up(bases, places)
    return {
        "ns for a word of luck": best(lambda: blocks("person", 0, MANY // 4)) / MANY,
        "ns for a word of luck, by eights": best(lambda: draw(line, LINE, MANY // LINE // 4)) / MANY,
        "GB/s read and written": 2 * len(much) / best(lambda: np.copyto(other, much)),
        "ns for a number of anybody among a million": best(lambda: add_up(bases, places)) / MANY,
    }


def best(does: Callable[[], Any]) -> float:
    """Nanoseconds of processor time of the best of some rounds."""
    found = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        does()
        found.append(time.process_time() - begin)
    return 1e9 * min(found)


def limits(compiled: Any, acts: float) -> dict[str, float]:
    """What a person-tick of a plan cannot do without, and how long it takes on one thread by code of its own.

    Of the state only lines that change in the last tick are counted, each as read and written: it is the least.

    Parameters
    ----------
    compiled
        A plan whose acts are done at most once a tick.
    acts
        How many of them a person does in a tick.
    """
    from scorarium.engine.passes import compile_passes, granted_by
    from scorarium.engine.run import ticks
    from scorarium.engine.step import Life
    from scorarium.engine.threads import Workers

    plan = compiled.plan
    persons = int(plan.sizes.persons)
    granted = granted_by(Life(plan, Workers(1), shard=persons).tables)
    compile_passes(granted)
    seconds, before, moved, begin = [], dict[str, NDArray[Any]](), 0, time.process_time()
    for t, life in ticks(compiled, threads=1, granted=granted):
        seconds.append(time.process_time() - begin)
        lines = dict(lines_of(life.running))
        if t == int(plan.clock.n_ticks) - 1:
            moved = sum(line.nbytes for name, line in lines.items() if not np.array_equal(line, before[name]))
        elif t == int(plan.clock.n_ticks) - 2:
            before = {name: line.copy() for name, line in lines.items()}
        begin = time.process_time()
    return {
        "ns of a person-tick": statistics.median(seconds[1:]) / persons * 1e9,
        "words of luck": int(plan.acts.periodic.shape[0]) + 4 * acts,
        "bytes read and written": 2 * moved / persons,
        "friends": plan.ties.friends.shape[0] / persons,
        "bytes of a graph": (plan.ties.friends.nbytes + plan.ties.friends_first.nbytes) / persons,
    }


def lines_of(state: Any) -> Iterator[tuple[str, NDArray[Any]]]:
    """The columns of a state, those of several schemes, worlds or lists one by one."""
    for name, column in state._asdict().items():
        for k, line in enumerate(np.atleast_2d(np.asarray(column))):
            yield f"{name} {k}", line
