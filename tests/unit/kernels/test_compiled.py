"""Inner functions are compiled once, linked into the passes that call them, and found again on the disk."""

import os
import subprocess
import sys
from pathlib import Path

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


STEEP = """
from scorarium.kernels.compiled import inner, outer

@inner
def scaled(x, by):
    return x * by

@inner
def steep(x):
    return scaled(x, 2) + scaled(x, 3) + scaled(x, x)

@outer
def sums(x):
    return steep(x) + scaled(x, 5)
"""


def said_by(module: str, asked: str, folder: Path) -> list[str]:
    """What a process of its own prints, with a cache of its own."""
    (folder / "passes.py").write_text(module, encoding="utf-8")
    environment = os.environ | {"NUMBA_CACHE_DIR": str(folder / "kept"), "PYTHONPATH": str(folder)}
    command = [sys.executable, "-c", f"import passes; print({asked})"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()


def test_a_constant_makes_no_version_of_its_own(tmp_path: Path) -> None:
    expected = 7 * 2 + 7 * 3 + 7 * 7 + 7 * 5
    assert said_by(STEEP, "passes.sums(7), len(passes.scaled.signatures)", tmp_path) == [str(expected), "1"]


def test_a_pass_is_compiled_once_for_all_processes(tmp_path: Path) -> None:
    asked = "passes.both(5), sum(passes.both.stats.cache_hits.values())"
    said = [said_by(MODULE, asked, tmp_path) for _ in range(2)]
    assert said == [["26", "0"], ["26", "1"]]
