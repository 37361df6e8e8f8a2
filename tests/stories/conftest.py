"""A run that several stories look at."""

import signal
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.stories.program import STRICT, scorarium


@pytest.fixture(scope="session", autouse=True)
def _can_be_interrupted() -> Iterator[None]:
    """A shell ignores SIGINT in what it runs in the background, and every child inherits that."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Two worlds beside none, lived twice and kept in `runs/kept`."""
    folder: Path = tmp_path_factory.mktemp("story")
    size = ("--society", "plain", "--persons", "400", "--years", "1", "--replicates", "2", "--seed", "11")
    done = scorarium("run", STRICT, "life-coach", *size, "--out", "runs/kept", "--json", cwd=folder)
    assert done.status == 0, done.err
    return SimpleNamespace(folder=folder, run="runs/kept", document=done.json(), err=done.err)
