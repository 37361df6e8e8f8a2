"""What persons and firms share: one recipe for both, in which an act, a service or an attribute has one meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import Axis, Number, Plain
from scorarium.scheme.acts import Act, Service
from scorarium.scheme.levels import levels_matching
from scorarium.society import recipe
from scorarium.society.levels import in_order

SUBJECT: Final = "(subject)"
"""The attribute that tells persons and firms apart; nobody can write it."""
PERSON, FIRM = "person", "firm"
OWN: Final = ("rate", "harm", "benefit", "cost", "demand", "value")
"""Plain numbers of an act or a service that persons and firms may have each for themselves."""
NOUGHT: Final = ("harm", "benefit", "cost", "value")
"""Those of them that are nought where nothing is written."""

Doing = TypeVar("Doing", Act, Service)


def one_recipe(society: recipe.Society, firms: recipe.Firms) -> recipe.Society:
    """One society in which persons do what persons do, and firms what firms do.

    Raises
    ------
    MalformedError
        Something has two meanings; all of it, with places in the firms' declaration.
    """
    if found := tuple(clashes(society, firms)):
        raise MalformedError(*found)
    acts, services = _joined(society.acts, firms.acts, firms), _joined(society.services, firms.services, firms)
    attributes = {**firms.all_attributes, **society.attributes}
    return society.model_copy(update={"acts": acts, "services": services, "attributes": attributes})


def clashes(society: recipe.Society, firms: recipe.Firms) -> Iterator[Complaint]:
    """What persons and firms share by its name, although it is not the same thing."""
    for name in sorted(set(society.attributes) & set(firms.all_attributes)):
        yield from _other_levels(name, society.attributes[name], firms.all_attributes[name])
    for part in ("acts", "services"):
        persons, others = getattr(society, part), getattr(firms, part)
        for name in sorted(set(persons) & set(others)):
            for word in _differing(persons[name], others[name], firms):
                yield Complaint(
                    f"another meaning than the persons' {part[:-1]} of that name",
                    f"'{name}' with another '{word.rstrip('_')}'",
                    f"the same, but for plain numbers ({', '.join(OWN)})",
                    f"Give the firms' {part[:-1]} a name of its own; a rule may name both.",
                    (part, name, word.rstrip("_")),
                )


def gated(one: Doing, is_firm: bool) -> Doing:
    """An act or service that only firms, or only persons, do or ask for."""
    return one.model_copy(update={"is_": {**one.is_, SUBJECT: frozenset({FIRM if is_firm else PERSON})}})


def both(own: Doing, theirs: Doing, firms: recipe.Firms) -> Doing:
    """What persons and firms do, each with their own numbers; what firms do not say of it, persons do.

    Which firms do it may hang on what firms are: a person has the first level of each such attribute, so that one must
    be among those that do it.
    """
    before = {**own.__dict__, "is_": _who(own, theirs, firms)}
    update = {"is_": before["is_"]}
    for word in theirs.model_fields_set & set(OWN):
        one, other = _number(before[word], word, theirs), _number(getattr(theirs, word), word, theirs)
        if one is not None and other is not None and one != other:
            cases = (PERSON, Plain(one.constant_value)), (FIRM, Plain(other.constant_value))
            update[word] = Number(other.dimension, by=Axis(SUBJECT, cases))
    return own.model_copy(update=update)


def _joined(own: Mapping[str, Doing], others: Mapping[str, Doing], firms: recipe.Firms) -> dict[str, Doing]:
    found = {name: both(one, others[name], firms) if name in others else gated(one, False) for name, one in own.items()}
    return found | {name: gated(one, True) for name, one in others.items() if name not in own}


def _differing(own: Doing, theirs: Doing, firms: recipe.Firms) -> Iterator[str]:
    """Words in which the two differ, although it is one and the same."""
    before = {**own.__dict__, "is_": _who(own, theirs, firms)}
    for word in sorted(theirs.model_fields_set):
        value = getattr(theirs, word)
        if value == before[word]:
            continue
        if word not in OWN or _number(before[word], word, theirs) is None or _number(value, word, theirs) is None:
            yield word


def _number(value: object, word: str, theirs: Act | Service) -> Number | None:
    """A plain number; `None` if it is none."""
    if value is None and word in NOUGHT:
        said = getattr(theirs, word)
        return Number(said.dimension, default=Plain(0.0)) if isinstance(said, Number) else None
    return value if isinstance(value, Number) and value.is_constant else None


def _who(own: Doing, theirs: Doing, firms: recipe.Firms) -> Mapping[str, Any]:
    return own.is_ if own.is_ or not lets_persons_pass(theirs, firms) else theirs.is_


def lets_persons_pass(doing: Act | Service, firms: recipe.Firms) -> bool:
    """Whether the first level of everything that firms must be is one that they may be."""
    own = {name: in_order(attribute.levels) for name, attribute in firms.all_attributes.items()}
    return all(name in own and own[name][0] in levels_matching(own[name], spec) for name, spec in doing.is_.items())


def _other_levels(name: str, persons: recipe.Attribute, firms: recipe.Attribute) -> Iterator[Complaint]:
    ours, theirs = in_order(persons.levels), in_order(firms.levels)
    if ours != theirs:
        got, expected = (", ".join(levels) for levels in (theirs, ours))
        repair = "Give the firms' attribute a name of its own."
        yield Complaint(
            "other levels than the persons' attribute of that name", got, expected, repair, ("attributes", name)
        )
    elif (firms.moves or firms.redrawn) and (firms.moves, firms.redrawn) != (persons.moves, persons.redrawn):
        problem = "changes otherwise than the persons' attribute of that name"
        yield Complaint(problem, None, "the same moves and redrawing", repair="Say it of persons and firms alike.",
                        at=("attributes", name))  # fmt: skip
