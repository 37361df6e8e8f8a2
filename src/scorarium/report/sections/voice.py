"""What people say who weigh how much they say: in full, held back, or in defiance."""

from __future__ import annotations

from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import stacks
from scorarium.report.material import Material, World
from scorarium.report.sections.say import title, uncertainty, with_interval

PARTS = (
    ("complied_share", "said in full, nothing held against it", "bar faint"),
    ("self_censored_share", "held back, or not said at all", "bar light"),
    ("defied_share", "said in defiance", "bar"),
)
"""The three phases of Daymude, Axelrod & Forrest (2025), and how each is drawn."""


def section(material: Material) -> Section | None:
    """One bar for each world in which people weigh how much they say."""
    pictures = _picture(material)
    if pictures is None:
        return None
    lead = (
        "People who weigh what they say against what it may cost do one of three things: they say what they think and"
        " nothing can be held against them, they hold back to what is tolerated, or they speak in defiance."
    )
    return Section("voice", "What is said", "Who speaks, who holds back, who defies", (lead,), (pictures,))


def _picture(material: Material) -> Picture | None:
    worlds = [world for world in material.worlds if _values(material, world) is not None]
    if not worlds:
        return None
    bars = [_stack(world.name, world.tone, found) for world in worlds if (found := _values(material, world))]
    rows = []
    for world in worlds:
        cells = [material.measured(name, world.name) for name, _, _ in (*PARTS, ("hidden_opinion_share", "", ""))]
        rows.append((world.name, *("" if one is None else with_interval(one.outcome.name, one.here) for one in cells)))
    head = ("world", *(title(name) for name, _, _ in PARTS), title("hidden_opinion_share"))
    return Picture(
        "voice", _headline(bars), "Of everything that people were about to say, the share that became what.",
        f"{uncertainty(material)} They are in the table. Without a scheme everything is said in full.",
        lambda wide, label: stacks.draw(bars, wide, label, parts=[(text, cls) for _, text, cls in PARTS]),
        Table(head, tuple(rows)), worlds[0].tone,
    )  # fmt: skip


def _values(material: Material, world: World) -> tuple[float, ...] | None:
    found = [material.measured(name, world.name) for name, _, _ in PARTS]
    if any(one is None or not one.here.is_known for one in found):
        return None
    return tuple(one.here.value for one in found if one is not None)


def _stack(name: str, tone: str, shares: tuple[float, ...]) -> stacks.Stack:
    return stacks.Stack(name, tone, shares, tuple(_percent(share) for share in shares))


def _percent(share: float) -> str:
    return words.percent(share, 0 if share >= 0.1 else 1)


def _headline(bars: list[stacks.Stack]) -> str:
    """Say of the world in which most is held back how much that is, and how much is said in defiance."""
    most = max(bars, key=lambda bar: bar.shares[1])
    if most.shares[1] == 0 and most.shares[2] == 0:
        return "Nobody holds back, and nobody defies."
    defied = f"{most.texts[2]} is said in defiance" if most.shares[2] > 0 else "nothing is said in defiance"
    return f"Under {most.name}, {most.texts[1]} of what people would say is held back, and {defied}."
