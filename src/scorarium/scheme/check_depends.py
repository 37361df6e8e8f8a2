"""What a number may depend on where it stands: an act has an amount, a rule a repetition, a newcomer no score."""

from __future__ import annotations

from typing import Final

from scorarium.quantities import Number
from scorarium.scheme.check_names import axes
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.walk import each

PERSON: Final = "an attribute, district, a figure of districts, or time"
STANDING: Final = frozenset({"score", "rung", "tier", "list"})
ROOMS: Final = frozenset({
    "senses", "score", "tiers", "lists", "repairs", "consequences", "exports", "enrolment", "due_process", "visibility",
    "games",
})  # fmt: skip
OF_AN_ACT: Final = (
    "senses.*.detection",
    "senses.*.sees.*",
    "senses.*.delay",
    "senses.*.identification.*",
    "score.rules.*.points",
    "score.rules.*.lasts",
    "score.factors.*.from.*",
    "consequences.*.amount",
    "consequences.*.strength",
)
"""Where an act is being spoken of, which may have an amount."""

OF_A_REPETITION: Final = (
    "score.rules.*.points",
    "score.rules.*.lasts",
    "score.rules.*.discretion.*",
    "lists.*.lasts",
    "lists.*.grounds.*.lasts",
    "consequences.*.amount",
    "consequences.*.strength",
    "consequences.*.lasts",
)
"""Where a rule or a list strikes for the first, second, third time."""

BEFORE_STANDING: Final = ("score.start", "enrolment.*", "enrolment.*.*", "enrolment.*.*.*", "visibility.*")
"""What is asked of people who have no score, tier or list yet."""

PERIODS: Final = ("score.rules.*.every", "score.clean_period.every", "consequences.*.every", "score.moves.clean.every")
"""What comes round: the same each time."""


PLAIN: Final = {
    "enrolment.rollout.*.districts": "a stage takes one share of all districts",
    "senses.*.effort.power": "attention goes by one exponent for all among whom it is shared out",
    "score.memory": "one length of memory for all marks of a scheme",
    "senses.*.effort.memory": "records count for one time wherever attention is shared out",
    "senses.*.effort.starts.*": "a district begins with one number of records",
    "consequences.*.power": "places go by one exponent for all who ask for them",
    "score.moves.clean.every": "the period of a ladder ends for everybody at once",
    "score.learned.*": "a fit is made for everybody at once",
    "score.learned.until_fitted.*": "learned weights are the same for everybody",
    "score.spread": "marks have one spread, whoever gives them",
}
"""Numbers that are the same for everybody and always, and why."""

ASKED: Final = {
    "measured": "a share of the society is compared with one number, whoever asks",
    "is": "levels lie between two ends that are the same for everybody",
}
"""Words of a condition whose ends are the same for everybody, and why."""

LEARNED: Final = {"score.factors.*.weight": "learned weights are the same for everybody"}
"""What is plain as well where weights are learned."""

OF_ALL: Final = ("senses.*.effort.total",)
"""What is shared out among all: it may differ from time to time, not from person to person."""


def check_depends(notes: Notes, scheme: Scheme) -> None:
    """Check that each number depends on what there is where it stands."""
    for path, number in each(scheme, Number):
        if path[0] not in ROOMS and not ASKED.keys() & set(path):
            continue
        fitted = LEARNED if getattr(scheme.score, "learned", None) is not None else {}
        for pattern, why in (PLAIN | fitted).items() if not number.is_constant else ():
            if _fits(path, (pattern,)):
                notes.add(path, f"this number is plain: {why}", expected="a plain number")
        for word, why in ASKED.items() if not number.is_constant else ():
            if word in path:
                notes.add(path, f"this number is plain: {why}", expected="a plain number")
        for at, axis in axes(number):
            meaning = _unfit(path, axis.on)
            if meaning is not None:
                problem, expected = meaning
                notes.add((*path, *at), problem, got=f"'{axis.on}'", expected=expected, on_key=True)
        if number.law is not None and _fits(path, PERIODS):
            notes.add(path, "a period that is drawn anew each time", expected="one period, or one for each case")


def _unfit(path: Path, axis: str) -> tuple[str, str] | None:
    """(what is wrong, what it may depend on) of a number that looks at what is not there."""
    standing = f"{PERSON}, or score, rung, tier, list"
    if axis != "time" and _fits(path, OF_ALL):
        return "what is shared out among all is the same for each of them", "time"
    if axis == "amount" and not _fits(path, OF_AN_ACT):
        return "nothing here has an amount", standing
    if axis == "repeat" and not _fits(path, OF_A_REPETITION):
        return "nothing is repeated here", standing
    if axis in STANDING and _fits(path, BEFORE_STANDING):
        return "whoever is asked has no standing yet", PERSON
    if axis in ("score", "rung", "tier") and _fits(path, ("tiers.*.from",)):
        return "a border that depends on what it decides", f"{PERSON}, or list"
    return None


def _fits(path: Path, patterns: tuple[str, ...]) -> bool:
    """Whether a path fits one of the patterns."""
    for pattern in patterns:
        steps = pattern.split(".")
        if len(steps) == len(path) and all(step in ("*", own) for own, step in zip(path, steps, strict=True)):
            return True
    return False
