"""What scores tell of people, and what outlives an entry: measured in lived societies, against closed forms."""

from math import exp, sqrt
from typing import Any

import numpy as np

from scorarium.engine.entries import shard_table
from scorarium.engine.evidence import evidence_of
from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.outcomes.diary import Diary
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures import MEASURES
from scorarium.outcomes.measures.ratio import Ratio, Within
from scorarium.outcomes.measures.validity import losses
from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate
from scorarium.society.recipe import Society
from tests.unit.outcomes.bare import declared

SOCIETY = """
scorarium: 1
kind: society
name: inclined
persons: 100
tick: 1mo
traits: {diligence: {}}
acts:
  lapse: {context: civic, rate: 2/y, loads: {diligence: -0.5}, lawful: false}
  sneeze: {context: health, rate: 2/y}
services:
  flights: {context: movement, demand: 6/y, value: 1}
psychology: passive
"""

SCHEME = """
scorarium: 1
kind: scheme
name: merit
enrolment: mandatory
aim: {lapse: less}
senses:
  clerks: {kind: registry, sees: [lapse], detection: 50%}
  doctors: {kind: records, sees: [sneeze], detection: 100%}
score:
  kind: points
  start: 0
  better: higher
  rules:
    lapse: {on: lapse, points: -1, lasts: 10y}
    sneeze: {on: sneeze, points: -1, lasts: 10y}
"""
CLERKS = SCHEME.replace("    sneeze: {on: sneeze, points: -1, lasts: 10y}\n", "")


def live(scheme: str, society: str = SOCIETY, *, persons: int = 20_000, years: float = 3.0) -> Lived:
    """A society under a scheme, as the engine lives it."""
    place = declared(society, Society)
    people = generate(place, persons=persons, seed=5)
    plan: CompiledPlan = compile_plan(
        people, place, {"merit": [declared(scheme, Scheme)]}, seed=5, replicate=0, years=years
    )
    diary, last = Diary(plan), int(plan.plan.clock.n_ticks) - 1
    for t, life in ticks(plan, threads=1):
        diary.note(life.running, t)
        if t == last:
            parts = [shard_table(life.state, one.handle, one.arena, 1) for one in life.shards]
            return diary.lived(life.complete(), evidence=evidence_of(plan.plan, parts))
    raise AssertionError("no tick")


def of(name: str, lived: Lived) -> float:
    found: Any = MEASURES[name](lived, 1)
    return float(found.value() if isinstance(found, Ratio | Within) else found)


def expected_validity(seen: float, load: float) -> float:
    """Correlation of a count with the trait that drives it.

    N given z is Poisson with mean m exp(load z - load^2 / 2), z standard normal: Cov(N, z) = load m and
    Var N = m + m^2 (exp(load^2) - 1).
    """
    return load * seen / sqrt(seen + seen**2 * (exp(load**2) - 1.0))


def test_validity_of_a_count_of_what_was_seen() -> None:
    lived = live(CLERKS)
    expected = expected_validity(0.5 * 2 * 3.0, 0.5)  # half of two lapses a year over three years
    error = (1.0 - expected**2) / sqrt(lived.n)
    assert abs(of("validity_correlation", lived) - expected) < 4 * error + 0.002  # traits stand on quarters
    blind = live(CLERKS.replace("detection: 50%", "detection: 5%"))
    assert abs(of("validity_correlation", blind) - expected_validity(0.3, 0.5)) < 4 / sqrt(lived.n) + 0.002
    assert of("validity_correlation", blind) < of("validity_correlation", lived) - 0.1


def test_what_has_nothing_to_do_with_people_tells_nothing() -> None:
    """A score of sneezes ranks nobody; sneezes beside lapses are noise, and to leave them out is a gain."""
    sneezes = live(SCHEME.replace("    lapse: {on: lapse, points: -1, lasts: 10y}\n", ""))
    assert abs(of("target_auc", sneezes) - 0.5) < 4 * 0.5 / sqrt(sneezes.n)
    assert abs(of("validity_correlation", sneezes)) < 4 / sqrt(sneezes.n)
    both, clerks = live(SCHEME), live(CLERKS)
    found = losses(both, 0)
    assert found["clerks"] > 0.05
    assert found["doctors"] < 0.0
    assert of("purpose_loss_without", both) == found["doctors"]
    # the same luck: without the sneezes the score is that of the scheme that never counted them
    assert of("target_auc", both) - found["doctors"] == of("target_auc", clerks)


def test_a_door_that_stays_shut_after_the_entry_is_gone() -> None:
    """Listed for a year by an act that is on record for a quarter: three quarters of the time is served for nothing."""
    listed = CLERKS.replace("lasts: 10y", "lasts: 3mo") + (
        "lists:\n  named: {colour: black, enter: {rule: lapse}, lasts: 1y, repeat: ignored}\n"
        "consequences:\n  grounded: {when: {list: named}, service: flights, effect: deny}\n"
    )
    rare = SOCIETY.replace("rate: 2/y, loads: {diligence: -0.5}", "rate: 0.02/y")
    lived = live(listed, rare, persons=40_000, years=6.0)
    again = 0.01 * 0.25  # somebody who lapses once more within the year has an entry for a part of it
    assert abs(of("tail_penalty_share", lived) - 0.75) < again + 4 * sqrt(0.75 * 0.25 / 1500)
    same = live(listed.replace("lasts: 3mo", "lasts: 1y"), rare, persons=10_000)
    assert of("tail_penalty_share", same) < 0.02


def test_who_is_not_told_learns_it_at_the_door() -> None:
    """Demands come six times a year, each refused: the wait is memoryless, its median ln 2 / 6 years."""
    listed = CLERKS + (
        "lists:\n  named: {colour: black, enter: {rule: lapse}, lasts: 10y}\n"
        "consequences:\n  grounded: {when: {list: named}, service: flights, effect: deny}\n"
    )
    lived = live(listed, SOCIETY.replace("tick: 1mo", "tick: 1d"), persons=1500, years=2.0)
    median = 365.25 * np.log(2.0) / 6.0
    struck = lived.afterwards.ever_struck[1] if lived.afterwards is not None else 0
    assert abs(of("notice_lag", lived) - median) < 4 * (365.25 / 6.0) / sqrt(struck) + 1.0
    assert 0.0 < of("never_told_share", lived) < 0.2
    told = live(listed + "visibility: {own_score: true}\n", persons=1500)
    assert (of("notice_lag", told), of("never_told_share", told)) == (0.0, 0.0)


def test_standing_at_random_segregates_nobody() -> None:
    friends = SOCIETY.replace("acts:", "ties: {friends: {mean_degree: 8, shape: small_world}}\nacts:", 1)
    lived = live(CLERKS, friends)
    assert abs(of("segregation_gap", lived)) < 0.02
    contagious = CLERKS.replace("  rules:", "  contagion: {friends: {share: 100%, of: points, per: friend}}\n  rules:")
    lapsing = friends.replace("rate: 2/y", "rate: 0.02/y")
    assert of("segregation_gap", live(contagious, lapsing)) > 0.1  # friends of the fallen fall with them
