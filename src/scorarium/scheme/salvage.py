"""Go on after a fault: check what is right of a declaration, so that all its faults come at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from pydantic import ValidationError

from scorarium.errors import Complaint, Fault
from scorarium.scheme.document import Document, Path, Position
from scorarium.scheme.faults import place, problems, stray_nulls

D = TypeVar("D", bound=Document)
ROUNDS: Final = 6
NAMING: Final = frozenset({
    "senses", "score", "tiers", "lists", "exports", "facts", "references", "acts", "services", "attributes", "traits",
    "districts", "firms", "worlds", "contexts",
})  # fmt: skip
"""Parts of a file by whose names the rest of it speaks."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Plain data with variants resolved, not yet checked against a model.

    Parameters
    ----------
    faults
        Those of the YAML itself, which did not keep it from being read.
    """

    raw: Mapping[str, Any]
    positions: Mapping[Path, Position]
    file: str
    luck_root: str | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[D]):
    """What could be made of plain data.

    Parameters
    ----------
    document
        The declaration without what is wrong; `None` if nothing can be made of it.
    faults
        What is wrong with it.
    pruned
        The paths that were left out; the root for a whole part that may have been meant for any other.
    """

    document: D | None
    faults: tuple[Fault, ...] = ()
    pruned: tuple[Path, ...] = ()


def salvage(resolved: Resolved, model: type[D]) -> Salvaged[D]:
    """Read plain data into a model, leaving out what is wrong."""
    raw = resolved.raw
    faults: list[Fault] = list(resolved.faults)
    pruned: list[Path] = []
    for turn in range(ROUNDS):
        found = list(stray_nulls(raw))
        document: D | None = None
        try:
            document = model.model_validate(raw)
        except ValidationError as error:
            missing = {(*path, *complaint.at) for path, complaint in found}
            found += [(p, c) for p, c in problems(error, model, raw) if (*p, *c.at) not in missing]
        if turn == 0:
            written = {(fault.line, fault.column) for fault in faults}
            placed = [place(complaint, path, resolved.positions, resolved.file) for path, complaint in found]
            faults += [fault for fault in placed if (fault.line, fault.column) not in written]
        if not found and document is not None:
            document.placed(raw, resolved.positions, resolved.luck_root)
            return Salvaged(document, tuple(faults), tuple(pruned))
        rest = deepcopy(dict(raw))
        cut = _cut_all(rest, found)
        raw = rest
        if () in cut:
            break
        fields = {field.alias for field in model.model_fields.values()}
        pruned += [path if path[0] in fields else () for path in cut]
    return Salvaged(None, tuple(faults), tuple(pruned))


def unaffected(found: Iterable[tuple[Path, Fault]], pruned: Iterable[Path]) -> list[Fault]:
    """Keep the faults that are not merely due to what was left out."""
    cuts = list(pruned)
    return [fault for path, fault in found if not any(_touches(cut, path, fault) for cut in cuts)]


def _cut_all(raw: dict[str, Any], found: Iterable[tuple[Path, Complaint]]) -> list[Path]:
    """Take out everything that complaints are about; what went with another one is not looked for again."""
    cuts: list[Path] = []
    for path, complaint in found:
        if not any(cut and cut == path[: len(cut)] for cut in cuts):
            cuts.append(_cut(raw, path, complaint))
    return cuts


def _cut(raw: dict[str, Any], path: Path, complaint: Complaint) -> Path:
    """Take out the field at a path, or what lacks it; the path of what was taken out."""
    whole = path if complaint.at == () or path else complaint.at[:1]
    if complaint.on_key and len(complaint.at) == 1:
        whole = (*path, *complaint.at)
    parents: list[Any] = [raw]
    for step in whole[:-1]:
        inner = parents[-1].get(step) if isinstance(parents[-1], dict) else None
        if not isinstance(inner, dict):
            break
        parents.append(inner)
    depth = len(parents) - 1
    while depth >= 0 and (depth >= len(whole) or whole[depth] not in parents[depth]):
        depth -= 1
    if depth < 0:
        return ()
    if depth < len(whole) - 1 or whole[depth] in parents[depth]:
        del parents[depth][whole[depth]]
    return whole[: depth + 1]


def _touches(cut: Path, path: Path, fault: Fault) -> bool:
    """Whether what was left out at `cut` may be why something seems wrong at `path`."""
    if not cut:
        return True
    entry = 3 if cut[0] == "score" else 2
    names = cut[0] in ("attributes", "districts") or (len(cut) <= entry and cut[0] in NAMING)
    if names or fault.problem.startswith("unknown "):
        return names
    if cut[:entry] == path[:entry] or cut[: len(path)] == path or path[: len(cut)] == cut:
        return True
    return (cut[0], path[0]) in (("score", "tiers"), ("senses", "score"))
