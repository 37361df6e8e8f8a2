"""Who moves from tier to tier."""

from __future__ import annotations

import numpy as np

from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import flows
from scorarium.report.material import InRun, Material
from scorarium.report.sections.say import anchor, kicker

NOT_IN = "not in the scheme"


def section(material: Material) -> Section | None:
    """Moves between tiers, for the schemes that have some."""
    pictures = tuple(picture for used in material.schemes if (picture := _picture(material, used)) is not None)
    if not pictures:
        return None
    return Section("tiers", "Tiers", "Who moves from tier to tier", pictures=pictures)


def _picture(material: Material, used: InRun) -> Picture | None:
    data = moves_of(material, used)
    if data is None:
        return None
    cut = flows.cut_of(data)
    whom = "all people" if data.tiers[-1] == NOT_IN else "those in the scheme"
    deck = f"People by tier at {words.small(len(data.times))} dates, and the moves between them. Shares of {whom}."
    note = "All replicates together. The stronger the colour, the worse the tier."
    if cut is not None:
        note += (
            f" The bars of {_quoted(data.tiers[cut.tier])} are cut: {words.percent(cut.share, 1)} of {whom}, who stay,"
            " are not drawn, so that the others can be seen."
        )
    head = ("tier", *(words.moment(time) for time in data.times))
    rows = [
        (name, *(words.percent(float(share), 2) for share in data.shares[:, tier]))
        for tier, name in enumerate(data.tiers)
    ]
    return Picture(
        f"tiers-{anchor(used.key)}", _headline(data), deck, note,
        lambda wide, label: flows.draw(data, wide, label),
        Table(head, tuple(rows)), used.tone, kicker(material, used),
    )  # fmt: skip


def _quoted(tier: str) -> str:
    """The name of a tier inside a sentence; a tier may be called *none*."""
    return tier if tier == NOT_IN else words.quoted(words.plain(tier))


def _headline(data: flows.Flows) -> str:
    """Say how many no longer stand in the best tier, and how many move from date to date."""
    changed = 1 - float(np.mean([np.trace(move) for move in data.moves]))
    if changed < 0.00001:
        return "Nobody changes tier."
    moved = f"{_percent(changed)} change tier from one date to the next"
    start, end = (float(data.shares[row, 0]) for row in (0, -1))
    if start > 0.5 and start - end > 0.0001:
        return f"At the end {_percent(1 - end)} of people no longer stand in {_quoted(data.tiers[0])}; {moved}."
    return f"{moved}."


def _percent(share: float) -> str:
    return words.percent(share, 1 if share >= 0.001 else 3)


def moves_of(material: Material, used: InRun) -> flows.Flows | None:
    """Shares and moves by tier, best first; those in none last, if there ever are any."""
    moves = material.array("tier_moves", scheme=used.key)
    if moves is None or not used.scheme.tiers or moves.shape[1] < 1:
        return None
    total = moves.sum(axis=0)
    none = total.shape[1] - 1
    names, order = dict(enumerate(used.scheme.tiers)), _best_first(used)
    if total[:, none, :none].sum() + total[:, :none, none].sum() > 0:
        names[none] = NOT_IN
        order.append(none)
    picked = total[:, order][:, :, order]
    people = picked.sum(axis=(1, 2))
    if not (people > 0).all():
        return None
    shares = picked / people[:, None, None]
    times = (0.0, *(float(time) for time in material.numbers("move")))
    stock = np.concatenate([shares[:1].sum(axis=2), shares.sum(axis=1)])
    return flows.Flows(times, tuple(names[tier] for tier in order), stock, shares, none in order)


def _best_first(used: InRun) -> list[int]:
    """Tiers from the best to the worst."""
    better = getattr(used.scheme.score, "better", None)
    borders = [
        (tier.from_.constant_value if tier.from_ is not None and tier.from_.is_constant else 0.0, row)
        for row, tier in enumerate(used.scheme.tiers.values())
    ]
    return [row for _, row in sorted(borders, reverse=better != "lower")]
