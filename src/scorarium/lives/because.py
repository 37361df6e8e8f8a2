"""Conditions as reasons: why a door is shut, in half a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from scorarium.lives.words import listed, said
from scorarium.scheme.condition import Condition

WHOSE = {
    "household": "somebody of the household", "parents": "a parent", "children": "a child", "partner": "the partner",
    "friends": "a friend", "work": "somebody at work", "school": "somebody at school",
    "district": "somebody of the district",
}  # fmt: skip


def because(condition: Condition) -> str:
    """What a condition asks, said of somebody for whom it holds; empty where it has no short form.

    Examples
    --------
    >>> from scorarium.scheme.condition import Condition
    >>> because(Condition(list="named"))
    'on the list named'
    >>> because(Condition(related={"parents": {"tier": ["C", "D"]}}))
    'a parent in tier C or D'
    """
    told = [f"on the list {either(condition.lists)}"] if condition.lists else []
    if condition.tier:
        told.append(f"in tier {either(condition.tier)}")
    if condition.score is not None or condition.score_below is not None or condition.score_above is not None:
        told.append("by the score")
    told += [f"for {either(names)}" for names in (condition.rule, condition.on, tuple(condition.acts)) if names]
    if condition.open:
        told.append(f"while {either(tuple(condition.open))} stands open")
    told += [f"{WHOSE.get(who, who)} {because(inner)}".strip() for who, inner in condition.related.items()]
    told += [f"{because(inner)} of {scheme}".strip() for scheme, inner in condition.in_scheme.items()]
    if condition.any_:
        told.append(" or ".join(dict.fromkeys(filter(None, map(because, condition.any_.values())))))
    return listed([reason for reason in told if reason])


def either(names: Sequence[str]) -> str:
    """`a or b`."""
    words = [said(name) for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
