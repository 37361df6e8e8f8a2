"""What a reader of an order should know though it is no fault: what schemes look for in vain, and whom they miss."""

from __future__ import annotations

from scorarium.scheme.condition import Condition
from scorarium.scheme.scores import FactorsScore
from scorarium.scheme.walk import each
from scorarium.society.check_pair import acts_that_nobody_does
from scorarium.studies.order import Order


def remarks(order: Order) -> list[str]:
    """Say all of it, a sentence or two each."""
    return [*absent(order), *in_vain(order)]


def absent(order: Order) -> list[str]:
    """Say which schemes are asked about in a world in which they are not: there they list and score nobody."""
    told: list[str] = []
    for name, world in order.worlds.items():
        there = {scheme.name for scheme in world.schemes}
        for scheme in world.schemes:
            asked = {other for _, condition in each(scheme, Condition) for other in condition.in_scheme}
            if isinstance(scheme.score, FactorsScore):
                asked |= {factor.from_score for factor in scheme.score.factors.values() if factor.from_score}
            told += [
                f"In world {name}, {scheme.name} asks about {other}, which is not there: it lists and scores nobody. "
                f"To put it there: {scheme.name}+{other}."
                for other in sorted(asked - there)
            ]
            fed = {export.scheme for export in scheme.exports.values() if export.scheme}
            told += [
                f"In world {name}, {scheme.name} feeds {other}, which is not there: nothing comes of it. "
                f"To put it there: {scheme.name}+{other}."
                for other in sorted(fed - there)
            ]
    return told


def in_vain(order: Order) -> list[str]:
    """Say which acts schemes look for that nobody does in the society in which they are put."""
    pairs = {
        (scheme.name, world.society): acts_that_nobody_does(scheme, order.societies[world.society])
        for world in order.worlds.values()
        for scheme in world.schemes
    }
    return [
        f"{scheme} watches in vain for {', '.join(acts)}: nobody does that in {society}."
        for (scheme, society), acts in pairs.items()
        if acts
    ]
