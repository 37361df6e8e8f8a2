"""Words of luck as a stream, for batteries of tests: ``python -m benchmarks.luck ORDER | dieharder -g 200 -d 0``.

A generator that is called by address can be read in many orders, and each of them has to look like chance: person after
person, tick after tick, decision after decision, replicate after replicate.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.kernels.compiled import shared
from scorarium.kernels.draws import philox
from scorarium.names import Decision

ORDERS: Final = ("person", "tick", "decision", "replicate")
SEED: Final = (20140614, 0)
PERSONS: Final = 1 << 20
TICKS: Final = 1040
CHUNK: Final = 1 << 16
"""Blocks of four words that are written at once."""


@shared
def fill(out: Any, first: int, order: int, decisions: Any) -> None:
    """Words of blocks ``first …`` in an order (place in ``ORDERS``); ``out`` is uint32[n, 4]."""
    for row in range(out.shape[0]):
        k = first + row
        person, tick, replicate = k % PERSONS, k // PERSONS, 0
        decision, index = decisions[0], 0
        if order == 1:
            person, tick = k // TICKS, k % TICKS
        elif order == 2:
            n = len(decisions)
            decision, index, person, tick = decisions[k % n], k // n % 64, k // n // 64, 7
        elif order == 3:
            person, tick, replicate = k // 4096, 7, k % 4096
        words = philox(
            np.uint32(person), np.uint32(tick), np.uint32(decision * 65536 + index), np.uint32(replicate),
            np.uint32(SEED[0]), np.uint32(SEED[1]),
        )  # fmt: skip
        out[row, 0], out[row, 1], out[row, 2], out[row, 3] = words


def blocks(order: str, first: int, n: int) -> NDArray[np.uint32]:
    """uint32[n, 4]: blocks ``first … first + n - 1`` in one of the ``ORDERS``."""
    out = np.empty((n, 4), np.uint32)
    fill(out, first, ORDERS.index(order), np.array(sorted({int(one) for one in Decision}), np.int64))
    return out


def main() -> None:
    """Write words until nobody reads them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.luck", description="Words of luck as a stream.")
    parser.add_argument("order", choices=ORDERS)
    order, first = parser.parse_args().order, 0
    try:
        while True:
            sys.stdout.buffer.write(blocks(order, first, CHUNK).tobytes())
            first += CHUNK
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
