"""Whether tiers cover the score, and whether lists can be entered and left."""

from __future__ import annotations

import math
from collections.abc import Iterator

from scorarium.quantities import Number, key_text
from scorarium.scheme.condition import Condition
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.scores import FactorsScore, LadderScore, PointsScore, RatingsScore, RecordScore
from scorarium.scheme.standing import Ground, NamedList, Repair


def check_standing(notes: Notes, scheme: Scheme) -> None:
    """Check tiers, lists and repairs."""
    _check_tiers(notes, scheme)
    for name, listed in scheme.lists.items():
        _check_list(notes, ("lists", name), name, listed, scheme)
    for name, repair in scheme.repairs.items():
        _check_repair(notes, ("repairs", name), repair, scheme)


def score_range(scheme: Scheme) -> tuple[float, float]:
    """Give the lowest and the highest score that can be."""
    score = scheme.score
    if isinstance(score, LadderScore):
        return score.rungs
    if isinstance(score, FactorsScore | RatingsScore):
        return score.range.low, score.range.high
    if isinstance(score, PointsScore) and score.bounds is not None:
        return score.bounds.low, score.bounds.high
    return -math.inf, math.inf


def states_of(condition: Condition, *, enters: bool = False) -> bool:
    """Whether the condition, or one of its alternatives, is a state rather than a moment.

    Parameters
    ----------
    enters
        It stands under `enter`, where recorded acts at their count are a moment.
    """
    if condition.on or condition.rule or (enters and condition.acts):
        return False
    if condition.any_:
        return any(states_of(inner, enters=enters) for inner in condition.any_.values())
    return True


def _check_tiers(notes: Notes, scheme: Scheme) -> None:
    if not scheme.tiers:
        return
    if isinstance(scheme.score, RecordScore | None):
        notes.add(("tiers",), "tiers without a score", expected="a score with numbers", on_key=True)
        return
    low, high = score_range(scheme)
    borders: dict[float, str] = {}
    for name, tier in scheme.tiers.items():
        path = ("tiers", name)
        if tier.from_ is None:
            if tier.when is None:
                notes.add(path, "a tier without a border", expected="from, or when", repair="Add from: ….", on_key=True)
        elif tier.from_.is_constant:
            border = tier.from_.constant_value
            if border > high:
                got, expected = key_text(border), f"at most {key_text(high)}"
                notes.add((*path, "from"), "a tier that nobody reaches", got=got, expected=expected)
            if border in borders and tier.when is None and scheme.tiers[borders[border]].when is None:
                problem, expected = f"the same border as {borders[border]}", "a border of its own, or when"
                notes.add((*path, "from"), problem, got=key_text(border), expected=expected)
            borders[border] = name
        else:
            return
    _check_cover(notes, scheme, [scheme.tiers[name].when is None for name in borders.values()], sorted(borders), low)


def _check_cover(notes: Notes, scheme: Scheme, plain: list[bool], borders: list[float], low: float) -> None:
    if not borders or not any(plain):
        return
    if low == -math.inf and not _can_fall_below(scheme, borders[0]):
        return
    if borders[0] > low:
        lowest = "without end" if low == -math.inf else key_text(low)
        got = f"the lowest tier begins at {key_text(borders[0])}, scores at {lowest}"
        repair = f"Add a tier with from: {key_text(low)}." if low > -math.inf else "Give score.bounds a lower end."
        notes.add(("tiers",), "tiers that do not cover the score", got=got, repair=repair, on_key=True)


def _can_fall_below(scheme: Scheme, border: float) -> bool:
    score = scheme.score
    if not isinstance(score, PointsScore):
        return True
    start = score.start.constant_value if score.start is not None and score.start.is_constant else 0.0
    points = [rule.points for rule in score.rules.values() if rule.points is not None]
    discretion = any(rule.discretion is not None and rule.discretion.low < 0 for rule in score.rules.values())
    return start < border or discretion or any(_lowest(number) < 0 for number in points)


def _lowest(number: Number) -> float:
    return min((plain.value for _, plain in number.leaves()), default=-1.0)


def _check_list(notes: Notes, path: Path, name: str, listed: NamedList, scheme: Scheme) -> None:
    for ground_name, ground in listed.all_grounds.items():
        at = (*path, "grounds", ground_name) if ground_name else path
        if ground.enter is None:
            notes.add(at, "a list that nobody enters", expected="enter", repair="Add enter: ….", on_key=True)
            continue
        _check_way_out(notes, at, ground, ground.enter)
        if ground.repeat == "adds" and states_of(ground.enter, enters=True):
            where = (*at, "repeat") if at != path and "repeat" in _written(listed, ground_name) else (*path, "repeat")
            repair = "Write repeat: restarts, or let the ground be a moment (on, rule, acts)."
            notes.add(
                where, "adds with a ground that is a state", got="'adds'", expected="restarts, ignored", repair=repair
            )
    ends = {end for repair in scheme.all_repairs.values() for end in repair.ends or ()}
    for where, until in _untils(path, listed):
        if until == "repaired" and name not in ends:
            repair = f"Add a repair with ends: [{name}], or repair: {{sought: …}} here."
            notes.add(where, "repaired, but no repair ends it", got="'repaired'", repair=repair)
    if listed.repair == "none" and any(until == "repaired" for _, until in _untils(path, listed)):
        notes.add((*path, "repair"), "no repair, but until: repaired", expected="one of the two")


def _written(listed: NamedList, ground: str) -> set[str]:
    return listed.grounds[ground].model_fields_set if ground in listed.grounds else set()


def _untils(path: Path, listed: NamedList) -> Iterator[tuple[Path, object]]:
    yield (*path, "until"), listed.until
    yield from (((*path, "grounds", name, "until"), ground.until) for name, ground in listed.grounds.items())


def _check_way_out(notes: Notes, path: Path, ground: Ground, enter: Condition) -> None:
    if ground.lasts is None and ground.until is None and not states_of(enter, enters=True):
        repair = "Add lasts: 2y, until: …, or lasts: never to say that nobody leaves."
        notes.add(path, "a list that nobody can leave", expected="lasts or until", repair=repair, on_key=True)


def _check_repair(notes: Notes, path: Path, repair: Repair, scheme: Scheme) -> None:
    if repair.points is None and repair.sets is None and not repair.ends:
        notes.add(path, "a repair that mends nothing", expected="points, sets or ends", on_key=True)
    for name in repair.ends or ():
        if name not in scheme.lists:
            notes.unknown((*path, "ends", name), "list", name, scheme.lists)
    if repair.points is not None and repair.sets is not None:
        notes.add((*path, "sets"), "both points and sets", expected="one of them", on_key=True)
    if isinstance(scheme.score, RecordScore | None):
        for word in ("points", "sets"):
            if getattr(repair, word) is not None:
                notes.add((*path, word), "there is no score to mend", expected="ends", on_key=True)
