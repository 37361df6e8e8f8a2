"""Clocks that measure nothing: nought where time must pass, never where something must come."""

from __future__ import annotations

from typing import Final

from scorarium.quantities import Count, Duration, Number
from scorarium.scheme.document import Path, fits
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.walk import walk

POSITIVE: Final = (
    "score.rules.*.lasts", "score.rules.*.every", "score.rules.*.repeat_within", "score.rules.*.reaches_back",
    "score.decay.half_life", "score.clean_period.every", "score.moves.clean.every", "score.factors.*.window",
    "score.learned.window", "score.learned.refit", "score.memory", "tiers.*.lasts", "lists.*.lasts",
    "lists.*.repeat_within", "lists.*.grounds.*.lasts", "lists.*.spreads_to.*.lasts", "lists.*.decided.reviewed",
    "consequences.*.lasts", "consequences.*.every", "consequences.*.decided.reviewed", "exports.*.kept",
    "senses.*.corroborate_within", "senses.*.effort.memory", "due_process.appeal.within",
)  # fmt: skip
"""Clocks through which time must pass."""
ENDING: Final = (
    "score.rules.*.every", "score.decay.half_life", "score.clean_period.every", "score.moves.clean.every",
    "consequences.*.every", "lists.*.repair.takes", "repairs.*.takes", "due_process.appeal.decided_after",
    "lists.*.due_process.appeal.decided_after", "senses.*.delay",
)  # fmt: skip
"""Clocks that must come to an end."""


def check_clocks(notes: Notes, scheme: Scheme) -> None:
    """Check that no clock stands still, and that none runs for ever where something must follow."""
    for path, found in walk(scheme):
        if isinstance(found, Count) and found.within is not None and found.within.days == 0:
            notes.add(
                path, "a window of no time", expected="more than nought", repair="Write 3 within 1y, or a bare 3."
            )
        for days in _days(found):
            if days == 0 and _any(path, POSITIVE):
                notes.add(path, "a clock of no time", got="0d", expected="more than nought", repair="Leave it out.")
            if days == float("inf") and _any(path, ENDING):
                notes.add(path, "what never comes", got="'never'", expected="a time such as 1y", repair="Leave it out.")
    for name, change in scheme.changes.items():
        if change.at is not None and change.at.is_never:
            notes.add(("changes", name, "at"), "a change that never comes", got="'never'", expected="a time such as 3y")


def _days(found: object) -> list[float]:
    if isinstance(found, Number) and found.dimension == "duration":
        return sorted({plain.value for _, plain in found.leaves() if found.law is None})
    return [float(found.days)] if isinstance(found, Duration) else []


def _any(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(fits(path, pattern) for pattern in patterns)
