"""Conditions in words: clauses that may stand behind *if*, *while* or *when*."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scorarium.scheme.aloud.numbers import all_quoted, between, count, listed, number, plain, quoted, words
from scorarium.scheme.condition import Condition, Levels, Open, Until
from scorarium.scheme.readers import Between

RELATIVES: Final[dict[str, str]] = {
    "household": "one of their household",
    "parents": "one of their parents",
    "children": "one of their children",
    "partner": "their partner",
    "friends": "one of their friends",
    "work": "one of those with whom they work",
    "school": "one of those with whom they go to school",
    "district": "somebody in their district",
    "representative": "its legal representative",
    "represents": "one of the firms that they represent",
    "same_representative": "another firm with the same representative",
    "staff": "one of its staff",
    "employer": "their employer",
    "suppliers": "one of its suppliers",
}
RELATIONS: Final[dict[str, str]] = {
    "household": "their household",
    "parents": "their parents",
    "children": "their children",
    "partner": "their partner",
    "friends": "their friends",
    "work": "those with whom they work",
    "school": "those with whom they go to school",
    "district": "their district",
    "representative": "its legal representative",
    "represents": "the firms that they represent",
    "same_representative": "other firms with the same representative",
    "staff": "its staff",
    "employer": "their employer",
    "suppliers": "its suppliers",
}


def levels(spec: Levels) -> str:
    """Say which levels of an attribute are meant."""
    if isinstance(spec, Between):
        return between(spec)
    return listed(sorted(spec), "or") if isinstance(spec, frozenset) else str(spec).lower()


def facts(asked: Mapping[str, Levels]) -> list[str]:
    """Say what must be true of a person: one clause for each attribute."""
    return [
        f"{plain(name)} is {'true' if spec else 'not true'} of them"
        if isinstance(spec, bool)
        else f"their {plain(name)} is {levels(spec)}"
        for name, spec in asked.items()
    ]


def clause(condition: Condition) -> str:
    """Say a condition as one clause; all of its parts must hold."""
    parts = [*facts(condition.is_), *_standing(condition), *_doings(condition), *_elsewhere(condition)]
    return listed(parts) if parts else "in every case"


def those(condition: Condition) -> str:
    """Say who is meant: *those of whom it is true that …*."""
    told = clause(condition)
    if condition.not_ is not None and told == f"it is not so that {clause(condition.not_)}":
        return f"those of whom it is not true that {clause(condition.not_)}"
    for what in (" is true of them", " is not true of them"):
        if told == told.removesuffix(what) + what and told.count(" of them") == 1 and " and " not in told:
            return f"those of whom {told.removesuffix(' of them')}"
    return f"those of whom it is true that {told}"


def _standing(condition: Condition) -> list[str]:
    found: list[str] = []
    if condition.score is not None:
        found.append(f"their score is {between(condition.score).replace(' points', '')}")
    if condition.score_below is not None:
        found.append(f"their score is below {number(condition.score_below)}")
    if condition.score_above is not None:
        found.append(f"their score is above {number(condition.score_above)}")
    if condition.tier:
        found.append(f"they stand in tier {listed(condition.tier, 'or')}")
    if condition.lists:
        found.append(f"they are on the list {all_quoted(condition.lists)}")
    if condition.rung is not None:
        found.append(f"they stand on rung {between(condition.rung).replace(' points', '')}")
    if condition.enrolled is not None:
        found.append(f"they have been in the scheme for {between(condition.enrolled)}")
    return found


def _doings(condition: Condition) -> list[str]:
    found = [f"{plain(act)} has been recorded of them {count(often)}" for act, often in condition.acts.items()]
    found += [_open(act, asked) for act, asked in condition.open.items()]
    if condition.on:
        found.append(f"an entry is made for {words(condition.on, 'or')}")
    if condition.rule:
        found.append(f"the rule {all_quoted(condition.rule)} makes an entry")
    return found


def _open(act: str, asked: Open) -> str:
    above = f" of more than {number(asked.above)}" if asked.above is not None else ""
    lasting = f" and has done so for {number(asked.lasting)}" if asked.lasting is not None else ""
    return f"a {plain(act)}{above} stands open against them{lasting}"


def _elsewhere(condition: Condition) -> list[str]:
    found = [
        f"for {RELATIVES[relation]} it holds that {clause(inner)}" for relation, inner in condition.related.items()
    ]
    found += [
        f"in the scheme {quoted(name)} {clause(inner) if not inner.is_empty else 'they are scored'}"
        for name, inner in condition.in_scheme.items()
    ]
    found += [
        f"in the society as a whole, {plain(name)} was {between(share)} at the last tick"
        for name, share in condition.measured.items()
    ]
    if condition.any_:
        rows = [f"({name}) {clause(inner)}" for name, inner in condition.any_.items()]
        found.append(f"at least one of these holds: {listed(rows, 'or')}")
    if condition.not_ is not None:
        found.append(f"it is not so that {clause(condition.not_)}")
    return found


def when(condition: Condition) -> str:
    """Say a condition behind the word that fits: *when* for a moment, *while* for a state."""
    if condition.is_empty:
        return "always"
    return f"{'when' if condition.is_moment else 'while'} {clause(condition)}"


def until(ends: Until) -> str:
    """Say until when something holds."""
    if isinstance(ends, Condition):
        return f"until {clause(ends)}"
    return {
        "repaired": "until a repair that ends it has succeeded",
        "settled": "until what it rests on is settled",
    }[ends]
