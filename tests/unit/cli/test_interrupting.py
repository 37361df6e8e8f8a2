"""Ctrl+C is never lost."""

import subprocess
import sys

import pytest

SWALLOWED = """
import ctypes, sys, time
from scorarium.cli.main import _interrupt_again

def called_back():
    raise {error}

sys.unraisablehook = _interrupt_again
try:
    ctypes.CFUNCTYPE(None)(called_back)()
    time.sleep(1)
    print("went on")
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.parametrize(("error", "says"), [("KeyboardInterrupt", "interrupted"), ("ValueError('x')", "went on")])
def test_an_interruption_within_a_callback_is_raised_again(error: str, says: str) -> None:
    """A compiler that calls back would swallow it; other errors are shown as ever."""
    done = subprocess.run(
        [sys.executable, "-c", SWALLOWED.format(error=error)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{says}\n"
    assert ("Traceback" in done.stderr) == (says == "went on")
