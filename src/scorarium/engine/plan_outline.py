"""The rows of every name of every scheme, before anything is compiled: conditions may then name what comes later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final
from zlib import crc32

from scorarium.engine.plan_frame import Frame, Worlds
from scorarium.quantities import Number, Plain
from scorarium.scheme.condition import Condition
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import FactorsScore, Rule
from scorarium.scheme.walk import outer_conditions

FOR_EVER: Final = Number("duration", default=Plain(inf))


@dataclass(frozen=True)
class RuleSpec:
    """A rule of a scheme, or the entry that an act makes because a condition or ground names it.

    Parameters
    ----------
    scored
        Whether entries count for the score: those without a rule do in a record, where an entry is all there is.
    factor
        The row of the factor that its points feed, -1 for the score itself.
    """

    row: int
    name: str
    rule: Rule
    acts: tuple[str, ...]
    scored: bool
    factor: int = -1


@dataclass
class Outline:
    """One scheme in one world and the rows of its parts.

    Parameters
    ----------
    row, world
        Rows of the scheme and of its world.
    """

    row: int
    world: int
    scheme: Scheme
    senses: dict[str, int] = field(default_factory=dict)
    rules: dict[str, RuleSpec] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)
    tiers: dict[str, int] = field(default_factory=dict)
    repairs: dict[str, int] = field(default_factory=dict)
    slots: dict[str, int] = field(default_factory=dict)
    factors: dict[str, int] = field(default_factory=dict)

    @property
    def first_sense(self) -> int:
        """The row of the first sense."""
        return min(self.senses.values(), default=0)

    def tier(self, name: str) -> int:
        """The code of a tier: its position as declared."""
        return self.tiers[name]

    def listed(self, name: str) -> int:
        """The row of a list."""
        return self.lists[name]

    def rule(self, name: str) -> int:
        """The row of a rule."""
        return self.rules[name].row

    def counting_rule(self, act: str) -> int:
        """The row of the rule that is made by this act and by nothing else."""
        return next(spec.row for spec in self.rules.values() if counts(spec, act))

    def salt(self, *path: str) -> int:
        """The 32-bit salt of a part: variants of a scheme share it."""
        return crc32("/".join((self.scheme.luck_root, *path)).encode())

    def slot(self, kind: str, name: str) -> int:
        """The 16-bit index of a part."""
        return self.slots[f"{kind}/{name}"]


def is_record(scheme: Scheme) -> bool:
    """Whether it is a file without a number: entries are all there is."""
    return scheme.score is None or scheme.score.kind == "record"


def counts(spec: RuleSpec, act: str) -> bool:
    """Whether every recorded act of this kind, and nothing else, makes an entry under the rule."""
    rule = spec.rule
    return (
        rule.on == (act,)
        and rule.when is None
        and rule.above is None
        and rule.seen_by is None
        and rule.at_most is None
        and rule.reaches_back is None
    )


def inside(condition: Condition) -> Iterator[Condition]:
    """A condition and its own parts, those about others left out."""
    yield condition
    for one in condition.any_.values():
        yield from inside(one)
    if condition.not_ is not None:
        yield from inside(condition.not_)


def asserted(condition: Condition) -> Iterator[Condition]:
    """A condition and its alternatives: what must hold for it to hold, negations left out."""
    yield condition
    for one in condition.any_.values():
        yield from asserted(one)


def named_acts(scheme: Scheme) -> tuple[dict[str, None], dict[str, None]]:
    """Acts that conditions name: those that they count, and those whose moment they ask for; in order."""
    counted: dict[str, None] = {}
    struck: dict[str, None] = {}
    for _, outer in outer_conditions(scheme):
        for condition in inside(outer):
            counted |= dict.fromkeys(condition.acts)
            struck |= dict.fromkeys(condition.on or ())
    return counted, struck


def reaching_back(scheme: Scheme) -> dict[str, Rule]:
    """The rules that also strike what was recorded before they came."""
    rules = scheme.score.rules if scheme.score is not None else {}
    return {name: rule for name, rule in rules.items() if rule.reaches_back is not None}


def slots_of(outline: Outline) -> dict[str, int]:
    """16-bit indices of the parts of a scheme: no two names of one scheme share one.

    The scheme itself keeps its own, so that nothing else in a run can move it; the others step aside in order of name.
    """
    taken = {outline.salt() & 0xFFFF}
    found = {}
    names = [f"rule/{name}" for name in outline.rules] + [f"list/{name}" for name in outline.lists]
    names += [f"repair/{name}" for name in outline.repairs] + [f"copy/{name}" for name in outline.scheme.consequences]
    for name in sorted(names):
        slot = outline.salt(*name.split("/", 1)) & 0xFFFF
        while slot in taken:
            slot = (slot + 1) & 0xFFFF
        taken.add(slot)
        found[name] = slot
    return found


@dataclass
class _Counters:
    sense: int = 0
    rule: int = 0
    listed: int = 0
    repair: int = 0
    factor: int = 0


def _fed(scheme: Scheme) -> Iterator[tuple[str, str, Rule]]:
    """(name, factor, rule) for every act that feeds a factor: its entries live as long as the window."""
    if isinstance(scheme.score, FactorsScore):
        for name, factor in scheme.score.factors.items():
            for act, value in factor.from_.items():
                window = FOR_EVER if factor.window is None else factor.window
                yield f"{name}:{act}", name, Rule(on=(act,)).model_copy(update={"points": value, "lasts": window})


def _rules(scheme: Scheme, frame: Frame, start: int, factors: Mapping[str, int]) -> dict[str, RuleSpec]:
    found: dict[str, RuleSpec] = {}
    for name, rule in (scheme.score.rules if scheme.score is not None else {}).items():
        acts = tuple(act for act in rule.on or () if act in frame.act_row)
        found[name] = RuleSpec(start + len(found), name, rule, acts, scored=True)
    for name, factor, rule in _fed(scheme):
        acts = tuple(act for act in rule.on or () if act in frame.act_row)
        found[name] = RuleSpec(start + len(found), name, rule, acts, scored=True, factor=factors[factor])
    counted, struck = named_acts(scheme)
    recalled = dict.fromkeys(act for rule in reaching_back(scheme).values() for act in rule.on or ())
    for act in counted | struck | recalled:
        made = any(act in spec.acts and spec.rule.when is None for spec in found.values())
        exact = any(counts(spec, act) for spec in found.values())
        if not exact if act in counted or act in recalled else not made:
            acts = (act,) if act in frame.act_row else ()
            name = f"act:{act}"
            scored = is_record(scheme) and (act in counted or act in struck)
            found[name] = RuleSpec(start + len(found), name, Rule(on=(act,)), acts, scored=scored)
    return found


def build_outlines(frame: Frame, worlds: Worlds) -> tuple[tuple[str, ...], list[Outline]]:
    """Names of the worlds (`none` first) and an outline for each scheme in each world, in order."""
    names = ("none", *(name for name in worlds if name != "none"))
    count, outlines = _Counters(), list[Outline]()
    for world, name in enumerate(names):
        for scheme in worlds.get(name, ()):
            outline = Outline(len(outlines), world, scheme)
            outline.senses = {sense: count.sense + place for place, sense in enumerate(scheme.senses)}
            weighed = scheme.score.factors if isinstance(scheme.score, FactorsScore) else {}
            outline.factors = {factor: count.factor + place for place, factor in enumerate(weighed)}
            count.factor += len(outline.factors)
            outline.rules = _rules(scheme, frame, count.rule, outline.factors)
            outline.lists = {listed: count.listed + place for place, listed in enumerate(scheme.lists)}
            outline.repairs = {repair: count.repair + place for place, repair in enumerate(scheme.all_repairs)}
            outline.tiers = {tier: code for code, tier in enumerate(scheme.tiers)}
            count.sense += len(outline.senses)
            count.rule += len(outline.rules)
            count.listed += len(outline.lists)
            count.repair += len(outline.repairs)
            outline.slots = slots_of(outline)
            outlines.append(outline)
    return names, outlines


def by_name(outlines: list[Outline]) -> Mapping[tuple[int, str], Outline]:
    """Outlines by (world, name of the scheme)."""
    return {(outline.world, outline.scheme.name): outline for outline in outlines}
