"""Sentences about outcomes, and how each outcome's values are written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from scorarium.report import words
from scorarium.report.material import Estimate, InRun, Material, Measured, World
from scorarium.report.titles import TITLES

SHARES: Final = frozenset({
    "detection_precision", "detection_recall", "perceived_risk_mean", "perceived_risk_sd", "protest_rate",
})  # fmt: skip
UNITS: Final = {
    "1": "",
    "d": "days",
    "days-income/y": "days’ income a year",
    "days-income/person/y": "days’ income a year",
    "/1000 persons/y": "per 1,000 persons a year",
    "/1000 firms/y": "per 1,000 firms a year",
    "d/1000 firms/y": "days per 1,000 firms a year",
    "days-income/firm/y": "days’ income a year",
    "d/1000 persons/y": "days per 1,000 persons a year",
    "acts/person/y": "acts per person and year",
    "days-income/1000 persons/y": "days’ income per 1,000 persons a year",
    "/y": "a year",
    "bit": "bit",
    "SD": "standard deviations",
}


def is_share(name: str) -> bool:
    """Whether an outcome is written in per cent."""
    return name.split(":", maxsplit=1)[0].endswith("_share") or name in SHARES


def factor(name: str) -> float:
    """By what values are multiplied before they are written."""
    return 100.0 if is_share(name) else 1.0


def unit(name: str, written: str) -> str:
    """The unit as words, after factors."""
    return "%" if is_share(name) else UNITS.get(written, written)


def title(name: str) -> str:
    """An outcome as words."""
    return TITLES.get(name) or words.capital(words.plain(name.replace(":", ": ")))


def number(name: str, estimate: Estimate, *, signed: bool = False, with_unit: bool = True) -> str:
    """Write the value of an outcome, with the digits that its interval allows."""
    if not estimate.is_known:
        return ""
    by = factor(name)
    digits = words.digits_for(estimate.half * by, estimate.value * by)
    text = words.figure(estimate.value * by, digits, signed=signed)
    return f"{text}%" if with_unit and is_share(name) else text


def interval(name: str, estimate: Estimate, *, signed: bool = False) -> str:
    """Write the interval of an outcome; nothing where there is none."""
    if not estimate.has_interval:
        return ""
    by = factor(name)
    digits = words.digits_for(estimate.half * by, estimate.value * by)
    return words.between(estimate.low * by, estimate.high * by, digits, signed=signed)


def with_interval(name: str, estimate: Estimate, *, signed: bool = False) -> str:
    """Write a value with its interval in brackets."""
    found = interval(name, estimate, signed=signed)
    return number(name, estimate, signed=signed) + (f" ({found})" if found else "")


def size(measured: Measured) -> str:
    """The size of a difference, without its sign."""
    value = measured.difference
    whole = Estimate(abs(value.value), *sorted((abs(value.low), abs(value.high)))) if value.has_interval else value
    return number(measured.outcome.name, Estimate(abs(value.value), whole.low, whole.high))


def known(material: Material, name: str, worlds: Sequence[World]) -> list[tuple[World, Measured]]:
    """The worlds in which an outcome is known."""
    found = [(world, material.measured(name, world.name)) for world in worlds]
    return [(world, measured) for world, measured in found if measured is not None]


def uncertainty(material: Material) -> str:
    """Say in one sentence on what intervals rest."""
    if material.replicates > 1:
        return f"Intervals: 95 %, over {words.small(material.replicates)} replicates.".replace(" %", "%")
    outcomes = [one for world in material.document["worlds"].values() for one in world.get("outcomes", {}).values()]
    if not any(one.get("interval") for one in outcomes):
        return "One replicate, and no districts to compare: there are no intervals."
    return "Intervals: 95%, from the people of the one replicate, taken together by where they live."


def half_of(estimate: Estimate) -> float:
    """Half the interval, or nothing as a number."""
    return estimate.half if estimate.has_interval else math.nan


def kicker(material: Material, used: InRun) -> str:
    """The name over a picture of one scheme, where several are shown."""
    if len(material.schemes) < 2:
        return ""
    return used.world if used.world == used.scheme.name else f"{used.world}: {used.scheme.name}"


def over(material: Material, world: World) -> str:
    """The name over a picture of one world, where several are shown."""
    return world.name if len(material.worlds) > 1 else ""


def anchor(name: str) -> str:
    """A name as an anchor of the page."""
    return "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in name)
