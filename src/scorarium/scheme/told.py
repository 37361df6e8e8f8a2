"""What schemes ask of one another: what one exports to the other, and of which acts it keeps entries at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from scorarium.errors import Fault
from scorarium.scheme.check_names import acts_in
from scorarium.scheme.condition import Condition
from scorarium.scheme.consequences import Export
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.numbers import one_of, suggest
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


def untold(schemes: Sequence[Scheme]) -> Iterator[Fault]:
    """What schemes of one world ask of those that feed them, and are not told; `schemes` are all their variants."""
    for scheme in schemes:
        yield from (fault for _, fault in untold_to(scheme, schemes))


def untold_to(scheme: Scheme, schemes: Sequence[Scheme], under: Path = ()) -> list[tuple[Path, Fault]]:
    """What a scheme asks of those that feed it, and is not told.

    Parameters
    ----------
    schemes
        All variants of all schemes around it, itself among them.
    under
        Where the reform stands that made it what it is.
    """
    names, notes = {one.name for one in schemes}, Notes(scheme, under)
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
    return notes.found


def _told(notes: Notes, path: Path, name: str | None, asker: str, schemes: Sequence[Scheme]) -> None:
    """A number must be told."""
    fed = [export for one in schemes if one.name == name for export in exports_to(one, asker)]
    if not fed:
        return
    if not any(export.what in ("score", "record") for export in fed):
        repair = f"Let an export of {name} into {asker} give what: score."
        notes.add(path, f"more than '{name}' tells", expected="an export of its score", repair=repair)


def unkept(scheme: Scheme, schemes: Sequence[Scheme], under: Path = ()) -> list[tuple[Path, Fault]]:
    """Acts for which a scheme asks another one, and of which that keeps no entry in any of its variants.

    Parameters
    ----------
    schemes
        All variants of all schemes that are known.
    under
        Where the reform stands that made the scheme what it is.
    """
    notes = Notes(scheme, under)
    for path, _, name, condition in questions(scheme):
        asked_one = [one for one in schemes if one.name == name]
        known = list(dict.fromkeys(act for one in asked_one for act in kept_acts(one)))
        for at, act in acts_of_record(condition):
            if asked_one and act not in known:
                expected = one_of(known, act) if known else "one on which it has a rule; there is none"
                line = f"In {name}, write score.rules: {{{act}: {{on: {act}, points: 0}}}} and let a sense see it."
                notes.add((*path, *at), f"an act of which {name} keeps no entry", got=f"'{act}'", expected=expected,
                          repair=suggest(act, known) or line, on_key=at[-2] == "acts")  # fmt: skip
    return notes.found


def kept_acts(scheme: Scheme) -> dict[str, None]:
    """List the acts that make entries: those of rules, of factors, and those that its own conditions name."""
    score = scheme.score
    found = {act: None for rule in (score.rules if score is not None else {}).values() for act in rule.on or ()}
    if isinstance(score, FactorsScore):
        found |= {act: None for factor in score.factors.values() for act in factor.from_}
    for _, condition in outer_conditions(scheme):
        found |= {act: None for _, act in acts_of_record(condition)}
    return found


def acts_of_record(condition: Condition) -> list[tuple[Path, str]]:
    """List the acts for whose entries a condition asks, what it asks of other schemes left out."""
    return [(at, act) for at, act in acts_in(condition) if at[-2] != "open"]
