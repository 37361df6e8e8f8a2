"""Where on the score a condition holds: the borders behind which a door stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scorarium.engine.plan_belief import typical
from scorarium.engine.plan_columns import to_units
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_outline import Outline
from scorarium.scheme.condition import Condition
from scorarium.scheme.readers import Between

INF = float("inf")


@dataclass(frozen=True, order=True)
class Range:
    """Scores from `low` to `high` in points.

    Parameters
    ----------
    opens_low, opens_high
        Whether an end does not belong.
    """

    low: float
    high: float
    opens_low: bool = False
    opens_high: bool = False

    def worse_end(self, better: int) -> int | None:
        """The border in units by which one comes in from the better side; `None` if there is none.

        Whoever stands *on* an end that does not belong is still outside: the border then lies one unit further in.
        """
        if better > 0:
            return None if self.high == INF else to_units(self.high) - int(self.opens_high)
        return None if self.low == -INF else to_units(self.low) + int(self.opens_low)

    def better_end(self, better: int) -> int | None:
        """The border in units by which one comes in from the worse side."""
        return self.worse_end(-better)


def tier_range(frame: Frame, outline: Outline, name: str) -> Range | None:
    """From the tier's own lower number to the next; `None` for tiers that do not go by the score alone."""
    tiers = outline.scheme.tiers
    own = tiers[name]
    if own.from_ is None:
        return None
    starts = sorted(typical(frame, tier.from_) for tier in tiers.values() if tier.from_ is not None)
    start = typical(frame, own.from_)
    above = [one for one in starts if one > start]
    low = -INF if start == starts[0] else start
    return Range(low, above[0] if above else INF, opens_high=bool(above))


def ranges(frame: Frame, condition: Condition, outline: Outline, seen: frozenset[str] = frozenset()) -> list[Range]:
    """The ranges of the score in which a condition holds as far as it goes by the score; empty if it does not."""
    return merged(list(_ranges(frame, condition, outline, seen)))


def _ranges(frame: Frame, condition: Condition, outline: Outline, seen: frozenset[str]) -> Iterator[Range]:
    for name in condition.tier or ():
        found = tier_range(frame, outline, name)
        if found is not None:
            yield found
    if condition.score is not None:
        low, high = ends(frame, condition.score)
        yield Range(low, high)
    if condition.score_below is not None:
        yield Range(-INF, typical(frame, condition.score_below), opens_high=True)
    if condition.score_above is not None:
        yield Range(typical(frame, condition.score_above), INF, opens_low=True)
    for name in condition.lists:
        if name not in seen:
            for ground in outline.scheme.lists[name].all_grounds.values():
                if ground.enter is not None:
                    yield from _ranges(frame, ground.enter, outline, seen | {name})
    for one in condition.any_.values():
        yield from _ranges(frame, one, outline, seen)


def ends(frame: Frame, between: Between) -> tuple[float, float]:
    """The ends of a range, as they are for most."""
    low = -INF if between.from_ is None else typical(frame, between.from_)
    return low, INF if between.to is None else typical(frame, between.to)


def merged(found: list[Range]) -> list[Range]:
    """Ranges that touch become one."""
    done: list[Range] = []
    for one in sorted(found):
        last = done[-1] if done else None
        if last is not None and one.low <= last.high:
            high = max(last, one, key=lambda part: (part.high, not part.opens_high))
            done[-1] = Range(last.low, high.high, last.opens_low, high.opens_high)
        else:
            done.append(one)
    return done
