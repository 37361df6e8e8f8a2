"""The types that fields of a declaration may have, and the base of every model.

A type here reads plain data (from YAML) into its value, complains with a place, and describes itself in JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StrictBool, StrictInt
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import Count, Duration, Number, parse_duration, shown
from scorarium.scheme.numbers import Scale, one_of, read_counted, read_number, suggest, unknown_words

NAME: Final = re.compile(r"[^\s:#\[\]{},&*!|>'\"%@`][^\n:#\[\]{},]*$")


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
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{self.schema}"}

    def _validate(self, raw: Any) -> Any:
        try:
            return self.read(raw)
        except MalformedError as malformed:
            raise complaining(*malformed.complaints) from None


def complaining(*complaints: Complaint) -> PydanticCustomError:
    """The form in which pydantic carries our complaints to the reader."""
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
    """A field that may be left out; what is not written is unknown (`None`)."""
    return Field(default=None, description=description)


def table(description: str) -> Any:
    """A mapping by name; what is not declared does not exist."""
    return Field(default_factory=dict, description=description)


def needed(description: str) -> Any:
    """A field that must be written."""
    return Field(description=description)


def _number(scale: Scale) -> Callable[[Any], Number]:
    return lambda raw: read_number(raw, scale)


@dataclass(frozen=True, slots=True)
class Between:
    """A range whose ends both belong; a missing end is open."""

    from_: Number | None = None
    to: Number | None = None

    @property
    def low(self) -> float:
        """The lower end; minus infinity if it is open."""
        return float("-inf") if self.from_ is None else self.from_.constant_value

    @property
    def high(self) -> float:
        """The upper end; infinity if it is open."""
        return float("inf") if self.to is None else self.to.constant_value


@dataclass(frozen=True, slots=True)
class Bounds:
    """A pair; an end written `~` is open, that is infinite."""

    low: float
    high: float


def read_between(raw: Any, scale: Scale) -> Between:
    """`{from: …, to: …}`, at least one of them."""
    if not isinstance(raw, Mapping) or not raw:
        raise MalformedError(Complaint("not a range", shown(raw), "{from: …, to: …}, one of them at least"))
    complaints = unknown_words(raw, ("from", "to"))
    ends: dict[str, Number] = {}
    for key in ("from", "to"):
        try:
            if key in raw:
                ends[key] = read_number(raw[key], scale)
        except MalformedError as malformed:
            complaints += [complaint.under(key) for complaint in malformed.complaints]
    between = Between(ends.get("from"), ends.get("to"))
    constant = all(number.is_constant for number in ends.values())
    if not complaints and constant and between.low > between.high:
        complaints.append(Complaint("a range upside down", f"from {between.low:g} to {between.high:g}", "from ≤ to"))
    if complaints:
        raise MalformedError(*complaints)
    return between


def read_words(raw: Any) -> tuple[str, ...]:
    """A set of names, in the order written."""
    if not isinstance(raw, list | tuple):
        repair = f"Write [{raw}]." if isinstance(raw, str) else None
        raise MalformedError(Complaint("not a set of names", shown(raw), "[name, name, …]", repair))
    complaints: list[Complaint] = []
    for index, name in enumerate(raw):
        at = (str(index),)
        if not isinstance(name, str) or not name:
            complaints.append(Complaint("not a name", shown(name), "a name", at=at))
        elif name in raw[:index]:
            complaints.append(Complaint("named twice", shown(name), "each name once", at=at))
    if complaints:
        raise MalformedError(*complaints)
    return tuple(raw)


def read_one_or_more(raw: Any) -> tuple[str, ...]:
    """One name, or a set of names."""
    return (raw,) if isinstance(raw, str) and raw else read_words(raw)


def read_choices(known: tuple[str, ...], raw: Any) -> tuple[str, ...]:
    """A set of names out of a closed list; a single one needs no brackets."""
    names = read_one_or_more(raw)
    complaints = [
        Complaint("unknown word", shown(name), one_of(known), suggest(name, known),
                  (str(index),) if isinstance(raw, list) else ())
        for index, name in enumerate(names)
        if name not in known
    ]  # fmt: skip
    if complaints:
        raise MalformedError(*complaints)
    return names


def read_bounds(raw: Any) -> Bounds:
    """`[0, 12]`, `[0, ~]`: lowest and highest value; `~` is open."""
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise MalformedError(Complaint("not a pair", shown(raw), "[lowest, highest], ~ for an open end"))
    scale = Scale("points")
    low = float("-inf") if raw[0] is None else scale.read(raw[0])
    high = float("inf") if raw[1] is None else scale.read(raw[1])
    if not low < high:
        raise MalformedError(Complaint("bounds upside down", f"[{raw[0]}, {raw[1]}]", "[lowest, highest]"))
    return Bounds(low, high)


def read_name(raw: Any) -> str:
    """The name of something: text on one line."""
    if not isinstance(raw, str) or not raw.strip() or "\n" in raw:
        raise MalformedError(Complaint("not a name", shown(raw), "a name such as county-2010"))
    return raw


def read_text(raw: Any) -> str:
    """Words for people."""
    if not isinstance(raw, str):
        raise MalformedError(Complaint("not text", shown(raw), "words"))
    return raw


def read_amount(raw: Any) -> Number:
    """The amount of an act: a number (money, kilometres, loudness), or money with its unit."""
    return read_number(raw, Scale("money" if _mentions(raw, "days-income") else "number", low=0, bare=True))


def read_any(raw: Any) -> Number:
    """A number of whatever dimension its unit tells."""
    if _mentions(raw, "%"):
        return read_number(raw, Scale("share"))
    if _mentions(raw, "days-income"):
        return read_number(raw, Scale("money"))
    if _mentions(raw, "/"):
        return read_number(raw, Scale("rate"))
    return read_number(raw, Scale("duration" if _is_span(raw) else "number"))


def _mentions(raw: Any, mark: str) -> bool:
    """Whether the mark occurs in a plain value, leaving out keys and references."""
    if isinstance(raw, Mapping):
        values = cast("Mapping[str, Any]", raw)
        return any(_mentions(value, mark) for key, value in values.items() if key not in ("ref", "basis", "to"))
    if isinstance(raw, list | tuple):
        return any(_mentions(value, mark) for value in raw)
    return isinstance(raw, str) and mark in raw


def _is_span(raw: Any) -> bool:
    value = raw.get("value", raw.get("mean")) if isinstance(raw, Mapping) else raw
    return isinstance(value, str) and bool(re.match(r"([\d.]+\s*(d|w|mo|y)|never)$", value))


def _plain_duration(raw: Any) -> Duration:
    return parse_duration(raw)


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
Factor_ = Annotated[Number, Reads(_number(Scale("number", 0)), "Factor")]
Whole_ = Annotated[Number, Reads(_number(Scale("count", 0, whole=True)), "Whole")]
Degree = Annotated[Number, Reads(_number(Scale("count", 0, 5)), "Degree")]
Amount = Annotated[Number, Reads(read_amount, "Amount")]
AnyNumber = Annotated[Number, Reads(read_any, "AnyNumber")]
Counted = Annotated[Count, Reads(read_counted, "Count")]
PlainSpan = Annotated[Duration, Reads(_plain_duration, "PlainDuration")]
PointsBetween = Annotated[Between, Reads(lambda raw: read_between(raw, Scale("points")), "PointsBetween")]
SpanBetween = Annotated[Between, Reads(lambda raw: read_between(raw, Scale("duration", 0)), "DurationBetween")]
ShareBetween = Annotated[Between, Reads(lambda raw: read_between(raw, Scale("share")), "ShareBetween")]
Pair = Annotated[Bounds, Reads(read_bounds, "Pair")]
Words = Annotated[tuple[str, ...], Reads(read_words, "Words")]
OneOrMore = Annotated[tuple[str, ...], Reads(read_one_or_more, "OneOrMore")]
Name = Annotated[str, Reads(read_name, "Name")]
Text = Annotated[str, Reads(read_text, "Text")]


def choices(*known: str) -> Reads:
    """An annotation for a set out of a closed list."""
    return Reads(lambda raw: read_choices(known, raw), "Choices:" + "|".join(known))


SPECIAL: Final = (
    "health", "ethnicity", "nationality", "politics", "belief", "union", "sex_life", "biometric", "genetic", "offences",
)  # fmt: skip
Special = Annotated[tuple[str, ...], choices(*SPECIAL)]
Place = str
Evidence = Literal["decision", "record", "report", "inference"]
