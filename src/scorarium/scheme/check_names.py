"""Names inside of a scheme that must name something: in conditions, axes, references, acts and services."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from scorarium.quantities import Axis, Count, Duration, Number, Plain, Source, key_text
from scorarium.scheme.check_standing import score_range
from scorarium.scheme.condition import Condition
from scorarium.scheme.document import Path
from scorarium.scheme.known import Known
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.outcome_names import MEASURED_NAMES
from scorarium.scheme.scores import Factor, FactorsScore, LadderScore, RecordScore
from scorarium.scheme.senses import LegalBasis, Sense
from scorarium.scheme.walk import each, outer_conditions, walk

ANY: Final = "any"


def check_names(notes: Notes, scheme: Scheme, known: Known) -> None:
    """Check every name of a tier, list, rule, sense, act, service, context or reference."""
    for path, condition in outer_conditions(scheme):
        _check_condition(notes, path, condition, scheme, known)
    for path, number in each(scheme, Number):
        for at, axis in axes(number):
            _check_axis(notes, (*path, *at), axis, scheme)
    _check_sources(notes, scheme)
    _check_told(notes, scheme, known)
    if known.acts:
        _check_acts(notes, scheme, known)
        _check_services(notes, scheme, known)
        _check_contexts(notes, scheme, known)
        _check_places(notes, scheme, known)
    if known.outcomes:
        _check_outcomes(notes, scheme, known)


def axes(number: Number) -> Iterator[tuple[Path, Axis]]:
    """List what a number depends on, with the path from the number."""
    if number.by is not None:
        yield ("by", number.by.on), number.by
    for axis in number.times:
        yield ("times", axis.on), axis


def rules_of(scheme: Scheme) -> Mapping[str, object]:
    """List the rules of a scheme, whatever its score."""
    return scheme.score.rules if scheme.score is not None else {}


def acts_in(condition: Condition) -> Iterator[tuple[Path, str]]:
    """List the acts that a condition names, what it asks of other schemes left out."""
    yield from ((("on", name), name) for name in condition.on or ())
    yield from ((("acts", name), name) for name in condition.acts)
    yield from ((("open", name), name) for name in condition.open)
    for at, part in inner_conditions(condition):
        yield from (((*at, *path), act) for path, act in acts_in(part))


def _check_condition(notes: Notes, path: Path, condition: Condition, scheme: Scheme, known: Known) -> None:
    if condition.is_empty:
        notes.add(path, "an empty condition", expected="something that must hold", repair="Leave it out.")
    words: tuple[tuple[str, str, Iterable[str], tuple[str, ...]], ...] = (
        ("tier", "tier", scheme.tiers, condition.tier or ()),
        ("list", "list", scheme.lists, condition.list_ or ()),
        ("on_list", "list", scheme.lists, condition.on_list or ()),
        ("rule", "rule", rules_of(scheme), condition.rule or ()),
    )
    for word, what, declared, names in words:
        for name in names:
            if name not in declared:
                notes.unknown((*path, word, name), what, name, declared)
    _check_score_words(notes, path, condition, scheme)
    for at, part in inner_conditions(condition):
        _check_condition(notes, (*path, *at), part, scheme, known)
    for name, part in condition.in_scheme.items():
        at = (*path, "in_scheme", name)
        if name == scheme.name:
            notes.add(at, "a scheme that asks itself", repair="Leave in_scheme out.", on_key=True)
        elif name in known.schemes:
            _check_condition(notes, at, part, known.schemes[name], known)


def _check_told(notes: Notes, scheme: Scheme, known: Known) -> None:
    """Check that the scores that are factors have two ends, between which they can be weighed."""
    for path, factor in each(scheme, Factor):
        other = known.schemes.get(factor.from_score or "")
        if other is not None and other is not scheme and math.inf in map(abs, score_range(other)):
            problem, got = f"a score of {other.name}, which has no two ends", f"'{other.name}'"
            expected, repair = "a score with two ends", f"In {other.name}, write score.bounds: [0, 1000]."
            notes.add((*path, "from_score"), problem, got=got, expected=expected, repair=repair)


def inner_conditions(condition: Condition) -> Iterator[tuple[Path, Condition]]:
    """List the conditions directly inside of a condition that speak of the same scheme."""
    yield from ((("related", name), part) for name, part in condition.related.items())
    yield from ((("any", name), part) for name, part in condition.any_.items())
    if condition.not_ is not None:
        yield ("not",), condition.not_


def _check_score_words(notes: Notes, path: Path, condition: Condition, scheme: Scheme) -> None:
    if isinstance(scheme.score, RecordScore | None):
        for word in ("score", "score_below", "score_above"):
            if getattr(condition, word) is not None:
                notes.add((*path, word), "there is no score", expected="tier, list, acts, on, …", on_key=True)
    if condition.rung is not None and not isinstance(scheme.score, LadderScore):
        notes.add((*path, "rung"), "there are no rungs", expected="a score of kind ladder", on_key=True)


def _check_axis(notes: Notes, path: Path, axis: Axis, scheme: Scheme) -> None:
    if axis.on == "score" and isinstance(scheme.score, RecordScore | None) and path[0] != "changes":
        notes.add(path, "there is no score to depend on", expected="a scheme with a score", on_key=True)
    if axis.on == "rung" and not isinstance(scheme.score, LadderScore):
        notes.add(path, "there are no rungs to depend on", expected="a score of kind ladder", on_key=True)
    declared = {"tier": scheme.tiers, "list": scheme.lists}.get(axis.on)
    for key, _ in axis.cases:
        if declared is not None and key_text(key) not in declared:
            notes.unknown((*path, key_text(key)), axis.on, key_text(key), declared, on_key=True)


def sources(scheme: object) -> Iterator[tuple[Path, Source]]:
    """List the sources of every number."""
    for path, found in walk(scheme):
        if isinstance(found, Number):
            yield from (((*path, *at), plain.source) for at, plain in found.leaves())
        elif isinstance(found, Plain | Count | Duration):
            yield path, found.source


def _check_sources(notes: Notes, scheme: Scheme) -> None:
    for path, source in sources(scheme):
        if source.ref is not None and source.ref not in scheme.references:
            notes.unknown((*path, "ref"), "reference", source.ref, scheme.references)
        if source.to is not None and source.to not in scheme.facts:
            notes.unknown((*path, "to"), "fact", source.to, scheme.facts)
        elif source.to is not None and scheme.facts[source.to].why is not None:
            problem, got = "a figure to which a number is fitted is no prediction that is missed", ".".join(path)
            where, repair = ("facts", source.to, "why"), "Leave out why: it belongs to what is predicted."
            notes.add(where, problem, got=f"{got} fitted to it", expected="nothing fitted", repair=repair)
    for path, part in walk(scheme):
        ref = getattr(part, "ref", None)
        if isinstance(ref, str) and ref not in scheme.references:
            notes.unknown((*path, "ref"), "reference", ref, scheme.references)


def _named_acts(scheme: Scheme) -> Iterator[tuple[Path, str]]:
    for name, sense in scheme.senses.items():
        yield from ((("senses", name, "sees", act), act) for act in sense.sees)
    if scheme.score is not None:
        for name, rule in scheme.score.rules.items():
            yield from ((("score", "rules", name, "on", act), act) for act in rule.on or ())
    if isinstance(scheme.score, FactorsScore):
        for name, factor in scheme.score.factors.items():
            yield from ((("score", "factors", name, "from", act), act) for act in factor.from_)
        if scheme.score.learned is not None:
            yield from ((("score", "learned", "target", act), act) for act in scheme.score.learned.target)
    for name, consequence in scheme.consequences.items():
        yield from ((("consequences", name, "acts", act), act) for act in consequence.acts)
    for path, condition in outer_conditions(scheme):
        yield from (((*path, *at), act) for at, act in acts_in(condition))


def _check_acts(notes: Notes, scheme: Scheme, known: Known) -> None:
    declared = {**known.acts, **scheme.acts}
    for path, act in _named_acts(scheme):
        if act not in declared:
            notes.unknown(path, "act", act, declared)
    for act in scheme.acts:
        if act in known.acts:
            repair = "A scheme may add acts, not redefine one."
            notes.add(("acts", act), "an act that exists already", got=f"'{act}'", repair=repair, on_key=True)


def _check_services(notes: Notes, scheme: Scheme, known: Known) -> None:
    declared = {**known.services, **scheme.services}
    for name, consequence in scheme.consequences.items():
        if consequence.service is not None and consequence.service not in declared:
            notes.unknown(("consequences", name, "service"), "service", consequence.service, declared)
    for service in scheme.services:
        if service in known.services:
            repair = "A scheme may add services, not redefine one."
            notes.add(
                ("services", service), "a service that exists already", got=f"'{service}'", repair=repair, on_key=True
            )


def _check_contexts(notes: Notes, scheme: Scheme, known: Known) -> None:
    declared = {
        *known.contexts,
        *(part.context for part in (*known.acts.values(), *scheme.acts.values()) if part.context),
    }
    for path, part in walk(scheme):
        for word in ("context", "collected_for"):
            name = getattr(part, word, None)
            if isinstance(name, str) and name not in declared:
                notes.unknown((*path, word), "context", name, sorted(declared))
    for path, name in _more_contexts(scheme):
        if name not in declared:
            notes.unknown(path, "context", name, sorted(declared), on_key="relevant_for" in path)
    for index, name in enumerate(scheme.serves or ()):
        if name not in declared:
            notes.unknown(("serves", str(index)), "context", name, sorted(declared))


def _more_contexts(scheme: Scheme) -> Iterator[tuple[Path, str]]:
    """List the contexts that stand in sets and as keys."""
    for path, part in walk(scheme):
        if isinstance(part, LegalBasis):
            yield from (((*path, "data", name), name) for name in part.data or ())
        if isinstance(part, Sense):
            yield from (((*path, "relevant_for", name), name) for name in part.relevant_for)


def _check_places(notes: Notes, scheme: Scheme, known: Known) -> None:
    declared = {**known.acts, **scheme.acts}
    for name, sense in scheme.senses.items():
        places = {declared[act].where for act in sense.sees if act in declared}
        for place in sense.where or ():
            if place not in places:
                found = sorted(place for place in places if place is not None)
                expected = ", ".join(found) if found else "an act that says where it is done"
                path = ("senses", name, "where", place)
                notes.add(path, "none of the acts that it sees is done there", got=f"'{place}'", expected=expected)


def _check_outcomes(notes: Notes, scheme: Scheme, known: Known) -> None:
    for path, condition in each(scheme, Condition):
        for name in condition.measured:
            if name not in known.outcomes:
                notes.unknown((*path, "measured", name), "outcome", name, MEASURED_NAMES, on_key=True)
            elif name not in MEASURED_NAMES:
                problem, expected = "an outcome that is only known at the end of a run", ", ".join(MEASURED_NAMES)
                notes.add((*path, "measured", name), problem, got=f"'{name}'", expected=expected, on_key=True)
    for name, fact in scheme.facts.items():
        if fact.act is not None and known.acts and fact.act not in {**known.acts, **scheme.acts}:
            notes.unknown(("facts", name, "act"), "act", fact.act, {**known.acts, **scheme.acts})
        if fact.measure not in known.outcomes:
            notes.unknown(("facts", name, "measure"), "outcome", fact.measure, sorted(known.outcomes))
    _check_spoken_of(notes, scheme, known)
    movable = {*known.outcomes, *known.acts, *scheme.acts}
    for name in scheme.aim:
        if name not in movable:
            notes.unknown(("aim", name), "act or outcome", name, sorted(movable), on_key=True)


def _check_spoken_of(notes: Notes, scheme: Scheme, known: Known) -> None:
    """Of what facts speak."""
    rooms = {
        "list": scheme.lists,
        "tier": scheme.tiers,
        "act": {**known.acts, **scheme.acts},
        "service": {**known.services, **scheme.services},
    }
    for name, fact in scheme.facts.items():
        for word, declared in rooms.items():
            spoken = getattr(fact, "list_" if word == "list" else word)
            if spoken is not None and spoken not in declared:
                notes.unknown(("facts", name, word), word, spoken, sorted(declared))
