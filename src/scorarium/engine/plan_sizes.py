"""How many rows the state of a plan has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.engine import tables
from scorarium.engine.course import Course
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_ratings import places_of
from scorarium.engine.plan_reputations import brings, opinions_of
from scorarium.engine.plan_strategies import voices_of
from scorarium.names import Effect, Measure, Op


def sizes_of(plan: tables.Plan, frame: Frame, worlds: int, edges: int) -> tables.Sizes:
    """How many rows the state has; counters of caps and of what reaches back are the caller's."""
    return tables.Sizes(
        persons=frame.population.n,
        worlds=worlds,
        schemes=len(plan.schemes.world),
        lists=len(plan.lists.scheme),
        rules=len(plan.rules.scheme),
        caps=0,
        groups=len(plan.risks.scheme),
        repairs=len(plan.repairs.scheme),
        opens=len(plan.acts.open_act),
        copies=len(plan.copies.scheme),
        **kept_beside(plan, worlds),
        edges=edges,
        services=len(plan.services.value),
        districts=frame.population.n_districts,
        pools=len(plan.senses.pool_of),
        most_pools=plan.senses.pool_size.shape[1],
        pool_rows=len(plan.senses.pool_act) + len(plan.offices.wrong_act),
        ladders=len(plan.ladders.lowest),
        factors=len(plan.factors.weight),
        queues=int(plan.services.queue.max(initial=-1)) + 1,
        follows=int(plan.services.follow.max(initial=-1)) + 1,
        offices=len(plan.offices.scheme),
        facts=len(plan.facts.scheme),
        recalls=0,
        spreads=len(plan.spreads.relation),
        decided=0,
        own_grounds=0,
        struck=0,
        **places_of(plan.ratings),
        opinions=opinions_of(plan.reputations, frame.population.n),
        gifts=worlds if brings(plan.acts, plan.circles) else 0,
        changing=len(plan.changing.row),
        moves=1 + int(max(plan.changing.move.max(initial=-1), plan.learned.truth.max(initial=-1))),
        wallets=len(plan.wallets.lot),
        **paid_and_had(plan, worlds),
        efforts=len(plan.efforts.scheme) - int((plan.efforts.door >= 0).sum()),
        remembered=int(plan.efforts.memory.max(initial=0)),
        voices=voices_of(plan.strategies, worlds),
        weighed=int(plan.strategies.of_act.max(initial=-1)) + 1,
        stressed=worlds * plan.moods.stress,
        trusting=worlds * plan.moods.trust,
        trusted=len(plan.schemes.world) * plan.moods.trust,
        seeing=worlds * plan.moods.shown,
        protests=worlds * plan.moods.protest,
        swayed=worlds * max(plan.moods.silence, plan.moods.conformity),
        hiding=len(plan.schemes.world) * plan.wiles.hides,
        wily=len(plan.schemes.world) * max(plan.wiles.games, plan.wiles.claims),
        parting=worlds * plan.bonds.parts,
        friendships=len(plan.ties.friends) * plan.bonds.parts,
        firms=frame.population.n_firms,
        games=len(plan.games.scheme),
        abstains=int(plan.schemes.abstains.max(initial=-1)) + 1,
        units=0,
        quiets=int(plan.schemes.quiet.max(initial=-1)) + 1,
        own_cases=int(plan.schemes.own_case.max(initial=-1)) + 1,
        worths=1 + max(int(room.worth.max(initial=-1)) for room in (plan.acts, plan.services)),
        reports=int(plan.senses.report_first[-1]),
    )


def paid_and_had(plan: tables.Plan, worlds: int) -> dict[str, int]:
    """Rows of what services were worth that may be claimed back, and of what is paid above the ordinary price."""
    doors = plan.consequences
    return {
        "had": int(doors.had_of.max(initial=-1)) + 1,
        "priced": worlds * bool((doors.effect == Effect.PRICE).any()),
    }


def kept_beside(plan: tables.Plan, worlds: int) -> dict[str, int]:
    """Rows of what is told and kept, of who belongs to a circle in a tick; worlds that differ in what acts move."""
    moved = worlds * bool(len(plan.moved.start) or plan.numbers.apart.any())
    return {"told": len(plan.tellings.giver), "gatherings": plan.ratings.gatherings, "moved": moved}


def beside(plan: tables.Plan) -> list[str]:
    """What of a plan asks what people would have done without any scheme."""
    asking = {"voices", "stressed", "trusting", "seeing", "protests", "swayed", "hiding", "wily", "parting"}
    found = [name for name in tables.Sizes._fields if name in asking and getattr(plan.sizes, name)]
    found += ["crowding"] * bool(plan.moods.crowding)
    return found + ["learned.labels: true"] * bool((plan.learned.truth >= 0).any())


def measures_read(conditions: tables.Conditions, course: Course) -> NDArray[np.uint8]:
    """Which shares of the society somebody asks for while the run goes on."""
    found = np.zeros(len(Measure), np.uint8)
    found[conditions.a[conditions.op == Op.MEASURED]] = 1
    if course.waits:
        found[:] = 1
    return found
