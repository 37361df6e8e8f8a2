"""Reforms: merge patches (RFC 7396) in which removing what is not there is an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scorarium.errors import Complaint, MalformedError
from scorarium.scheme.document import Path
from scorarium.scheme.numbers import one_of, suggest

FORMS: Final = frozenset({"value", "by", "times", "mean"})
"""The words by which a number is constant, dependent or drawn."""


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
        Mappings are merged, `None` removes, everything else replaces; a nested `reform` is replaced whole, and so is a
        number that is given in another form (`{by: …}` for `{value: …, ref: …}`).

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
            kept = old if isinstance(old, Mapping) and not _is_another_form(old, value) else {}
            merged[key] = _merge(kept, value, inner, complaints)
        else:
            merged[key] = value
    return merged


def with_removals(root: Mapping[str, Any], raw: Mapping[str, Any], path: Path = ()) -> dict[str, Any]:
    """Give a patch that turns a declaration into another, all of which it holds: what is gone is removed by `None`."""
    patch = dict.fromkeys(key for key in root if key not in raw) | dict(raw)
    for key, value in raw.items():
        old, inner = root.get(key), (*path, key)
        if not isinstance(value, Mapping) or not isinstance(old, Mapping) or is_patch(inner):
            continue
        if not _is_another_form(old, value):
            patch[key] = with_removals(old, value, inner)
    return patch


def _is_another_form(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a number is written anew in another form: what belongs to the old one does not stay behind."""
    before, after = _forms(old), _forms(new)
    return bool(before and after) and before.isdisjoint(after)


def _forms(raw: Mapping[str, Any]) -> frozenset[str]:
    return FORMS.intersection(raw)


def _nothing_there(key: str, raw: Mapping[str, Any], path: Path) -> Complaint:
    expected = one_of(raw) if raw else "nothing: there is nothing to remove"
    repair = suggest(key, raw) or "Leave the line out."
    return Complaint("removes what is not there", f"'{key}: ~'", expected, repair, path, on_key=True)
