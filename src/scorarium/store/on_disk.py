"""Runs on disk, each in a folder of its own.

``run.json`` is what ``run --json`` prints, ``data.nc`` and ``persons.nc`` are netCDF-4 that any tool of the sciences
reads, ``declaration.json`` is what the run can be made from again. ``parts/`` holds what is finished of one under way.
Files are written beside their place and moved into it; ``run.json`` comes last, so that a folder that has one is whole.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.store.protocol import Arrays, Kept, StoreError

if TYPE_CHECKING:
    import xarray as xr

RUN: Final = "run.json"
DATA: Final = "data.nc"
PERSONS: Final = "persons.nc"
DECLARATION: Final = "declaration.json"
PARTS: Final = "parts"
OURS: Final = frozenset({RUN, DATA, PERSONS, DECLARATION, PARTS, "report.html"})


class OnDisk:
    """A folder of runs.

    Parameters
    ----------
    folder
        Made when something is saved.
    """

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)

    def path(self, key: str) -> Path:
        """The folder of a run."""
        return self._folder / key

    def keys(self) -> list[str]:
        """Keys of the runs that are saved whole, in order."""
        if not self._folder.is_dir():
            return []
        return sorted(entry.name for entry in self._folder.iterdir() if (entry / RUN).is_file())

    def save(self, key: str, kept: Kept) -> None:
        """Keep a run; one of the same key is replaced."""
        folder = self._ready(key)
        (folder / RUN).unlink(missing_ok=True)
        _write(folder / DATA, lambda path: _write_netcdf(kept.dataset, path))
        _write(folder / PERSONS, lambda path: _write_netcdf(kept.persons, path))
        _write(folder / DECLARATION, lambda path: _write_json(kept.declaration, path))
        _write(folder / RUN, lambda path: _write_json(kept.document, path))

    def load(self, key: str) -> Kept:
        """Give a run back."""
        folder = self._whole(key)
        return Kept(
            _read_json(folder / RUN),
            _read_netcdf(folder / DATA),
            _read_netcdf(folder / PERSONS),
            _read_json(folder / DECLARATION),
        )

    def load_document(self, key: str) -> dict[str, Any]:
        """The document of a run alone, which is quick."""
        return _read_json(self._whole(key) / RUN)

    def load_declaration(self, key: str) -> dict[str, Any]:
        """The declaration of a run alone, which is quick."""
        return _read_json(self._whole(key) / DECLARATION)

    def save_part(self, key: str, part: str, arrays: Arrays) -> None:
        """Keep one finished replicate of a run under way."""
        folder = self._ready(key) / PARTS
        folder.mkdir(exist_ok=True)
        _write(folder / f"{part}.npz", lambda path: _write_arrays(arrays, path))

    def load_parts(self, key: str) -> dict[str, dict[str, NDArray[Any]]]:
        """The parts of a run under way, by name."""
        return {path.stem: _read_arrays(path) for path in sorted((self.path(key) / PARTS).glob("*.npz"))}

    def drop_parts(self, key: str) -> None:
        """Forget the parts of a run."""
        shutil.rmtree(self.path(key) / PARTS, ignore_errors=True)

    def _whole(self, key: str) -> Path:
        """The folder of a run that is saved whole.

        Raises
        ------
        StoreError
            There is none.
        """
        folder = self.path(key)
        if not (folder / RUN).is_file():
            unfinished = ", only parts of one that was not finished" if (folder / PARTS).is_dir() else ""
            raise StoreError(f"{folder}: no run is kept here{unfinished}")
        return folder

    def _ready(self, key: str) -> Path:
        """The folder of a run, made if it was not there.

        Raises
        ------
        StoreError
            It cannot be made, or holds what no run has left there.
        """
        folder = self.path(key)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            strange = sorted({entry.name for entry in folder.iterdir()} - OURS)
        except OSError as error:
            raise StoreError(f"{folder}: a run cannot be kept here ({error.strerror}). Say another --out.") from None
        is_empty_of_runs = not (folder / RUN).exists() and not (folder / PARTS).exists()
        if strange and is_empty_of_runs and not any(name.startswith(".scorarium") for name in strange):
            raise StoreError(f"{folder}: holds other things than a run (got {strange[0]}). Say another --out.")
        return folder


def open_run(folder: Path | str) -> Kept:
    """The run kept in a folder.

    Raises
    ------
    StoreError
        There is none.
    """
    store, key = store_of(folder)
    return store.load(key)


def store_of(folder: Path | str) -> tuple[OnDisk, str]:
    """The store in which a run's folder lies, and the key of the run."""
    path = Path(folder).absolute()
    return OnDisk(path.parent), path.name


def _write(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    StoreError
        The disk is full or may not be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".scorarium-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        beside = Path(name)
        try:
            write(beside)
            beside.chmod(0o644)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from None


def _write_json(value: Mapping[str, Any], path: Path) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise StoreError(f"{path}: cannot be read. Run it again.") from None
    if not isinstance(found, dict):
        raise StoreError(f"{path}: not a run (got {type(found).__name__}). Run it again.")
    return found


def _write_netcdf(dataset: xr.Dataset, path: Path) -> None:
    numbers = {name: {"zlib": True, "complevel": 1} for name, v in dataset.data_vars.items() if v.dtype.kind in "iufb"}
    dataset.to_netcdf(path, engine="h5netcdf", encoding={k: v for k, v in numbers.items() if dataset[k].ndim})


def _read_netcdf(path: Path) -> xr.Dataset:
    import xarray as xr  # noqa: PLC0415  # late: importing the store costs nothing

    try:
        with xr.open_dataset(path, engine="h5netcdf", decode_times=False, decode_timedelta=False) as found:
            return found.load()
    except OSError:
        raise StoreError(f"{path}: cannot be read. Run it again.") from None


def _write_arrays(arrays: Arrays, path: Path) -> None:
    with path.open("wb") as file:
        _save(file, arrays)


def _save(file: IO[bytes], arrays: Arrays) -> None:
    np.savez_compressed(file, allow_pickle=False, **dict(arrays))


def _read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            return {name: found[name] for name in found.files}
    except (OSError, EOFError, ValueError, zipfile.BadZipFile):
        raise StoreError(f"{path}: cannot be read. Remove it, and the replicate is lived again.") from None
