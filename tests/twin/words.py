"""Every word that can be written in a declaration, and those that were: paths with a star for any name.

Conditions stand in each other without end: their words are told as `condition.…`. A closed choice is told with its
value: `score.rules.*.repeat=restarts`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from scorarium.scheme.condition import Condition
from scorarium.scheme.fields import Part


@cache
def known(model: type[Part], prefix: str = "") -> frozenset[str]:
    """All words of a model and of the models inside."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        at = prefix + (field.alias or name)
        found.add(at)
        for part, is_named in inside(field.annotation):
            if isinstance(part, str):
                found.add(f"{at}={part}")
            elif part is Condition and model is not Condition:
                found |= known(Condition, "condition.")
            elif part is not Condition:
                found |= known(part, f"{at}.*." if is_named else f"{at}.")
    return frozenset(found)


def inside(annotation: Any, is_named: bool = False) -> Iterator[tuple[Any, bool]]:
    """The models and words in an annotation, and whether they stand under names."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation, is_named
    elif get_origin(annotation) is Literal:
        yield from ((word, is_named) for word in get_args(annotation) if isinstance(word, str))
    else:
        args = get_args(annotation)
        for arg in args[1:] if is_mapping(annotation) else args:
            yield from inside(arg, is_named or is_mapping(annotation))


def is_mapping(annotation: Any) -> bool:
    """Whether an annotation is that of a mapping by name."""
    origin = get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def used(value: Part, prefix: str = "") -> Iterator[str]:
    """The words that a declaration writes."""
    for name, field in type(value).model_fields.items():
        written = getattr(value, name)
        if written is None or written == {}:
            continue
        at = prefix + (field.alias or name)
        yield at
        several = written.values() if isinstance(written, Mapping) else [written]
        for one in several:
            if isinstance(one, Condition):
                yield from used(one, "condition.")
            elif isinstance(one, Part):
                yield from used(one, f"{at}.*." if isinstance(written, Mapping) else f"{at}.")
            elif isinstance(one, str):
                yield f"{at}={one}"
