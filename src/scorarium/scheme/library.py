"""Find a declaration by its name in the library, or by its path."""

from __future__ import annotations

import difflib
import re
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from scorarium.errors import DeclarationError, Fault

HEAD: Final = 4096
"""Bytes of a file in which its name is looked for."""
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
        A folder in which a file `NAME.KIND.yaml`, or any `….KIND.yaml` that says `name: NAME`, is preferred to the
        library, and from which a path leads.

    Raises
    ------
    DeclarationError
        There is none; the fault names those that are near.
    """
    written = str(name_or_path)
    path = Path(name_or_path)
    if isinstance(name_or_path, Path) or path.suffix in (".yaml", ".yml") or len(path.parts) > 1:
        return beside / path if beside is not None and _is_file(beside / path) else path
    if beside is not None and (local := _sibling(written, kind, beside)) is not None:
        return local
    library = shipped(kind)
    if written in library:
        return library[written]
    if _is_file(path):
        return path
    near = difflib.get_close_matches(written, [*library, *_names_beside(kind, beside)], n=1)
    repair = f'Did you mean "{near[0]}"?' if near else None
    expected = f"a {kind} that `scorarium list` names, or the path of a file"
    raise DeclarationError([Fault(written, 1, 1, "", f"no such {kind}", f"'{written}'", expected, repair)])


def _sibling(name: str, kind: str, folder: Path) -> Path | None:
    """The file of a folder that has a name: by its own name, or by the one that it gives itself."""
    if _is_file(local := folder / f"{name}.{kind}.yaml"):
        return local
    says = re.compile(rf"^name:[ \t]+['\"]?{re.escape(name)}['\"]?[ \t]*(#.*)?\r?$", re.MULTILINE)
    for path in sorted(folder.glob(f"*.{kind}.yaml")):
        if _is_file(path) and says.search(_head(path)):
            return path
    return None


def _names_beside(kind: str, folder: Path | None) -> list[str]:
    """The names that the files of a folder give themselves."""
    if folder is None:
        return []
    says = re.compile(r"^name:[ \t]+['\"]?([\w.-]+)", re.MULTILINE)
    found = (says.search(_head(path)) for path in sorted(folder.glob(f"*.{kind}.yaml")) if _is_file(path))
    return [name[1] for name in found if name is not None]


def _head(path: Path) -> str:
    """The beginning of a file, in which its name stands; nothing if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD).decode("utf-8", errors="replace")
    except OSError:
        return ""


def _is_file(path: Path) -> bool:
    """Whether there is a file; no name is too odd to be asked for."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
