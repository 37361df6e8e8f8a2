"""Find a kept run by its folder or by the beginning of its number."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scorarium.errors import ScorariumError

if TYPE_CHECKING:
    from scorarium.studies.run import Run

RUNS = Path("runs")


class NoRunError(ScorariumError):
    """No run is kept where it was looked for."""


def find(written: str) -> Path:
    """The folder of a run.

    Raises
    ------
    NoRunError
        There is none; the sentence names those that are near.
    """
    for folder in (Path(written), RUNS / written):
        if (folder / "run.json").is_file():
            return folder
    kept = sorted(folder.parent for folder in RUNS.glob("*/run.json"))
    starting = [folder for folder in kept if folder.name.startswith(written)]
    if len(starting) == 1 and written:
        return starting[0]
    if len(starting) > 1:
        raise NoRunError(f"{written}: several runs begin like that ({', '.join(folder.name for folder in starting)}).")
    known = f"Kept here: {', '.join(map(str, kept[:12]))}." if kept else "Make one with scorarium run."
    raise NoRunError(f"{written}: no run is kept there. {known}")


def open_kept(written: str) -> Run:
    """Read a run.

    Raises
    ------
    NoRunError
        There is none.
    StoreError
        It cannot be read.
    """
    from scorarium.studies.run import load_run

    return load_run(find(written))
