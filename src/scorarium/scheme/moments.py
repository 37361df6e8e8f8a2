"""What is a moment, and what is a state."""

from __future__ import annotations

from scorarium.scheme.condition import Condition
from scorarium.scheme.consequences import Consequence


def is_moment(condition: Condition, *, enter: bool) -> bool:
    """Whether a condition names a moment; where a list is entered, `acts` at its count is one."""
    alternatives = bool(condition.any_) and all(is_moment(one, enter=enter) for one in condition.any_.values())
    return bool(condition.on or condition.rule or (enter and condition.acts)) or alternatives


def ways_of(one: Consequence) -> tuple[Condition | None, Condition | None]:
    """The moments and the states by which a consequence comes about."""
    kinds = {name: is_moment(inner, enter=False) for name, inner in one.when.any_.items()}
    if one.when.on or one.when.rule or len(set(kinds.values())) < 2:
        return (one.when, None) if is_moment(one.when, enter=False) else (None, one.when)
    moments, states = (
        one.when.model_copy(
            update={"any_": {name: part for name, part in one.when.any_.items() if kinds[name] == kind}}
        )
        for kind in (True, False)
    )
    return moments, states
