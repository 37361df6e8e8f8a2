"""Whether a score measures what it claims to: figures worked out by hand on a few people."""

import dataclasses
from typing import Any

import numpy as np
import pytest

from scorarium.engine.entries import TABLE
from scorarium.engine.evidence import evidence_of
from scorarium.names import POINT, Flag
from scorarium.outcomes.dispositions import chance_in_a_year, claimed_trait, targets
from scorarium.outcomes.measures import MEASURES
from scorarium.outcomes.measures.ratio import Within
from scorarium.outcomes.measures.validity import area, correlation, losses, score_without
from tests.unit.outcomes.bare import SCHEME, SOCIETY, compiled, lived_of, state_of

HERE = 1
INCLINED = SOCIETY.replace(
    "acts:\n  speeding: {",
    "traits: {conscientiousness: {}, outspokenness: {}}\nacts:\n  speeding: {loads: {conscientiousness: -1.0}, ",
).replace("petition: {", "petition: {loads: {outspokenness: 0.5}, ")
AIMED = SCHEME.replace("senses:", "aim: {speeding: less}\nsenses:", 1)


def with_scores(plan: Any, scores: list[float]) -> Any:
    return lived_of(plan, state_of(plan, score=np.array(scores) * POINT))


def test_correlation_by_hand() -> None:
    x = np.array([1.0, 2.0, 3.0])
    assert correlation(x, np.array([2.0, 1.0, 3.0])) == pytest.approx(0.5)
    assert correlation(x, -x) == pytest.approx(-1.0)
    assert correlation(x, np.ones(3)) is None
    assert correlation(x[:2], x[:2]) is None  # two people always lie on a line


def test_area_by_hand() -> None:
    """Certain people: the plain area. Chances: the sum over ordered pairs, written out."""
    ranks = np.array([0, 1, 1, 2])
    assert area(ranks, np.array([0.0, 0.0, 1.0, 1.0])) == pytest.approx((1 + 0.5 + 1 + 1) / 4)
    chance = np.array([0.1, 0.7, 0.2, 0.5])
    pairs = [(i, j) for i in range(4) for j in range(4) if i != j]
    above = {(i, j): float(ranks[i] > ranks[j]) + 0.5 * float(ranks[i] == ranks[j]) for i, j in pairs}
    weight = {(i, j): chance[i] * (1.0 - chance[j]) for i, j in pairs}
    expected = sum(weight[pair] * above[pair] for pair in pairs) / sum(weight.values())
    assert area(ranks, chance) == pytest.approx(expected)
    assert area(ranks, np.zeros(4)) is None


def test_the_trait_is_that_of_the_aim_or_of_the_rules() -> None:
    aimed, ruled = compiled(AIMED, INCLINED), compiled(SCHEME, INCLINED)
    assert claimed_trait(with_scores(aimed, [0] * 8), 0) == (0, 1)  # less speeding: more conscientious
    assert claimed_trait(with_scores(ruled, [0] * 8), 0) == (0, 1)  # the rule on speeding says so too
    assert claimed_trait(with_scores(compiled(), [0] * 8), 0) is None  # no act loads on anything
    spoken = compiled(SCHEME.replace("senses:", "aim: {petition: less}\nsenses:", 1), INCLINED)
    assert claimed_trait(with_scores(spoken, [0] * 8), 0) == (1, -1)  # what it calls good is to keep silent


def test_validity_is_the_correlation_with_that_trait() -> None:
    plan = compiled(AIMED, INCLINED)
    z = plan.plan.people.trait[0].astype(float)
    perfect = MEASURES["validity_correlation"](with_scores(plan, list(z)), HERE)
    contrary = MEASURES["validity_correlation"](with_scores(plan, list(-z)), HERE)
    assert isinstance(perfect, Within)
    assert isinstance(contrary, Within)
    assert perfect.value() == pytest.approx(1.0)
    assert contrary.value() == pytest.approx(-1.0)
    few = np.arange(8) < 2
    assert np.isnan(perfect.among(few))  # too few to say
    assert MEASURES["validity_correlation"](with_scores(compiled(), [0] * 8), HERE) is None


def test_the_chance_of_an_act_is_that_of_none() -> None:
    """A rate of 20 a year is done by everybody; one of 0.1 a year by 1 - exp(-0.1); a yearly act by its share."""
    rare = SOCIETY.replace("rate: 20/y", "rate: 0.1/y").replace("{context: civic, rate: 10/y", "{every: 3mo, share: 5%")
    plan = with_scores(compiled(society=rare.replace("context: civic, rate: 10/y", "every: 3mo, share: 5%")), [0] * 8)
    assert chance_in_a_year(plan, 0) == pytest.approx(np.full(8, 1 - np.exp(-0.1)))
    assert chance_in_a_year(plan, 1) == pytest.approx(np.full(8, 1 - 0.95**4))


def test_acts_that_a_service_makes_possible_count_as_often_as_it_is_asked_for() -> None:
    loans = SOCIETY.replace("services:\n", "services:\n  loans: {demand: 2/y, leads_to: {gone: 10%, paid: rest}}\n")
    loans = loans.replace("acts:\n", "acts:\n  gone: {context: finance}\n  paid: {context: finance}\n")
    lived = with_scores(compiled(society=loans), [0] * 8)
    assert chance_in_a_year(lived, 0) == pytest.approx(np.full(8, 1 - np.exp(-0.2)))
    assert chance_in_a_year(lived, 1) == pytest.approx(np.full(8, 1 - np.exp(-1.8)))


def test_area_for_the_target_follows_the_aim() -> None:
    rare = INCLINED.replace("rate: 20/y", "rate: 0.5/y")
    plan = compiled(AIMED, rare)
    lived = with_scores(plan, list(plan.plan.people.trait[0].astype(float)))
    assert targets(lived, 0) == {0: -1}
    chance = chance_in_a_year(lived, 0)
    ranks = np.unique(lived.state.score[0], return_inverse=True)[1]
    found = MEASURES["target_auc"](lived, HERE)
    assert isinstance(found, Within)
    assert found.value() == pytest.approx(1.0 - float(area(ranks, chance) or 0.0))
    assert found.value() > 0.5  # the conscientious stand high and speed less
    wanted = compiled(AIMED.replace("less", "more"), rare)
    turned = MEASURES["target_auc"](with_scores(wanted, list(plan.plan.people.trait[0].astype(float))), HERE)
    assert isinstance(turned, Within)
    assert turned.value() == pytest.approx(1.0 - found.value())


def test_what_a_source_is_good_for() -> None:
    """Entries of the police carry the whole score of person 0, those of the offices a point of person 1."""
    plan = compiled(AIMED, INCLINED.replace("rate: 20/y", "rate: 0.5/y"))
    z = plan.plan.people.trait[0].astype(np.int64)
    table = np.zeros(9, TABLE)
    table["flags"] = Flag.LIVE | Flag.THEIRS
    table["person"][:8], table["points"][:8] = np.arange(8), (z - 40) * POINT  # the police know everything
    table["person"][8], table["points"][8], table["sense"][8], table["rule"][8] = 1, POINT // 4, 1, 2
    gone = table.copy()
    gone["flags"] = Flag.GONE | Flag.LIVE
    evidence = evidence_of(plan.plan, [table, gone])
    assert evidence.rows == ((0, -1), (1, -1))
    assert evidence.entries.sum(axis=1).tolist() == [8, 1]  # what was struck out no longer counts
    score = 100 * POINT + evidence.points.sum(axis=0)
    lived = dataclasses.replace(lived_of(plan, state_of(plan, score=score)), evidence=evidence)
    assert (score_without(lived, 0, 0) == 100 * POINT + evidence.points[1]).all()
    found = losses(lived, 0)
    whole = MEASURES["target_auc"](lived, HERE)
    assert isinstance(whole, Within)
    assert found["police"] > abs(found["offices"])
    assert MEASURES["purpose_loss_without"](lived, HERE) == min(found.values())


def test_what_cannot_be_taken_out_is_not_known() -> None:
    """Entries without a clock that nobody keeps have become part of the score."""
    for_ever = AIMED.replace(", lasts: 1y", "")
    for_ever = for_ever[: for_ever.index("due_process")]
    plan = compiled(for_ever, INCLINED)
    lived = lived_of(plan, state_of(plan))
    lived = dataclasses.replace(lived, evidence=evidence_of(plan.plan, []))
    assert losses(lived, 0) == {}
    assert MEASURES["purpose_loss_without"](lived, HERE) is None


def test_a_factor_without_a_sense_says_what_is_left() -> None:
    weighed = """
scorarium: 1
kind: scheme
name: merit
enrolment: mandatory
aim: {speeding: less}
senses:
  police: {kind: registry, sees: [speeding], detection: 50%}
  offices: {kind: registry, sees: [helping], detection: 50%}
score:
  kind: factors
  range: [0, 100]
  better: higher
  factors:
    roads: {weight: 60%, window: 1y, from: {speeding: -1}, saturates: 4}
    deeds: {weight: 40%, window: 1y, from: {helping: +1}, saturates: 4, missing: 50%}
"""
    plan = compiled(weighed, INCLINED)
    sums, counts = np.zeros((2, 8)), np.zeros((2, 8))
    sums[0, 0], counts[0, 0], sums[1, 1], counts[1, 1] = -2, 2, 3, 3
    state = state_of(plan, factor_sum=sums * POINT, factor_count=counts, score=50 * POINT)
    table = np.zeros(5, TABLE)
    table["flags"], table["person"][2:] = Flag.LIVE, 1
    rules = {int(r): int(f) for r, f in enumerate(plan.plan.rules.factor)}
    of = {f: r for r, f in rules.items()}
    table["rule"][:2], table["points"][:2] = of[0], -POINT
    table["rule"][2:], table["points"][2:], table["sense"][2:] = of[1], POINT, 1
    lived = dataclasses.replace(lived_of(plan, state), evidence=evidence_of(plan.plan, [table]))
    without = [score_without(lived, 0, sense) / POINT for sense in (0, 1)]
    assert without[0][:2] == pytest.approx([50 + 60 * 0.5, 50])  # two of four offences are forgotten: 1 again
    assert without[1][:2] == pytest.approx([50, 50 - 40 * (0.75 - 0.5)])  # nothing known: `missing`
