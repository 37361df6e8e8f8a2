"""What a change cannot alter, because of what has accrued."""

from __future__ import annotations

from typing import Final

from scorarium.errors import Fault
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.scores import FactorsScore, LadderScore, PointsScore, RatingsScore

ANOTHER: Final = "Let it end (stop: true), and another scheme begin: enrolment: {rollout: {all: 3y}}."
MARKS: Final = ("range", "rated", "memory", "opinions")
"""What marks are, about whom, and how many are kept."""


def kept_by_a_change(scheme: Scheme, reformed: Scheme, under: Path) -> list[tuple[Path, Fault]]:
    """Check what a change makes of a scheme against the scheme as it begins.

    Parameters
    ----------
    under
        Where the reform stands.
    """
    notes = Notes(reformed, under)
    for name, act in reformed.acts.items():
        if act.every is not None and name in scheme.acts and scheme.acts[name].every is None:
            problem, repair = "an act by rate cannot come to be done by period", f"Add one of another name: {name}: ~"
            notes.add(("acts", name, "every"), problem, expected="a rate", repair=repair, on_key=True)
    was, is_now = scheme.score, reformed.score
    if was is not None and is_now is not None and was.kind != is_now.kind:
        problem, expected = "a change cannot make one kind of score of another", f"kind: {was.kind}"
        notes.add(("score", "kind"), problem, got=f"'{is_now.kind}'", expected=expected, repair=ANOTHER)
    if isinstance(was, RatingsScore) and isinstance(is_now, RatingsScore):
        for word in MARKS:
            if getattr(was, word) != getattr(is_now, word):
                problem = "a change keeps the marks that were given, and so what they are"
                notes.add(("score", word), problem, expected=f"{word} as it was", repair=ANOTHER, on_key=True)
        if (was.norm is None) != (is_now.norm is None):
            problem = "a change cannot make reputations of ratings, nor ratings of reputations"
            notes.add(("score", "norm"), problem, repair=ANOTHER, on_key=True)
    if isinstance(was, FactorsScore) and isinstance(is_now, FactorsScore) and (was.learned or is_now.learned):
        _learned_on(notes, was, is_now)
    return notes.found


def _learned_on(notes: Notes, was: FactorsScore, is_now: FactorsScore) -> None:
    """Check that what is learned from goes on: its target, its labels and its factors."""
    if was.learned is None or is_now.learned is None:
        problem = "a change cannot begin to learn weights, nor end it"
        notes.add(("score", "learned"), problem, repair="Another refit or other leaves_out may come.", on_key=True)
        return
    for word in ("target", "labels"):
        if getattr(was.learned, word) != getattr(is_now.learned, word):
            problem = "a change keeps what is predicted, and from what"
            notes.add(("score", "learned", word), problem, expected=f"{word} as it was", repair=ANOTHER, on_key=True)
    if set(was.factors) != set(is_now.factors):
        problem, repair = (
            "a change keeps the factors of weights that are learned",
            "Say leaves_out while one is not used.",
        )
        notes.add(("score", "factors"), problem, expected=", ".join(was.factors), repair=repair, on_key=True)


def check_conversions(notes: Notes, scheme: Scheme) -> None:
    """Check that what is converted is kept, and not found anew in each tick."""
    for name, change in scheme.changes.items():
        if change.convert is None or isinstance(scheme.score, PointsScore | LadderScore):
            continue
        kind = scheme.score.kind if scheme.score is not None else "record"
        problem = "a file without a number has nothing to convert"
        if kind != "record":
            problem = f"a score of kind {kind} is found anew from what is known: there is nothing to convert"
        path, expected = ("changes", name, "convert"), "a score of kind points or ladder"
        notes.add(path, problem, expected=expected, repair="Leave convert out.", on_key=True)
