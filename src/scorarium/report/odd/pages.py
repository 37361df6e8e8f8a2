"""What a description is made of, and how it is written as Markdown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """Some sentences; with a name, those of one thing."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Points:
    """Short things below each other."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table under its title."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Heading:
    """The heading of a part of an element."""

    text: str


@dataclass(frozen=True)
class Command:
    """Lines that a person types, or a file that a person saves."""

    text: str
    language: str = "sh"


Block = Paragraph | Points | Grid | Heading | Command


@dataclass(frozen=True)
class Element:
    """One of the seven elements of the protocol, or what stands around them."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Protocol:
    """The whole description."""

    title: str
    lead: tuple[str, ...]
    elements: tuple[Element, ...]


def as_markdown(protocol: Protocol) -> str:
    """Write a description as Markdown: a heading for each element, tables, lists."""
    parts = [f"# {protocol.title}", *protocol.lead]
    for element in protocol.elements:
        parts.append(f"## {element.heading}")
        parts += [written(block) for block in element.blocks]
    return "\n\n".join(parts) + "\n"


def written(block: Block) -> str:
    """Write one block as Markdown."""
    if isinstance(block, Paragraph):
        return f"**{block.name}.** {block.text}" if block.name else block.text
    if isinstance(block, Points):
        return "\n".join(f"- {item}" for item in block.items)
    if isinstance(block, Heading):
        return f"### {block.text}"
    if isinstance(block, Command):
        return f"```{block.language}\n{block.text.rstrip()}\n```"
    lines = [_row(block.head), _row(tuple("---" for _ in block.head)), *map(_row, block.rows)]
    return f"**{block.title}**\n\n" + "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def as_document(protocol: Protocol) -> dict[str, object]:
    """Give a description as plain data, for ``describe --json``."""
    elements = [
        {"heading": element.heading, "blocks": [_plain(block) for block in element.blocks]}
        for element in protocol.elements
    ]
    return {"title": protocol.title, "lead": list(protocol.lead), "elements": elements}


def _plain(block: Block) -> dict[str, object]:
    kind = type(block).__name__.lower()
    if isinstance(block, Grid):
        rows = [dict(zip(block.head, row, strict=True)) for row in block.rows]
        return {"kind": kind, "title": block.title, "rows": rows}
    return {"kind": kind} | {name: value for name, value in vars(block).items() if value != ""}
