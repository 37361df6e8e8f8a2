"""The grammar is closed and described: no model takes an unknown word, and every word says what it means."""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from scorarium.scheme.fields import Part
from scorarium.studies.check import MODELS


def inner(annotation: Any) -> Iterator[Any]:
    """List the classes inside an annotation."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from inner(get_args(annotation)[0])
    elif origin in (Union, types.UnionType) or get_args(annotation):
        for part in get_args(annotation):
            yield from inner(part)
    elif isinstance(annotation, type):
        yield annotation


def models() -> dict[str, type[Part]]:
    """List every model of the language."""
    found: dict[str, type[Part]] = {}
    ahead: list[Any] = [*MODELS.values()]
    while ahead:
        model = ahead.pop()
        if isinstance(model, type) and issubclass(model, Part) and model.__name__ not in found:
            found[model.__name__] = model
            ahead += [part for field in model.model_fields.values() for part in inner(field.annotation)]
    return found


@pytest.mark.parametrize("model", models().values(), ids=lambda model: model.__name__)
def test_a_model_is_closed_frozen_and_described(model: type[Part]) -> None:
    assert model.model_config["extra"] == "forbid"
    assert model.model_config["frozen"]
    for name, field in model.model_fields.items():
        assert field.alias == name.rstrip("_")
        assert field.description, f"{model.__name__}.{name} says nothing"
        assert field.description.endswith("."), f"{model.__name__}.{name} is no sentence"


def test_every_model_is_reached() -> None:
    assert len(models()) > 60


@pytest.mark.parametrize("model", models().values(), ids=lambda model: model.__name__)
def test_what_is_not_written_is_unknown(model: type[Part]) -> None:
    for name, field in model.model_fields.items():
        if not field.is_required():
            assert field.get_default(call_default_factory=True) in (None, {}), f"{model.__name__}.{name} has a default"
