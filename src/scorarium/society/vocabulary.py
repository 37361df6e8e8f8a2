"""The vocabulary: what is true of acts and services whoever scores them and wherever they happen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar

from scorarium.errors import Fault
from scorarium.scheme.acts import Act, Reference, Service
from scorarium.scheme.document import Document
from scorarium.scheme.fields import Name, Text, needed, table, word
from scorarium.scheme.library import shipped
from scorarium.scheme.notes import Notes
from scorarium.scheme.read import load
from scorarium.society.recipe import Society

P = TypeVar("P", Act, Service)


class Vocabulary(Document):
    """Facts about acts and services that belong neither to an operator nor to a place."""

    name: Name = word("A name; without it, the file has none.")
    kind: Literal["vocabulary"] = needed("What the file declares.")
    title: Text | None = word("A title for people.")
    references: Mapping[str, Reference] = table("Published works, by the name that `ref` uses.")
    contexts: Mapping[str, Text] = table("The spheres of life, and what each is.")
    acts: Mapping[str, Act] = table("What is true of acts.")
    services: Mapping[str, Service] = table("What is true of services.")


@cache
def load_vocabulary() -> Vocabulary:
    """Load the shipped vocabulary."""
    return load(shipped("vocabulary")["vocabulary"], "vocabulary", Vocabulary)


def with_vocabulary(society: Society, vocabulary: Vocabulary) -> Society:
    """Fill in what a society does not say of its acts and services; what it says stays.

    Rates, demands and gates are filled in as well: a society that merely lists a service has it as the vocabulary does.
    """
    update: dict[str, Any] = {
        "acts": {name: filled(act, vocabulary.acts.get(name)) for name, act in society.acts.items()},
        "services": {
            name: filled(service, vocabulary.services.get(name)) for name, service in society.services.items()
        },
    }
    if society.firms is not None:
        acts = {name: filled(act, vocabulary.acts.get(name)) for name, act in society.firms.acts.items()}
        services = {name: filled(s, vocabulary.services.get(name)) for name, s in society.firms.services.items()}
        update["firms"] = society.firms.model_copy(update={"acts": acts, "services": services})
    return society.model_copy(update=update)


def filled(own: P, known: P | None) -> P:
    """Lay what is written of an act or service over what is known of it."""
    if known is None:
        return own
    missing = {name: getattr(known, name) for name in known.model_fields_set - own.model_fields_set}
    return own.model_copy(update=missing)


def check_vocabulary(vocabulary: Vocabulary) -> list[Fault]:
    """Check that every context that is used is declared."""
    notes = Notes(vocabulary)
    for kind, things in (("acts", vocabulary.acts), ("services", vocabulary.services)):
        for name, thing in things.items():
            path = (kind, name, "context")
            if thing.context is None:
                notes.add(
                    path[:2], "nothing says where it belongs", expected="context", repair="Add context: ….", on_key=True
                )
            elif thing.context not in vocabulary.contexts:
                notes.unknown(path, "context", thing.context, vocabulary.contexts)
    return notes.faults
