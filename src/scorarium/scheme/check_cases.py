"""Numbers that depend on something and leave a case out: with every case listed, and only then, `default` may go."""

from __future__ import annotations

import math

from scorarium.quantities import Axis, Number, key_text
from scorarium.scheme.check_standing import score_range
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.scores import LadderScore
from scorarium.scheme.walk import each


def check_cases(notes: Notes, scheme: Scheme) -> None:
    """Check that a number without a default says what it is in every case."""
    for path, number in each(scheme, Number):
        if number.by is None:
            continue
        if number.by.on == "repeat":
            _check_first(notes, (*path, "by", "repeat"), number.by)
        if number.default is None:
            _check_whole(notes, (*path, "by", number.by.on), number.by, scheme)


def _check_first(notes: Notes, path: Path, axis: Axis) -> None:
    for key, _ in axis.cases:
        if isinstance(key, float) and key < 1:
            notes.add(
                (*path, key_text(key)), "no such time", got=key_text(key), expected="1 for the first", on_key=True
            )


def _check_whole(notes: Notes, path: Path, axis: Axis, scheme: Scheme) -> None:
    bounds = [key for key, _ in axis.cases if isinstance(key, float)]
    lowest = _lowest(axis.on, scheme)
    if lowest is not None and bounds and min(bounds) > lowest and axis.between == "step":
        got = f"the lowest is {key_text(min(bounds))}"
        repair = f"Add {key_text(lowest)}: …, or a default."
        notes.add(path, f"nothing is said below the lowest {axis.on}", got=got, repair=repair, on_key=True)
    if axis.on == "tier":
        for name in scheme.tiers:
            if name not in dict(axis.cases):
                repair = f"Add {name}: …, or a default."
                notes.add(path, "a tier of which nothing is said", got=f"'{name}'", repair=repair, on_key=True)
    if axis.on == "list":
        notes.add(path, "nothing is said of those who are on no list", repair="Add a default.", on_key=True)


def _lowest(on: str, scheme: Scheme) -> float | None:
    if on == "repeat":
        return 1.0
    if on in ("amount", "time"):
        return 0.0
    if on == "rung" and isinstance(scheme.score, LadderScore):
        return float(scheme.score.rungs[0])
    low = score_range(scheme)[0] if on == "score" else -math.inf
    return None if math.isinf(low) else low
