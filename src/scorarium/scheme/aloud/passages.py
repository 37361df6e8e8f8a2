"""A scheme read aloud from beginning to end."""

from __future__ import annotations

from dataclasses import dataclass

from scorarium.scheme.aloud import added, doors, head, process, rules, scores, senses, standing, unsaid
from scorarium.scheme.model import Scheme


@dataclass(frozen=True)
class Item:
    """One thing that has a name in the file, and what is said of it; without a name, a paragraph."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Passage:
    """What is said under one heading."""

    heading: str
    items: tuple[Item, ...]


def read_aloud(scheme: Scheme) -> list[Passage]:
    """Say everything that the file of a scheme says, in plain sentences, and then what it does not say.

    Parameters
    ----------
    scheme
        Any scheme that `check` accepts, whether this version can run it or not.

    Returns
    -------
    list of Passage
        In the order in which a person meets the scheme; passages about which nothing is written are left out.
    """
    told: list[tuple[str, list[str], list[tuple[str, str]]]] = [
        ("What it is", head.identity(scheme), []),
        ("Who operates it", head.operator(scheme), []),
        ("Who is in it", head.people(scheme), []),
        ("What is seen, and how wrongly", [], senses.senses(scheme)),
        ("How it becomes a score", scores.score(scheme), scores.factors(scheme)),
        ("What counts, how much and for how long", [], rules.rules(scheme)),
        ("How one stands", [], [*standing.tiers(scheme), *standing.lists(scheme)]),
        ("The way back", [], standing.repairs(scheme)),
        ("What opens and shuts", [], doors.consequences(scheme)),
        ("Who else acts on it", [], doors.exports(scheme)),
        ("What a person can expect", process.rights(scheme.due_process), []),
        ("Who can see what", process.visibility(scheme), []),
        ("What makes a game of it", process.games(scheme), []),
        ("How the office itself goes wrong", process.integrity(scheme), []),
        ("What changes on the way", [], added.changes(scheme)),
        ("Acts that it adds", [], added.acts(scheme)),
        ("Services that it adds", [], added.services(scheme)),
        ("What was published about it", [], added.facts_published(scheme)),
        ("What the file does not say", [], []),
        ("Sources", [], head.references(scheme)),
    ]
    passages = []
    for heading, paragraphs, named in told:
        items = [*map(Item, paragraphs), *(Item(text, name) for name, text in named)]
        if heading == "What the file does not say":
            items = [Item(f"The file does not say {what}.") for what in unsaid.unsaid(scheme)]
        if items:
            passages.append(Passage(heading, tuple(items)))
    return passages


def as_text(scheme: Scheme) -> str:
    """Give the whole reading as plain text."""
    blocks = []
    for passage in read_aloud(scheme):
        rows = [f"{item.name}: {item.text}" if item.name else item.text for item in passage.items]
        blocks.append("\n".join([passage.heading, *rows]))
    return "\n\n".join(blocks) + "\n"
