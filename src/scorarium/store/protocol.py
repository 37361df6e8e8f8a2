"""What every store of runs promises; the conformance tests hold each of them to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from numpy.typing import NDArray

from scorarium.errors import ScorariumError

if TYPE_CHECKING:
    import xarray as xr

Arrays = Mapping[str, NDArray[Any]]


class StoreError(ScorariumError):
    """Something that is not kept, or cannot be."""


@dataclass(frozen=True)
class Kept:
    """A run as it is kept.

    Parameters
    ----------
    document
        What ``run --json`` prints.
    dataset
        Measures with named dimensions and units, over all replicates.
    persons
        Effects on each person of replicate 0, with their profile; who they are nobody knows.
    declaration
        Everything from which the run can be made again.
    """

    document: Mapping[str, Any]
    dataset: xr.Dataset
    persons: xr.Dataset
    declaration: Mapping[str, Any]


class Store(Protocol):
    """A place for runs, each under a key.

    A run under way leaves *parts*, one for each replicate that is finished; a finished one is saved whole, and its
    parts are dropped. Whatever is saved is there completely or not at all, and loading gives back what was saved.
    """

    def keys(self) -> list[str]:
        """Keys of the runs that are saved whole, in order."""

    def save(self, key: str, kept: Kept) -> None:
        """Keep a run; one of the same key is replaced."""

    def load(self, key: str) -> Kept:
        """Give a run back.

        Raises
        ------
        StoreError
            There is none under this key, or it was kept in a form that this version does not read.
        """

    def load_document(self, key: str) -> dict[str, Any]:
        """The document of a run alone, which is quick."""

    def load_declaration(self, key: str) -> dict[str, Any]:
        """The declaration of a run alone, which is quick."""

    def save_part(self, key: str, part: str, arrays: Arrays) -> None:
        """Keep one finished replicate of a run under way."""

    def load_parts(self, key: str) -> dict[str, dict[str, NDArray[Any]]]:
        """The parts of a run under way, by name; none where there are none."""

    def drop_parts(self, key: str) -> None:
        """Forget the parts of a run."""
