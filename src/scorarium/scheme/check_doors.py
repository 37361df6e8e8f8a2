"""Whether consequences, senses, enrolment and changes say what they must, and nothing that does not belong."""

from __future__ import annotations

import math
from typing import Any, Final

from scorarium.scheme.consequences import Change, Consequence
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.moments import ways_of
from scorarium.scheme.notes import Notes
from scorarium.scheme.scores import RecordScore
from scorarium.scheme.senses import Sense

NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "deny": ("service",),
    "favour": ("service",),
    "delay": ("service", "amount"),
    "price": ("service", "amount"),
    "fine": ("amount",),
    "pay": ("amount",),
    "reclaim": ("service", "amount"),
    "inspect": ("sense",),
    "allocate": ("service", "goes_by"),
    "recommend": ("acts",),
    "warn": (),
}
ONLY: Final[dict[str, tuple[str, ...]]] = {
    "sense": ("inspect",),
    "acts": ("recommend",),
    "fatigue": ("recommend",),
    "goes_by": ("allocate",),
    "how": ("allocate",),
    "power": ("allocate",),
    "per": ("fine", "pay", "reclaim"),
    "every": ("fine", "pay", "recommend"),
}
ONCE: Final = frozenset({"fine", "pay", "reclaim", "warn"})
"""Effects that happen and are over."""
REPORTING: Final = ("neighbours", "peers", "platform")


def check_doors(notes: Notes, scheme: Scheme) -> None:
    """Check everything that is neither score nor standing."""
    for name, consequence in scheme.consequences.items():
        _check_consequence(notes, ("consequences", name), consequence, scheme)
    for name, sense in scheme.senses.items():
        _check_sense(notes, ("senses", name), sense, scheme)
    _check_enrolment(notes, scheme)
    for name, change in scheme.changes.items():
        _check_change(notes, ("changes", name), change)
    for name, fact in scheme.facts.items():
        for word, declared in (("list_", scheme.lists), ("tier", scheme.tiers)):
            named = getattr(fact, word)
            if named is not None and named not in declared:
                key = word.rstrip("_")
                notes.unknown(("facts", name, key), key, named, declared)


def _check_consequence(notes: Notes, path: Path, consequence: Consequence, scheme: Scheme) -> None:
    for word in NEEDS[consequence.effect]:
        if not getattr(consequence, word):
            repair = f"Add {word}: …."
            notes.add(path, f"{consequence.effect} without its {word}", expected=word, repair=repair, on_key=True)
    for word, effects in ONLY.items():
        if getattr(consequence, word) and consequence.effect not in effects:
            expected = f"it with {', '.join(effects)}"
            notes.add((*path, word), f"{consequence.effect} has no {word}", expected=expected, on_key=True)
    _check_term(notes, path, consequence)
    if consequence.sense is not None and consequence.sense not in scheme.senses:
        notes.unknown((*path, "sense"), "sense", consequence.sense, scheme.senses)
    if consequence.through is not None and consequence.through not in scheme.exports:
        notes.unknown((*path, "through"), "export", consequence.through, scheme.exports)


def _check_term(notes: Notes, path: Path, one: Consequence) -> None:
    """Check that what a moment brings lasts, and that what happens once has no term."""
    goes_on = one.effect not in ONCE
    moments, _ = ways_of(one)
    if goes_on and moments is not None and one.lasts is None and one.through is None:
        expected = "lasts: how long it stands so"
        notes.add(path, "something that a moment brings, for no time", expected=expected, repair="Add lasts: 30d.",
                  on_key=True)  # fmt: skip
    if not goes_on and moments is None and one.lasts is not None:
        problem, expected = f"a {one.effect} that a state brings happens once, when it comes true", "no lasts"
        repair = "Leave lasts out." if one.effect == "warn" else "Leave lasts out, or repeat it: every: 1mo."
        notes.add((*path, "lasts"), problem, expected=expected, repair=repair, on_key=True)


def _check_sense(notes: Notes, path: Path, sense: Sense, scheme: Scheme) -> None:
    if sense.kind not in REPORTING:
        for word in ("witnesses", "malicious", "corroboration", "corroborate_within"):
            if getattr(sense, word) is not None:
                expected = f"a sense of kind {', '.join(REPORTING)}"
                notes.add((*path, word), f"a sense of kind {sense.kind} has no reports", expected=expected, on_key=True)
    if sense.effort is not None and sense.effort.goes_by == "score" and isinstance(scheme.score, RecordScore | None):
        notes.add(
            (*path, "effort", "goes_by"), "there is no score to go by", got="'score'", expected="records, risk, …"
        )
    face = sense.identification
    if face is not None and face.false_match is None and face.gallery is not None:
        repair = "Add false_match: … (per comparison)."
        notes.add((*path, "identification"), "a gallery without false_match", repair=repair, on_key=True)


def _check_enrolment(notes: Notes, scheme: Scheme) -> None:
    enrolment = scheme.enrolment
    if enrolment is None:
        return
    if enrolment.kind == "none" and enrolment.who is None:
        notes.add(("enrolment",), "nobody joins and nobody is in it", expected="who", repair="Add who: ….", on_key=True)
    for name, stage in enrolment.rollout.items():
        path = ("enrolment", "rollout", name)
        if stage.at is None:
            notes.add(path, "a stage without a beginning", expected="at", repair="Add at: 0y.", on_key=True)
        elif stage.at.days == math.inf:
            notes.add((*path, "at"), "a stage that never begins", got="'never'", expected="a time such as 2y")
        elif stage.until is not None and stage.until.days <= stage.at.days:
            notes.add((*path, "until"), "a stage that ends before it begins", expected="later than at")


def _check_change(notes: Notes, path: Path, change: Change) -> None:
    if (change.at is None) == (change.when is None):
        got = "both" if change.at is not None else None
        notes.add(
            path, "a change happens at a time or when something is met", got=got, expected="at or when", on_key=True
        )
    if change.reform is None and not change.stop:
        notes.add(path, "a change that changes nothing", expected="reform or stop", on_key=True)
    if change.keeps_records is not None and not change.stop:
        notes.add((*path, "keeps_records"), "keeps_records without stop", expected="stop: true", on_key=True)
    if change.stop and change.reform is not None:
        notes.add((*path, "reform"), "a reform of what ends", expected="reform or stop", on_key=True)
    for word in _renaming(change.reform):
        repair = "Write two schemes, and a stop in the first."
        notes.add((*path, "reform", word), "a change cannot touch this", got=f"'{word}'", repair=repair, on_key=True)


def _renaming(reform: Any) -> list[str]:
    return [word for word in ("scorarium", "kind", "name", "like") if word in (reform or {})]
