"""Every word of the language changes what is read aloud."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from scorarium.scheme.aloud import added, conditions, doors, head, process, ratings, rules, scores, senses, standing
from scorarium.scheme.aloud.passages import as_text, read_aloud
from scorarium.scheme.fields import Part
from scorarium.scheme.model import JURISDICTIONS, Scheme
from scorarium.studies.check import examine

HERE = Path(__file__).parent
CASES = Path(__file__).parents[3] / "cases"


@cache
def schemes() -> dict[str, Scheme]:
    """Load all case files, which name each other, and the files here that use the words they do not."""
    files = [*sorted(CASES.glob("*.scheme.yaml")), *sorted(HERE.glob("*.scheme.yaml"))]
    documents = examine([str(file) for file in files]).documents.values()
    return {document.name: document for document in documents if isinstance(document, Scheme)}


def models(kind: Any, found: set[type[Part]] | None = None) -> set[type[Part]]:
    """Collect the models to which a model leads."""
    found = set() if found is None else found
    for inner in _inside(kind):
        if inner not in found:
            found.add(inner)
            for field in inner.model_fields.values():
                models(field.annotation, found)
    return found


def _inside(kind: Any) -> Iterator[type[Part]]:
    if isinstance(kind, type) and issubclass(kind, Part):
        yield kind
    elif get_origin(kind) is not None or isinstance(kind, UnionType):
        for inner in get_args(kind):
            yield from _inside(inner)


def variants(value: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    """Give each declaration that differs from this one by a single field, with the model and the field's name."""
    if isinstance(value, Part):
        for name in sorted(value.model_fields_set):
            old = getattr(value, name)
            field = type(value).model_fields[name]
            if not field.is_required():
                empty = field.get_default(call_default_factory=True)
                if old != empty:
                    yield (type(value).__name__, name), _with(value, name, empty)
            elif get_origin(field.annotation) is Literal or isinstance(old, str):
                for other in get_args(field.annotation):
                    if other != old:
                        yield (type(value).__name__, name), _with(value, name, other)
                        break
            for key, inner in variants(old):
                yield key, _with(value, name, inner)
    elif isinstance(value, Mapping):
        for key, old in value.items():
            for where, inner in variants(old):
                yield where, {**value, key: inner}


def _with(part: Part, name: str, value: Any) -> Part:
    return part.model_copy(update={name: value})


NOT_SPOKEN = {("Scheme", "scorarium"), ("Scheme", "kind"), ("Scheme", "name")}
READ_BY_KIND = {"PointsScore", "LadderScore", "FactorsScore", "RatingsScore", "RecordScore"}


@cache
def spoken() -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Give the fields whose change changes the text, and those that were changed at all."""
    tried: set[tuple[str, str]] = set()
    heard: set[tuple[str, str]] = set()
    for scheme in schemes().values():
        text = as_text(scheme)
        for where, other in variants(scheme):
            if where in heard or (where[1] == "kind" and where[0] in READ_BY_KIND):
                continue
            tried.add(where)
            if as_text(other) != text:
                heard.add(where)
    return frozenset(heard), frozenset(tried)


def fields() -> set[tuple[str, str]]:
    """List every field of every model of a scheme that may be left out."""
    return {
        (model.__name__, name)
        for model in models(Scheme)
        for name, field in model.model_fields.items()
        if not field.is_required()
    }


def test_the_files_use_every_word() -> None:
    assert fields() - {("Scheme", "like")} - spoken()[1] == set()


def test_every_word_changes_what_is_said() -> None:
    heard, tried = spoken()
    assert tried - heard - NOT_SPOKEN == set()
    assert len(heard) > 250


@pytest.mark.parametrize("name", sorted(schemes()))
def test_a_scheme_is_read_aloud(name: str) -> None:
    scheme = schemes()[name]
    text = as_text(scheme)
    named = [*scheme.senses, *scheme.tiers, *scheme.lists, *scheme.repairs, *scheme.consequences, *scheme.exports]
    named += [*(scheme.score.rules if scheme.score is not None else {}), *scheme.references, *scheme.changes]
    assert [part for part in named if part not in text] == []
    assert not [mark for mark in ("None", "Number(", "frozenset", "{", " .", "..", "  ", " ,", "\0") if mark in text]
    assert all(item.text.endswith((".", "…", "!", "?")) for passage in read_aloud(scheme) for item in passage.items)


def literals(kind: Any, name: str) -> set[str]:
    """List the words of a closed choice of a field."""
    found: set[str] = set()

    def look(at: Any) -> None:
        if get_origin(at) is Literal:
            found.update(str(word) for word in get_args(at))
        else:
            for inner in get_args(at):
                look(inner)

    look(typing.get_type_hints(kind, include_extras=True)[name])
    return found


def _model(name: str) -> type[BaseModel]:
    return next(model for model in models(Scheme) if model.__name__ == name)


PHRASES: list[tuple[str, str, Mapping[str, str]]] = [
    ("Operator", "kind", head.OPERATORS),
    ("Scheme", "fidelity", head.FIDELITIES),
    ("Scheme", "technique", head.TECHNIQUES),
    ("Scheme", "subjects", head.SUBJECTS),
    ("Scheme", "unit", head.UNITS),
    ("LegalBasis", "kind", head.BASES),
    ("Enrolment", "kind", head.ENTRIES),
    ("Consent", "withdrawal", head.WITHDRAWALS),
    ("Sense", "kind", senses.KINDS),
    ("Sense", "held_by", senses.HOLDERS),
    ("Sense", "witnesses", senses.WITNESSES),
    ("Identification", "trait", senses.TRAITS),
    ("Effort", "goes_by", senses.GOES_BY),
    ("Effort", "how", senses.HOW),
    ("Effort", "among", senses.AMONG),
    ("Rule", "evidence", rules.EVIDENCE),
    ("Rule", "repeat", rules.REPEATS),
    ("NamedList", "colour", standing.COLOURS),
    ("NamedList", "repeat", standing.REPEATS),
    ("Decided", "who", standing.SIGNERS),
    ("FactorsScore", "shape", scores.SHAPES),
    ("Learned", "method", scores.METHODS),
    ("Learned", "labels", scores.LABELS),
    ("RatingsScore", "towards", ratings.TOWARDS),
    ("RatingsScore", "opinions", ratings.OPINIONS),
    ("DueProcess", "notice", process.NOTICES),
    ("DueProcess", "reasons", process.REASONS),
    ("DueProcess", "objection", process.OBJECTIONS),
    ("DueProcess", "validated", process.VALIDATIONS),
    ("Appeal", "who", process.DECIDERS),
    ("Correction", "unverified", process.UNVERIFIED),
    ("Export", "to", doors.RECEIVERS),
    ("Export", "what", doors.GIVEN),
    ("Act", "protected", added.FREEDOMS),
    ("Act", "towards", added.TOWARDS),
]


@pytest.mark.parametrize(("model", "field", "phrases"), PHRASES, ids=lambda one: one if isinstance(one, str) else "")
def test_every_choice_has_its_words(model: str, field: str, phrases: Mapping[str, str]) -> None:
    assert literals(_model(model), field) == set(phrases)
    assert len(set(phrases.values())) == len(phrases), "two choices would be read in the same words"


def test_every_state_and_relation_has_its_words() -> None:
    assert set(head.JURISDICTIONS) == set(JURISDICTIONS)
    assert set(conditions.RELATIVES) == set(conditions.RELATIONS)
