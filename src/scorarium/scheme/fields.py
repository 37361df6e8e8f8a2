"""The types that fields of a declaration may have, and the base of every model.

A type here reads plain data (from YAML) into its value, complains with a place, and describes itself in JSON Schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StrictBool, StrictInt
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import Count, Duration, Number
from scorarium.scheme.forms import read_number
from scorarium.scheme.numbers import Scale, read_counted, read_span
from scorarium.scheme.readers import (
    Between,
    Bounds,
    read_amount,
    read_any,
    read_between,
    read_bounds,
    read_choices,
    read_name,
    read_one_or_more,
    read_text,
    read_words,
)

SPECIAL_TYPE: Final = "x-scorarium"
"""The mark under which JSON Schema first has our own types; `schema_of` replaces it."""


@dataclass(frozen=True)
class Reads:
    """An annotation: this function reads the field.

    Parameters
    ----------
    read
        Takes plain data; raises `MalformedError`.
    schema
        The name under which JSON Schema defines the type.
    """

    read: Callable[[Any], Any]
    schema: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {SPECIAL_TYPE: self.schema}

    def validate(self, raw: Any) -> Any:
        """Read, carrying complaints as pydantic wants them."""
        try:
            return self.read(raw)
        except MalformedError as malformed:
            raise complaining(*malformed.complaints) from None


@dataclass(frozen=True, eq=False)
class Short:
    """An annotation: the field has a short form, which this function writes out.

    Parameters
    ----------
    write_out
        Takes plain data and gives the long form; what it does not know it gives back.
    schema
        JSON Schema of the short form.
    """

    write_out: Callable[[Any], Any]
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.write_out, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [dict(self.schema), handler(schema)]}


def complaining(*complaints: Complaint) -> PydanticCustomError:
    """Wrap complaints in the form in which pydantic carries them to the reader."""
    return PydanticCustomError("malformed", "malformed", {"complaints": complaints})


class Part(BaseModel):
    """A frozen mapping of a declaration; no key but the declared ones; a trailing underscore is not part of a key."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_"),
        arbitrary_types_allowed=True,
        ser_json_inf_nan="strings",
    )


def word(description: str) -> Any:
    """Declare a field that may be left out; what is not written is unknown (`None`)."""
    return Field(default=None, description=description)


def table(description: str) -> Any:
    """Declare a mapping by name; what is not declared does not exist."""
    return Field(default_factory=dict, description=description)


def needed(description: str) -> Any:
    """Declare a field that must be written."""
    return Field(description=description)


def _number(scale: Scale) -> Callable[[Any], Number]:
    return lambda raw: read_number(raw, scale)


Flag = StrictBool
Whole = StrictInt
Share = Annotated[Number, Reads(_number(Scale("share", 0, 1)), "Share")]
Ratio = Annotated[Number, Reads(_number(Scale("share", 0)), "Ratio")]
SignedShare = Annotated[Number, Reads(_number(Scale("share", -1, 1)), "SignedShare")]
Rate = Annotated[Number, Reads(_number(Scale("rate", 0)), "Rate")]
Span = Annotated[Number, Reads(_number(Scale("duration", 0)), "Duration")]
Money = Annotated[Number, Reads(_number(Scale("money", 0)), "Money")]
Worth = Annotated[Number, Reads(_number(Scale("money", bare=True)), "Worth")]
Points = Annotated[Number, Reads(_number(Scale("points")), "Points")]
Real = Annotated[Number, Reads(_number(Scale("number")), "Real")]
NotNegative = Annotated[Number, Reads(_number(Scale("number", 0)), "NotNegative")]
HowMany = Annotated[Number, Reads(_number(Scale("count", 0, whole=True)), "HowMany")]
Degree = Annotated[Number, Reads(_number(Scale("count", 0, 5)), "Degree")]
Amount = Annotated[Number, Reads(read_amount, "Amount")]
AnyNumber = Annotated[Number, Reads(read_any, "AnyNumber")]
Counted = Annotated[Count, Reads(read_counted, "Count")]
PlainSpan = Annotated[Duration, Reads(read_span, "PlainDuration")]
PointsBetween = Annotated[Between, Reads(lambda raw: read_between(raw, Scale("points")), "PointsBetween")]
SpanBetween = Annotated[Between, Reads(lambda raw: read_between(raw, Scale("duration", 0)), "DurationBetween")]
ShareBetween = Annotated[Between, Reads(lambda raw: read_between(raw, Scale("share")), "ShareBetween")]
Pair = Annotated[Bounds, Reads(read_bounds, "Pair")]
Words = Annotated[tuple[str, ...], Reads(read_words, "Words")]
OneOrMore = Annotated[tuple[str, ...], Reads(read_one_or_more, "OneOrMore")]
Name = Annotated[str, Reads(read_name, "Name")]
Text = Annotated[str, Reads(read_text, "Text")]


def choices(*known: str) -> Reads:
    """Annotate a set out of a closed list."""
    return Reads(lambda raw: read_choices(known, raw), "Choices:" + "|".join(known))


SPECIAL: Final = (
    "health", "ethnicity", "nationality", "politics", "belief", "union", "sex_life", "biometric", "genetic", "offences",
)  # fmt: skip
Special = Annotated[tuple[str, ...], choices(*SPECIAL)]
Place = str
Evidence = Literal["decision", "record", "report", "inference"]
