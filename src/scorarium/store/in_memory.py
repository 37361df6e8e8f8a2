"""Runs kept as long as the process lives."""

from __future__ import annotations

import copy
from typing import Any

from numpy.typing import NDArray

from scorarium.store.protocol import Arrays, Kept, StoreError


class InMemory:
    """A store that forgets everything in the end."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._parts: dict[str, dict[str, dict[str, NDArray[Any]]]] = {}

    def keys(self) -> list[str]:
        """Keys of the runs that are saved whole, in order."""
        return sorted(self._kept)

    def save(self, key: str, kept: Kept) -> None:
        """Keep a run; one of the same key is replaced."""
        self._kept[key] = Kept(
            copy.deepcopy(dict(kept.document)), kept.dataset.copy(deep=True), kept.persons.copy(deep=True),
            copy.deepcopy(dict(kept.declaration)),
        )  # fmt: skip

    def load(self, key: str) -> Kept:
        """Give a run back."""
        if key not in self._kept:
            raise StoreError(f"no run is kept as {key}")
        return self._kept[key]

    def load_document(self, key: str) -> dict[str, Any]:
        """The document of a run alone."""
        return dict(self.load(key).document)

    def load_declaration(self, key: str) -> dict[str, Any]:
        """The declaration of a run alone."""
        return dict(self.load(key).declaration)

    def save_part(self, key: str, part: str, arrays: Arrays) -> None:
        """Keep one finished replicate of a run under way."""
        self._parts.setdefault(key, {})[part] = {name: array.copy() for name, array in arrays.items()}

    def load_parts(self, key: str) -> dict[str, dict[str, NDArray[Any]]]:
        """The parts of a run under way, by name."""
        return {part: dict(arrays) for part, arrays in sorted(self._parts.get(key, {}).items())}

    def drop_parts(self, key: str) -> None:
        """Forget the parts of a run."""
        self._parts.pop(key, None)
