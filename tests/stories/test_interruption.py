"""Somebody stops a run: what was finished is kept, and the same command goes on where it stopped."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.stories.program import PROGRAM, STRICT, environment, scorarium

SIZE = ("--society", "plain", "--persons", "1000", "--years", "1", "--seed", "3")
SECONDS = 240


def parts(folder: Path) -> list[Path]:
    """Replicates that are finished; what is being written has a name that begins with a dot."""
    return sorted((folder / "parts").glob("[!.]*"))


def stopped(folder: Path, replicates: int, *, after: int) -> tuple[int, str, str]:
    """Run, and send SIGINT once so many replicates are on disk: the last of them may not have been counted yet."""
    command = [PROGRAM, "run", str(STRICT), *SIZE, "--replicates", str(replicates), "--out", "kept", "--json"]
    run = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    )
    end = time.monotonic() + SECONDS
    while run.poll() is None and len(parts(folder / "kept")) < after and time.monotonic() < end:
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=SECONDS)
    assert "Traceback" not in err, err
    return run.returncode, out, err


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str, str]:
    folder = tmp_path_factory.mktemp("stopped")
    return folder, *stopped(folder, 400, after=3)


def test_what_was_finished_is_kept_and_printed(interrupted: tuple[Path, int, str, str]) -> None:
    folder, status, out, err = interrupted
    assert status == 3, err
    document = json.loads(out)
    assert document["complete"] is False
    assert 2 <= document["replicates"] < 400
    assert json.loads((folder / "kept" / "run.json").read_text(encoding="utf-8")) == document
    assert f"{document['replicates']} of 400 replicates" in err


def test_the_command_says_how_to_go_on(interrupted: tuple[Path, int, str, str]) -> None:
    assert f"scorarium run {STRICT}" in interrupted[3]
    assert "--replicates 400" in interrupted[3]


def test_going_on_gives_what_an_unbroken_run_gives(tmp_path: Path) -> None:
    status, out, err = stopped(tmp_path, 6, after=3)
    if status == 0:
        pytest.skip("the run was quicker than the one who wanted to stop it")
    assert status == 3, err
    n = json.loads(out)["replicates"]
    assert 2 <= n < 6
    again = scorarium("run", STRICT, *SIZE, "--replicates", "6", "--out", "kept", "--json", cwd=tmp_path)
    unbroken = scorarium("run", STRICT, *SIZE, "--replicates", "6", "--out", "other", "--json", cwd=tmp_path)
    assert (again.status, unbroken.status) == (0, 0), again.err
    assert again.json()["worlds"] == unbroken.json()["worlds"]
    assert again.json()["complete"] is True
    assert not parts(tmp_path / "kept"), "what is put together need not be kept twice"


def test_stopped_at_once_nothing_is_kept(tmp_path: Path) -> None:
    command = [PROGRAM, "run", str(STRICT), *SIZE, "--persons", "20000", "--out", "kept"]
    run = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    )
    time.sleep(1.5)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=SECONDS)
    assert "Traceback" not in err, err
    assert (run.returncode, out) == (3, ""), err
    assert "nothing is kept" in err or "nothing was finished" in err
    assert not (tmp_path / "kept" / "run.json").exists()
