"""Reading a scheme as a chain: senses, rules, tiers and lists, consequences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from scorarium.quantities import Number, key_text
from scorarium.report import words
from scorarium.report.figures.chain import Chain, Node
from scorarium.scheme.condition import Condition
from scorarium.scheme.consequences import Consequence
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import Factor, FactorsScore, LadderScore, RatingsScore, Rule
from scorarium.scheme.senses import Sense
from scorarium.scheme.standing import NamedList

MOST: Final = 12
VERBS: Final[dict[str, str]] = {
    "deny": "refused",
    "favour": "favoured",
    "delay": "delayed",
    "price": "another price",
    "fine": "a fine",
    "pay": "a payment",
    "reclaim": "money claimed back",
    "inspect": "watched more closely",
    "allocate": "places given by standing",
    "recommend": "a suggestion",
    "warn": "a warning",
}


def chain_of(scheme: Scheme) -> Chain:
    """Give the four columns of a scheme, with the threads between them."""
    counted = _counted(scheme)
    stands = _stands(scheme)
    seen = [
        Node(name, words.plain(name), _detection(sense), _made_by(set(sense.sees), counted))
        for name, sense in scheme.senses.items()
    ]
    doors = [Node(name, _door(follows), _by(follows, scheme)) for name, follows in scheme.consequences.items()]
    led = [replace(node, leads_to=_doors_of(node, scheme)) for node in stands]
    rules = [replace(node, leads_to=node.leads_to) for node, _ in counted]
    return _short(seen), _short(rules), _short(led), _short(doors)


def _short(column: list[Node]) -> list[Node]:
    """Keep a column to its length; what is left out is counted in the last line."""
    if len(column) <= MOST:
        return column
    return [*column[: MOST - 1], Node("…", f"and {len(column) - MOST + 1} more", "named in the declaration below")]


def _detection(sense: Sense) -> str:
    """How much of what is done a sense detects, over all acts that it sees."""
    numbers = [number for act in sense.sees if (number := sense.detects(act)) is not None]
    ends = [reach(number) for number in numbers if number.default is not None or number.by is not None]
    if not ends:
        return "detects by district" if numbers else ""
    low, high = min(low for low, _ in ends), min(1.0, max(high for _, high in ends))
    return f"detects {words.percent(low)}" + (f" to {words.percent(high)}" if high > low else "")


def reach(number: Number) -> tuple[float, float]:
    """The least and the most that a number is for anybody: its cases, times the factors that may apply or not."""
    cases = [] if number.by is None else [plain.value for _, plain in number.by.cases]
    values = [*cases, *([number.default.value] if number.default is not None else [])]
    low, high = min(values), max(values)
    for axis in number.times:
        factors = [1.0, *(plain.value for _, plain in axis.cases)]
        low, high = low * min(factors), high * max(factors)
    return low, high


def _made_by(acts: set[str], counted: list[tuple[Node, set[str]]]) -> tuple[str, ...]:
    return tuple(node.key for node, on in counted if acts & on)


def _counted(scheme: Scheme) -> list[tuple[Node, set[str]]]:
    """Rules, and acts that only a list asks for, each with the acts it answers."""
    rules: Mapping[str, Rule] = scheme.score.rules if scheme.score is not None else {}
    found = [
        (Node(name, words.plain(name), _weight(rule), _standing_after(scheme, rule, name)), set(rule.on or ()))
        for name, rule in rules.items()
    ]
    found += _weighed(scheme)
    for act, lists in _grounds(scheme).items():
        found.append(
            (Node(f"act:{act}", words.plain(act), "a ground by itself", tuple(f"list:{n}" for n in lists)), {act})
        )
    return found


def _weighed(scheme: Scheme) -> list[tuple[Node, set[str]]]:
    """What a score weighs beside rules: its factors, or the marks that people give each other."""
    score = scheme.score
    if isinstance(score, FactorsScore):
        return [
            (Node(f"factor:{name}", words.plain(name), _looks_at(factor), ("score",)), set(factor.from_))
            for name, factor in score.factors.items()
        ]
    if isinstance(score, RatingsScore):
        who = f"by {score.towards}" if score.towards else "by others"
        how = f"judged by {words.plain(score.norm)}" if isinstance(score.norm, str) else f"given {who}"
        return [(Node("ratings", "help and refusal" if score.norm else "marks", how, ("score",)), set())]
    return []


def _looks_at(factor: Factor) -> str:
    """How much a factor weighs and, unless it counts acts, at what it looks."""
    weight = words.percent(factor.weight.constant_value) if factor.weight.is_constant else ""
    where = (
        f"by {words.plain(factor.from_attribute)}" if factor.from_attribute
        else f"by the score in {factor.from_score}" if factor.from_score
        else "by the scores of friends" if factor.from_friends
        else "while a condition holds" if factor.from_when is not None
        else ""
    )  # fmt: skip
    return ", ".join(part for part in (f"weighs {weight}" if weight else "", where) if part)


def _weight(rule: Rule) -> str:
    parts = []
    if rule.points is not None:
        values = [plain.value for _, plain in rule.points.leaves()]
        if values:
            low, high = values[0], values[-1]
            one = words.figure(low, signed=True)
            span = one if low == high else f"{one} to {words.figure(high, signed=True)}"
            parts.append(f"{span} {'point' if low == high and abs(low) == 1 else 'points'}")
    if rule.sets is not None and rule.sets.is_constant:
        parts.append(f"puts the score to {words.figure(rule.sets.constant_value)}")
    if rule.lasts is not None and rule.lasts.is_constant:
        days = rule.lasts.constant_value
        parts.append("for ever" if math.isinf(days) else f"for {words.years(days / 365.25)}")
    return ", ".join(parts) or "an entry"


def _standing_after(scheme: Scheme, rule: Rule, name: str) -> tuple[str, ...]:
    """Where a rule leads: to the score, if it weighs anything, and to the lists that name it."""
    named = [f"list:{key}" for key, listed in scheme.lists.items() if name in _rules_in(listed)]
    weighs = rule.points is not None or rule.sets is not None or isinstance(scheme.score, LadderScore)
    return tuple(["score"] * (weighs and _has_number(scheme)) + named)


def _has_number(scheme: Scheme) -> bool:
    return scheme.score is not None and scheme.score.kind != "record"


def conditions(value: Condition | None) -> Iterator[Condition]:
    """List a condition and all inside it."""
    if value is None:
        return
    yield value
    for inner in (*value.related.values(), *value.any_.values(), *value.in_scheme.values()):
        yield from conditions(inner)
    if value.not_ is not None:
        yield from conditions(value.not_)


def _enters(listed: NamedList) -> Iterator[Condition]:
    for ground in listed.all_grounds.values():
        yield from conditions(ground.enter)


def _rules_in(listed: NamedList) -> set[str]:
    return {rule for condition in _enters(listed) for rule in condition.rule or ()}


def _grounds(scheme: Scheme) -> dict[str, list[str]]:
    """Acts that put people on a list without any rule, and on which lists."""
    rules = scheme.score.rules if scheme.score is not None else {}
    ruled = {act for rule in rules.values() for act in rule.on or ()}
    found: dict[str, list[str]] = {}
    for name, listed in scheme.lists.items():
        for condition in _enters(listed):
            for act in (*(condition.on or ()), *condition.acts, *condition.open):
                if act not in ruled and name not in found.setdefault(act, []):
                    found[act].append(name)
    return found


def _stands(scheme: Scheme) -> list[Node]:
    """The score with its tiers, then the lists."""
    found = []
    if _has_number(scheme):
        found.append(Node("score", "the score", _start(scheme)))
    for name, tier in scheme.tiers.items():
        begins = tier.from_.constant_value if tier.from_ is not None and tier.from_.is_constant else None
        found.append(Node(f"tier:{name}", f"tier {name}", "" if begins is None else f"from {words.figure(begins)}"))
    for name, listed in scheme.lists.items():
        parts = [f"{listed.colour} list" if listed.colour else "list", "public" if listed.public else ""]
        found.append(Node(f"list:{name}", words.plain(name), ", ".join(part for part in parts if part)))
    if not found:
        found.append(Node("record", "the record", "a file without a number"))
    return found


def _start(scheme: Scheme) -> str:
    start: Any = getattr(scheme.score, "start", None)
    better = getattr(scheme.score, "better", None)
    begins = f"starts at {words.figure(start.constant_value)}" if start is not None and start.is_constant else ""
    return ", ".join(part for part in (begins, f"{better} is better" if better else "") if part)


def _asked(follows: Consequence) -> set[str]:
    """What in standing a consequence asks for, by the keys of the third column."""
    found: set[str] = set()
    for condition in conditions(follows.when):
        found |= {f"tier:{name}" for name in condition.tier or ()} | {f"list:{name}" for name in condition.lists}
        numbers = (condition.score, condition.score_below, condition.score_above, condition.rung)
        if any(number is not None for number in numbers):
            found.add("score")
    for number in (follows.amount, follows.strength):
        for axis in number.axes if isinstance(number, Number) else ():
            found |= {"score"} if axis.on in ("score", "rung") else set()
            found |= {f"{axis.on}:{key_text(key)}" for key, _ in axis.cases} if axis.on in ("tier", "list") else set()
    return found | ({"score"} if follows.goes_by == "score" else set())


def _doors_of(node: Node, scheme: Scheme) -> tuple[str, ...]:
    return tuple(name for name, follows in scheme.consequences.items() if node.key in _asked(follows))


def _door(follows: Consequence) -> str:
    """Name what a consequence touches: *flights: refused*."""
    verb = VERBS[follows.effect]
    return f"{words.plain(follows.service)}: {verb}" if follows.service else words.capital(verb)


def _by(follows: Consequence, scheme: Scheme) -> str:
    """Say on what a consequence rests where no thread shows it, and how often it follows."""
    parts = []
    rules = {
        name for condition in conditions(follows.when) for name in (*(condition.rule or ()), *(condition.on or ()))
    }
    if rules and not _asked(follows):
        parts.append(f"after {words.listed([words.plain(name) for name in sorted(rules)])}")
    related = [name for condition in conditions(follows.when) for name in condition.related]
    if related:
        parts.append(f"by the standing of {words.listed(related)}")
    if follows.strength is not None and follows.strength.is_constant and follows.strength.constant_value < 1:
        parts.append(f"{words.percent(follows.strength.constant_value)} of the time")
    if follows.through and follows.through in scheme.exports:
        parts.append(f"through {words.plain(follows.through)}")
    return ", ".join(parts)
