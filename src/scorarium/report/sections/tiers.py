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
            f" The bars of {data.tiers[cut.tier]} are cut: {words.percent(cut.share, 1)} of {whom}, who stay in it,"
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


def _headline(data: flows.Flows) -> str:
    """Say how many stand elsewhere at the end, and what becomes of the worst tier."""
    changed = 1 - float(np.mean([np.trace(move) for move in data.moves]))
    if changed < 0.00005:
        return "Nobody changes tier."
    worst = len(data.tiers) - 1 - (data.tiers[-1] == NOT_IN)
    moved = f"From one date to the next {words.percent(changed, 1)} of people change tier"
    if changed < 0.0005:
        moved = f"From one date to the next {words.percent(changed, 2)} of people change tier"
    end = float(data.shares[-1, worst])
    if abs(end - float(data.shares[0, worst])) < 0.00005:
        return f"{moved}."
    verb = "grows" if end > data.shares[0, worst] else "shrinks"
    return f"{moved}; {data.tiers[worst]} {verb} to {words.percent(end, 1 if end >= 0.0005 else 2)}."


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
