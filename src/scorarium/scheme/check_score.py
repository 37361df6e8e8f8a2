"""Whether the parts of a score fit together: rules, bounds, weights, ladders, ratings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from scorarium.quantities import key_text
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.moves import Move
from scorarium.scheme.notes import Notes
from scorarium.scheme.numbers import interval, one_of
from scorarium.scheme.readers import Bounds
from scorarium.scheme.scores import (
    Factor,
    FactorsScore,
    LadderScore,
    NormCase,
    PointsScore,
    RatingsScore,
    RecordScore,
    Rule,
)

SOURCES: Final = ("from_", "from_attribute", "from_friends", "from_score", "from_when")


def check_score(notes: Notes, scheme: Scheme) -> None:
    """Check the score by itself and its rules against the senses."""
    score = scheme.score
    if score is None:
        return
    for name, rule in score.rules.items():
        _check_rule(notes, ("score", "rules", name), rule, scheme)
    if isinstance(score, PointsScore) and score.start is not None and score.bounds is not None:
        _check_start(notes, score.start.is_constant, score.start.default, score.bounds)
    if isinstance(score, FactorsScore):
        _check_factors(notes, score, scheme)
    if isinstance(score, FactorsScore | RatingsScore):
        _check_closed(notes, score.range)
        if score.start is not None:
            _check_start(notes, score.start.is_constant, score.start.default, score.range)
    if isinstance(score, LadderScore):
        _check_ladder(notes, score)
    if isinstance(score, RatingsScore) and isinstance(score.norm, Mapping):
        _check_norm(notes, score.norm)


def _check_norm(notes: Notes, norm: Mapping[NormCase, str]) -> None:
    missing = [case for case in get_args(NormCase) if case not in norm]
    if missing:
        notes.add(("score", "norm"), "a norm that leaves a case open", got=f"{len(norm)} cases", on_key=True,
                  expected="all eight", repair=f"Add {missing[0]}: good, or bad.")  # fmt: skip


def seen(scheme: Scheme) -> frozenset[str]:
    """List the acts that some sense sees."""
    return frozenset(act for sense in scheme.senses.values() for act in sense.sees)


def _check_start(notes: Notes, constant: bool, plain: object, bounds: Bounds) -> None:
    value = getattr(plain, "value", 0.0)
    if constant and not bounds.low <= value <= bounds.high:
        expected = interval(bounds.low, bounds.high)
        notes.add(("score", "start"), "a start outside of the bounds", got=key_text(value), expected=expected)


def _check_closed(notes: Notes, bounds: Bounds) -> None:
    if bounds.low == float("-inf") or bounds.high == float("inf"):
        notes.add(("score", "range"), "an open range", expected="[lowest, highest]", repair="Give both ends.")


def _check_rule(notes: Notes, path: Path, rule: Rule, scheme: Scheme) -> None:
    if not (rule.on or rule.every or rule.when):
        repair = "Add on: ACT, or when: …."
        notes.add(path, "a rule that nothing sets off", expected="on, every or when", repair=repair, on_key=True)
    if rule.on and rule.every:
        notes.add((*path, "every"), "both on and every", expected="one of them", on_key=True)
    for word in ("per", "above", "reaches_back", "discretion"):
        if getattr(rule, word) is not None and not rule.on:
            notes.add((*path, word), f"{word} without on", expected="on: the acts", on_key=True)
    _check_seen(notes, path, rule, scheme)
    _check_weight(notes, path, rule, scheme)


def _check_seen(notes: Notes, path: Path, rule: Rule, scheme: Scheme) -> None:
    for act in rule.on or ():
        if act not in seen(scheme):
            repair = f"Let a sense see it: sees: [{act}]."
            notes.add((*path, "on", act), "a rule on an act that nobody sees", got=f"'{act}'", repair=repair)
    for sense in rule.seen_by or ():
        if sense not in scheme.senses:
            notes.unknown((*path, "seen_by", sense), "sense", sense, scheme.senses)
        elif rule.on and not set(rule.on) & set(scheme.senses[sense].sees):
            got = f"{sense} sees {', '.join(scheme.senses[sense].sees) or 'nothing'}"
            expected = f"a sense that sees {one_of(rule.on)}"
            notes.add((*path, "seen_by", sense), "a sense that sees none of these acts", got=got, expected=expected)


def _check_weight(notes: Notes, path: Path, rule: Rule, scheme: Scheme) -> None:
    weights = [word for word in ("points", "sets", "discretion") if getattr(rule, word) is not None]
    if len(weights) > 1:
        notes.add((*path, weights[1]), f"both {weights[0]} and {weights[1]}", expected="one of them", on_key=True)
    if isinstance(scheme.score, PointsScore) and not weights:
        notes.add(path, "a rule that weighs nothing", expected="points, sets or discretion", on_key=True)
    if isinstance(scheme.score, LadderScore | RecordScore) and weights and weights[0] != "discretion":
        kind = scheme.score.kind
        notes.add((*path, weights[0]), f"a {kind} has no points", repair="Leave them out.", on_key=True)


def _check_factors(notes: Notes, score: FactorsScore, scheme: Scheme) -> None:
    for name, factor in score.factors.items():
        _check_factor(notes, ("score", "factors", name), factor, scheme)
    weights = [factor.weight for factor in score.factors.values()]
    if all(weight.is_constant for weight in weights):
        total = sum(weight.constant_value for weight in weights)
        if abs(total - 1) > 1e-6:
            got = f"{key_text(round(total * 100, 6))}%"
            notes.add(("score", "factors"), "weights that do not sum to 100%", got=got, expected="100%", on_key=True)
    learned = score.learned
    if learned is None:
        return
    for name in learned.leaves_out or ():
        if name not in score.factors:
            notes.unknown(("score", "learned", "leaves_out", name), "factor", name, score.factors)
    own_file = notes.document.positions[()].file if notes.document.positions else ""
    for name in learned.until_fitted:
        path = ("score", "learned", "until_fitted", name)
        left_over = path in notes.document.positions and notes.document.positions[path].file != own_file
        if name not in score.factors and not left_over and not notes.under:
            notes.unknown(path, "factor", name, score.factors, on_key=True)


def _check_factor(notes: Notes, path: Path, factor: Factor, scheme: Scheme) -> None:
    written = [word.rstrip("_") for word in SOURCES if getattr(factor, word)]
    if len(written) != 1:
        got = " and ".join(written) or None
        expected = "from, from_attribute, from_friends, from_score or from_when"
        notes.add(path, "a factor needs one source", got=got, expected=expected, on_key=True)
    if factor.from_ and factor.saturates is None:
        notes.add(path, "a sum without an end", expected="saturates", repair="Add saturates: ….", on_key=True)
    if factor.saturates is not None and factor.saturates.is_constant and factor.saturates.constant_value <= 0:
        notes.add((*path, "saturates"), "saturates at nothing", expected="a number above nought")
    for act in factor.from_:
        if act not in seen(scheme):
            repair = f"Let a sense see it: sees: [{act}]."
            notes.add(
                (*path, "from", act), "a factor of an act that nobody sees", got=f"'{act}'", repair=repair, on_key=True
            )


def _check_ladder(notes: Notes, score: LadderScore) -> None:
    first, last = score.rungs
    expected = f"{first} to {last}"
    if score.start.is_constant and not first <= score.start.constant_value <= last:
        notes.add(("score", "start"), "no such rung", got=key_text(score.start.constant_value), expected=expected)
    moves = score.moves
    if moves.entries is not None and (moves.first is not None or moves.further is not None):
        notes.add(("score", "moves", "entries"), "both entries and first", expected="one of them", on_key=True)
    if moves.entries is None and moves.first is None:
        notes.add(("score", "moves"), "no move for an entry", expected="first (and further), or entries", on_key=True)
    if not score.rules:
        notes.add(("score",), "a ladder on which nothing counts", expected="rules", repair="Add rules: ….", on_key=True)
    named: list[tuple[Path, Move | None]] = [(("clean", "by"), moves.clean.by), (("first",), moves.first)]
    named += [(("further",), moves.further), *((("entries", str(n)), move) for n, move in moves.entries or ())]
    for path, move in named:
        for rung, _ in move.by_rung if move is not None else ():
            if not first <= rung <= last:
                where = ("score", "moves", *path, "by", "rung", str(rung))
                notes.add(where, "no such rung", got=str(rung), expected=expected, on_key=True)
        if move is not None and move.step(first) is None:
            repair = f"Add {first}: …, or a default."
            notes.add(("score", "moves", *path), "no move from the first rung", repair=repair)
    after = score.exceptions.after_clean if score.exceptions is not None else None
    if after is not None and after.cap.is_constant and not first <= after.cap.constant_value <= last:
        path = ("score", "exceptions", "after_clean", "cap")
        notes.add(path, "no such rung", got=key_text(after.cap.constant_value), expected=expected)
