"""Schemes that feed others of the same world: what is asked of them is read from copies, as recipients keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scorarium.engine.plan_outline import Outline
from scorarium.quantities import Number
from scorarium.scheme.condition import Condition
from scorarium.scheme.consequences import Export
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import FactorsScore
from scorarium.scheme.told import exports_to, questions, tells


@dataclass(frozen=True)
class Feed:
    """One thing that a scheme asks of another that feeds it; its row is that of its copy, and of what is read of it.

    Parameters
    ----------
    giver, asker
        Rows of the schemes.
    condition
        What is asked.
    export
        By which it is told now; `None` where the giver tells nothing any more.
    slot
        16-bit index of its luck among the parts of the giver.
    """

    giver: int
    asker: int
    condition: Condition
    export: Export | None
    slot: int


def told_by(giver: Scheme, asker: str, condition: Condition) -> Export | None:
    """The first export by which a scheme tells another what it asks."""
    return next((export for export in exports_to(giver, asker) if tells(export, condition)), None)


def feeds_of(outlines: Sequence[Outline], rows: Mapping[tuple[int, str], Outline]) -> list[Feed]:
    """What schemes of one world ask of those that feed them, in any variant: rows that never move."""
    found: list[Feed] = []
    taken = [{outline.salt() & 0xFFFF, *outline.slots.values()} for outline in outlines]
    for outline in outlines:
        for scheme in outline.family or (outline.scheme,):
            for path, by, name, condition in questions(scheme):
                giver, asker = rows.get((outline.world, name)), rows.get((outline.world, by))
                if giver is None or asker is None or not ever_feeds(giver, by):
                    continue
                if row_of(found, giver.row, asker.row, condition) >= 0:
                    continue
                slot = giver.salt("feed", by, *path) & 0xFFFF
                while slot in taken[giver.row]:
                    slot = (slot + 1) & 0xFFFF
                taken[giver.row].add(slot)
                found.append(Feed(giver.row, asker.row, condition, told_by(giver.scheme, by, condition), slot))
    return found


@dataclass(frozen=True)
class Telling:
    """A score that a scheme is told by another and keeps for a while; its row is that of what is kept.

    Parameters
    ----------
    giver, asker
        Rows of the schemes.
    export
        By which it is told now; `None` where it is not kept now.
    slot
        16-bit index of its luck among the parts of the giver.
    """

    giver: int
    asker: int
    export: Export | None
    slot: int


def tellings_of(
    outlines: Sequence[Outline], rows: Mapping[tuple[int, str], Outline], feeds: Sequence[Feed]
) -> list[Telling]:
    """The scores that schemes of one world keep of others, in any variant: rows that never move."""
    found: list[Telling] = []
    for asker in outlines:
        for name in dict.fromkeys(name for one in asker.family or (asker.scheme,) for name in scores_asked(one)):
            giver = rows.get((asker.world, name))
            variants = () if giver is None else giver.family or (giver.scheme,)
            if giver is None or not any(kept_by(one, asker.scheme.name) for one in variants):
                continue
            taken = {giver.salt() & 0xFFFF, *giver.slots.values()}
            taken |= {one.slot for one in feeds if one.giver == giver.row}
            taken |= {one.slot for one in found if one.giver == giver.row}
            slot = giver.salt("told", asker.scheme.name) & 0xFFFF
            while slot in taken:
                slot = (slot + 1) & 0xFFFF
            found.append(Telling(giver.row, asker.row, kept_by(giver.scheme, asker.scheme.name), slot))
    return found


def scores_asked(scheme: Scheme) -> list[str]:
    """The schemes whose scores are factors of a score."""
    factors = scheme.score.factors.values() if isinstance(scheme.score, FactorsScore) else ()
    return [one.from_score for one in factors if one.from_score is not None]


def kept_by(giver: Scheme, asker: str) -> Export | None:
    """The export by which a scheme tells another its score for keeps."""
    told = [export for export in exports_to(giver, asker) if export.what in ("score", "record")]
    return next((one for one in told if one.kept is not None and not never_kept(one.kept)), None)


def ever_feeds(giver: Outline, asker: str) -> bool:
    """Whether a scheme feeds another in some variant: who is told of it then knows no more than that."""
    return any(exports_to(one, asker) for one in giver.family or (giver.scheme,))


def row_of(feeds: Sequence[Feed], giver: int, asker: int, condition: Condition) -> int:
    """The row of what is asked; -1 where the scheme is asked itself."""
    for row, feed in enumerate(feeds):
        if (feed.giver, feed.asker) == (giver, asker) and feed.condition == condition:
            return row
    return -1


def never_kept(span: Number) -> bool:
    """Whether a recipient keeps nothing beyond the moment."""
    return span.is_constant and span.constant_value == 0
