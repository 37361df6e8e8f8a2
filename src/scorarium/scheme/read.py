"""Read declarations: by name or path, variants resolved, every fault of a file at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any, Final, TypeVar

from scorarium.errors import Complaint, DeclarationError, Fault, MalformedError
from scorarium.quantities import shown
from scorarium.scheme.document import Document
from scorarium.scheme.faults import place
from scorarium.scheme.library import find, shipped
from scorarium.scheme.model import Scheme
from scorarium.scheme.numbers import one_of, suggest
from scorarium.scheme.reform import apply, with_removals
from scorarium.scheme.salvage import Resolved, salvage
from scorarium.scheme.yaml import Reading, read_file

D = TypeVar("D", bound=Document)
__all__ = ["Resolved", "build", "load", "load_scheme", "read", "reformed"]

RESERVED: Final = "none"
"""The world without a scheme."""
ODD_MARKS: Final = "+/\\@:"
"""Marks that part names of worlds, folders and places."""
LONGEST_NAME: Final = 100
LONGEST_CHAIN: Final = 100
"""Variants of variants of variants."""
KINDS = ("scheme", "society", "study", "vocabulary")


def load_scheme(name_or_path: str | FilePath) -> Scheme:
    """Load a scheme by its name in the library or by the path of a file.

    Raises
    ------
    DeclarationError
        With every fault of the file.
    """
    return load(name_or_path, "scheme", Scheme)


def load(name_or_path: str | FilePath, kind: str, model: type[D]) -> D:
    """Load a declaration of a kind into its model."""
    resolved = read(find(name_or_path, kind), kind)
    return build(resolved, model)


def read(path: FilePath, kind: str | None = None, among: Mapping[str, FilePath] | None = None) -> Resolved:
    """Read a file and lay it over what it is like.

    Parameters
    ----------
    path
        The file.
    kind
        What it must declare; `None` for whatever it says.
    among
        Files given together with this one, by the names that they declare: `like` looks here first.

    Raises
    ------
    DeclarationError
        The YAML or a patch is faulty, or `like` leads nowhere or round in a circle.
    """
    return _resolve(read_file(path), path, kind, among or {}, ())


def build(resolved: Resolved, model: type[D]) -> D:
    """Check plain data against a model.

    Raises
    ------
    DeclarationError
        With every fault.
    """
    salvaged = salvage(resolved, model)
    if salvaged.faults or salvaged.document is None:
        raise DeclarationError(salvaged.faults)
    return salvaged.document


def reformed(document: D, patch: Mapping[str, Any], *, name: str | None = None) -> D:
    """Give the declaration after a reform; its luck stays that of its root.

    Raises
    ------
    DeclarationError
        The patch removes what is not there, or what comes out is faulty.
    """
    file = name or f"{document.name} reformed"
    try:
        raw = apply(document.raw, patch)
    except MalformedError as malformed:
        raise DeclarationError(place(c, (), document.positions, file) for c in malformed.complaints) from None
    return build(Resolved(raw, document.positions, file, document.luck_root), type(document))


def rewritten(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give plain data that read the same again from a file: a variant removes anew what it had removed."""
    if "like" not in raw:
        return raw
    kind = str(raw["kind"])
    try:
        root = read(find(str(raw["like"]), kind), kind).raw
    except DeclarationError:
        return raw
    return with_removals({key: value for key, value in root.items() if key != "like"}, raw)


def _resolve(
    reading: Reading, path: FilePath, kind: str | None, among: Mapping[str, FilePath], behind: tuple[str, ...]
) -> Resolved:
    faults = [*reading.faults, *(_head(reading, kind) if reading.raw else [])]
    raw, positions, file = reading.raw, reading.positions, reading.file
    if raw.get("kind") not in ((kind,) if kind else KINDS):
        raise DeclarationError(faults)
    raw["scorarium"] = 1
    if "like" not in raw:
        name = raw.get("name")
        return Resolved(raw, positions, file, name if isinstance(name, str) else None, tuple(faults))
    try:
        root = _parent(reading, path, among, behind)
        own = {key: value for key, value in raw.items() if key != "like"}
        merged = {**apply(root.raw, own), "like": raw["like"]}
    except DeclarationError as error:
        raise DeclarationError([*faults, *error.faults]) from None
    except MalformedError as malformed:
        placed = [place(complaint, (), positions, file) for complaint in malformed.complaints]
        raise DeclarationError([*faults, *placed]) from None
    return Resolved(merged, {**root.positions, **positions}, file, root.luck_root, (*root.faults, *faults))


def _name(name: Any) -> list[Complaint]:
    """Check a name that worlds, files and folders will bear."""
    if not isinstance(name, str) or not name.strip():
        return []
    expected = "a name such as county-2010"
    if name == RESERVED:
        return [Complaint("a name that every run needs itself", f"'{name}'", "another name", at=("name",))]
    if not name.isprintable() or len(name) > LONGEST_NAME:
        expected = f"at most {LONGEST_NAME} characters, each of which can be seen"
        return [Complaint("no name for a file", ascii(name)[:40], expected, at=("name",))]
    odd = [mark for mark in name if mark in ODD_MARKS] or ([name[0]] if name[0] in "-." else [])
    return [Complaint("a name with a mark that has a meaning", f"'{odd[0]}'", expected, at=("name",))] if odd else []


def _parent(reading: Reading, path: FilePath, among: Mapping[str, FilePath], behind: tuple[str, ...]) -> Resolved:
    """Resolve the declaration that another one is like."""
    kind, like, name = (str(reading.raw.get(word, "")) for word in ("kind", "like", "name"))
    positions, file = reading.positions, reading.file
    if like in (*behind, name):
        way = " → ".join([*behind, name, like])
        complaint = Complaint("like goes round in a circle", way, "one that stands by itself")
        raise DeclarationError([place(complaint, ("like",), positions, file)])
    if len(behind) >= LONGEST_CHAIN:
        complaint = Complaint("too long a chain of variants", f"{len(behind) + 1}", f"at most {LONGEST_CHAIN}")
        raise DeclarationError([place(complaint, ("like",), positions, file)])
    try:
        parent = among[like] if like in among else find(like, kind, beside=path.parent)
    except DeclarationError:
        known = [*among, *shipped(kind)]
        expected = f"a {kind} that `scorarium list` names, or one beside this file"
        complaint = Complaint(f"no such {kind}", f"'{like}'", expected, suggest(like, known))
        raise DeclarationError([place(complaint, ("like",), positions, file)]) from None
    return _resolve(read_file(parent), parent, kind, among, (*behind, name))


def _head(reading: Reading, kind: str | None) -> list[Fault]:
    """Check what must be right before anything else can be: the version, the kind and the name."""
    raw, positions, file = reading.raw, reading.positions, reading.file
    complaints: list[Complaint] = []
    if "scorarium" not in raw:
        complaints.append(
            Complaint("the key scorarium is missing", repair="Add scorarium: 1 as the first line.", at=())
        )
    elif raw["scorarium"] != 1:
        complaints.append(Complaint("unknown version of the language", shown(raw["scorarium"]), "1", at=("scorarium",)))
    known = (kind,) if kind else KINDS
    if "kind" not in raw:
        complaints.append(Complaint("the key kind is missing", expected=one_of(known), repair=f"Add kind: {known[0]}."))
    elif raw["kind"] not in known:
        near = suggest(str(raw["kind"]), known)
        problem = "not a " + kind if kind and raw["kind"] in KINDS else "unknown kind"
        complaints.append(Complaint(problem, shown(raw["kind"]), one_of(known), near, at=("kind",)))
    if "like" in raw and not isinstance(raw["like"], str):
        complaints.append(Complaint("not a name", shown(raw["like"]), "the name of another one", at=("like",)))
    complaints += _name(raw.get("name"))
    if "like" in raw and "name" not in raw:
        complaints.append(Complaint("a variant without a name of its own", repair="Add name: ….", at=("like",)))
    return [place(complaint, (), positions, file) for complaint in complaints]
