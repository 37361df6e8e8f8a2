"""Whatever lies where a file is asked for, every command answers in a sentence, in time, with status 2."""

import os
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scorarium.cli.main import app
from tests.properties.answers import MOST_SECONDS

COMMANDS = ("check", "show", "sources", "society describe", "plan", "run", "study", "report", "compare", "describe")
HEAD = b"scorarium: 1\nkind: scheme\nname: x\n"
FILES = {
    "binary": bytes(range(256)) * 20,
    "empty": b"",
    "comments": b"# nothing\n# else\n",
    "list": b"- a\n- b\n",
    "large": b"a: b\n" * 10_000_000,
    "one-line": b"a" * 50_000_000,
    "deep": b"[" * 100_000,
    "deeper": b"\n".join(b" " * depth + b"a:" for depth in range(900)),
    "anchors": HEAD + b"acts: &a [x, x]\nlists: *a\n",
    "twice": HEAD + b"name: y\n",
    "tabs": HEAD + b"\ttitle: x\n",
    "utf-16": HEAD.decode().encode("utf-16"),
    "latin-1": HEAD + "title: naïve\n".encode("latin-1"),
    "nought": HEAD + b"\x00",
    "huge": HEAD + b"year: 1e999\n",
    "no-number": HEAD + b"year: .nan\n",
    "circle": HEAD + b"like: x\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that are none."""
    made = tmp_path_factory.mktemp("hostile")
    for name, content in FILES.items():
        (made / f"{name}.scheme.yaml").write_bytes(content)
    os.mkfifo(made / "fifo.scheme.yaml")
    (made / "folder.scheme.yaml").mkdir()
    return made


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", [*FILES, "fifo", "folder", "missing"])
def test_a_hostile_file_is_answered(folder: Path, name: str, command: str) -> None:
    begin = time.process_time()
    done = CliRunner().invoke(app, [*command.split(), str(folder / f"{name}.scheme.yaml")])
    assert time.process_time() - begin < MOST_SECONDS
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 2, done.output
    assert done.stderr.strip()
    assert "Traceback" not in done.output


@pytest.mark.parametrize("name", ["", "-", "/", ".", "nobody", "a\nb", "x" * 5_000, "\u202eabc", "🙂"])
def test_an_odd_name_is_answered(name: str) -> None:
    for command in COMMANDS:
        done = CliRunner().invoke(app, [*command.split(), "--", name])
        assert isinstance(done.exception, SystemExit), (command, done.exception)
        assert done.exit_code == 2, (command, done.output)
        assert done.stderr.strip()


@pytest.mark.parametrize(("length", "status"), [(90, 0), (2_000, 2)])
def test_a_long_chain_of_variants_is_answered(tmp_path: Path, length: int, status: int) -> None:
    for step in range(length):
        text = f"scorarium: 1\nkind: scheme\nname: c{step}\nlike: c{step + 1}\n"
        (tmp_path / f"c{step}.scheme.yaml").write_text(text, encoding="utf-8")
    (tmp_path / f"c{length}.scheme.yaml").write_text(f"scorarium: 1\nkind: scheme\nname: c{length}\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["check", str(tmp_path / "c0.scheme.yaml")])
    assert done.exit_code == status, done.output
    assert status == 0 or "too long a chain of variants" in done.stderr


def test_a_circle_of_variants_is_said(tmp_path: Path) -> None:
    for name, like in (("a", "b"), ("b", "c"), ("c", "a")):
        text = f"scorarium: 1\nkind: scheme\nname: {name}\nlike: {like}\n"
        (tmp_path / f"{name}.scheme.yaml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["check", str(tmp_path / "a.scheme.yaml")])
    assert done.exit_code == 2
    assert "a → b → c → a" in done.stderr
