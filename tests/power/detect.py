"""Lives a busy society in twin and engine and compares; run as a program on a copy of the package.

``python -m tests.power.detect SOURCE [compiled]``: SOURCE is where the package must come from; unless ``compiled`` is
said, the kernels are read by Python. Leaves with 0 if nothing differs and with 1 and the first difference otherwise.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DIFFERENT = 1
UNREAD = {"publishes_tiers": ("pub_tier",), "publishes_lists": ("pub_primary", "pub_listed")}
"""Copies that stay behind where nobody reads them."""


def departures(compiled: Any) -> Iterator[str]:
    """What differs between twin and engine after each tick.

    The engine's state is read as it runs: ``Life.complete`` would bring stale copies up to date.
    """
    import numpy as np

    from scorarium.engine.run import ticks
    from scorarium.twin.run import advance, new, tick
    from tests.twin.compare import ENTRY, twin_entries

    sim = new(compiled.plan)
    for t, life in ticks(compiled, threads=1, shard=16, block=8):
        compiled = advance(sim, compiled, t)
        tick(sim, t)
        slow, fast = sim.final_state(), life.running
        unread = {name for flag, names in UNREAD.items() if not life.rows[flag] for name in names}
        for name in slow._fields:
            if name not in unread and not np.array_equal(getattr(slow, name), getattr(fast, name)):
                yield f"tick {t}: {name}"
        if twin_entries(sim) != [tuple(row) for row in life.entries()[list(ENTRY)].tolist()]:
            yield f"tick {t}: the record"


def main(source: str, way: str = "read") -> int:
    """Compare, and say what differs first."""
    if way != "compiled":
        import tests.power.interpreted  # noqa: F401
    import scorarium

    found = Path(scorarium.__file__).resolve()
    assert found.is_relative_to(Path(source).resolve()), f"the package came from {found}"
    from tests.power.busy import busy

    first = next(departures(busy()), None)
    if first is not None:
        print(first)
        return DIFFERENT
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
