"""The rows of every name of every scheme, before anything is compiled: conditions may then name what comes later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from zlib import crc32

from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_reports import waiting
from scorarium.engine.plan_variants import Variant, VariantWorlds
from scorarium.errors import Complaint, MalformedError
from scorarium.names import NEVER
from scorarium.scheme.changing import NEVER_HOLDS
from scorarium.scheme.condition import Condition
from scorarium.scheme.consequences import Consequence
from scorarium.scheme.hidden import counted, weighed, window_of
from scorarium.scheme.model import Scheme
from scorarium.scheme.moments import ways_of
from scorarium.scheme.scores import Rule
from scorarium.scheme.senses import Sense
from scorarium.scheme.walk import outer_conditions

DOORS: Final = frozenset({"deny", "favour", "delay", "price"})
SANCTIONS: Final = frozenset({"fine", "pay", "warn", "reclaim"})
ONGOING: Final = DOORS | {"inspect", "recommend", "allocate"}
"""Effects that go on for as long as something holds."""


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
    scheme
        As it is now, with what it lacks beside its other variants filled in as something that never happens.
    family
        All that it may become, as declared.
    kinds
        Kinds of sense of all variants, in order.
    late
        Parts (``kind/name``) that it does not have in the beginning.
    capped, edged, copied
        Rules that count up to a limit in some variant, consequences that remember something, those through an export.
    reaching
        Rules of all variants that reach back.
    advised
        Consequence -> acts that it recommends in some variant.
    waiting
        Sense -> how many reports can wait for others, at most.
    ends
        The tick from which it is stopped.
    """

    row: int
    world: int
    scheme: Scheme
    family: tuple[Scheme, ...] = ()
    kinds: tuple[str, ...] = ()
    late: frozenset[str] = frozenset()
    capped: frozenset[str] = frozenset()
    reaching: Mapping[str, Rule] = field(default_factory=dict)
    edged: frozenset[str] = frozenset()
    copied: frozenset[str] = frozenset()
    advised: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)
    ends: int = NEVER
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
        """The row of the rule that is made by this act and by nothing else.

        Raises
        ------
        MalformedError
            There is none: another scheme asks for an act that this one does not record.
        """
        for spec in self.rules.values():
            if counts(spec, act):
                return spec.row
        problem = f"'{self.scheme.name}' makes no entry of each such act"
        raise MalformedError(Complaint(problem, f"'{act}'", "an act that a rule of it is on, without conditions"))

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


def remembers(one: Consequence) -> bool:
    """Whether a consequence keeps a memory of each person: since when a state holds, or until when a moment does."""
    moments, states = ways_of(one)
    if one.effect in SANCTIONS:
        return states is not None
    return one.effect in ONGOING and one.through is None and (moments is not None or one.lasts is not None)


def inside(condition: Condition) -> Iterator[Condition]:
    """A condition and its own parts, those about others left out."""
    yield condition
    for one in condition.any_.values():
        yield from inside(one)
    if condition.not_ is not None:
        yield from inside(condition.not_)


def reaching(condition: Condition) -> Iterator[Condition]:
    """A condition, its parts, and what it asks about related persons under the same scheme."""
    for one in inside(condition):
        yield one
        for inner in one.related.values():
            yield from reaching(inner)


def asked_of(condition: Condition, scheme: str) -> Iterator[Condition]:
    """What a condition asks of another scheme, by its name."""
    for one in reaching(condition):
        for name, inner in one.in_scheme.items():
            if name == scheme:
                yield from reaching(inner)
            else:
                yield from asked_of(inner, scheme)


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
        for condition in reaching(outer):
            counted |= dict.fromkeys(condition.acts)
            struck |= dict.fromkeys(condition.on or ())
    return counted, struck


def reaching_back(scheme: Scheme) -> dict[str, Rule]:
    """The rules that also strike what was recorded before they came."""
    rules = scheme.score.rules if scheme.score is not None else {}
    return {name: rule for name, rule in rules.items() if rule.reaches_back is not None}


def parts_of(outline: Outline) -> list[str]:
    """The parts that have luck of their own: ``kind/name``."""
    names = [f"rule/{name}" for name in outline.rules] + [f"list/{name}" for name in outline.lists]
    names += [f"repair/{name}" for name in outline.repairs]
    return names + [f"copy/{name}" for name in outline.scheme.consequences]


def slots_of(outline: Outline) -> dict[str, int]:
    """16-bit indices of the parts of a scheme: no two names of one scheme share one.

    The scheme itself keeps its own, so that nothing else in a run can move it; the others step aside in order of name,
    what a change brings after what was there from the beginning.
    """
    taken = {outline.salt() & 0xFFFF}
    found = {}
    for name in sorted(parts_of(outline), key=lambda name: (name in outline.late, name)):
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
    counter: int = 0


def _fed(scheme: Scheme, frame: Frame) -> Iterator[tuple[str, str, Rule]]:
    """(name, factor, rule) for every act that feeds a factor: its entries live as long as the window."""
    for name, factor in {**weighed(scheme), **counted(scheme, frame.acts, frame.services)}.items():
        for act, value in factor.from_.items():
            rule = Rule(on=(act,)).model_copy(update={"points": value, "lasts": window_of(factor)})
            yield f"{name}:{act}", name, rule


def specs_of(
    scheme: Scheme,
    frame: Frame,
    factors: Mapping[str, int],
    family: Sequence[Scheme] = (),
    asked: Iterable[str] = (),
) -> dict[str, RuleSpec]:
    """The rules of a scheme, its factors and what its conditions name; rows count from nought.

    What a rule will reach back to one day is recorded from the beginning, and so is what others ask for.
    """
    found: dict[str, RuleSpec] = {}
    for name, rule in (scheme.score.rules if scheme.score is not None else {}).items():
        acts = tuple(act for act in rule.on or () if act in frame.act_row)
        found[name] = RuleSpec(len(found), name, rule, acts, scored=True)
    for name, factor, rule in _fed(scheme, frame):
        acts = tuple(act for act in rule.on or () if act in frame.act_row)
        found[name] = RuleSpec(len(found), name, rule, acts, scored=True, factor=factors[factor])
    counted, struck = named_acts(scheme)
    reaching = [rule for one in family or (scheme,) for rule in reaching_back(one).values()]
    recalled = dict.fromkeys(act for rule in reaching for act in rule.on or ()) | dict.fromkeys(asked)
    for act in counted | struck | recalled:
        made = any(act in spec.acts and spec.rule.when is None for spec in found.values())
        exact = any(counts(spec, act) for spec in found.values())
        if not exact if act in counted or act in recalled else not made:
            acts = (act,) if act in frame.act_row else ()
            name = f"act:{act}"
            scored = is_record(scheme) and (act in counted or act in struck)
            found[name] = RuleSpec(len(found), name, Rule(on=(act,)), acts, scored=scored)
    return found


def asked_in(scheme: str, variants: Sequence[Variant]) -> tuple[str, ...]:
    """Acts whose entries schemes of a world, in any of their variants, count in this one by its name."""
    every = [one for variant in variants for one in (*variant.family, *variant.past)]
    asked = [part for one in every for _, outer in outer_conditions(one) for part in asked_of(outer, scheme)]
    return tuple(dict.fromkeys(act for condition in asked for act in condition.acts))


def _rules(
    variant: Variant, frame: Frame, start: int, factors: Mapping[str, int], asked: Sequence[str]
) -> dict[str, RuleSpec]:
    """The rules of all variants in the order of their coming; what this one lacks is made by no act."""
    own = specs_of(variant.declared, frame, factors, variant.family, asked)
    own = {name: replace(spec, acts=there(frame, spec.acts)) for name, spec in own.items()}
    if len(variant.family) == 1:
        return {name: replace(spec, row=start + spec.row) for name, spec in own.items()}
    others = [specs_of(other, frame, factors, variant.family, asked) for other in variant.family]
    names = dict.fromkeys(name for other in others for name in other)
    known = {name: spec for other in reversed(others) for name, spec in other.items()}
    known |= {name: spec for past in variant.past for name, spec in specs_of(past, frame, factors).items()}
    found = {}
    for row, name in enumerate(names):
        spec = own.get(name) or _gone(known[name])
        found[name] = replace(spec, row=start + row)
    return found


def there(frame: Frame, acts: Iterable[str]) -> tuple[str, ...]:
    """Those of the acts that people do at this stage."""
    return tuple(act for act in acts if act not in frame.absent_acts)


def _gone(spec: RuleSpec) -> RuleSpec:
    """A rule that no act makes any more; entries made under it keep what they had."""
    return replace(spec, rule=spec.rule.model_copy(update={"when": NEVER_HOLDS}), acts=())


def _kept(variant: Variant, frame: Frame, outline: Outline, asked: Sequence[str]) -> None:
    """What all variants of a scheme have together, so that no row and no luck ever moves."""
    family, first = variant.family, variant.family[0]
    begins = {f"rule/{name}" for name in specs_of(first, frame, outline.factors, family, asked)}
    begins |= {f"list/{name}" for name in first.lists} | {f"repair/{name}" for name in first.all_repairs}
    begins |= {f"copy/{name}" for name in first.consequences}
    outline.late = frozenset(parts_of(outline)) - begins
    outline.kinds = tuple(dict.fromkeys(sense.kind for one in family for sense in one.senses.values()))
    rules = [item for one in family if one.score is not None for item in one.score.rules.items()]
    outline.reaching = {name: rule for one in reversed(family) for name, rule in reaching_back(one).items()}
    senses = [item for one in family for item in one.senses.items()]
    outline.waiting = {
        name: max(_waiting(frame, first, own, one) for own, one in senses if own == name) for name, _ in senses
    }
    outline.capped = frozenset(name for name, rule in rules if rule.at_most is not None)
    consequences = [item for one in family for item in one.consequences.items()]
    outline.edged = frozenset(name for name, one in consequences if remembers(one))
    outline.copied = frozenset(name for name, one in consequences if one.through is not None)
    advised: dict[str, dict[str, None]] = {}
    for name, one in consequences:
        if one.effect == "recommend":
            advised.setdefault(name, {}).update(dict.fromkeys(one.acts))
    outline.advised = {name: tuple(acts) for name, acts in advised.items()}


def _waiting(frame: Frame, scheme: Scheme, name: str, sense: Sense) -> int:
    with placing(scheme, "senses", name, "corroboration"):
        return waiting(frame, sense)


def build_outlines(frame: Frame, worlds: VariantWorlds) -> tuple[tuple[str, ...], list[Outline]]:
    """Names of the worlds and an outline for each scheme in each world, in order."""
    names = frame.world_names
    weighing = sum(len(weighed(variant.scheme)) for name in names for variant in worlds.get(name, ()))
    count, outlines = _Counters(counter=weighing), list[Outline]()
    for world, name in enumerate(names):
        for variant in worlds.get(name, ()):
            scheme = variant.scheme
            outline = Outline(len(outlines), world, scheme, variant.family, ends=variant.ends)
            outline.senses = {sense: count.sense + place for place, sense in enumerate(scheme.senses)}
            outline.factors = {factor: count.factor + place for place, factor in enumerate(weighed(scheme))}
            count.factor += len(outline.factors)
            beside = counted(scheme, frame.acts, frame.services)
            outline.factors |= {factor: count.counter + place for place, factor in enumerate(beside)}
            count.counter += len(beside)
            asked = asked_in(scheme.name, worlds[name])
            outline.rules = _rules(variant, frame, count.rule, outline.factors, asked)
            outline.lists = {listed: count.listed + place for place, listed in enumerate(scheme.lists)}
            outline.repairs = {repair: count.repair + place for place, repair in enumerate(scheme.all_repairs)}
            outline.tiers = {tier: code for code, tier in enumerate(scheme.tiers)}
            _kept(variant, frame, outline, asked)
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
