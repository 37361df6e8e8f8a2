"""Words of a society that do not go together, and numbers that mean nothing where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from scorarium.quantities import Number, key_text
from scorarium.scheme.acts import Act, Service
from scorarium.scheme.check_names import axes
from scorarium.scheme.document import Document, Path
from scorarium.scheme.levels import bounds_of
from scorarium.scheme.notes import Notes
from scorarium.scheme.walk import each
from scorarium.society.levels import is_ordered
from scorarium.society.recipe import Attribute, Society

TAKEN: Final = ("amount", "district", "time", "repeat", "score", "rung", "tier", "list")
"""Words on which numbers may depend, so that no attribute can bear them."""
MOST_STEPS: Final = 1000
"""Levels by which one act moves an attribute."""

LEAST_EIGENVALUE: Final = 1e-9


def check_fit(notes: Notes, society: Society) -> None:
    """Check what each word says against the words beside it."""
    for name, attribute in society.attributes.items():
        _check_attribute(notes, ("attributes", name), name, attribute, society)
    fifths = [name for name, attribute in society.attributes.items() if attribute.quintiles is not None]
    for name in fifths[1:]:
        path = ("attributes", name, "quintiles")
        notes.add(path, "a second income", got=f"'{name}'", expected=f"one; {fifths[0]} is one already", on_key=True)
    _check_traits(notes, society)
    _check_districts(notes, society)
    for name, act in society.acts.items():
        check_act(notes, ("acts", name), act, society)
    for name, service in society.services.items():
        check_service(notes, ("services", name), service, society)
    check_worths(notes, society.acts, society.services)
    _check_psychology(notes, society)
    check_levels_said(notes, society, society.attributes)


def check_worths(notes: Notes, acts: Mapping[str, Act], services: Mapping[str, Service]) -> None:
    """Check that nothing is worth less than nought."""
    for room, things, words in (("acts", acts, ("harm", "benefit", "cost")), ("services", services, ("value",))):
        for name, thing in things.items():
            for word in words:
                worth = getattr(thing, word)
                if isinstance(worth, Number) and worth.is_constant and worth.constant_value < 0:
                    repair = (
                        "Write it as benefit." if word == "harm" else "Write it as harm." if word == "benefit" else None
                    )
                    got = key_text(worth.constant_value)
                    notes.add(
                        (room, name, word), f"a {word} below nought", got=got, expected="0 or more", repair=repair
                    )


def check_levels_said(notes: Notes, document: object, attributes: Mapping[str, Attribute]) -> None:
    """Check that a number without a default speaks of every level of the attribute on which it depends."""
    for path, number in each(document, Number):
        for at, axis in axes(number):
            if at[0] != "by" or number.default is not None or axis.on not in attributes or axis.between == "linear":
                continue
            cases = {key_text(key) for key, _ in axis.cases}
            levels = attributes[axis.on].levels
            bounds = [key for key, _ in axis.cases if isinstance(key, float)]
            if is_ordered(levels) and bounds:
                lowest = min((bounds_of(level) or (0.0, 0.0))[0] for level in levels)
                if min(bounds) > lowest:
                    got = f"the lowest is {key_text(min(bounds))}"
                    repair = f"Add {key_text(lowest)}: …, or a default."
                    notes.add(
                        (*path, *at), f"nothing is said below the lowest {axis.on}", got=got, repair=repair, on_key=True
                    )
                continue
            missing = [level for level in levels if level not in cases]
            if missing and not cases - set(levels):
                repair = f"Add {missing[0]}: …, or a default."
                notes.add(
                    (*path, *at), "a level of which nothing is said", got=f"'{missing[0]}'", repair=repair, on_key=True
                )


def _check_attribute(notes: Notes, path: Path, name: str, attribute: Attribute, society: Society) -> None:
    if name in TAKEN:
        notes.add(path, "a word that means something else", got=f"'{name}'", expected="another name", on_key=True)
    household = society.ties.household if society.ties is not None else None
    if attribute.inherited is not None and household is None:
        repair = "Add ties: {household: {sizes: …}}."
        notes.add((*path, "inherited"), "nobody has parents here", repair=repair, on_key=True)
    done = [*society.acts, *(act for service in society.services.values() for act in service.leads_to)]
    for act, steps in attribute.moves.items():
        at = (*path, "moves", act)
        if act not in done:
            notes.unknown(at, "act", act, done, on_key=True)
        farthest = max((abs(plain.value) for _, plain in steps.leaves()), default=0.0)
        if farthest > MOST_STEPS:
            got, most = key_text(farthest), f"at most {MOST_STEPS}, which reaches every end"
            notes.add(at, "more levels than there are", got=got, expected=most)
        elif steps.is_constant and steps.constant_value != int(steps.constant_value):
            notes.add(at, "part of a level", got=key_text(steps.constant_value), expected="a whole number of levels")
    if attribute.moves and not is_ordered(attribute.levels) and attribute.share is None:
        notes.add(
            (*path, "moves"), "levels without an order", expected="levels that are numbers or ranges", on_key=True
        )
    if attribute.basis == "assumed" and attribute.range is None:
        repair = "Add range: [lowest, highest]: nobody knows, so say how far the shares may be off."
        notes.add((*path, "basis"), "an assumed number without a range", got="basis: assumed",
                  expected="a range beside it", repair=repair)  # fmt: skip


def _check_traits(notes: Notes, society: Society) -> None:
    for name, trait in society.traits.items():
        path = ("traits", name)
        if name == "income" or name in TAKEN:
            notes.add(path, "a word that means something else", got=f"'{name}'", expected="another name", on_key=True)
        if trait.law in (None, "normal"):
            for word in ("mean", "sd"):
                if getattr(trait, word) is not None:
                    problem, expected = f"{word} of a standard normal trait", "another law, or shifts"
                    notes.add((*path, word), problem, expected=expected, repair="Leave it out.", on_key=True)
            continue
        for word, needed in (("mean", trait.law != "uniform"), ("sd", trait.law in ("lognormal", "uniform"))):
            value = getattr(trait, word)
            if needed and value is not None and value.is_constant and value.constant_value <= 0:
                if trait.law == "lognormal" and word == "sd" and value.constant_value == 0:
                    continue  # everybody has the same
                got = key_text(value.constant_value)
                notes.add((*path, word), f"the law {trait.law} needs more", got=got, expected="more than 0")
        if trait.law in ("lognormal", "uniform") and trait.sd is None:
            notes.add(path, f"the law {trait.law} needs sd", expected="sd", repair="Add sd: ….", on_key=True)
    _check_correlations(notes, society)


def _check_correlations(notes: Notes, society: Society) -> None:
    said = {pair: one for pair, one in society.trait_correlations.items() if one.is_constant}
    names = sorted({name for pair in said for name in pair})
    matrix = np.eye(len(names))
    for (one, other), number in said.items():
        path = ("trait_correlations", f"{one}/{other}")
        if (other, one) in said and one > other:
            notes.add(path, "said twice", expected=f"one of it and {other}/{one}", on_key=True)
        matrix[names.index(one), names.index(other)] = matrix[names.index(other), names.index(one)] = (
            number.constant_value
        )
    if names and float(np.linalg.eigvalsh(matrix)[0]) < LEAST_EIGENVALUE:
        repair = "Bring them nearer to 0."
        notes.add(("trait_correlations",), "correlations that cannot all hold", repair=repair, on_key=True)


def _check_districts(notes: Notes, society: Society) -> None:
    districts = society.districts
    if districts is None:
        return
    for name, figure in districts.all_fields.items():
        path = ("districts", name) if name == "cameras" else ("districts", "fields", name)
        values = [plain.value for at, plain in figure.leaves() if at != ("sd",)]
        if name == "cameras" and any(not 0 <= value <= 1 for value in values):
            notes.add(path, "not a share of streets", expected="0% to 100%")
        if figure.law is not None and figure.law.sd is not None and figure.law.sd.value < 0:
            notes.add(
                (*path, "spread"), "a spread below nought", got=key_text(figure.law.sd.value), expected="0 or more"
            )
    if districts.uneven and districts.count.is_constant and districts.count.constant_value == 1:
        notes.add(("districts", "uneven"), "uneven over one district", expected="two districts or more", on_key=True)


def check_act(notes: Notes, path: Path, act: Act, society: Society) -> None:
    """Check that an act has a period, others towards whom it is done, and a queue in which it goes ahead."""
    if act.every is not None and (act.every.is_never or act.every.days == 0):
        got = "never" if act.every.is_never else "0d"
        notes.add((*path, "every"), "no period", got=got, expected="a time such as 1mo")
    ties = society.ties
    if act.towards in ("friends", "household", "work") and (ties is None or getattr(ties, act.towards) is None):
        repair = f"Add ties: {{{act.towards}: …}}."
        notes.add((*path, "towards"), f"nobody has {act.towards} here", got=f"'{act.towards}'", repair=repair)
    if act.buys is not None and act.buys in society.services and society.services[act.buys].places is None:
        expected = "a service with places"
        notes.add((*path, "buys"), "a service of which there is enough", got=f"'{act.buys}'", expected=expected)


def check_service(notes: Notes, path: Path, service: Service, society: Society) -> None:
    """Check that what is held is not scarce, and that there is an income to feed."""
    if service.demand == "always" and service.places is not None:
        notes.add((*path, "places"), "places in what is held", got="demand: always", expected="a rate", on_key=True)
    income = any(attribute.quintiles is not None for attribute in society.attributes.values())
    if "income" in (service.feeds or ()) and not income and is_written(notes.document, path):
        repair = "Add an attribute with quintiles."
        notes.add((*path, "feeds"), "nobody has an income here", got="'income'", repair=repair)


def is_written(document: Document, path: Path) -> bool:
    """Whether a file itself says what a service feeds: what the vocabulary says of it needs no income here."""
    written: object = document.raw
    for step in (*path, "feeds") if document.raw else ():
        written = written.get(step) if isinstance(written, Mapping) else None
    return written is not None


NOT_WHOLLY: Final = {
    "crowding": "a rate that is lost wholly cannot be won back",
    "reactance": "a threat does not turn into its opposite",
    "conformity": "nobody gives up wholly what they would do themselves",
}
"""Shares of a rate that are less than all of it, and why."""


def _check_psychology(notes: Notes, society: Society) -> None:
    mind = society.psychology
    if mind is None:
        return
    for word in ("prior_seen", "prior_unseen"):
        prior = getattr(mind, word)
        parts = [getattr(prior, part, None) for part in ("a", "b")]
        if all(isinstance(part, Number) and part.is_constant and part.constant_value == 0 for part in parts):
            notes.add(("psychology", word), "a belief about nothing", got="a + b = 0", expected="more than nought")
        if prior == "off":
            repair = "Leave it out, or write beliefs: off: people then believe the true risk."
            notes.add(("psychology", word), "a belief begins somewhere", got="'off'", expected="a strength, or {a, b}",
                      repair=repair)  # fmt: skip
    for word, why in NOT_WHOLLY.items():
        share = getattr(mind, word)
        if isinstance(share, Number) and share.is_constant and share.constant_value >= 1:
            notes.add(("psychology", word), why, got=key_text(share.constant_value), expected="less than 1")
    clocks = [("memory",), ("announcement", "half_life"), ("horizon",), ("income_recovery",)]
    for path in clocks:
        found: object = mind
        for step in path:
            found = getattr(found, step, None)
        if isinstance(found, Number) and found.is_constant and found.constant_value == 0:
            notes.add(("psychology", *path), "a clock of no time", got="0d", expected="more than nought, or off")
