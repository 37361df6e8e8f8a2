"""Take down what is wrong with a declaration that can be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from scorarium.errors import Complaint, Fault
from scorarium.scheme.document import Document, Path
from scorarium.scheme.faults import place, place_after
from scorarium.scheme.numbers import one_of, suggest

LINES: Final[dict[str, str]] = {
    "act": "A scheme may add it: acts: {{{name}: {{context: civic, gravity: 1, lawful: true, harm: 0.01, rate: 1/y}}}}",
    "service": "A scheme may add it: services: {{{name}: {{context: civic, demand: 1/y, value: 0.1}}}}",
    "reference": "Add it: references: {{{name}: {{title: …}}}}",
}
"""Lines to paste that make a name mean something, for what a file may add by itself."""
LINES_OF_A_SOCIETY: Final[dict[str, str]] = {
    "act": "Add it: acts: {{{name}: {{rate: 1/y}}}}",
    "service": "Add it: services: {{{name}: {{demand: 1/y, value: 0.1}}}}",
}


class Notes:
    """The faults of one document, each put in its place.

    Parameters
    ----------
    document
        What is being checked.
    under
        Where its paths begin in the file; for what a reform inside the file makes of it.
    """

    def __init__(self, document: Document, under: Path = ()) -> None:
        self.document = document
        self.under = under
        self.found: list[tuple[Path, Fault]] = []

    def add(
        self, path: Path, problem: str, *,
        got: str | None = None, expected: str | None = None, repair: str | None = None, on_key: bool = False,
    ) -> None:  # fmt: skip
        """Note that something is wrong with the value (or the key) at a path."""
        complaint = Complaint(problem, got, expected, repair, on_key=on_key)
        positions = self.document.positions
        file = positions[()].file if () in positions else str(self.document.name)
        if self.under:
            fault = place_after(complaint, self.under, path, positions, file)
        else:
            fault = place(complaint, self._written(path), positions, file)
        self.found.append((path, fault))

    @property
    def faults(self) -> list[Fault]:
        """All that was noted, by place, each once."""
        return sorted({fault for _, fault in self.found})

    def unknown(self, path: Path, what: str, name: str, known: Iterable[str], *, on_key: bool = False) -> None:
        """Note that a name names nothing, with the nearest that would, or else a line with which it would."""
        names = list(known)
        kind = str(self.document.raw.get("kind", "scheme"))
        lines = LINES if kind == "scheme" else {**LINES, **LINES_OF_A_SOCIETY}
        line = lines[what].format(name=name) if what in lines else None
        expected = one_of(names, name) if names else "one that is declared; there is none"
        repair = suggest(name, names) or line
        self.add(path, f"unknown {what}", got=f"'{name}'", expected=expected, repair=repair, on_key=on_key)

    def _written(self, path: Path) -> Path:
        """Turn the name of a member of a list into its index."""
        here: Any = self.document.raw
        steps: list[str] = []
        for step in path:
            if isinstance(here, list):
                steps.append(str(here.index(step)) if step in here else step)
                break
            steps.append(step)
            here = here.get(step) if isinstance(here, dict) else None
        return tuple(steps)
