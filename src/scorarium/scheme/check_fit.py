"""Words that do not go together, and numbers that their surroundings cannot hold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from scorarium.quantities import Count, Number, key_text
from scorarium.scheme.check_names import axes
from scorarium.scheme.check_standing import score_range
from scorarium.scheme.condition import RELATIONS, Condition
from scorarium.scheme.consequences import Consequence
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.nations import NATIONS, persons_of
from scorarium.scheme.notes import Notes
from scorarium.scheme.numbers import interval
from scorarium.scheme.scores import FactorsScore, PointsScore, RatingsScore, RecordScore, Rule
from scorarium.scheme.senses import Corroboration, Sense
from scorarium.scheme.walk import each

FIRST_YEAR, LAST_YEAR = 1000, 2999
MOST_COUNTED, MOST_REPORTS = 1_000_000_000, 1000
KNOWS: Final = {"tier": ("tier", "score"), "score": ("tier", "score"), "list": ("list",)}
"""By what a recipient can tell people apart: a band of scores is a tier by another name."""


def check_fit(notes: Notes, scheme: Scheme) -> None:
    """Check what each word says against the words beside it."""
    _check_head(notes, scheme)
    for path, number in _values(scheme):
        _check_within(notes, path, number, scheme)
    for name, sense in scheme.senses.items():
        _check_sense(notes, ("senses", name), sense)
        _check_nation(notes, ("senses", name, "identification", "gallery"), sense, scheme.jurisdiction or ())
    for name, rule in (scheme.score.rules if scheme.score is not None else {}).items():
        _check_rule(notes, ("score", "rules", name), rule, scheme)
    _check_score(notes, scheme)
    _check_lists(notes, scheme)
    for name, consequence in scheme.consequences.items():
        _check_consequence(notes, ("consequences", name), consequence, scheme)
    _check_exports(notes, scheme)
    _check_changes(notes, scheme)
    for path, count in each(scheme, Count):
        if count.n == 0:
            notes.add(path, "a count of nought", got="0", expected="1 or more")
        _check_countable(notes, path, count.n)
    for path, number in each(scheme, Number):
        if number.dimension == "count" and path[-1] != "gallery":
            _check_countable(notes, path, max((plain.value for _, plain in number.leaves()), default=0.0))


def _check_countable(notes: Notes, path: Path, most: float) -> None:
    if most > MOST_COUNTED:
        notes.add(path, "more than anybody counts", got=key_text(most), expected=f"at most {MOST_COUNTED:,}")


def constant(number: Number | None) -> float | None:
    """Give a number that is the same for all; `None` if it is not written or differs."""
    return number.constant_value if number is not None and number.is_constant else None


def _check_head(notes: Notes, scheme: Scheme) -> None:
    if scheme.year is not None and not FIRST_YEAR <= scheme.year <= LAST_YEAR:
        notes.add(("year",), "not a year", got=str(scheme.year), expected="a year such as 2014")
    firms = scheme.subjects in ("firms", "both")
    if scheme.unit == "firm" and scheme.subjects is not None and not firms:
        notes.add(("unit",), "a score of firms for persons", got="'firm'", expected="person, household or district")
    if scheme.subjects == "firms" and scheme.unit in ("person", "household"):
        notes.add(("unit",), "a score of persons for firms", got=f"'{scheme.unit}'", expected="firm")
    for name, sense in scheme.senses.items():
        if sense.effort is not None and sense.effort.among == "firms" and not firms:
            at = ("senses", name, "effort", "among")
            notes.add(
                at,
                "attention for firms in a scheme of persons",
                got="'firms'",
                expected="persons, households or districts",
            )


def _values(scheme: Scheme) -> Iterator[tuple[Path, Number]]:
    """List the numbers that become the score."""
    score = scheme.score
    if isinstance(score, PointsScore) and score.decay is not None and score.decay.towards is not None:
        yield ("score", "decay", "towards"), score.decay.towards
    if score is not None:
        yield from ((("score", "rules", name, "sets"), rule.sets) for name, rule in score.rules.items() if rule.sets)
    yield from ((("repairs", name, "sets"), repair.sets) for name, repair in scheme.repairs.items() if repair.sets)
    for name, listed in scheme.lists.items():
        if listed.leaving is not None and listed.leaving.sets is not None:
            yield ("lists", name, "leaving", "sets"), listed.leaving.sets


def _check_within(notes: Notes, path: Path, number: Number, scheme: Scheme) -> None:
    low, high = score_range(scheme)
    value = constant(number)
    if value is not None and not low <= value <= high:
        notes.add(path, "a value outside of the bounds", got=key_text(value), expected=interval(low, high))


def _check_nation(notes: Notes, path: Path, sense: Sense, jurisdiction: Sequence[str]) -> None:
    if sense.identification is None or sense.identification.gallery != "nation" or persons_of(jurisdiction) is not None:
        return
    known = "a jurisdiction of " + ", ".join(NATIONS)
    repair = "Write the number."
    notes.add(path, "how many people the nation has is not known", got="'nation'", expected=known, repair=repair)


def _check_sense(notes: Notes, path: Path, sense: Sense) -> None:
    asked = sense.corroboration
    for at, least in (((), asked), (("households",), asked.households if isinstance(asked, Corroboration) else None)):
        if isinstance(least, Number) and constant(least) is not None and least.constant_value < 1:
            notes.add((*path, "corroboration", *at), "fewer than one report", got=key_text(least.constant_value),
                      expected="1 or more")  # fmt: skip
    several = asked.households if isinstance(asked, Corroboration) else asked
    most = max((plain.value for _, plain in several.leaves()), default=0.0) if several is not None else 0.0
    if most > MOST_REPORTS:
        at = (*path, "corroboration", *(("households",) if isinstance(asked, Corroboration) else ()))
        expected = f"at most {MOST_REPORTS}"
        notes.add(at, "more reports than anybody could get", got=key_text(most), expected=expected)
    if sense.corroborate_within is not None and asked is None:
        problem, repair = "a window for reports that nobody counts", "Add corroboration: 2."
        notes.add((*path, "corroborate_within"), problem, expected="corroboration", repair=repair, on_key=True)
    if sense.corroborate_within is not None and isinstance(asked, Corroboration):
        repair = "Leave it out, or write how many reports it takes: corroboration: 2."
        problem = "a window for reports that nobody counts"
        notes.add((*path, "corroborate_within"), problem, expected="a number of reports", repair=repair, on_key=True)
    if sense.witnesses is not None and sense.kind != "neighbours":
        got = f"kind: {sense.kind}"
        notes.add((*path, "witnesses"), "witnesses of another sense", got=got, expected="kind: neighbours", on_key=True)
    gallery = sense.identification.gallery if sense.identification is not None else None
    if isinstance(gallery, Number) and constant(gallery) is not None and gallery.constant_value < 1:
        notes.add((*path, "identification", "gallery"), "a gallery of nobody", got="0", expected="1 or more")
    effort = sense.effort
    if effort is not None and effort.power is not None and effort.how == "highest_first":
        _powerless(notes, (*path, "effort", "power"), effort.how)
    if effort is not None and effort.starts and effort.goes_by != "records":
        got = f"goes_by: {effort.goes_by}"
        notes.add(
            (*path, "effort", "starts"), "records to begin with", got=got, expected="goes_by: records", on_key=True
        )


def _powerless(notes: Notes, path: Path, how: str) -> None:
    notes.add(path, "an exponent of nothing", got=f"how: {how}", expected="how: proportional or one_place", on_key=True)


def _check_rule(notes: Notes, path: Path, rule: Rule, scheme: Scheme) -> None:
    if rule.per is not None and constant(rule.per) == 0:
        notes.add((*path, "per"), "points for each nothing", got="0", expected="more than nought")
    if rule.discretion is not None and math.isinf(rule.discretion.high - rule.discretion.low):
        notes.add(
            (*path, "discretion"), "a choice without an end", expected="[lowest, highest]", repair="Give both ends."
        )
    if rule.sets is not None and rule.lasts is not None:
        notes.add((*path, "lasts"), "sets has no clock", expected="no lasts", repair="Leave it out.", on_key=True)
    if rule.at_most is not None and rule.at_most.unit == "ratings":
        notes.add((*path, "at_most"), "a rule gives no ratings", got="ratings", expected="3 within 1y, or points")
    if rule.at_most is not None and rule.at_most.unit == "times" and rule.at_most.n != int(rule.at_most.n):
        notes.add((*path, "at_most"), "part of a time", got=key_text(rule.at_most.n), expected="a whole number")
    numbers = [number for _, number in each(rule, Number)]
    if rule.repeat_within is not None and not any(axis.on == "repeat" for one in numbers for _, axis in axes(one)):
        expected = "points: {by: {repeat: {1: …, 2: …}}}"
        notes.add((*path, "repeat_within"), "repetitions are counted for nothing", expected=expected, on_key=True)
    forever = rule.lasts is not None and constant(rule.lasts) == math.inf and rule.until is None
    if rule.repeat == "restarts" and forever:
        notes.add((*path, "repeat"), "no clock to restart", got="lasts: never", expected="lasts: 2y", on_key=True)


def _check_score(notes: Notes, scheme: Scheme) -> None:
    score = scheme.score
    if score is None:
        return
    for relation, way in score.contagion.items():
        path = ("score", "contagion", relation)
        if relation not in RELATIONS:
            notes.unknown(path, "relation", relation, RELATIONS, on_key=True)
        if way.law is not None and way.of == "points":
            notes.add((*path, "law"), "a law of scores for points", got="of: points", expected="of: score", on_key=True)
    shares = [constant(way.share) or 0.0 for way in score.contagion.values() if way.of == "score"]
    if sum(shares) > 1 + 1e-9:
        got = f"{key_text(round(sum(shares) * 100, 6))}%"
        notes.add(
            ("score", "contagion"), "nothing is left of one's own score", got=got, expected="at most 100%", on_key=True
        )
    if isinstance(score, PointsScore):
        _check_points(notes, score, scheme)
    if isinstance(score, FactorsScore):
        _check_factors(notes, score, scheme)
    if isinstance(score, RatingsScore):
        _check_ratings(notes, score)


def _check_points(notes: Notes, score: PointsScore, scheme: Scheme) -> None:
    if score.decay is not None and score.decay.towards is None and score.start is None:
        notes.add(("score", "decay"), "nowhere to return to", expected="towards, or start", repair="Add towards: ….",
                  on_key=True)  # fmt: skip
    if score.clean_period is not None:
        known = ["any", *score.rules, *(act for sense in scheme.senses.values() for act in sense.sees)]
        for name in score.clean_period.without or ():
            if name not in known:
                notes.unknown(("score", "clean_period", "without", name), "rule or act", name, known)
    spend = score.spend
    if spend is not None and constant(spend.worth) == 0:
        notes.add(("score", "spend", "worth"), "points that buy nothing", got="0", expected="more than nought")
    least = constant(spend.from_) if spend is not None else None
    if least is not None and score.bounds is not None and least > score.bounds.high:
        expected = f"at most {key_text(score.bounds.high)}"
        notes.add(("score", "spend", "from"), "a balance that nobody reaches", got=key_text(least), expected=expected)


def _check_factors(notes: Notes, score: FactorsScore, scheme: Scheme) -> None:
    for name, factor in score.factors.items():
        path = ("score", "factors", name)
        if factor.from_score == scheme.name:
            notes.add(
                (*path, "from_score"), "a score that asks itself", got=f"'{scheme.name}'", expected="another scheme"
            )
        for word in ("window", "saturates"):
            if getattr(factor, word) is not None and not factor.from_:
                notes.add((*path, word), f"{word} without a sum", expected="from: {act: …}", on_key=True)


def _check_ratings(notes: Notes, score: RatingsScore) -> None:
    if score.norm is None:
        for word in ("opinions", "errors"):
            if getattr(score, word) is not None:
                notes.add(("score", word), f"{word} without a norm", expected="norm: stern_judging, …", on_key=True)
    if isinstance(score.memory, Count) and score.least is not None and score.least.n > score.memory.n:
        got, expected = key_text(score.least.n), f"at most {key_text(score.memory.n)}, what is remembered"
        notes.add(("score", "least"), "more marks than are remembered", got=got, expected=expected)


def _check_lists(notes: Notes, scheme: Scheme) -> None:
    for name, listed in scheme.lists.items():
        path = ("lists", name)
        lasts, grace = constant(listed.lasts), constant(listed.grace)
        if lasts is not None and grace is not None and grace >= lasts:
            got = f"{key_text(grace)} days, listed for {key_text(lasts)}"
            notes.add((*path, "grace"), "a list that ends before anything follows", got=got, expected="less than lasts")
        if listed.leaving is not None and listed.leaving.sets is not None and listed.leaving.points is not None:
            notes.add((*path, "leaving", "points"), "both sets and points", expected="one of them", on_key=True)
        for relation, spread in listed.spreads_to.items():
            if spread.steps is not None and constant(spread.steps) == 0:
                notes.add((*path, "spreads_to", relation, "steps"), "no step at all", got="0", expected="1 or more")
    for name, tier in scheme.tiers.items():
        margin = constant(tier.margin)
        if margin is not None and margin < 0:
            notes.add(
                ("tiers", name, "margin"), "a margin on the wrong side", got=key_text(margin), expected="nought or more"
            )


def _check_consequence(notes: Notes, path: Path, one: Consequence, scheme: Scheme) -> None:
    if one.effect in ("fine", "pay", "inspect", "recommend", "warn") and one.service is not None:
        expected = "it with deny, favour, delay, price, reclaim, allocate"
        notes.add((*path, "service"), f"{one.effect} has no service", expected=expected, on_key=True)
    moment = one.when.is_moment
    if one.every is not None and moment:
        notes.add((*path, "every"), "every beside a moment", expected="a state, which lasts", on_key=True)
    if one.per is not None and not moment:
        notes.add((*path, "per"), "per without an act", expected="when: {rule: …} or {on: …}", on_key=True)
    if one.power is not None and one.how == "highest_first":
        _powerless(notes, (*path, "power"), one.how)
    if one.effect == "delay" and isinstance(one.amount, Number) and constant(one.amount) == 0:
        notes.add((*path, "amount"), "a delay of no time", got="0d", expected="more than nought")
    export = scheme.exports.get(one.through) if one.through is not None else None
    if export is not None and export.what in KNOWS:
        for word in _standing(one.when):
            if word not in KNOWS[export.what]:
                problem = f"the recipient of {one.through} does not know it"
                expected = f"{export.what}, which is what they receive"
                notes.add((*path, "when", word), problem, got=f"'{word}'", expected=expected, on_key=True)


def _standing(when: Condition) -> Iterator[str]:
    words = (("tier", when.tier), ("list", when.list_), ("score", when.score))
    yield from (word for word, value in words if value is not None)


def _check_exports(notes: Notes, scheme: Scheme) -> None:
    none = {
        "tier": not scheme.tiers,
        "list": not scheme.lists,
        "score": isinstance(scheme.score, RecordScore | None),
        "record": False,
    }
    for name, export in scheme.exports.items():
        if none[export.what]:
            got = f"'{export.what}'"
            notes.add(("exports", name, "what"), "an export of what there is not", got=got, expected="what is declared")
        if export.scheme == scheme.name:
            path = ("exports", name, "scheme")
            notes.add(path, "a scheme that feeds itself", got=f"'{scheme.name}'", expected="another scheme")


def _check_changes(notes: Notes, scheme: Scheme) -> None:
    ends = [(change.at.days, name) for name, change in scheme.changes.items() if change.stop and change.at is not None]
    low, high = score_range(scheme)
    for name, change in scheme.changes.items():
        path = ("changes", name)
        if change.convert is not None and change.stop:
            notes.add((*path, "convert"), "scores of what ends", expected="convert or stop", on_key=True)
        if ends and change.at is not None and change.at.days > min(ends)[0]:
            expected = f"before {min(ends)[1]}"
            notes.add((*path, "at"), "a change after the scheme has ended", expected=expected)
        for old, new in change.convert.cases if change.convert is not None and change.reform is None else ():
            if not low <= new.value <= high:
                at = (*path, "convert", key_text(old))
                notes.add(at, "a value outside of the bounds", got=key_text(new.value), expected=interval(low, high))
