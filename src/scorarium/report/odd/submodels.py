"""The submodels: the law of every mechanism that is on, and the schemes read aloud."""

from __future__ import annotations

from scorarium.engine.phases import PHASES
from scorarium.report import words
from scorarium.report.odd.law import Law
from scorarium.report.odd.laws import LAWS, laws_of, untold
from scorarium.report.odd.matter import Matter
from scorarium.report.odd.pages import Block, Element, Heading, Paragraph, Points
from scorarium.scheme.aloud.passages import read_aloud

ELSEWHERE = frozenset({"What it is", "What was published about it", "Sources"})
"""What stands in other elements."""


def element(matter: Matter) -> Element:
    """Laws by phase, then each scheme as it is declared."""
    does = {name: matter.does(name) for name in PHASES}
    rest = untold(does)
    found = {law.name for compiled in matter.plans.values() for law in laws_of(compiled, does)}
    blocks: list[Block] = []
    for phase in PHASES:
        own = [law for law in LAWS if law.phase == phase and law.name in found]
        if own or rest[phase]:
            blocks.append(Heading(f"Phase {phase}"))
            blocks += [told(law) for law in own]
            blocks += [Paragraph(f"{words.capital(text)}.") for text in rest[phase]]
    for name, scheme in matter.schemes.items():
        blocks.append(Heading(f"The rules of {name}, in words"))
        for passage in read_aloud(scheme):
            if passage.heading not in ELSEWHERE:
                items = tuple(f"`{item.name}`: {item.text}" if item.name else item.text for item in passage.items)
                blocks += [Paragraph(f"*{passage.heading}*"), Points(items)]
    return Element("7. Submodels", tuple(blocks))


def told(law: Law) -> Paragraph:
    """One law as a paragraph."""
    return Paragraph(law.text, name=law.name)
