"""A run: ticks one after another, and the record that is kept of them."""

import platform
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Final

import llvmlite
import numba
import numpy as np
from numpy.typing import NDArray

from scorarium.engine.entries import TABLE
from scorarium.engine.passes import NOTHING, Granted, compile_passes
from scorarium.engine.plan import CompiledPlan
from scorarium.engine.record import Keep, Record, Recorder, Timing
from scorarium.engine.step import BLOCK_SIZE, Life
from scorarium.engine.tables import Plan
from scorarium.engine.threads import Workers, shard_size, usable_threads
from scorarium.errors import ScorariumError
from scorarium.kernels.views import source_digest

Progress = Callable[[int, int], None]


LONG: Final = 2.5e9
"""Person-ticks of all worlds from which on half a minute of compiling is won back."""


def is_long(person_ticks: float) -> bool:
    """Whether a run of so many person-ticks, all worlds counted, gets code of its own."""
    return person_ticks >= LONG


class RunStoppedError(ScorariumError):
    """A run that was asked to stop before its last tick; nothing of it is kept."""


Turning = Callable[[int, CompiledPlan, Life], None]


def ticks(
    compiled: CompiledPlan | Plan,
    *,
    threads: int | None = None,
    shard: int | None = None,
    block: int = BLOCK_SIZE,
    granted: Granted | None = NOTHING,
    turning: Turning | None = None,
) -> Iterator[tuple[int, Life]]:
    """Live a plan tick by tick.

    Parameters
    ----------
    compiled
        The plan.
    threads
        How many; all usable processors by default. Results do not depend on it.
    shard, block
        Persons per shard and per block. Results do not depend on them.
    granted
        What compiled code takes for granted; None: all that it can, for a run so long that compiling pays
        (:func:`is_long`). Results do not depend on it.
    turning
        Told of each change of a scheme: the tick before which it happens, the plan from now on, the life after it.

    Yields
    ------
    (tick, life)
        After each tick; ``life.complete()`` is the state, ``life.entries()`` the record.
    """
    plan = compiled.plan if isinstance(compiled, CompiledPlan) else compiled
    n_threads = threads or usable_threads()
    size = shard or shard_size(plan.sizes.persons, n_threads)
    with Workers(n_threads) as workers:
        life = Life(plan, workers, shard=size, block=block, granted=NOTHING if granted is None else granted)
        if granted is None:
            life.take_for_granted()
        for t in range(plan.clock.n_ticks):
            if isinstance(compiled, CompiledPlan):
                compiled = turned(compiled, life, t, turning)
            life.tick(t)
            yield t, life


def turned(compiled: CompiledPlan, life: Life, t: int, turning: Turning | None = None) -> CompiledPlan:
    """Make the changes that fall due before tick ``t``; the plan that holds from now on."""
    while (changed := compiled.after(t, life.running.n_measured)) is not None:
        if changed.turn is not None:
            life.turn(changed.plan, changed.turn)
            if turning is not None:
                turning(t, changed, life)
        compiled = changed
    return compiled


def simulate(
    compiled: CompiledPlan | Plan,
    *,
    threads: int | None = None,
    shard: int | None = None,
    progress: Progress | None = None,
    record: Keep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Record:
    """Live a plan and keep a record of it.

    Parameters
    ----------
    compiled
        What ``engine.plan.compile_plan`` made.
    threads, shard
        As for :func:`ticks`; the record does not depend on them.
    progress
        Called with (ticks done, ticks in all) after each tick, and with (0, ticks) once the engine is compiled.
    record
        What to keep; by default no burn-in and 61 histograms.
    should_stop
        Asked after each tick.

    Raises
    ------
    RunStoppedError
        ``should_stop`` said yes.
    """
    plan = compiled.plan if isinstance(compiled, CompiledPlan) else compiled
    compile_s = compile_passes()
    total = int(plan.clock.n_ticks)
    if progress is not None:
        progress(0, total)
    start = perf_counter()
    recorder: Recorder | None = None
    life: Life | None = None
    for t, life in ticks(compiled, threads=threads, shard=shard):
        if recorder is None:
            recorder = Recorder(plan, record, [(one.first, one.last) for one in life.shards])
        recorder.add(t, life.running)
        if progress is not None:
            progress(t + 1, total)
        if should_stop is not None and should_stop():
            raise RunStoppedError(f"stopped after {t + 1} of {total} ticks")
    if life is None or recorder is None:
        raise ScorariumError("a run needs at least one tick")
    persons = int(plan.sizes.persons)
    timing = Timing(
        compile_s,
        perf_counter() - start,
        persons * total * int(plan.sizes.worlds),
        life.n_candidates / (persons * total),
    )
    entries: NDArray[np.void] = life.entries() if recorder.keep.entries else np.zeros(0, TABLE)
    labels = compiled.labels if isinstance(compiled, CompiledPlan) else None
    return recorder.finish(
        life.complete(), entries, labels=labels, timing=timing, versions=versions(), fits=life.learner.fits
    )


def versions() -> dict[str, str]:
    """What made the bits."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numba": numba.__version__,
        "llvmlite": llvmlite.__version__,
        "kernels": source_digest(),
    }
