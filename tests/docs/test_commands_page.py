"""The page of commands names every command and no other, and every option that it names exists."""

import re
from collections.abc import Iterator
from typing import Any

import typer.main

from scorarium.cli.main import app
from tests.docs.blocks import ROOT, blocks, pages

TEXT = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def commands(command: Any, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield every command with its options."""
    inner: dict[str, Any] = getattr(command, "commands", {})
    if not inner:
        yield path, {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    for name, one in inner.items():
        yield from commands(one, f"{path} {name}".strip())


def test_the_page_names_every_command_and_no_other() -> None:
    named = {re.sub(r" [A-Z].*", "", found) for found in re.findall(r"^\| `scorarium ([^`]+)`", TEXT, re.MULTILINE)}
    assert named == {name for name, _ in commands(typer.main.get_command(app))}


def test_the_page_names_every_option_of_run() -> None:
    options = dict(commands(typer.main.get_command(app)))["run"]
    named = set(re.findall(r"^\| `(--[a-z-]+)", TEXT, re.MULTILINE))
    assert named == options - {"--help"}


def test_every_option_on_a_page_exists() -> None:
    there = dict(commands(typer.main.get_command(app)))
    unknown = set()
    for page in pages():
        for block in blocks(page):
            if block.language != "bash":
                continue
            for line in block.text.replace("\\\n", " ").splitlines():
                words = line.partition("#")[0].split()[1:]
                name = next((one for one in (" ".join(words[:2]), words[0] if words else "") if one in there), "")
                unknown |= {
                    (block.place, word)
                    for word in words
                    if word.startswith("--") and word not in there.get(name, {"--help"})
                }
    assert not unknown
