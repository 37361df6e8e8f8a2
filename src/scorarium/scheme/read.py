"""Read declarations: by name or path, variants resolved, every fault of a file at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import ValidationError

from scorarium.errors import Complaint, DeclarationError, Fault, MalformedError
from scorarium.quantities import shown
from scorarium.scheme.document import Document, Path, Position
from scorarium.scheme.faults import place, stray_nulls, translate
from scorarium.scheme.library import find, shipped
from scorarium.scheme.model import Scheme
from scorarium.scheme.numbers import one_of, suggest
from scorarium.scheme.reform import apply
from scorarium.scheme.yaml import Reading, read_file

D = TypeVar("D", bound=Document)
KINDS = ("scheme", "society", "study", "vocabulary")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Plain data with variants resolved, not yet checked against a model."""

    raw: Mapping[str, Any]
    positions: Mapping[Path, Position]
    file: str
    luck_root: str | None = None


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
    raw, positions, file = resolved.raw, resolved.positions, resolved.file
    nulls = [place(complaint, path, positions, file) for path, complaint in stray_nulls(raw)]
    try:
        document = model.model_validate(raw)
    except ValidationError as error:
        wrong = {(fault.line, fault.column) for fault in nulls}
        faults = translate(error, model, raw, positions, file)
        raise DeclarationError([*nulls, *(f for f in faults if (f.line, f.column) not in wrong)]) from None
    if nulls:
        raise DeclarationError(nulls)
    document.placed(raw, positions, resolved.luck_root)
    return document


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


def _resolve(
    reading: Reading, path: FilePath, kind: str | None, among: Mapping[str, FilePath], behind: tuple[str, ...]
) -> Resolved:
    if not reading.faults:
        reading.faults += _head(reading, kind)
    if reading.faults:
        raise DeclarationError(reading.faults)
    raw, positions = reading.raw, reading.positions
    if "like" not in raw:
        name = raw.get("name")
        return Resolved(raw, positions, reading.file, name if isinstance(name, str) else None)
    like = str(raw["like"])
    if like in behind or like == raw.get("name"):
        complaint = Complaint(
            "like goes round in a circle", " → ".join([*behind, like]), "a scheme that stands by itself"
        )
        raise DeclarationError([place(complaint, ("like",), positions, reading.file)])
    root = _parent(reading, path, like, among, behind)
    own = {key: value for key, value in raw.items() if key != "like"}
    try:
        merged = {**apply(root.raw, own), "like": like}
    except MalformedError as malformed:
        raise DeclarationError(place(c, (), positions, reading.file) for c in malformed.complaints) from None
    return Resolved(merged, {**root.positions, **positions}, reading.file, root.luck_root)


def _parent(
    reading: Reading, path: FilePath, like: str, among: Mapping[str, FilePath], behind: tuple[str, ...]
) -> Resolved:
    kind = str(reading.raw["kind"])
    try:
        parent = among[like] if like in among else find(like, kind, beside=path.parent)
    except DeclarationError:
        known = [*among, *shipped(kind)]
        complaint = Complaint(f"no such {kind}", f"'{like}'", one_of(known) if known else None, suggest(like, known))
        raise DeclarationError([place(complaint, ("like",), reading.positions, reading.file)]) from None
    return _resolve(
        read_file(parent),
        parent,
        kind,
        among,
        (
            *behind,
            str(reading.raw.get("name", "")),
        ),
    )


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
    if "like" in raw and "name" not in raw:
        complaints.append(Complaint("a variant without a name of its own", repair="Add name: ….", at=("like",)))
    return [place(complaint, (), positions, file) for complaint in complaints]
