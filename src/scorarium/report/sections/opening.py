"""The opening: a headline, what was found in a few sentences, and what this is and is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scorarium.report import words
from scorarium.report.material import Material, Measured, World
from scorarium.report.sections import say
from scorarium.report.sections.say import uncertainty as uncertainty


@dataclass(frozen=True)
class Finding:
    """What may be said of an outcome in a headline: how strongly it speaks, and how it is put.

    Parameters
    ----------
    outcome
        Its name.
    weight
        Large for what a reader would want to know first.
    head
        Of a headline, from the size of the difference and whether it is an increase.
    line
        Of the standfirst.
    """

    outcome: str
    weight: float
    head: Callable[[str, bool], str]
    line: Callable[[str, bool], str]


FINDINGS = (
    Finding(
        "wrongful_listed_days", 6,
        lambda n, up: "people are listed for what they did not do",
        lambda n, up: f"people spend {n} days per 1,000 persons and year on a black list on a ground that is not theirs",
    ),
    Finding(
        "chilled_acts", 5,
        lambda n, up: "people fall silent",
        lambda n, up: f"{n} lawful, protected acts per 1,000 persons and year are left undone",
    ),
    Finding(
        "welfare_mean", 4,
        lambda n, up: "people gain welfare" if up else "people lose welfare",
        lambda n, up: f"a person’s welfare is {n} days’ income a year {'higher' if up else 'lower'}",
    ),
    Finding(
        "harm_mean", 3,
        lambda n, up: "people do each other more harm" if up else "people do each other less harm",
        lambda n, up: f"the harm that people do to each other {'rises' if up else 'falls'} by {n} days’ income per person and year",
    ),
    Finding(
        "acts_prevented", 2.5,
        lambda n, up: "people leave things undone",
        lambda n, up: f"{n} acts of all kinds per 1,000 persons and year are left undone",
    ),
    Finding(
        "refused_demands", 2,
        lambda n, up: "doors shut" if up else "doors open",
        lambda n, up: f"{n} {'more' if up else 'fewer'} demands for a service per 1,000 persons and year are refused",
    ),
    Finding(
        "listed_share", 2,
        lambda n, up: f"{n} of people stand on a black list",
        lambda n, up: f"{n} of people stand on a black list at the end",
    ),
    Finding(
        "fines_mean", 1,
        lambda n, up: "people pay" if up else "people are paid",
        lambda n, up: f"a person {'pays' if up else 'is paid'} {n} days’ income a year {'in fines' if up else 'net'}",
    ),
)  # fmt: skip
GLANCE = (
    "welfare_mean", "harm_mean", "acts_prevented", "chilled_acts", "refused_demands", "listed_share",
    "wrongful_listed_days", "wrongful_entries",
)  # fmt: skip
MOST_COLUMNS = 6


def clear(material: Material, world: World) -> list[tuple[Finding, Measured]]:
    """What a world did beyond chance, the weightiest first."""
    found = []
    for finding in FINDINGS:
        measured = material.measured(finding.outcome, world.name)
        if measured is not None and measured.difference.is_known and measured.difference.value != 0:
            if not measured.is_unclear:
                found.append((finding, measured))
    return sorted(found, key=lambda pair: (pair[1].is_below, -pair[0].weight))


def headline(material: Material) -> str:
    """The headline of the page."""
    span = words.capital(words.years(material.years))
    if not material.worlds:
        return f"{span} without any scheme"
    if len(material.worlds) > 1:
        return f"{span}, {words.small(len(material.worlds))} worlds: what scoring did to the same {_people(material)}"
    world = material.worlds[0]
    found = clear(material, world)
    if not found:
        return f"{span} under {world.title}: no effect that this run can tell from chance"
    picked = [_head(*pair) for pair in found[:2]]
    return f"{span} under {world.title}: {' and '.join(picked)}"


def _people(material: Material) -> str:
    return f"{material.persons:,} people"


def _head(finding: Finding, measured: Measured) -> str:
    return finding.head(say.size(measured), measured.difference.value > 0)


def standfirst(material: Material) -> list[str]:
    """What was run, and a sentence or two on each world."""
    times = f"{words.capital(words.times_over(material.replicates))} over, " if material.replicates > 1 else ""
    ways = f"once without any scheme and once under {_under(material)}" if material.worlds else "without any scheme"
    opening = (
        f"{times}{_people(material)} who do not exist live {words.years(material.years)}, {ways}. They are the same people"
        " with the same luck each time, so what differs is the scheme’s doing."
    )
    return [words.capital(opening), *(_of_world(material, world) for world in material.worlds)]


def _under(material: Material) -> str:
    if len(material.worlds) == 1:
        return material.worlds[0].title
    return f"each of {words.small(len(material.worlds))} schemes or reforms"


def _of_world(material: Material, world: World) -> str:
    """What one world did: at most three clear findings with their intervals."""
    found = clear(material, world)[:3]
    if not found:
        return f"Under {world.title} nothing differs by more than chance."
    lines = []
    for finding, measured in found:
        name = finding.outcome
        line = finding.line(say.size(measured), measured.difference.value > 0)
        ends = say.interval(name, measured.difference)
        sure = f"95% interval {ends}{'%' if say.is_share(name) else ''}" if ends else ""
        weak = "less than luck of their own would set two worlds apart" if measured.is_below else ""
        remarks = "; ".join(part for part in (sure, weak) if part)
        lines.append(f"{line} ({remarks})" if remarks else line)
    return f"Under {world.title}, {'; '.join(lines)}."


def glance(material: Material) -> dict[str, object] | None:
    """A small table: worlds by the outcomes that matter most, as differences to none."""
    names = [
        name for name in GLANCE
        if any(m.difference.is_known for _, m in say.known(material, name, material.worlds))
    ][:MOST_COLUMNS]  # fmt: skip
    if not names or not material.worlds:
        return None
    heads = []
    for name in names:
        measured = say.known(material, name, material.worlds)[0][1]
        heads.append({"title": say.title(name), "unit": say.unit(name, measured.unit)})
    rows = []
    for world in material.worlds:
        cells = [_cell(material.measured(name, world.name), name) for name in names]
        rows.append({"name": world.name, "title": world.title, "tone": world.tone, "cells": cells})
    return {"heads": heads, "rows": rows}


def _cell(measured: Measured | None, name: str) -> dict[str, object]:
    if measured is None or not measured.difference.is_known:
        return {"value": words.DASH, "interval": "", "quiet": True}
    return {
        "value": say.number(name, measured.difference, signed=True),
        "interval": say.interval(name, measured.difference, signed=True),
        "quiet": measured.is_noise,
    }


def what_it_is(material: Material) -> tuple[str, str]:
    """What this is, and what it is not."""
    levels = [used.scheme.fidelity for used in material.distinct if used.scheme.fidelity]
    close = f" The schemes are {words.listed(list(dict.fromkeys(levels)))}." if levels else ""
    society = words.listed([text.title or name for name, text in material.order.societies.items()])
    is_ = (
        f"A simulation. Every person was drawn by a generator from published tables and stated assumptions ({society})."
        f"{close} Every figure is a difference to the same people without the scheme, and can be made again bit for bit."
    )
    is_not = (
        "A forecast, or a record of any place. Nobody here exists, and nothing tells what happened to real people."
        " Intervals cover luck only: whether the assumptions hold is another question, and they are listed at the end."
    )
    return is_, is_not
