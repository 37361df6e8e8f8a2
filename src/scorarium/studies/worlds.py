"""The worlds of a study or of a run in one normal form: declared schemes, reformed, in a society."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any, Final

from scorarium.errors import Complaint, DeclarationError, Fault, MalformedError
from scorarium.quantities import Duration
from scorarium.scheme.document import Path
from scorarium.scheme.faults import moved, place
from scorarium.scheme.library import find
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import Resolved, build, read
from scorarium.scheme.reform import apply
from scorarium.society.recipe import Society
from scorarium.studies.design import Study, Vary, World

NONE: Final = "none"
PLAIN: Final = "plain"
Files = Mapping[tuple[str, str], FilePath]


@dataclass(frozen=True)
class WorldDesign:
    """One world: a society under schemes.

    Parameters
    ----------
    schemes
        In the order declared, reforms applied; empty for a world without.
    baseline
        The world without schemes in the same society, to which it is compared.
    """

    name: str
    society: Society
    schemes: tuple[Scheme, ...] = ()
    baseline: str = NONE


@dataclass(frozen=True)
class Design:
    """What is to be run; `None` leaves the choice to whoever runs it.

    Parameters
    ----------
    worlds
        By name; `none` comes first, and `none@SOCIETY` for every further society.
    until
        Half-widths of intervals by outcome at which to stop.
    """

    worlds: Mapping[str, WorldDesign]
    persons: int | None = None
    years: float | None = None
    burn_in: Duration | None = None
    replicates: int | None = None
    seed: int | None = None
    same_society: bool = False
    until: Mapping[str, float] = field(default_factory=dict)
    vary: Vary | None = None
    outcomes: tuple[str, ...] | None = None


def design_of_study(study: Study, files: Files | None = None) -> Design:
    """Bring a study into the normal form.

    Parameters
    ----------
    files
        Files given together with the study, by kind and name: names are looked up here first.

    Raises
    ------
    DeclarationError
        With every fault of the study's worlds, and of the schemes and societies that it names.
    """
    library = Library(files or {}, _folder(study))
    faults: list[Fault] = []
    worlds: list[WorldDesign] = []
    for name, world in study.worlds.items():
        try:
            worlds.append(_world(study, name, world, library))
        except DeclarationError as error:
            faults += error.faults
    if NONE in study.worlds:
        complaint = Complaint("a world that is always run", f"'{NONE}'", "another name", on_key=True)
        faults.append(place(complaint, ("worlds", NONE), study.positions, study.name or "study"))
    if faults:
        raise DeclarationError(faults)
    return Design(
        with_baselines(worlds), study.persons, study.years, study.burn_in, study.replicates, study.seed,
        bool(study.same_society), study.until, study.vary, study.outcomes,
    )  # fmt: skip


def design_of_run(names: Sequence[str], society: str | None = None) -> Design:
    """Bring the schemes of a run into the normal form: one world for each, `A+B` for both in one.

    Parameters
    ----------
    names
        Names or paths of schemes, joined by `+` where they share a world.
    society
        A name or path; without it, the home of the first scheme that has one, or `plain`.

    Raises
    ------
    DeclarationError
        With every fault of the schemes and of the society.
    """
    library = Library({}, None)
    faults: list[Fault] = []
    together: list[tuple[Scheme, ...]] = []
    for name in names:
        try:
            together.append(tuple(library.scheme(part) for part in _parts(name)))
        except DeclarationError as error:
            faults += error.faults
    homes = [scheme.home for schemes in together for scheme in schemes if scheme.home is not None]
    try:
        place_of_all = library.society(society or next(iter(homes), PLAIN))
    except DeclarationError as error:
        raise DeclarationError([*faults, *error.faults]) from None
    labels = ["+".join(scheme.name for scheme in schemes) for schemes in together]
    for index, label in enumerate(labels):
        if label in labels[:index]:
            faults.append(Fault(label, 1, 1, "", "a world named twice", f"'{label}'", "each world once"))
        doubles = {scheme.name for scheme in together[index]}
        if len(doubles) < len(together[index]):
            faults.append(Fault(label, 1, 1, "", "a scheme twice in one world", f"'{label}'", "each scheme once"))
    if faults:
        raise DeclarationError(faults)
    worlds = [WorldDesign(label, place_of_all, schemes) for label, schemes in zip(labels, together, strict=True)]
    return Design(with_baselines(worlds))


def with_baselines(worlds: Iterable[WorldDesign]) -> dict[str, WorldDesign]:
    """Put the world without schemes before the others, one for each society."""
    listed = list(worlds)
    societies: dict[str, Society] = {}
    for world in listed:
        societies.setdefault(world.society.name, world.society)
    first = next(iter(societies), None)
    named = {name: NONE if name == first else f"{NONE}@{name}" for name in societies}
    found = {named[name]: WorldDesign(named[name], society, (), named[name]) for name, society in societies.items()}
    return {**found, **{world.name: replace(world, baseline=named[world.society.name]) for world in listed}}


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


def _parts(name: str) -> list[str]:
    return [name] if FilePath(name).is_file() else name.split("+")


def _folder(study: Study) -> FilePath | None:
    return FilePath(study.positions[()].file).parent if () in study.positions else None


def _world(study: Study, name: str, world: World, library: Library) -> WorldDesign:
    path = ("worlds", name)
    faults: list[Fault] = []
    society_path = (*path, "society") if world.society is not None else ("society",)
    society = _found(study, society_path, world.society or study.society or PLAIN, library.society, faults)
    schemes: list[Scheme] = []
    for used, at, patches in _uses(path, world):
        scheme = _found(study, at, used, library.scheme, faults)
        if scheme is not None:
            schemes += _reformed(study, scheme, patches, faults)
    if (world.scheme is None) == (not world.schemes):
        complaint = Complaint("a world has one scheme or several", expected="scheme or schemes", on_key=True)
        faults.append(place(complaint, path, study.positions, study.name or "study"))
    if world.scheme is None and (world.reform is not None or world.reforms):
        complaint = Complaint("a reform of no scheme", expected="the reform under its scheme", on_key=True)
        faults.append(place(complaint, path, study.positions, study.name or "study"))
    if faults or society is None:
        raise DeclarationError(faults)
    return WorldDesign(name, society, tuple(schemes))


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


def _reformed(
    study: Study, scheme: Scheme, patches: list[tuple[Path, Mapping[str, Any]]], faults: list[Fault]
) -> list[Scheme]:
    for path, patch in patches:
        try:
            raw = apply(scheme.raw, patch)
            scheme = build(Resolved(raw, scheme.positions, scheme.name, scheme.luck_root), Scheme)
        except MalformedError as malformed:
            faults += [
                place(complaint, path, study.positions, study.name or "study") for complaint in malformed.complaints
            ]
            return []
        except DeclarationError as error:
            faults += [moved(fault, path, study.positions) for fault in error.faults]
            return []
    return [scheme]
