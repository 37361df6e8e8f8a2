"""What becomes of a scheme inside a run: its changes in order, and the scheme after some of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from scorarium.errors import DeclarationError, Fault, MalformedError
from scorarium.scheme.condition import Condition
from scorarium.scheme.faults import moved, place
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import build
from scorarium.scheme.reform import apply
from scorarium.scheme.salvage import Resolved

NEVER_HOLDS: Final = Condition.model_construct(_fields_set={"not_"}, not_=Condition())
"""The condition that holds for nobody."""


def in_order(scheme: Scheme) -> list[str]:
    """List the changes of a scheme in order of time, then name; those that wait for something come last."""

    def key(name: str) -> tuple[float, str]:
        at = scheme.changes[name].at
        return (math.inf if at is None else float(at.days), name)

    return sorted(scheme.changes, key=key)


def after(scheme: Scheme, names: Iterable[str]) -> Scheme:
    """Give the scheme after some of its changes, made in this order; one may bring those that follow it.

    Raises
    ------
    DeclarationError
        A reform removes what is not there, or what comes out is faulty.
    """
    raw: Mapping[str, Any] = scheme.raw
    file = scheme.positions[()].file if () in scheme.positions else scheme.name
    reformed = scheme
    for name in names:
        patch, path = reformed.changes[name].reform, ("changes", name, "reform")
        if patch is None:
            continue
        try:
            raw = apply(raw, patch)
            reformed = build(Resolved(raw, scheme.positions, file, scheme.luck_root), Scheme)
        except MalformedError as malformed:
            faults: list[Fault] = [place(one, path, scheme.positions, file) for one in malformed.complaints]
            raise DeclarationError(faults) from None
        except DeclarationError as error:
            raise DeclarationError([moved(one, path, scheme.positions) for one in error.faults]) from None
    return reformed


def never_holds(condition: Condition | None) -> bool:
    """Whether a condition is the one that holds for nobody."""
    return condition is NEVER_HOLDS
