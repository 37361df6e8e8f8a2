"""Reforms: merge patches (RFC 7396) in which removing what is not there is an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scorarium.errors import Complaint, MalformedError
from scorarium.scheme.document import Path
from scorarium.scheme.numbers import one_of, suggest


def is_patch(path: Path) -> bool:
    """Whether a reform stands at this path of a declaration: a value, within which `~` is kept."""
    if len(path) < 3 or path[0] not in ("changes", "worlds"):
        return False
    return path[-1] == "reform" or path[-2] == "reforms"


def apply(raw: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Give the declaration after the reform; neither argument is changed.

    Parameters
    ----------
    raw
        A declaration as plain data.
    patch
        Mappings are merged, `None` removes, everything else replaces; a nested `reform` is replaced whole.

    Raises
    ------
    MalformedError
        The patch removes what is not there; with every complaint.
    """
    complaints: list[Complaint] = []
    merged = _merge(raw, patch, (), complaints)
    if complaints:
        raise MalformedError(*complaints)
    return merged


def _merge(raw: Mapping[str, Any], patch: Mapping[str, Any], path: Path, complaints: list[Complaint]) -> dict[str, Any]:
    merged = dict(raw)
    for key, value in patch.items():
        inner = (*path, key)
        if value is None:
            if key not in merged:
                complaints.append(_nothing_there(key, raw, inner))
            merged.pop(key, None)
        elif isinstance(value, Mapping) and not is_patch(inner):
            old = merged.get(key)
            merged[key] = _merge(old if isinstance(old, Mapping) else {}, value, inner, complaints)
        else:
            merged[key] = value
    return merged


def _nothing_there(key: str, raw: Mapping[str, Any], path: Path) -> Complaint:
    expected = one_of(raw) if raw else "nothing: there is nothing to remove"
    repair = suggest(key, raw) or "Leave the line out."
    return Complaint("removes what is not there", f"'{key}: ~'", expected, repair, path, on_key=True)
