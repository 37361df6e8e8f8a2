"""Schemes that feed others of the same world: what is asked of them is read from copies, as recipients keep them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scorarium.engine.plan_outline import Outline
from scorarium.errors import Fault
from scorarium.quantities import Number
from scorarium.scheme.condition import Condition
from scorarium.scheme.consequences import Export
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.scores import FactorsScore
from scorarium.scheme.walk import outer_conditions

STANDING: Final = {
    "score": "score score_below score_above rung tier",
    "tier": "score score_below score_above rung tier",
    "list": "list_ on_list",
}
"""What a recipient can tell of somebody's standing: a band of scores is a tier by another name."""
TOLD: Final = (*STANDING["score"].split(), *STANDING["list"].split(), "acts", "open", "on", "rule")
"""Words of a condition that only somebody can answer who keeps the record."""


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


def asked(scheme: str, condition: Condition, path: Path) -> Iterator[tuple[Path, str, str, Condition]]:
    """(place, who asks, who is asked, what) of everything that a condition asks of other schemes."""
    for name, inner in condition.in_scheme.items():
        yield (*path, "in_scheme", name), scheme, name, inner
        yield from asked(name, inner, (*path, "in_scheme", name))
    for word, several in (("related", condition.related), ("any", condition.any_)):
        for name, inner in several.items():
            yield from asked(scheme, inner, (*path, word, name))
    if condition.not_ is not None:
        yield from asked(scheme, condition.not_, (*path, "not"))


def questions(scheme: Scheme) -> Iterator[tuple[Path, str, str, Condition]]:
    """The same of a scheme."""
    for path, condition in outer_conditions(scheme):
        yield from asked(scheme.name, condition, path)


def exports_to(giver: Scheme, asker: str) -> list[Export]:
    """By what a scheme feeds another."""
    return [export for export in giver.exports.values() if export.scheme == asker]


def words_asked(condition: Condition) -> set[str]:
    """What a condition asks about somebody's standing or record."""
    found = {word for word in TOLD if getattr(condition, word) not in (None, {})}
    inner = [*condition.any_.values(), *condition.related.values()]
    for one in inner if condition.not_ is None else [*inner, condition.not_]:
        found |= words_asked(one)
    return found


def tells(export: Export, condition: Condition) -> bool:
    """Whether an export tells all that is asked; a record tells everything."""
    return export.what == "record" or words_asked(condition) <= set(STANDING[export.what].split())


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


def untold(schemes: Sequence[Scheme]) -> Iterator[Fault]:
    """What schemes of one world ask of those that feed them, and are not told.

    Parameters
    ----------
    schemes
        All variants of all schemes of the world.
    """
    names = {scheme.name for scheme in schemes}
    for scheme in schemes:
        notes = Notes(scheme)
        for path, asker, name, condition in questions(scheme):
            fed = [export for one in schemes if one.name == name for export in exports_to(one, asker)]
            if fed and asker in names and not any(tells(export, condition) for export in fed):
                told = ", ".join(dict.fromkeys(export.what for export in fed))
                problem = f"more than '{name}' tells"
                repair = f"Let an export of {name} into {asker} give what: record."
                notes.add(path, problem, expected=f"what follows from its {told}", repair=repair, on_key=True)
        if isinstance(scheme.score, FactorsScore):
            for factor, one in scheme.score.factors.items():
                _told(notes, ("score", "factors", factor, "from_score"), one.from_score, scheme.name, schemes)
        yield from notes.faults


def _told(notes: Notes, path: Path, name: str | None, asker: str, schemes: Sequence[Scheme]) -> None:
    """A number must be told."""
    fed = [export for one in schemes if one.name == name for export in exports_to(one, asker)]
    if not fed:
        return
    if not any(export.what in ("score", "record") for export in fed):
        repair = f"Let an export of {name} into {asker} give what: score."
        notes.add(path, f"more than '{name}' tells", expected="an export of its score", repair=repair)


def never_kept(span: Number) -> bool:
    """Whether a recipient keeps nothing beyond the moment."""
    return span.is_constant and span.constant_value == 0
