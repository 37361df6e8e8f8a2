"""What an unquoted scalar means: the YAML 1.2 core schema."""

from __future__ import annotations

import math
import re
from typing import Final

from scorarium.errors import Complaint, MalformedError

Scalar = str | bool | int | float | None

MAX_DIGITS: Final = 60
_INT = re.compile(r"[-+]?\d[\d_]*$")
_BASED = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)$")
_FLOAT = re.compile(r"[-+]?(?:\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?$")
_NOT_FINITE = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$")
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def resolve(text: str) -> Scalar:
    """Give the value of an unquoted scalar: nothing, a truth value, a number, or the words themselves.

    Raises
    ------
    MalformedError
        It is a number, but not a finite one, or of more digits than anybody means.
    """
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if _INT.match(text) or _FLOAT.match(text) or _BASED.match(text):
        return _number(text)
    if _NOT_FINITE.match(text):
        raise MalformedError(Complaint("not a number", text, "a finite number"))
    return text


def _number(text: str) -> int | float:
    if len(text) > MAX_DIGITS:
        raise MalformedError(Complaint("a number out of any range", f"{text[:20]}…", f"at most {MAX_DIGITS} digits"))
    if _BASED.match(text):
        return int(text, 0)
    if _INT.match(text):
        return int(text.replace("_", ""))
    value = float(text.replace("_", ""))
    if math.isinf(value):
        raise MalformedError(Complaint("a number out of any range", text, "a number that a computer can hold"))
    return value
