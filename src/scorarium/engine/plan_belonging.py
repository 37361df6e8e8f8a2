"""What it is worth to belong to a voluntary scheme: doors behind borders that are passed, and behind lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from scorarium.engine.plan_borders import ranges
from scorarium.engine.plan_columns import TYPES, column, to_units
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_lists import ListTable
from scorarium.engine.plan_outline import Outline, asserted
from scorarium.engine.plan_rules import better
from scorarium.engine.plan_stakes import StakeTable, borders_at_stake
from scorarium.engine.plan_worth import Worth, at_first
from scorarium.engine.psychology import Mind
from scorarium.engine.tables import Belonging, Stakes

WEIGHED: Final = frozenset({"joining", "leaving"})
"""Mechanisms by which people weigh whether to belong."""


def belonging_table(
    frame: Frame, mind: Mind, outlines: Sequence[Outline], stakes: Sequence[StakeTable], lists: ListTable
) -> Belonging:
    """The table; nobody weighs anything where `joining` and `leaving` are off, or no scheme is voluntary.

    Parameters
    ----------
    stakes
        Of each class of horizons.
    """
    is_on = [bool(WEIGHED & mind.full) and is_voluntary(outline) for outline in outlines]
    starts: list[float] = []
    by_list: list[float] = []
    borders, n_lists = borders_at_stake(stakes), len(lists.table().scheme) if any(is_on) else 0
    for h, one in enumerate(stakes):
        own_starts, own_lists = [0.0] * len(outlines), [0.0] * n_lists
        for outline in (outline for outline, weighs in zip(outlines, is_on, strict=True) if weighs):
            own_starts[outline.row] = start_worth(frame, outline, one, borders, h * len(borders.border))
            for name, worth in worth_of_lists(frame, outline, one).items():
                own_lists[outline.listed(name)] = worth
        starts += own_starts
        by_list += own_lists
    v, time = mind.values, frame.time
    return Belonging(
        joins=int(any(is_on) and "joining" in mind.full),
        leaves=int(any(is_on) and "leaving" in mind.full),
        joining=v["joining"],
        leaving=time.per_tick(v["leaving"]),
        horizon=column([one.horizon if one.horizon > 0 else float("inf") for one in stakes], TYPES["f8"]),
        weighs=column(is_on, TYPES["u1"]),
        may_leave=column([may_leave(outline) for outline in outlines], TYPES["u1"]),
        start_worth=column(starts, TYPES["f8"]),
        of_list=column(by_list, TYPES["f8"]),
    )


def is_voluntary(outline: Outline) -> bool:
    """Whether people join by themselves."""
    enrolment = outline.scheme.enrolment
    return enrolment is not None and enrolment.kind in ("opt_in", "record_only") and enrolment.adoption is not None


def may_leave(outline: Outline) -> bool:
    """Whether consent can be taken back."""
    enrolment = outline.scheme.enrolment
    consent = enrolment.consent if enrolment is not None else None
    return is_voluntary(outline) and (consent is None or consent.withdrawal != "impossible")


def start_worth(frame: Frame, outline: Outline, stakes: StakeTable, borders: Stakes, at: int) -> float:
    """What membership opens and shuts in a year, at the score with which one begins, in days-income."""
    start = to_units(at_first(frame, getattr(outline.scheme.score, "start", None)))
    way, total = better(outline.scheme), 0.0
    for j in range(int(borders.first[outline.row]), int(borders.first[outline.row + 1])):
        ahead = (int(borders.border[j]) - start) * way
        total += float(borders.gain[at + j]) if ahead <= 0 else 0.0
        total -= float(borders.loss[at + j]) if ahead >= 0 else 0.0
    return total / stakes.horizon if stakes.horizon > 0 else 0.0


def worth_of_lists(frame: Frame, outline: Outline, stakes: StakeTable) -> Mapping[str, float]:
    """What being on each list opens less what it shuts over the horizon; lists that go by the score are borders."""
    found: dict[str, float] = {}
    worths = stakes.worths(outline) if stakes.mind.stake else {}
    for name, listed in outline.scheme.lists.items():
        by_score = any(
            ranges(frame, one.enter, outline) for one in listed.all_grounds.values() if one.enter is not None
        )
        found[name] = 0.0 if by_score else sum(at_list(outline, worths, name, stakes.horizon))
    return found


def at_list(outline: Outline, worths: Mapping[str, Worth], name: str, horizon: float) -> list[float]:
    """What each consequence of a list is worth."""
    return [
        worths[key].gain(horizon) - worths[key].loss(horizon)
        for key, one in outline.scheme.consequences.items()
        if key in worths and any(name in part.lists for part in asserted(one.when))
    ]
