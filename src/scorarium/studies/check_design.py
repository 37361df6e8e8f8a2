"""Numbers of a study that nobody could run."""

from __future__ import annotations

from typing import Final

from scorarium.errors import Fault
from scorarium.quantities import DAYS_PER_YEAR, key_text, rational, shown
from scorarium.scheme.notes import Notes
from scorarium.studies.design import Study

BOUNDS: Final = {"persons": (1, 2**31 - 1), "replicates": (1, 1_000_000), "seed": (0, 2**64 - 1)}


def check_study(study: Study) -> list[Fault]:
    """Check how many, how long and how often; its worlds are checked as they will run."""
    notes = Notes(study)
    for word, (low, high) in BOUNDS.items():
        value = getattr(study, word)
        if value is not None and not low <= value <= high:
            notes.add((word,), "out of bounds", got=shown(value), expected=f"{low} to {high:,}")
    if study.years == 0:
        notes.add(("years",), "no time at all", got="0", expected="more than nought")
    years = study.years
    if study.burn_in is not None and study.burn_in.is_never:
        notes.add(("burn_in",), "nothing is left to count", got="never", expected="less than years")
    elif study.burn_in is not None and years is not None and rational(study.burn_in) >= rational(years) * DAYS_PER_YEAR:
        got = f"{key_text(float(rational(study.burn_in)))} days"
        expected = f"less than years: {key_text(years)}"
        notes.add(("burn_in",), "nothing is left to count", got=got, expected=expected)
    for name, half in study.until.items():
        if half == 0:
            notes.add(("until", name), "an interval that is never so small", got="0", expected="more than nought")
    if study.outcomes == ():
        notes.add(
            ("outcomes",), "no outcome at all", got="[]", expected="names of outcomes", repair="Leave it out for all."
        )
    if study.vary is not None and not (study.vary.assumed or study.vary.numbers):
        notes.add(("vary",), "nothing is varied", expected="assumed, or numbers and their ranges", on_key=True)
    if study.vary is not None and study.vary.samples is not None and study.vary.samples < 1:
        notes.add(("vary", "samples"), "no sample", got=shown(study.vary.samples), expected="1 or more")
    return notes.faults
