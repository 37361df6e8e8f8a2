"""Moments where states belong, and conditions that ask about what they themselves decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scorarium.scheme.check_names import acts_in, inner_conditions
from scorarium.scheme.condition import Condition
from scorarium.scheme.document import Path, fits
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.walk import outer_conditions, walk

STATES: Final = (
    "score.rules.*.when", "score.factors.*.from_when", "score.rated", "score.raters", "tiers.*.when", "repairs.*.when",
)  # fmt: skip
"""Conditions that must be states."""
MADE: Final = (
    "tier",
    "list",
    "on_list",
    "rung",
    "score",
    "score_below",
    "score_above",
    "enrolled",
    "on",
    "rule",
    "acts",
)
"""Words about what a scheme has made of a person."""


def check_moments(notes: Notes, scheme: Scheme) -> None:
    """Check what conditions ask against the place in which they stand."""
    seen = {act for sense in scheme.senses.values() for act in sense.sees}
    for path, condition in outer_conditions(scheme):
        if any(fits(path, pattern) for pattern in STATES):
            for at, word in _moments(condition):
                expected = "a state such as tier, list, acts, open or is"
                notes.add((*path, *at), "a moment where a state belongs", got=word, expected=expected, on_key=True)
        for at, act in acts_in(condition):
            if act not in seen and "open" not in at and not notes.under:
                repair = f"Let a sense see it: sees: [{act}]."
                notes.add((*path, *at), "an act that nobody sees", got=f"'{act}'", repair=repair, on_key="acts" in at)
    _check_who(notes, scheme)
    _check_circles(notes, scheme)
    for name, change in scheme.changes.items():
        if change.when is not None:
            for word in _said(change.when, (*MADE, "is_", "open", "related", "in_scheme")):
                path = ("changes", name, "when", word)
                notes.add(path, "a change waits for the society, not for a person", expected="measured", on_key=True)


def _check_who(notes: Notes, scheme: Scheme) -> None:
    who = scheme.enrolment.who if scheme.enrolment is not None else None
    if who is not None:
        for path, condition in walk(who, ("enrolment", "who")):
            if isinstance(condition, Condition) and condition.measured:
                problem, expected = (
                    "who is in a scheme cannot hang on what all of them do",
                    "is, open, related, in_scheme",
                )
                notes.add((*path, "measured"), problem, expected=expected, on_key=True)
        for word in _said(who, MADE):
            problem = "who is in a scheme cannot hang on what it makes of them"
            notes.add(("enrolment", "who", word), problem, expected="is, open, related, in_scheme", on_key=True)


def _check_circles(notes: Notes, scheme: Scheme) -> None:
    """Lists that wait for themselves, tiers that ask for a tier."""
    for name, tier in scheme.tiers.items():
        if tier.when is not None and tier.when.tier:
            path = ("tiers", name, "when", "tier")
            notes.add(path, "a tier that asks for a tier", expected="is, list, acts, …", on_key=True)
    for name, listed in scheme.lists.items():
        grounds = [((), listed.enter), *((("grounds", key), ground.enter) for key, ground in listed.grounds.items())]
        for at, enter in grounds:
            if enter is not None and name in enter.lists:
                where = ("lists", name, *at, "enter", "list" if enter.list_ and name in enter.list_ else "on_list")
                notes.add(where, "a list that waits for itself", got=f"'{name}'", expected="another condition")
        if isinstance(listed.until, Condition) and name in listed.until.lists:
            where = ("lists", name, "until", "list" if listed.until.list_ and name in listed.until.list_ else "on_list")
            notes.add(where, "a list that ends as it begins", got=f"'{name}'", expected="another condition")


def _moments(condition: Condition) -> Iterator[tuple[Path, str]]:
    yield from (((word,), word) for word in ("on", "rule") if getattr(condition, word))
    for at, inner in inner_conditions(condition):
        yield from (((*at, *path), word) for path, word in _moments(inner))


def _said(condition: Condition, words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        name = "list_" if word == "list" else word
        if getattr(condition, name) not in (None, {}):
            yield word.rstrip("_")
