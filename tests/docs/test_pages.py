"""Every code block of the written pages runs.

==========  ====================================================================================================
language    what happens
==========  ====================================================================================================
bash        each line runs, in the page's own empty folder; a line may end with ``# exit status N``
sh          what a person types into a shell of their own: `make X` must be a target, `.venv/bin/X` a program
python      runs, in the page's own namespace
yaml        with ``kind:`` it must pass `check`; with a first line ``# NAME.yaml`` it is also kept in the page's folder
text        is not code
==========  ====================================================================================================

Nothing else may stand behind a fence, so that no block escapes by being called something new.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs.blocks import ROOT, Block, blocks, pages

PROGRAMS = Path(sys.executable).parent
SECONDS = 240
STATUS = re.compile(r"# exit status (\d)\b")


class Reader:
    """Somebody who types what a page says.

    Parameters
    ----------
    folder
        Where they work; empty when the page begins.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__page__"}

    def read(self, block: Block) -> None:
        """Do what one block says."""
        doings = {"bash": self.bash, "sh": self.sh, "python": self.python, "yaml": self.yaml}
        if block.language == "text" or block.language.startswith("{"):
            return
        assert block.language in doings, f"{block.place}: a block in {block.language or 'no language'!r}"
        doings[block.language](block)

    def bash(self, block: Block) -> None:
        """Run each line; nothing but Scorarium's own commands may stand there."""
        for line in block.text.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if not words:
                continue
            assert words[0] == "scorarium", f"{block.place}: only scorarium is run here (got {words[0]!r}); use sh"
            expected = int(found[1]) if (found := STATUS.search(line)) else 0
            done = subprocess.run(
                [str(PROGRAMS / words[0]), *words[1:]],
                cwd=self.folder, capture_output=True, text=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
            said = f"{block.place}: {line}\nexit status {done.returncode}\n{done.stdout}\n{done.stderr}"
            assert done.returncode == expected, said
            assert "Traceback" not in done.stderr, said

    def sh(self, block: Block) -> None:
        """Look whether what a person is told to type exists."""
        targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        for line in block.text.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["make"]:
                asked = {word for word in words[1:] if "=" not in word}
                assert asked <= targets, f"{block.place}: no such target: {asked - targets}"
            elif words and words[0].startswith(".venv/bin/"):
                assert (PROGRAMS / Path(words[0]).name).exists(), f"{block.place}: no such program: {words[0]}"

    def python(self, block: Block) -> None:
        """Run the code; names live until the end of the page."""
        code = compile("\n" * (block.line - 1) + block.text, str(ROOT / block.page), "exec")
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(io.StringIO()):
            exec(code, self.names)  # noqa: S102

    def yaml(self, block: Block) -> None:
        """Check a whole declaration; keep it where the page names a file."""
        if not re.search(r"^kind:", block.text, re.MULTILINE):
            return
        named = re.match(r"# ([\w.-]+\.yaml)\b", block.text)
        file = self.folder / (named[1] if named else "block.yaml")
        file.write_text(block.text, encoding="utf-8")
        if "# not accepted" in block.text:
            return
        done = subprocess.run(
            [str(PROGRAMS / "scorarium"), "check", file.name],
            cwd=self.folder, capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{block.place}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    reader = Reader(tmp_path)
    for block in blocks(page):
        reader.read(block)


def test_the_pages_are_found() -> None:
    names = {str(page.relative_to(ROOT)) for page in pages()}
    assert {"README.md", "CONTRIBUTING.md", "docs/index.md", "docs/commands.md", "docs/guard-rails.md"} <= names


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_files_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    links = [
        link
        for link in re.findall(r"\]\(([^)\s]+)\)", text)
        if "://" not in link and not link.startswith(("#", "mailto:"))
    ]
    assert not [link for link in links if not (page.parent / link.partition("#")[0]).exists()]
