"""Numbers and lists as a reader meets them in a newspaper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

MINUS: Final = "−"
DASH: Final = "–"
NARROW: Final = "\u00a0"
SMALL: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def is_number(value: float | None) -> bool:
    """Whether there is a value at all."""
    return value is not None and math.isfinite(value)


def digits_for(half_width: float | None, value: float) -> int:
    """How many digits after the point: those that the uncertainty allows, or three of the value where there is none.

    Of the half-width, one digit counts, and two where it begins with less than 3.55 (the rule of the Particle Data
    Group's reviews): more would pretend, fewer would lose.
    """
    if half_width is not None and math.isfinite(half_width) and half_width > 0:
        power = math.floor(math.log10(half_width))
        return min(6, max(0, (1 if half_width < 3.55 * 10.0**power else 0) - power))
    if value == 0 or not math.isfinite(value):
        return 0
    return min(6, max(0, 2 - math.floor(math.log10(abs(value)))))


def figure(value: float, digits: int | None = None, *, signed: bool = False) -> str:
    """Write a number with a real minus sign and commas between thousands."""
    if not math.isfinite(value):
        return "unknown"
    places = digits_for(None, value) if digits is None else digits
    text = f"{abs(value):,.{places}f}"
    if digits is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    nought = not text.strip("0.,")
    if nought:
        return text
    return (MINUS if value < 0 else "+" if signed else "") + text


def short(value: float) -> str:
    """Write a number with no more digits than a label needs: three that count, two below one."""
    if not math.isfinite(value) or value == 0:
        return figure(value)
    return figure(value, max(0, (2 if abs(value) >= 1 else 1) - math.floor(math.log10(abs(value)))))


def quoted(title: str) -> str:
    """Put a title between quotation marks."""
    return f"“{title}”"


def times_over(number: int) -> str:
    """Write *once*, *twice*, *five times*."""
    return {1: "once", 2: "twice"}.get(number, f"{small(number)} times")


def percent(share: float, digits: int | None = None) -> str:
    """Write a share in per cent."""
    return f"{figure(100 * share, digits)}%" if math.isfinite(share) else "unknown"


def between(low: float, high: float, digits: int, *, signed: bool = False) -> str:
    """Write an interval: with a dash, or with *to* where a sign would meet the dash."""
    one, two = figure(low, digits, signed=signed), figure(high, digits, signed=signed)
    return f"{one} to {two}" if low < 0 or high < 0 or signed else f"{one}{DASH}{two}"


def counted(number: float, noun: str, plural: str | None = None) -> str:
    """Write *one person*, *three persons*, *1,200 persons*."""
    whole = round(number)
    text = SMALL[whole] if 0 <= whole < len(SMALL) else f"{whole:,}"
    return f"{text} {noun if whole == 1 else plural or noun + 's'}"


def small(number: int) -> str:
    """Write a small number as a word."""
    return SMALL[number] if 0 <= number < len(SMALL) else f"{number:,}"


def one_in(share: float) -> str:
    """Write a share as *one in 40*, or as nobody and everybody."""
    if share <= 0:
        return "none"
    if share >= 0.95:
        return "all but a few" if share < 1 else "all"
    if share > 0.3:
        return f"{figure(10 * share, 0)} in ten"
    return f"one in {figure(_two_digits(1 / share), 0)}"


def _two_digits(value: float) -> float:
    power = 10.0 ** (math.floor(math.log10(value)) - 1)
    return round(value / power) * power


def listed(names: Sequence[str]) -> str:
    """Write *a*, *a and b*, *a, b and c*."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def years(value: float) -> str:
    """Write a span of years: *five years*, *one year*, *2.5 years*."""
    if value >= 0.5 and abs(value - round(value)) < 0.02:
        return counted(value, "year")
    if value < 1:
        return counted(value * 12, "month") if value * 12 >= 1.5 else counted(value * 365.25, "day")
    return f"{figure(value, 1)} years"


def capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def plain(name: str) -> str:
    """Give a name of the language as words: *loan_default* is *loan default*."""
    return name.replace("_", " ")


def moment(time: float) -> str:
    """Write a time since the start: *start*, *1.5 y*, *7 mo*, *3 d*."""
    if time <= 0:
        return "start"
    if time < 1:
        months = time * 12
        return f"{figure(months, 0)} mo" if months >= 0.95 else f"{figure(time * 365.25, 0)} d"
    return f"{figure(round(time, 1))} y"
