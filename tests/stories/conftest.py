"""A run that several stories look at."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.stories.program import STRICT, scorarium


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Two worlds beside none, lived twice and kept in `runs/kept`."""
    folder: Path = tmp_path_factory.mktemp("story")
    size = ("--society", "plain", "--persons", "400", "--years", "1", "--replicates", "2", "--seed", "11")
    done = scorarium("run", STRICT, "life-coach", *size, "--out", "runs/kept", "--json", cwd=folder)
    assert done.status == 0, done.err
    return SimpleNamespace(folder=folder, run="runs/kept", document=done.json(), err=done.err)
