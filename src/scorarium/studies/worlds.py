"""The worlds of a study, resolved: schemes read and reformed, each in its society."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Final

from scorarium.errors import Complaint, DeclarationError, Fault, MalformedError
from scorarium.scheme.document import Path
from scorarium.scheme.faults import moved, place
from scorarium.scheme.library import find
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import build, read
from scorarium.scheme.reform import apply
from scorarium.scheme.salvage import Resolved
from scorarium.society.recipe import Society
from scorarium.studies.design import Study, World

NONE: Final = "none"
PLAIN: Final = "plain"
Files = Mapping[tuple[str, str], FilePath]


@dataclass(frozen=True)
class DeclaredWorld:
    """One world of a study: a society under schemes, reforms applied, in the order declared.

    `reformed_at` says for each scheme where in the study its last reform stands, `None` without one.
    """

    society: Society
    schemes: tuple[Scheme, ...]
    reformed_at: tuple[Path | None, ...]


def worlds_of(study: Study, files: Files | None = None) -> dict[str, DeclaredWorld]:
    """Resolve the worlds of a study: read what they name and apply their reforms.

    Parameters
    ----------
    files
        Files given together with the study, by kind and name: names are looked up here first, then beside the study.

    Raises
    ------
    DeclarationError
        With every fault of the study's worlds, and of the schemes and societies that they name.
    """
    library = Library(files or {}, _folder(study))
    faults: list[Fault] = []
    worlds: dict[str, DeclaredWorld] = {}
    for name, world in study.worlds.items():
        try:
            worlds[name] = _world(study, name, world, library)
        except DeclarationError as error:
            faults += error.faults
    if NONE in study.worlds:
        complaint = Complaint("a world that is always run", f"'{NONE}'", "another name", on_key=True)
        faults.append(_placed(study, ("worlds", NONE), complaint))
    if faults:
        raise DeclarationError(faults)
    return worlds


class Library:
    """Schemes and societies by name, each read once.

    Parameters
    ----------
    files
        Files that are preferred, by kind and name.
    folder
        A folder in which `NAME.KIND.yaml` is preferred to what is shipped.
    """

    def __init__(self, files: Files, folder: FilePath | None) -> None:
        self._files = files
        self._folder = folder
        self._schemes: dict[str, Scheme] = {}
        self._societies: dict[str, Society] = {}

    def scheme(self, name: str) -> Scheme:
        """Give a scheme by name or path."""
        if name not in self._schemes:
            self._schemes[name] = build(self._read(name, "scheme"), Scheme)
        return self._schemes[name]

    def society(self, name: str) -> Society:
        """Give a society by name or path."""
        if name not in self._societies:
            self._societies[name] = build(self._read(name, "society"), Society)
        return self._societies[name]

    def _read(self, name: str, kind: str) -> Resolved:
        path = self._files.get((kind, name)) or find(name, kind, self._folder)
        return read(path, kind, {other: file for (of, other), file in self._files.items() if of == kind})


def _folder(study: Study) -> FilePath | None:
    return FilePath(study.positions[()].file).parent if () in study.positions else None


def _world(study: Study, name: str, world: World, library: Library) -> DeclaredWorld:
    path = ("worlds", name)
    faults: list[Fault] = []
    society_path = (*path, "society") if world.society is not None else ("society",)
    society = _found(study, society_path, world.society or study.society or PLAIN, library.society, faults)
    schemes: list[Scheme] = []
    places: list[Path | None] = []
    for used, at, patches in _uses(path, world):
        scheme = _found(study, at, used, library.scheme, faults)
        for where, patch in patches:
            scheme = _reformed(study, scheme, where, patch, faults) if scheme is not None else None
        if scheme is not None:
            schemes.append(scheme)
            places.append(patches[-1][0] if patches else None)
    if (world.scheme is None) == (not world.schemes):
        complaint = Complaint("a world has one scheme or several", expected="scheme or schemes", on_key=True)
        faults.append(_placed(study, path, complaint))
    if world.scheme is None and (world.reform is not None or world.reforms):
        complaint = Complaint("a reform of no scheme", expected="the reform under its scheme", on_key=True)
        faults.append(_placed(study, path, complaint))
    if faults or society is None:
        raise DeclarationError(faults)
    return DeclaredWorld(society, tuple(schemes), tuple(places))


def _placed(study: Study, path: Path, complaint: Complaint) -> Fault:
    return place(complaint, path, study.positions, study.name or "study")


def _uses(path: Path, world: World) -> Iterable[tuple[str, Path, list[tuple[Path, Mapping[str, Any]]]]]:
    """List the schemes of a world with the places of their names and of their patches."""
    if world.scheme is not None:
        yield world.scheme, (*path, "scheme"), _patches(path, world)
    for name, use in world.schemes.items():
        at = (*path, "schemes", name)
        yield name, at, _patches(at, use)


def _patches(path: Path, use: Any) -> list[tuple[Path, Mapping[str, Any]]]:
    own = [((*path, "reform"), use.reform)] if use.reform is not None else []
    return own + [((*path, "reforms", name), patch) for name, patch in use.reforms.items()]


def _found(study: Study, path: Path, name: str, load: Any, faults: list[Fault]) -> Any:
    try:
        return load(name)
    except DeclarationError as error:
        missing = all(fault.file == name for fault in error.faults)
        faults += [moved(fault, path, study.positions) if missing else fault for fault in error.faults]
        return None


def _reformed(study: Study, scheme: Scheme, path: Path, patch: Mapping[str, Any], faults: list[Fault]) -> Scheme | None:
    """Apply a reform; what it writes has its place in the study from then on."""
    depth = len(path)
    written = {at[depth:]: place for at, place in study.positions.items() if at[:depth] == path and at != path}
    try:
        raw = apply(scheme.raw, patch)
        resolved = Resolved(raw, {**scheme.positions, **written}, scheme.name, scheme.luck_root)
        return build(resolved, Scheme)
    except MalformedError as malformed:
        faults += [_placed(study, path, complaint) for complaint in malformed.complaints]
    except DeclarationError as error:
        faults += [fault if is_own(fault, study) else moved(fault, path, study.positions) for fault in error.faults]
    return None


def is_own(fault: Fault, study: Study) -> bool:
    """Whether a fault stands in the file of the study."""
    return () in study.positions and fault.file == study.positions[()].file
