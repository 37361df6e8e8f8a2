"""Find a declaration by its name in the library, or by its path."""

from __future__ import annotations

import difflib
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from scorarium.errors import DeclarationError, Fault

ROOMS: Final = {"scheme": "scheme", "society": "society", "vocabulary": "society", "study": "studies"}


def shipped(kind: str) -> dict[str, Path]:
    """List the shipped declarations of a kind: their names and where they stand."""
    folder = files("scorarium") / ROOMS[kind] / "library"
    if not folder.is_dir():
        return {}
    ending = ".yaml" if kind == "vocabulary" else f".{kind}.yaml"
    found: dict[str, Path] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(ending) and (kind == "vocabulary") == (entry.name == "vocabulary.yaml"):
            with as_file(entry) as path:
                found[entry.name.removesuffix(ending)] = path
    return found


def find(name_or_path: str | Path, kind: str, beside: Path | None = None) -> Path:
    """Find the file of a declaration.

    Parameters
    ----------
    name_or_path
        A path, or a name in the library.
    kind
        `scheme`, `society`, `study` or `vocabulary`.
    beside
        A folder in which a file `NAME.KIND.yaml` is preferred to the library, and from which a path leads.

    Raises
    ------
    DeclarationError
        There is none; the fault names those that are near.
    """
    written = str(name_or_path)
    path = Path(name_or_path)
    if isinstance(name_or_path, Path) or path.suffix in (".yaml", ".yml") or len(path.parts) > 1:
        return beside / path if beside is not None and _is_file(beside / path) else path
    if beside is not None and _is_file(local := beside / f"{written}.{kind}.yaml"):
        return local
    library = shipped(kind)
    if written in library:
        return library[written]
    if _is_file(path):
        return path
    near = difflib.get_close_matches(written, library, n=1)
    repair = f'Did you mean "{near[0]}"?' if near else None
    expected = f"a {kind} that `scorarium list` names, or the path of a file"
    raise DeclarationError([Fault(written, 1, 1, "", f"no such {kind}", f"'{written}'", expected, repair)])


def _is_file(path: Path) -> bool:
    """Whether there is a file; no name is too odd to be asked for."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
