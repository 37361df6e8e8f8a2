"""Consequences and the copies that recipients keep: what standing opens and shuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from scorarium.engine.plan_acts import Kind
from scorarium.engine.plan_columns import Rows, ints, ragged
from scorarium.engine.plan_conditions import ConditionPool
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_feeds import Feed, Telling
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_games import MISSION, mission_acts
from scorarium.engine.plan_numbers import NumberPool, same
from scorarium.engine.plan_outline import DOORS, ONGOING, SANCTIONS, Outline, remembers
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Consequences, Copies, Tellings
from scorarium.names import Effect
from scorarium.quantities import Number, Plain
from scorarium.scheme.changing import NEVER_HOLDS, never_holds
from scorarium.scheme.consequences import Consequence, Export
from scorarium.scheme.model import Scheme
from scorarium.scheme.moments import ways_of
from scorarium.scheme.standing import Decided

WAYS: Final = {"more": 1, "less": -1}


@dataclass
class Compiled:
    """Tables of consequences and copies, with what others need of them.

    Parameters
    ----------
    names
        (scheme row, consequence) for each row.
    inspecting
        Row of a sense -> consequences that make it look harder.
    copied
        (scheme row, consequence) for each copy.
    edges
        How many consequences remember something.
    missions
        For each scheme the rows by which its missions suggest an act.
    tellings
        Scores that are kept by those who are told them.
    """

    table: Consequences
    copies: Copies
    names: list[tuple[int, str]]
    inspecting: dict[int, list[int]]
    copied: list[tuple[int, str]]
    edges: int
    missions: list[list[int]]
    tellings: Tellings


@dataclass
class _Builder:
    frame: Frame
    varied: Varied
    conditions: ConditionPool
    rows: Rows = field(
        default_factory=lambda: Rows(
            "scheme:i4 salt:u4 when:i4 moment:u1 effect:u1 service:i4 strength:i4 amount:i4 per:f8 lasts:i4 every:i4 "
            "sense:i4 export:i4 act:i4 factor:f8 fatigue:f8 edge:i4 state:i4 stays:i4 of_value:u1 had:i4 follows:i4 "
            "bias:i4 decisive:i4 way:i4 advised:i4"
        )
    )
    copies: Rows = field(default_factory=lambda: Rows("scheme:i4 slot:i4 source:i4 kept:i4 reaches:f8 after:i4"))
    names: list[tuple[int, str]] = field(default_factory=list)
    copied: list[tuple[int, str]] = field(default_factory=list)
    edges: int = 0
    idle: set[int] = field(default_factory=set)
    reclaimed: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def numbers(self) -> NumberPool:
        """Where numbers stand that are never a cell."""
        return self.varied.numbers

    def add(self, outline: Outline, name: str, one: Consequence) -> None:
        """Add a consequence; a recommendation takes a row for each act."""
        frame = self.frame
        moments, states = ways_of(one)
        moment = moments is not None or (one.effect in ONGOING and one.lasts is not None)
        rows = [-1 if part is None else self.conditions.add(part, outline, door=True) for part in (moments, states)]
        when, state = rows if moment else (rows[1], -1)
        source = max(rows) if min(rows) < 0 else self.conditions.add(one.when, outline, door=True)
        export = self._copy(outline, name, one, source) if name in outline.copied else -1
        if one.effect in SANCTIONS and states is None:
            export = -1
        edge = self.edges if remembers(one) else -1
        self.edges += name in outline.edged
        columns = {
            "scheme": outline.row,
            "salt": outline.salt(name),
            "when": when,
            "moment": moment,
            "effect": Effect[one.effect.upper()],
            "service": frame.service_row.get(one.service, -1) if one.service is not None else -1,
            "amount": self._amount(outline, name, one),
            **self._strength(outline, name, one),
            "sense": outline.senses[one.sense] if one.sense is not None else -1,
            "export": export,
            "edge": edge,
            "state": state,
            "of_value": one.amount is None or one.amount.dimension == "share",
            "had": self._had(outline, one),
        }
        for place, (act, way) in enumerate(self._advised(outline, name, one)):
            own = self._varied(outline, name, one)
            lasting = max(1, own["lasts"] if moments is None else 1)
            row = self.rows.add(**columns, **own, **self._advice(outline, name, one, act, way), stays=lasting)
            self.names.append((outline.row, name))
            if never_holds(one.when) or (place > 0 and one.effect != "recommend"):
                self.idle.add(row)

    def add_missions(self, outline: Outline) -> list[int]:
        """What the missions of a scheme suggest: a row for each act, in force for as long as its mission lasts."""
        found = []
        for act in mission_acts(self.frame, outline):
            self.varied.nothing(*(f"consequences_{word}" for word in ("per", "lasts", "every", "fatigue")))
            row = self.rows.add(
                scheme=outline.row,
                salt=outline.salt(MISSION, act),
                when=-1,
                moment=1,
                effect=Effect.RECOMMEND,
                service=-1,
                strength=self.numbers.add(1.0),
                amount=-1,
                per=0.0,
                lasts=0,
                every=0,
                sense=-1,
                export=-1,
                fatigue=0.0,
                edge=self.edges,
                state=-1,
                stays=1,
                of_value=0,
                had=-1,
                act=self.frame.act_row[act],
                factor=1.0 + assumed("games.mission_lift"),
                follows=-1,
                bias=-1,
                decisive=-1,
                way=1,
                advised=-1,
            )
            self.edges += 1
            self.names.append((outline.row, f"{MISSION}: {act}"))
            found.append(row)
        return found

    def _had(self, outline: Outline, one: Consequence) -> int:
        """The row of what was had of a service that is taken back."""
        service = self.frame.service_row.get(one.service or "", -1)
        return self.reclaimed[outline.world, service] if one.effect == "reclaim" and service >= 0 else -1

    def _advised(self, outline: Outline, name: str, one: Consequence) -> list[tuple[int, int]]:
        """(kind, 1 more, -1 less, 0 nothing) for each act that some variant recommends; (-1, 0) for other effects."""
        acts = [act for act in outline.advised.get(name, ()) if act in self.frame.act_row]
        if one.effect != "recommend":
            return [(-1, 0)] * (max(1, len(acts)) if name in outline.advised else 1)
        return [(self.frame.act_row[act], WAYS[one.acts[act]] if act in one.acts else 0) for act in acts]

    def _advice(self, outline: Outline, name: str, one: Consequence, act: int, way: int) -> dict[str, Any]:
        """What a recommendation does to a rate."""
        strength = one.strength
        varies = way != 0 and strength is not None and not strength.is_constant
        place = f"consequences/{name}/strength"
        usual = 0.0 if way == 0 else self.varied.mean(strength) if strength is not None else 1.0
        return {
            "act": act,
            "way": way,
            "factor": 1.0 + way * usual,
            "advised": self.numbers.add(strength, outline=outline, place=place) if varies and strength else -1,
        }

    def _varied(self, outline: Outline, name: str, one: Consequence) -> dict[str, Any]:
        """What may depend on the person, or be drawn."""
        varied, place = self.varied, f"consequences/{name}"
        return {
            "per": varied.plain("consequences_per", one.per, 0.0, outline, place),
            "lasts": varied.span("consequences_lasts", one.lasts, 0.0, outline, place),
            "every": varied.span("consequences_every", one.every, 0.0, outline, place),
            "fatigue": varied.rate("consequences_fatigue", one.fatigue, outline, place),
        }

    def _strength(self, outline: Outline, name: str, one: Consequence) -> dict[str, int]:
        """Strength, how often the one who signs follows, and how often a recipient does: one number where it can be."""
        place = f"consequences/{name}"
        parts = {"strength": (one.strength, 1.0)}
        found = {"follows": -1, "bias": -1, "decisive": -1}
        if one.decided is not None:
            parts["follows"] = (followed(one.decided), assumed("decided.follows"))
        if one.through is not None:
            parts["decisive"] = (outline.scheme.exports[one.through].decisive, assumed("exports.decisive"))
        rows = {
            word: self.numbers.add(otherwise if part is None else part, outline=outline, place=f"{place}/{word}")
            for word, (part, otherwise) in parts.items()
        }
        alone = {word for word, (part, _) in parts.items() if part is not None and part.law is not None}
        if "strength" in alone:
            alone = set(parts)
        if one.decided is not None and one.decided.bias is not None and not is_one_share(one.decided):
            alone.add("follows")
            found["bias"] = self.numbers.add(one.decided.bias, outline=outline, place=f"{place}/bias")
        found |= {word: rows[word] for word in alone - {"strength"}}
        joint = [rows[word] for word in parts if word == "strength" or word not in alone]
        return found | {"strength": joint[0] if len(joint) == 1 else self.numbers.product(joint)}

    def _amount(self, outline: Outline, name: str, one: Consequence) -> int:
        """Money, a share of the price, or ticks of delay."""
        if not isinstance(one.amount, Number):
            return -1
        convert = self.frame.time.unrounded if one.effect == "delay" else same
        return self.numbers.add(one.amount, convert, outline=outline, place=f"consequences/{name}/amount")

    def _copy(self, outline: Outline, name: str, one: Consequence, when: int) -> int:
        """The recipient's copy of what the consequence asks for; a row that nobody fills where it has none now."""
        export = outline.scheme.exports[one.through] if one.through is not None else None
        row = self._kept_copy(outline, name, export, when, outline.slot("copy", name))
        return row if one.through is not None else -1

    def add_feed(self, outline: Outline, asker: str, feed: Feed) -> None:
        """The copy that a scheme keeps of what it asks of one that feeds it."""
        when = self.conditions.add(feed.condition, outline, door=True)
        self._kept_copy(outline, asker, feed.export, when, feed.slot)

    def add_telling(self, outline: Outline, asker: str, telling: Telling) -> int:
        """What is kept of a score that is told: corrected as any copy; nothing but its time hangs on the row."""
        never = self.conditions.add(NEVER_HOLDS, outline)
        export = telling.export or Export(to="company", what="score")
        return self._kept_copy(outline, asker, export, never, telling.slot)

    def _kept_copy(self, outline: Outline, name: str, export: Export | None, when: int, slot: int) -> int:
        """A copy of what holds, kept and corrected as declared."""
        if export is None:
            export, when = Export(to="company", what="score"), self.conditions.add(NEVER_HOLDS, outline)
        process = outline.scheme.due_process
        correction = process.correction if process is not None else None
        reaches = correction.reaches_copies if correction is not None else None
        after = correction.after if correction is not None else None
        self.copied.append((outline.row, name))
        varied, place = self.varied, f"copies/{name}"
        return self.copies.add(
            scheme=outline.row,
            slot=slot,
            source=when,
            kept=varied.span("copies_kept", export.kept, assumed("exports.kept"), outline, place),
            reaches=varied.plain("copies_reaches", reaches, assumed("correction.reaches_copies"), outline, place),
            after=varied.span("copies_after", after, assumed("correction.after"), outline, place),
        )


def is_one_share(decided: Decided) -> bool:
    """Whether a bias and the share to which it is added make one number."""
    bias, share = decided.bias, decided.follows
    if bias is None:
        return True
    return not (bias.times or bias.law or bias.field) and (share is None or share.is_constant)


def followed(decided: Decided) -> Number | None:
    """How often the one who signs follows, bias added, between 0 and 1; without it where the two are no one number."""
    bias = decided.bias
    if bias is None or not is_one_share(decided):
        return decided.follows
    base = assumed("decided.follows") if decided.follows is None else decided.follows.constant_value

    def moved(plain: Plain) -> Plain:
        return Plain(max(0.0, min(1.0, base + plain.value)), plain.source)

    default = None if bias.default is None else moved(bias.default)
    by = None if bias.by is None else replace(bias.by, cases=tuple((key, moved(one)) for key, one in bias.by.cases))
    return Number("share", default=default, by=by)


def reclaimed(frame: Frame, outlines: list[Outline]) -> dict[tuple[int, int], int]:
    """(world, service) of what some variant takes back, each with the row of its memory."""
    found: dict[tuple[int, int], int] = {}
    for outline in outlines:
        for scheme in outline.family or (outline.scheme,):
            for one in scheme.consequences.values():
                service = frame.service_row.get(one.service or "", -1)
                if one.effect == "reclaim" and service >= 0:
                    found.setdefault((outline.world, service), len(found))
    return found


def shares_of(scheme: Scheme, one: Consequence) -> list[tuple[Number | None, float]]:
    """What makes up how often a consequence is carried out, each with what holds where nothing is written."""
    found: list[tuple[Number | None, float]] = [(one.strength, 1.0)]
    if one.decided is not None:
        found.append((followed(one.decided), assumed("decided.follows")))
    if one.through is not None:
        found.append((scheme.exports[one.through].decisive, assumed("exports.decisive")))
    return found


def compile_consequences(
    frame: Frame,
    kinds: list[Kind],
    outlines: list[Outline],
    worlds: tuple[str, ...],
    varied: Varied,
    conditions: ConditionPool,
    feeds: Sequence[Feed] = (),
    tellings: Sequence[Telling] = (),
) -> Compiled:
    """All consequences, and where to look for them."""
    builder = _Builder(frame, varied, conditions, reclaimed=reclaimed(frame, outlines))
    for feed in feeds:
        builder.add_feed(outlines[feed.giver], outlines[feed.asker].scheme.name, feed)
    told = [
        builder.add_telling(outlines[telling.giver], outlines[telling.asker].scheme.name, telling)
        for telling in tellings
    ]
    for outline in outlines:
        for name, one in outline.scheme.consequences.items():
            with placing(outline.scheme, "consequences", name):
                builder.add(outline, name, one)
    missions = [builder.add_missions(outline) for outline in outlines]
    places, inspecting = looked_for(builder, outlines, (len(worlds), len(kinds), len(frame.services)))
    table = Consequences(**builder.rows.columns(), **places)
    return Compiled(
        table,
        Copies(**builder.copies.columns()),
        builder.names,
        inspecting,
        builder.copied,
        builder.edges,
        missions,
        Tellings(giver=ints([one.giver for one in tellings]), copy=ints(told)),
    )


def looked_for(
    builder: _Builder, outlines: list[Outline], shape: tuple[int, int, int]
) -> tuple[dict[str, Any], dict[int, list[int]]]:
    """Where consequences are looked for: by world and service, by scheme, by world and kind of act; and by sense.

    Parameters
    ----------
    shape
        Worlds, kinds of acts, services.
    """
    n_worlds, n_kinds, n_services = shape
    of_service: list[list[int]] = [[] for _ in range(n_worlds * n_services)]
    of_scheme: list[list[int]] = [[] for _ in outlines]
    of_act: list[list[int]] = [[] for _ in range(n_worlds * n_kinds)]
    inspecting: dict[int, list[int]] = {}
    for row in range(len(builder.rows)):
        entry = builder.rows[row]
        if row in builder.idle:
            continue
        effect, world = Effect(entry["effect"]).name.lower(), outlines[entry["scheme"]].world
        if effect in DOORS and entry["service"] >= 0:
            of_service[world * n_services + entry["service"]].append(row)
        if effect in SANCTIONS or (effect in ONGOING and entry["moment"] and entry["export"] < 0):
            of_scheme[entry["scheme"]].append(row)
        if effect == "recommend":
            of_act[world * n_kinds + entry["act"]].append(row)
        if effect == "inspect" and entry["sense"] >= 0:
            inspecting.setdefault(entry["sense"], []).append(row)
    found: dict[str, Any] = {}
    for name, lists in (("of_service", of_service), ("of_scheme", of_scheme), ("of_act", of_act)):
        found[f"{name}_first"], found[name] = ragged(lists)
    had_of = [-1] * (n_worlds * n_services)
    for (world, service), row in builder.reclaimed.items():
        had_of[world * n_services + service] = row
    return found | {"had_of": ints(had_of)}, inspecting
