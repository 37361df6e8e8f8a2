"""What every file of the language has in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import PrivateAttr

from scorarium.scheme.fields import Name, Part, needed, word

Path = tuple[str, ...]


def fits(path: Path, pattern: str) -> bool:
    """Whether a path fits a pattern of steps with dots between; `*` stands for any one step."""
    steps = pattern.split(".")
    return len(path) == len(steps) and all(step in ("*", own) for own, step in zip(path, steps, strict=True))


@dataclass(frozen=True, slots=True)
class Position:
    """Where a key and its value stand; lines and columns count from 1.

    `is_plain` says that the value is one scalar, so that nothing can stand deeper.
    """

    file: str
    line: int
    column: int
    key_line: int
    key_column: int
    is_plain: bool = False


class Document(Part):
    """A file: its version, its name and, beside the model, the plain data and their places.

    The plain data are what provenance hashes and reforms patch; `like` has been resolved in them.
    """

    scorarium: Literal[1] = needed("The version of the language.")
    name: Name = needed("The name by which it is found.")
    like: Name | None = word("The one that it is a variant of.")

    _raw: Mapping[str, Any] = PrivateAttr(default_factory=dict)
    _positions: Mapping[Path, Position] = PrivateAttr(default_factory=dict)
    _luck_root: str | None = PrivateAttr(default=None)

    @property
    def raw(self) -> Mapping[str, Any]:
        """The declaration as plain data, variants resolved, keys as text."""
        return self._raw

    @property
    def positions(self) -> Mapping[Path, Position]:
        """Where each path of the plain data was written."""
        return self._positions

    @property
    def luck_root(self) -> str:
        """The name at the root of its `like` chain: variants share their luck."""
        return self._luck_root or self.name

    def placed(self, raw: Mapping[str, Any], positions: Mapping[Path, Position], luck_root: str | None) -> None:
        """Attach the plain data; for the reader alone."""
        self._raw = raw
        self._positions = positions
        self._luck_root = luck_root
