"""What the model is for, by which patterns it is judged, and which worlds it compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scorarium.report import words
from scorarium.report.odd.matter import Matter
from scorarium.report.odd.pages import Block, Element, Grid, Heading, Paragraph, Points
from scorarium.scheme.aloud.added import facts_published
from scorarium.scheme.model import Scheme

MOST = 80
"""Characters of a value that a reform writes."""


def element(matter: Matter) -> Element:
    """Purpose, schemes, worlds, patterns."""
    named = words.listed([f"“{scheme.title or name}”" for name, scheme in matter.schemes.items()])
    asks = f"what {named} would do to people" if named else "how people live without any scheme"
    blocks: list[Block] = [
        Paragraph(
            f"The model asks {asks}: the same synthetic people, with the same luck, live in each world and in one"
            " without any scheme (`none`), and what differs is what the scheme did. It explains and compares; it does"
            " not predict a real place, and it holds no data of any real person."
        )
    ]
    if matter.summary:
        blocks.append(Paragraph(matter.summary.strip()))
    blocks += [Paragraph(_summary(scheme), name=scheme.title or name) for name, scheme in matter.schemes.items()]
    rows = tuple(worlds(matter))
    if rows:
        blocks.append(Grid("Worlds", ("world", "society", "schemes", "changed by reform"), rows))
    blocks += [Heading("Patterns"), *patterns(matter)]
    return Element("1. Purpose and patterns", tuple(blocks))


def _summary(scheme: Scheme) -> str:
    faithful = {
        "documented": "It is declared as published sources document it.",
        "stylised": "It follows a real scheme in outline.",
        "fictional": "It comes from fiction.",
        "hypothetical": "Nobody is known to run it.",
    }.get(scheme.fidelity or "", "")
    aims = [f"{name.replace('_', ' ')} {way}" for name, way in scheme.aim.items()]
    claims = f"It claims to bring: {words.listed(aims)}." if aims else ""
    return " ".join(part for part in ((scheme.summary or "").strip(), faithful, claims) if part)


def worlds(matter: Matter) -> Iterator[tuple[str, ...]]:
    """Each world with its schemes and what reforms have changed in them."""
    for name, world in matter.order.worlds.items():
        changed = []
        for scheme in world.schemes:
            first = next(one for one in matter.schemes.values() if one.name == scheme.name)
            changed += list(differences(first.raw, scheme.raw))
        yield name, world.society, ", ".join(scheme.name for scheme in world.schemes), "; ".join(changed)


def differences(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Say where one declaration differs from another."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from differences(old.get(key), new.get(key), (*path, str(key)))
    elif old != new:
        yield f"`{'.'.join(path)}`: {_short(old)} → {_short(new)}"


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= MOST else text[: MOST - 1] + "…"


def patterns(matter: Matter) -> list[Block]:
    """The published outcomes beside which the model is put."""
    told = [f"{name}: {fact} {text}" for name, scheme in matter.schemes.items() for fact, text in _facts(scheme)]
    laws = Paragraph(
        "The engine is judged by cases whose answer is known on paper (`scorarium validate`) and by a slow twin in"
        " plain Python, which it equals bit for bit."
    )
    if not told:
        return [Paragraph("No published outcome is put beside these worlds."), laws]
    return [Paragraph("Published outcomes beside which simulated ones are put:"), Points(tuple(told)), laws]


def _facts(scheme: Scheme) -> list[tuple[str, str]]:
    return [(f"`{name}`.", text) for name, text in facts_published(scheme)]
