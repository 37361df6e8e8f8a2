"""A laboratory for what social scoring does to people.

The names below are the whole library; each is imported when it is first used, so that importing costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scorarium.errors import DeclarationError, ScorariumError
    from scorarium.scheme.read import load_scheme
    from scorarium.society.recipe import load_society
    from scorarium.studies.front import run, study
    from scorarium.studies.lives import explain
    from scorarium.studies.run import Run, load_run

_ROOMS = {
    "DeclarationError": "scorarium.errors",
    "Run": "scorarium.studies.run",
    "ScorariumError": "scorarium.errors",
    "explain": "scorarium.studies.lives",
    "load_run": "scorarium.studies.run",
    "load_scheme": "scorarium.scheme.read",
    "load_society": "scorarium.society.recipe",
    "run": "scorarium.studies.front",
    "study": "scorarium.studies.front",
}

__all__ = [
    "DeclarationError",
    "Run",
    "ScorariumError",
    "explain",
    "load_run",
    "load_scheme",
    "load_society",
    "run",
    "study",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its room when it is asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"scorarium has no {name!r}; it has {', '.join(__all__)}")
    found = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
