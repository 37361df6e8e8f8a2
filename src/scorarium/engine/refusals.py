"""What is declared and cannot be executed yet: refused by name, never ignored.

`SCHEME` and `SOCIETY` are the whole list: a word that is declared before it runs stands there. Every word runs by now,
so that both are empty; what is left is what does not fit (points, members of a set) and what nothing is said of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any, Final

from scorarium.errors import Fault
from scorarium.quantities import Number
from scorarium.scheme.condition import Condition
from scorarium.scheme.document import Path
from scorarium.scheme.fields import Part
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.outcome_names import MEASURED_NAMES
from scorarium.scheme.readers import Bounds
from scorarium.scheme.walk import outer_conditions
from scorarium.society.check_brought import check_detection
from scorarium.society.recipe import Society

KNOWN: Final = "known, not yet supported"
Test = Callable[[Any], bool]


@dataclass(frozen=True)
class Refused:
    """One word that the engine cannot execute.

    Parameters
    ----------
    at
        Its path; `*` stands for any one step.
    when
        For which values; without it, for all.
    """

    at: str
    when: Test | None = None


SCHEME: Final[tuple[Refused, ...]] = ()

SOCIETY: Final[tuple[Refused, ...]] = ()

FARTHEST: Final = 32_767
"""Points are kept in 1/65536 of one, as integers of 32 bits."""

MOST: Final = 62
"""Sets are kept as bits of a number: so many members fit."""


def refusals(scheme: Scheme | None, society: Society | None = None) -> list[Fault]:
    """Everything that `run` cannot execute, with its place.

    Parameters
    ----------
    scheme
        `None` to look at the society alone.
    society
        `None` to look at the scheme alone.
    """
    faults: list[Fault] = []
    if scheme is not None:
        notes = Notes(scheme)
        added = [*(one for one in SOCIETY if one.at.startswith(("acts.", "services.")))]
        _by_table(notes, scheme, (*SCHEME, *added))
        _conditions(notes, scheme, society)
        _parts(notes, scheme, society)
        faults += notes.faults
    if society is not None:
        notes = Notes(society)
        _by_table(notes, society, SOCIETY)
        opens = [name for name, act in society.acts.items() if act.stays_open is not None]
        _too_many(notes, ("acts",), "acts that stay open", len(opens))
        for name, attribute in society.attributes.items():
            _too_many(notes, ("attributes", name), "levels", len(attribute.levels))
        faults += notes.faults
    return faults


def written(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Everything that is written at and below a part, with its path."""
    if isinstance(value, Part):
        members = {field.alias or name: getattr(value, name) for name, field in type(value).model_fields.items()}
    elif isinstance(value, Mapping):
        members = {str(key): inner for key, inner in value.items()}
    else:
        return
    for key, inner in members.items():
        if inner is not None and inner != {}:
            yield (*path, key), inner
            yield from written(inner, (*path, key))


def matches(path: Path, pattern: str) -> bool:
    """Whether a path fits a pattern."""
    steps = steps_of(pattern)
    return len(path) == len(steps) and all(step in ("*", own) for own, step in zip(path, steps, strict=True))


@cache
def steps_of(pattern: str) -> Path:
    """The steps of a pattern, taken apart once."""
    return tuple(pattern.split("."))


def _by_table(notes: Notes, document: Part, refused: tuple[Refused, ...]) -> None:
    for path, value in written(document):
        for one in refused:
            if matches(path, one.at) and (one.when is None or one.when(value)):
                word = value if one.when is not None and isinstance(value, str) else path[-1]
                notes.add(path, f"'{word}' is {KNOWN}", repair="Leave it away.", on_key=word == path[-1])
        _too_far(notes, path, value)


def _too_far(notes: Notes, path: Path, value: Any) -> None:
    """Points and bounds that do not fit where the engine keeps them."""
    ends: list[float] = []
    if isinstance(value, Bounds):
        ends = [value.low, value.high]
    elif isinstance(value, Number) and value.dimension == "points":
        ends = [plain.value for at, plain in value.leaves() if "times" not in at and "shares" not in at]
    far = [end for end in ends if isfinite(end) and abs(end) > FARTHEST]
    if far:
        notes.add(path, "more points than the engine can hold", got=f"{far[0]:g}", expected=f"at most {FARTHEST}")


def _conditions(notes: Notes, scheme: Scheme, society: Society | None) -> None:
    for path, condition in outer_conditions(scheme):
        _condition(notes, path, condition, society)


def _condition(notes: Notes, path: Path, condition: Condition, society: Society | None) -> None:
    for name in condition.measured:
        if name not in MEASURED_NAMES:
            problem, known = f"'{name}' while a run goes on is {KNOWN}", ", ".join(MEASURED_NAMES)
            notes.add((*path, "measured", name), problem, expected=known, on_key=True)
    for relation, inner in condition.related.items():
        _condition(notes, (*path, "related", relation), inner, society)
    for name, inner in condition.in_scheme.items():
        _condition(notes, (*path, "in_scheme", name), inner, society)
    for name, inner in condition.any_.items():
        _condition(notes, (*path, "any", name), inner, society)
    if condition.not_ is not None:
        _condition(notes, (*path, "not"), condition.not_, society)


def _parts(notes: Notes, scheme: Scheme, society: Society | None) -> None:
    """What hangs on several words at once."""
    if scheme.subjects == "firms" and society is not None and society.firms is None:
        notes.add(("subjects",), f"{society.name} has no firms", got="'firms'", expected="a society with firms")
    for room in ("senses", "tiers", "lists"):
        _too_many(notes, (room,), room, len(getattr(scheme, room)))
    check_detection(notes, scheme)


def _too_many(notes: Notes, path: Path, what: str, count: int) -> None:
    if count > MOST:
        notes.add(path, f"more {what} than the engine can hold", got=str(count), expected=f"at most {MOST}")
