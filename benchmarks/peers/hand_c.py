"""The loop that a programmer would write by hand for this one task, in C on two threads: the ceiling."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers import task
from benchmarks.peers.task import Begin, Life, Outcome

SOURCE = Path(__file__).with_name("loop.c")
FLAGS = ("-O3", "-march=native", "-ffast-math", "-fopenmp", "-shared", "-fPIC")


def compiled() -> Any:
    """The loop, compiled for this machine."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "loop.so"
        subprocess.run(["cc", *FLAGS, str(SOURCE), "-o", str(library)], check=True)
        tick = ctypes.CDLL(str(library)).tick
    tick.restype = ctypes.c_double
    tick.argtypes = [ctypes.c_int64, ctypes.c_int32, ctypes.c_uint64, *[ctypes.c_void_p] * 10]
    return tick


def prepare(persons: int) -> Begin:
    """Traits and neighbours once."""
    rng = np.random.default_rng(0)
    trait = np.exp(task.SPREAD * rng.standard_normal(persons, np.float32) - task.SPREAD**2 / 2).astype(np.float32)
    friends = rng.integers(0, persons, (persons, task.NEIGHBOURS), dtype=np.int32)
    tables = [np.array(one, np.float32) for one in (task.BASE, task.DETECTION, task.POINTS, task.TIERS[1:])]
    tick = compiled()

    def begin(seed: int) -> Life:
        before, after = np.full(persons, task.START, np.float32), np.empty(persons, np.float32)
        until, counts = np.full(persons, -1, np.int8), np.zeros(6, np.int64)
        key = (seed + 1) * 0x9E3779B1

        def live() -> Outcome:
            old, new, total = before, after, 0.0
            for t in range(task.TICKS):
                arrays = (trait, friends, old, new, until, *tables, counts)
                total = tick(persons, t, key, *[at(array) for array in arrays])
                old, new = new, old
            return Outcome(total / persons, float(counts[5]) / persons)

        return live

    return begin


def at(array: NDArray[Any]) -> int:
    """Where an array stands in memory."""
    return int(array.ctypes.data)
