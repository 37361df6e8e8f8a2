"""Inner functions are compiled once, linked into the passes that call them, and found again on the disk."""

import os
import subprocess
import sys
from pathlib import Path

from scorarium.kernels.compiled import inner, outer

MODULE = """
from scorarium.kernels.compiled import inner, outer

@inner
def twice(x):
    return 2 * x

@inner
def four_times(x):
    return twice(twice(x))

@outer
def both(x):
    return four_times(x) + twice(3)
"""


@inner
def scaled(x: int, by: int) -> int:
    """A product."""
    return x * by


@inner
def steep(x: int) -> int:
    """Three products."""
    return scaled(x, 2) + scaled(x, 3) + scaled(x, x)


def sums(x: int) -> int:
    """What a pass would do."""
    return steep(x) + scaled(x, 5)


def test_a_constant_makes_no_version_of_its_own() -> None:
    sums_compiled = outer(sums)
    assert sums_compiled(7) == 7 * 2 + 7 * 3 + 7 * 7 + 7 * 5
    assert len(scaled.signatures) <= 1  # type: ignore[attr-defined]  # none where the pass came from the disk


def test_a_pass_is_compiled_once_for_all_processes(tmp_path: Path) -> None:
    (tmp_path / "passes.py").write_text(MODULE, encoding="utf-8")
    asked = "import passes; print(passes.both(5), sum(passes.both.stats.cache_hits.values()))"
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path / "kept"), "PYTHONPATH": str(tmp_path)}
    said = [
        subprocess.run(
            [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert said == [["26", "0"], ["26", "1"]]
