"""Conditions become postfix programs."""

from collections.abc import Mapping
from typing import Any

import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.errors import DeclarationError
from scorarium.names import NEVER, Op, Relation
from tests.unit.engine.small import compiled, scheme, society

INF = float("inf")
TIERS = {"A": {"from": 10}, "B": {"from": 5}, "C": {"from": 0}}
LISTS = {
    "black": {"enter": {"score": {"to": 3}}},
    "debts": {"enter": {"open": {"tax_debt": {"above": 5, "lasting": "14d"}}}, "until": "settled"},
}
Program = list[tuple[Op, int, int, int, float, float]]


def program(made: CompiledPlan, row: int) -> Program:
    c = made.plan.conditions
    span = range(c.first[row], c.first[row + 1])
    return [(Op(c.op[j]), int(c.a[j]), int(c.b[j]), int(c.mask[j]), float(c.low[j]), float(c.high[j])) for j in span]


def when(condition: Mapping[str, Any], **patch: Any) -> Program:
    """The program of a consequence's condition."""
    door = {"when": condition, "effect": "deny", "service": "loans", **patch}
    made = compiled(schemes=[scheme(tiers=TIERS, lists=LISTS, consequences={"door": door})])
    return program(made, int(made.plan.consequences.when[0]))


def test_facts() -> None:
    assert when({"is": {"licence": True}}) == [(Op.IS, 0, 0, 0b10, 0, 0)]
    assert when({"is": {"age": {"from": 18}}}) == [(Op.IS, 1, 0, 0b110, 0, 0)]
    both = when({"is": {"age": ["0-17", "60+"], "licence": False}})
    assert [(step[0], step[1], step[3]) for step in both] == [(Op.IS, 1, 0b101), (Op.IS, 0, 0b01), (Op.AND, 2, 0)]


def test_scores_say_which_ends_belong() -> None:
    assert when({"score": {"from": 4, "to": 6}}) == [(Op.SCORE, 0, 0, 0, 4, 6)]
    assert when({"score": {"to": 6}}) == [(Op.SCORE, 0, 0, 0, -INF, 6)]
    assert when({"score_below": 6}) == [(Op.SCORE, 0, 0, 2, -INF, 6)]
    assert when({"score_above": 6}) == [(Op.SCORE, 0, 0, 1, 6, INF)]


def test_tiers_by_position_and_lists_by_row_count_grace_at_doors() -> None:
    assert when({"tier": ["A", "C"]}) == [(Op.TIER, 0, 1, 0b101, 0, 0)]
    assert when({"list": "debts"}) == [(Op.LIST, 1, 1, 0, 0, 0)]
    either = when({"on_list": ["black", "debts"]})
    assert [step[:3] for step in either] == [(Op.LIST, 0, 1), (Op.LIST, 1, 1), (Op.OR, 2, 0)]


def test_alternatives_negations_and_nothing() -> None:
    found = when({"any": {"one": {"tier": "C"}, "other": {"not": {"list": "black"}}}, "is": {"licence": True}})
    assert [step[0] for step in found] == [Op.IS, Op.TIER, Op.LIST, Op.NOT, Op.OR, Op.AND]
    assert [step[1] for step in found if step[0] in (Op.OR, Op.AND)] == [2, 2]
    assert [step[0] for step in when({})] == [Op.TRUE]


def test_recorded_acts_count_entries_of_the_rule_of_that_act_alone() -> None:
    assert when({"acts": {"littering": "3 within 1y"}}) == [(Op.ACTS, 1, 3, 0, 52, 0)]
    assert when({"acts": {"littering": 2}}) == [(Op.ACTS, 1, 2, 0, NEVER, 0)]
    # nobody scores criticism: an entry without points is made for it
    assert when({"acts": {"criticism": 2}}) == [(Op.ACTS, 2, 2, 0, NEVER, 0)]


def test_open_acts_and_time_enrolled() -> None:
    assert when({"open": {"tax_debt": {}}}) == [(Op.OPEN, 0, 0, 0, -1, 0)]
    assert when({"open": {"tax_debt": {"above": 7, "lasting": "180d"}}}) == [(Op.OPEN, 0, 0, 0, 7, 26)]
    assert when({"enrolled": {"from": "14d", "to": "1y"}}) == [(Op.ENROLLED, 0, 0, 0, 2, 52)]
    assert when({"enrolled": {"from": "14d"}}) == [(Op.ENROLLED, 0, 0, 0, 2, NEVER)]


def test_moments() -> None:
    assert when({"rule": "dirt"}, lasts="30d") == [(Op.STRUCK_RULE, 1, 0, 0, 0, 0)]
    assert when({"on": ["speeding"]}, lasts="30d") == [(Op.STRUCK_ACT, 0, 0, 0, 0, 0)]


def test_about_others_is_a_program_of_its_own() -> None:
    door = {"when": {"related": {"parents": {"tier": "A"}}}, "effect": "favour", "service": "loans"}
    made = compiled(schemes=[scheme(tiers=TIERS, consequences={"door": door})])
    [(op, relation, inner, *_)] = program(made, int(made.plan.consequences.when[0]))
    assert (op, relation) == (Op.RELATED, Relation.PARENTS)
    assert program(made, inner) == [(Op.TIER, 0, 0, 0b001, 0, 0)]


def test_another_scheme_of_the_same_world_or_none() -> None:
    door = {"when": {"in_scheme": {"other": {"list": "black"}}}, "effect": "deny", "service": "loans"}
    one, other = scheme(consequences={"door": door}), scheme(name="other", lists=LISTS)
    made = compiled(schemes=[one, other])
    [(op, row, inner, *_)] = program(made, int(made.plan.consequences.when[0]))
    assert (op, row) == (Op.IN_SCHEME, 1)
    assert program(made, inner) == [(Op.LIST, 0, 0, 0, 0, 0)]
    alone = compiled(schemes=[one])
    assert [step[0] for step in program(alone, int(alone.plan.consequences.when[0]))] == [Op.TRUE, Op.NOT]


def test_relations_of_firms_hold_for_nobody_where_there_are_none() -> None:
    assert [step[0] for step in when({"related": {"represents": {"tier": "A"}}})] == [Op.TRUE, Op.NOT]


def test_where_a_list_is_entered_the_count_is_a_moment() -> None:
    made = compiled(
        schemes=[scheme(lists={"touts": {"enter": {"acts": {"littering": "3 within 1y"}}, "lasts": "30d"}})]
    )
    lists = made.plan.lists
    assert lists.ground_moment.tolist() == [1]
    found = program(made, int(lists.ground_enter[0]))
    assert [(step[0], step[1]) for step in found] == [(Op.STRUCK_RULE, 1), (Op.ACTS, 1), (Op.AND, 2)]


def test_what_a_society_lacks_is_named_with_its_place() -> None:
    with pytest.raises(DeclarationError, match="an attribute that the society lacks") as caught:
        when({"is": {"dog_owner": True}})
    assert caught.value.faults[0].path.startswith("consequences.door")
    with pytest.raises(DeclarationError, match="cuts through a level"):
        when({"is": {"age": {"from": 21}}})


def test_acts_of_a_society_ask_attributes() -> None:
    with pytest.raises(DeclarationError, match="lacks") as caught:
        compiled(society(acts={"littering": {"is": {"dog_owner": True}}}))
    assert caught.value.faults[0].path == "acts.littering.is.dog_owner"
