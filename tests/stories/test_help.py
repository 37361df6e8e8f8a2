"""Help answers at once, and nothing that is typed wrongly ends without a word."""

import resource
import time
from pathlib import Path

import pytest

from tests.stories.program import scorarium

COMMANDS = (
    "list", "show", "new", "check", "run", "study", "compare", "report", "explain", "audit", "claims", "validate",
    "sources", "facts", "schema", "plan", "doctor", "describe", "society", "lab",
)  # fmt: skip
LATER = ("audit suining-2010", "claims", "lab")


def test_help_is_quick(tmp_path: Path) -> None:
    """0.3 s is the promise, on a machine with nothing else to do: what counts here is the processor's time."""
    done = scorarium("--help", cwd=tmp_path)
    walls, processor = [], []
    for _ in range(5):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = scorarium("--help", cwd=tmp_path)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - start)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"scorarium --help: {min(processor):.3f} s of the processor, {min(walls):.3f} s on the clock")
    assert done.status == 0
    assert all(f" {name} " in done.out for name in COMMANDS)
    assert min(processor) < 0.45


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, tmp_path: Path) -> None:
    done = scorarium(command, "--help", cwd=tmp_path)
    assert done.status == 0
    assert f"scorarium {command}" in done.out


@pytest.mark.parametrize("command", LATER)
def test_what_comes_later_says_so(command: str, tmp_path: Path) -> None:
    done = scorarium(*command.split(), cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "comes with a later version" in done.err


def test_a_slip_is_answered_with_the_nearest_command(tmp_path: Path) -> None:
    done = scorarium("explian", cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "Did you mean 'explain'" in done.err


def test_a_slip_in_a_choice_is_answered_with_the_nearest(tmp_path: Path) -> None:
    done = scorarium("explain", "1", "--most", "harmd", cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "Did you mean 'harmed'?" in " ".join(done.err.split())
    assert "Value error" not in done.err


def test_the_version(tmp_path: Path) -> None:
    done = scorarium("--version", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("scorarium 0.")
