"""Find the code blocks of the written pages."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>```+)(?P<language>[\w{}:-]*) *(?P<rest>.*)$")


@dataclass(frozen=True)
class Block:
    """One fenced block.

    Parameters
    ----------
    page
        The file, from the root of the project.
    line
        The first line of the code, counted from 1.
    language
        What stands behind the opening fence; empty where nothing does.
    text
        The code, without its indentation.
    """

    page: str
    line: int
    language: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands, as editors understand it."""
        return f"{self.page}:{self.line}"


def pages() -> list[Path]:
    """Return every page that people read, the decision records included."""
    found = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "CHANGELOG.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    ]
    return [page for page in found if page.is_file()]


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in their order."""
    found: list[Block] = []
    name = str(page.relative_to(ROOT))
    opened: tuple[int, str, str, int] | None = None
    body: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        fence = FENCE.match(line)
        if opened is None and fence:
            opened = (number + 1, fence["language"], fence["ticks"], len(fence["indent"]))
            body = []
        elif opened is not None and fence and fence["ticks"].startswith(opened[2]) and not fence["language"]:
            found.append(Block(name, opened[0], opened[1], "\n".join(body) + "\n"))
            opened = None
        elif opened is not None:
            body.append(line[opened[3] :])
    if opened is not None:
        raise AssertionError(f"{name}:{opened[0]}: a block is never closed")
    return found
