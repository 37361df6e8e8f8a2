"""JSON Schema of the types that this language has and JSON Schema has not: quantities, conditions' facts, moves."""

from __future__ import annotations

from typing import Any, Final, get_args

from scorarium.quantities import FIGURE, MONEY_UNIT, Basis, Dimension
from scorarium.scheme.forms import LAW_NEEDS
from scorarium.scheme.numbers import Scale

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
NAME: Final[Schema] = {"type": "string", "minLength": 1, "pattern": "^[^\\n]+$"}
NUMBER: Final[Schema] = {"type": "number"}
DURATION: Final[Schema] = {"type": "string", "pattern": rf"^({FIGURE}\s*(d|w|mo|y)|never)$"}
COUNT_TEXT: Final = rf"^({FIGURE}(\s+(times|points|ratings))?(\s+within\s+\S+)?|{FIGURE}\s*/\s*(d|w|mo|y))$"
UNITS: Final[dict[Dimension, list[Schema]]] = {
    "share": [{"type": "string", "pattern": rf"^{FIGURE}\s*%$"}],
    "rate": [{"type": "string", "pattern": rf"^{FIGURE}\s*/\s*(d|w|mo|y)$"}],
    "duration": [DURATION],
    "money": [{"type": "string", "pattern": rf"^{FIGURE}\s*{MONEY_UNIT}$"}],
}
SCALES: Final[dict[str, tuple[Scale, str]]] = {
    "Share": (Scale("share", 0, 1), "A share: 35% or 0.35."),
    "Ratio": (Scale("share", 0), "A share that may exceed the whole: 130%."),
    "SignedShare": (Scale("share", -1, 1), "A share that may be negative: -10%."),
    "Rate": (Scale("rate", 0), "A rate: 6/y, 0.5/w, 8/mo or 10/d."),
    "Duration": (Scale("duration", 0), "A duration: 30d, 26w, 6mo, 5y or never."),
    "Money": (Scale("money", 0), "Money: 0.2 days-income, days of median income."),
    "Worth": (Scale("money", bare=True), "Money in days of median income; the unit may be left out."),
    "Points": (Scale("points"), "Points: -30, +100."),
    "Real": (Scale("number"), "A number."),
    "NotNegative": (Scale("number", 0), "A number, nought or more."),
    "HowMany": (Scale("count", 0, whole=True), "A whole number, nought or more."),
    "Degree": (Scale("count", 0, 5), "A number from 0 to 5."),
}

MEANINGS: Final[dict[str, str]] = {
    "value": "The number itself.",
    "range": "How far it may be off: lowest and highest.",
    "ref": "The reference that says so.",
    "basis": "What it rests on; assumed needs a range.",
    "to": "The upper end, which belongs to it; beside a value, the fact to which it was fitted.",
    "from": "The lower end, which belongs to it.",
    "default": "The number for all that is not listed.",
    "by": "The one thing that it depends on, and the number in each case.",
    "times": "The things that it depends on, and the factor in each case; factors multiply.",
    "between": "What holds between two lower bounds: a step, or a straight line.",
    "law": "The distribution from which it is drawn.",
    "mean": "The mean of what is drawn.",
    "sd": "The standard deviation; of the logarithm for lognormal.",
    "shape": "The shape of a gamma law.",
    "stages": "The number of stages of an Erlang law.",
    "bounds": "Between what it is drawn.",
    "shares": "Values and their chances, together 100%.",
    "rung": "Moves by the lowest rung from which they hold.",
    "spread": "The standard deviation over districts.",
}
"""What the words say that may stand where a number stands."""


def definitions() -> dict[str, Schema]:
    """Give the schemas of all special types by name."""
    found: dict[str, Schema] = {}
    for name, (scale, description) in SCALES.items():
        plain = {"anyOf": plain_forms(scale), "description": description}
        found[f"{name}Plain"] = plain
        found[name] = number_forms(name, description)
    found["AmountPlain"] = {"anyOf": [NUMBER, *UNITS["money"]]}
    found["Amount"] = number_forms("Amount", "The amount of an act: a number, or money with its unit.")
    found["AnyNumberPlain"] = {"anyOf": [NUMBER, *(form for forms in UNITS.values() for form in forms)]}
    found["AnyNumber"] = number_forms("AnyNumber", "A number of whatever unit.")
    return {**found, **_others()}


def plain_forms(scale: Scale) -> list[Schema]:
    """Give the ways in which a plain number of a scale is written."""
    bare: Schema = {"type": "integer" if scale.whole else "number"}
    for bound, word in ((scale.low, "minimum"), (scale.high, "maximum")):
        if abs(bound) != float("inf"):
            bare[word] = bound
    has_bare = scale.dimension not in UNITS or scale.dimension == "share" or scale.bare
    return [*([bare] if has_bare else []), *UNITS.get(scale.dimension, [])]


def number_forms(name: str, description: str) -> Schema:
    """Give the four forms of a number around its plain one."""
    plain = {"$ref": f"#/$defs/{name}Plain"}
    inner = {"anyOf": [plain, sourced(name)]}
    cases = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": inner}}
    factors = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _inner("Real")}}
    between = {"enum": ["step", "linear"]}
    by = {"default": inner, "by": {**cases, "maxProperties": 1}, "between": between}
    times = {"default": inner, "times": factors, "between": between}
    law: Schema = {
        "law": {"enum": list(LAW_NEEDS)},
        "mean": inner,
        "sd": inner if name not in ("Rate", "Duration") else {"anyOf": [inner, NUMBER]},
        "shape": _inner("Real"),
        "stages": {"type": "integer", "minimum": 1},
        "bounds": {"type": "array", "items": plain, "minItems": 2, "maxItems": 2},
    }
    table = {"shares": {"type": "object", "additionalProperties": _inner("Share")}}
    forms: list[Schema] = [
        plain,
        {"type": "string", "pattern": r"^district\.[a-z][a-z0-9_-]*$"},
        sourced(name),
        closed(by, ["by"]),
        closed(times, ["default", "times"]),
        closed(law, ["law"]),
        closed(table, ["shares"]),
    ]
    return {"anyOf": forms, "description": description}


def sourced(name: str) -> Schema:
    """Give the form of a number with its source."""
    plain = {"$ref": f"#/$defs/{name}Plain"}
    words: Schema = {
        "value": plain,
        "range": {
            "type": "array",
            "items": plain,
            "minItems": 2,
            "maxItems": 2,
        },
        "ref": NAME,
        "basis": {"enum": list(get_args(Basis))},
        "to": NAME,
    }
    return closed(words, ["value"])


def closed(words: Schema, required: list[str]) -> Schema:
    """Give a mapping that has these words and no others."""
    described = {word: {"description": MEANINGS[word], **schema} for word, schema in words.items()}
    return {"type": "object", "properties": described, "required": required, "additionalProperties": False}


def choices(names: str) -> Schema:
    """Give the schema of a set out of a closed list, `a|b|c`."""
    one = {"enum": names.split("|")}
    return {"anyOf": [one, {"type": "array", "items": one, "uniqueItems": True}]}


def _inner(name: str) -> Schema:
    return {"anyOf": [{"$ref": f"#/$defs/{name}Plain"}, sourced(name)]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _mapping(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _pair(end: Schema) -> Schema:
    return {"type": "array", "items": end, "minItems": 2, "maxItems": 2}


def _between(name: str) -> Schema:
    return {**closed({"from": _ref(name), "to": _ref(name)}, []), "minProperties": 1}


def _others() -> dict[str, Schema]:
    words: Schema = {"type": "array", "items": NAME, "uniqueItems": True}
    count = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": COUNT_TEXT}]}
    step = {"anyOf": [{"const": "worst"}, _inner("Real")]}
    by_rung = closed({"default": step, "by": closed({"rung": _mapping(step)}, ["rung"])}, ["by"])
    move = {"anyOf": [*step["anyOf"], by_rung]}
    level = {"type": ["string", "number", "boolean"]}
    figure = _inner("AnyNumber")
    spread = closed({"mean": figure, "spread": figure}, ["mean", "spread"])
    return {
        "CountPlain": count,
        "Count": {"anyOf": [count, sourced("Count")]},
        "PlainDurationPlain": DURATION,
        "PlainDuration": {"anyOf": [DURATION, sourced("PlainDuration")]},
        "PointsBetween": _between("Points"),
        "DurationBetween": _between("Duration"),
        "ShareBetween": _between("Ratio"),
        "Pair": _pair({"type": ["number", "null"]}),
        "Words": words,
        "OneOrMore": {"anyOf": [NAME, words]},
        "Name": NAME,
        "Text": TEXT,
        "Levels": {"anyOf": [level, {"type": "array", "items": level}, _between("Real")]},
        "Move": move,
        "Entries": _mapping(move),
        "Rungs": {"anyOf": [{"type": "integer", "minimum": 2}, _pair({"type": "integer", "minimum": 0})]},
        "Convert": _mapping(_ref("Points")),
        "Quintiles": {"type": "array", "items": _inner("Real"), "minItems": 5, "maxItems": 5},
        "Range": _pair(_ref("SharePlain")),
        "Nested": _mapping({"anyOf": [_inner("Share"), _ref("Nested")]}),
        "Correlations": _mapping(_inner("Real")),
        "Field": {"anyOf": [_ref("AnyNumber"), spread, _mapping(figure)]},
        "Tick": {"enum": ["1d", "1w", "1mo"]},
        "Years": {"type": "number", "minimum": 0},
        "Limits": _mapping({"type": "number", "minimum": 0}),
        "Varied": _mapping(_pair(_ref("AnyNumberPlain"))),
        "ConsequenceAmount": {"anyOf": [_ref("Ratio"), _ref("Money"), _ref("Duration")]},
    }
