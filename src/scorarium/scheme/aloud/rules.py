"""What makes an entry, and what the entry weighs."""

from __future__ import annotations

from typing import Final

from scorarium.quantities import Number
from scorarium.scheme.aloud.conditions import clause, until, when
from scorarium.scheme.aloud.numbers import all_quoted, count, figure, flag, number, sentences, words
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import Rule

EVIDENCE: Final[dict[str, str]] = {
    "decision": "a decision",
    "record": "a record",
    "report": "somebody's report",
    "inference": "an inference",
}
REPEATS: Final[dict[str, str]] = {
    "separate": "A new entry leaves the clocks of the old ones alone",
    "restarts": "A new entry restarts the clocks of this rule's old ones",
    "restarts_all": "A new entry restarts the clocks of all entries",
}


def rules(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each rule what it strikes, what it weighs and for how long."""
    if scheme.score is None:
        return []
    unnumbered = scheme.score.kind == "record"
    return [(name, _rule(rule, unnumbered=unnumbered)) for name, rule in scheme.score.rules.items()]


def _rule(rule: Rule, *, unnumbered: bool) -> str:
    weight = _weight(rule) or ("" if unnumbered else "weighs nothing")
    does = f"makes an entry{' that ' + weight if weight else ''}"
    if rule.on:
        above = f" of more than {number(rule.above)}" if rule.above is not None else ""
        first = f"Each {words(rule.on, 'or')}{above} {does}"
        first += f", {when(rule.when)}" if rule.when is not None else ""
    elif rule.every is not None:
        held = f" {when(rule.when)}" if rule.when is not None else ""
        first = f"Once in each {number(rule.every)} it {does}{held}"
    else:
        held = clause(rule.when) if rule.when is not None else "something that is not said holds"
        first = f"As long as {held}, there is an entry{' that ' + weight if weight else ''}"
    return sentences(first, *_clock(rule), *_limits(rule), f"Source: {rule.ref}" if rule.ref else None)


def _weight(rule: Rule) -> str:
    if rule.sets is not None:
        return f"ends the live entries and puts the score to {number(rule.sets).replace(' points', '')}"
    if rule.discretion is not None:
        low, high = (figure(end, signed=True) for end in (rule.discretion.low, rule.discretion.high))
        return f"weighs what the official chooses, from {low} to {high} points"
    if rule.points is None:
        return ""
    each = ""
    if rule.per is not None:
        over = " above that" if rule.above is not None else ""
        each = f" for each {number(rule.per)} of its amount{over}"
    return f"weighs {number(rule.points, signed=True)}{each}"


def lives(lasts: Number, what: str = "The entry lives") -> str:
    """Say how long something lives."""
    return f"{what} for {number(lasts)}"


def _clock(rule: Rule) -> list[str | None]:
    return [
        lives(rule.lasts) if rule.lasts is not None else None,
        f"It lives {until(rule.until)}" if rule.until is not None else None,
        REPEATS[rule.repeat] if rule.repeat else None,
        f"Repetitions are counted over {number(rule.repeat_within, never='all time')}"
        if rule.repeat_within is not None
        else None,
        f"It also strikes acts of up to {number(rule.reaches_back)} before, where a record was kept"
        if rule.reaches_back is not None
        else None,
    ]


def _limits(rule: Rule) -> list[str | None]:
    return [
        f"It counts at most {count(rule.at_most)}" if rule.at_most is not None else None,
        f"It rests on {EVIDENCE[rule.evidence]}" if rule.evidence else None,
        f"Only what the sense {all_quoted(rule.seen_by)} has seen falls under it" if rule.seen_by else None,
        flag(rule.vague, "Nobody can know beforehand what falls under it", "It is clear what falls under it"),
    ]
