"""The plan has the types and shapes that compiled code is made for."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.layout import PLAN
from scorarium.engine.plan import CompiledPlan
from tests.unit.engine.small import compiled, scheme, society

FULL: dict[str, Any] = {
    "senses": {"police": {"identification": {"missed": "1%", "false_match": "2%"}}},
    "tiers": {"C": {"from": 0}, "A": {"from": 9}},
    "lists": {
        "black": {"enter": {"tier": "C"}, "lasts": "1y", "repair": {"by": "paying", "sought": "1/y", "takes": "7d"}}
    },
    "consequences": {
        "no": {"when": {"list": "black"}, "effect": "deny", "service": "loans", "through": "bureau"},
        "fine": {"when": {"tier": "C"}, "effect": "fine", "amount": "1 days-income"},
        "say": {"when": {}, "effect": "recommend", "acts": {"praise": "more"}, "strength": "10%"},
        "look": {"when": {"tier": "C"}, "effect": "inspect", "sense": "police"},
    },
    "exports": {"bureau": {"to": "company", "what": "list"}},
    "due_process": {"appeal": {"who": "human"}},
}


def bare() -> CompiledPlan:
    of = society(attributes=None, traits=None, districts=None, services=None, acts=None)
    of = of.model_copy(update={"acts": {}, "services": {}})
    return compiled(of, [])


@pytest.mark.parametrize("make", [lambda: compiled(society(psychology="deterrence"), [scheme(**FULL)]), compiled, bare])
def test_every_array_is_as_the_layout_says(make: Any) -> None:
    plan = make().plan
    names = {"u1": np.uint8, "i4": np.int32, "u4": np.uint32, "i8": np.int64, "u8": np.uint64, "f8": np.float64}
    for group, spec in PLAN.items():
        table = getattr(plan, group)
        fields = dict(word.strip().rsplit(" ", 1) for word in spec.replace("\n", " ").split(","))
        assert tuple(fields) == table._fields, group
        for name, kind in fields.items():
            code, _, dims = kind.partition(":")
            found = getattr(table, name)
            if not dims:
                assert not isinstance(found, np.ndarray), (group, name)
                continue
            assert isinstance(found, np.ndarray), (group, name)
            assert found.dtype == names[code], (group, name)
            assert found.ndim == int(dims), (group, name)
            assert found.flags.c_contiguous, (group, name)


def test_rows_that_point_point_into_their_table() -> None:
    plan = compiled(society(psychology="deterrence"), [scheme(**FULL)]).plan
    for first, flat in (
        (plan.acts.factor_first, plan.acts.factor_source),
        (plan.numbers.first, plan.numbers.source),
        (plan.conditions.first, plan.conditions.op),
        (plan.schemes.tier_first, plan.schemes.tier_code),
        (plan.senses.sees_first, plan.senses.sees_sense),
        (plan.senses.pool_first, plan.senses.pool_rule),
        (plan.rules.of_act_first, plan.rules.of_act),
        (plan.rules.minds_first, plan.rules.minds_rule),
        (plan.stakes.first, plan.stakes.border),
        (plan.lists.ground_first, plan.lists.ground_enter),
        (plan.consequences.of_service_first, plan.consequences.of_service),
        (plan.consequences.of_scheme_first, plan.consequences.of_scheme),
        (plan.consequences.of_act_first, plan.consequences.of_act),
    ):
        assert first[0] == 0
        assert first[-1] == len(flat)
        assert (np.diff(first) >= 0).all()
    numbers, conditions = len(plan.numbers.base), len(plan.conditions.first) - 1
    for column in (plan.rules.points, plan.rules.lasts, plan.consequences.strength, plan.consequences.amount):
        assert column.max() < numbers
    for column in (plan.consequences.when, plan.lists.ground_enter, plan.repairs.when, plan.copies.source):
        assert column.min() >= 0
        assert column.max() < conditions


def test_a_plan_is_the_same_every_time() -> None:
    one, other = (compiled(society(psychology="deterrence"), [scheme(**FULL)]).plan for _ in range(2))
    for group, table in one._asdict().items():
        for name, found in table._asdict().items():
            assert np.array_equal(found, getattr(getattr(other, group), name)), (group, name)


def test_labels_are_as_long_as_their_tables() -> None:
    made = compiled(society(psychology="deterrence"), [scheme(**FULL)])
    plan, labels = made.plan, made.labels
    assert len(labels.worlds) == plan.sizes.worlds == 2
    assert len(labels.schemes) == len(labels.roots) == plan.sizes.schemes
    assert len(labels.kinds) == len(plan.acts.scale)
    assert len(labels.senses) == len(plan.senses.scheme)
    assert len(labels.rules) == plan.sizes.rules
    assert len(labels.lists) == plan.sizes.lists
    assert len(labels.repairs) == plan.sizes.repairs
    assert len(labels.consequences) == len(plan.consequences.scheme)
    assert len(labels.copies) == plan.sizes.copies
    assert len(labels.groups) == plan.sizes.groups
    assert [len(own) for own in labels.tiers] == [2]
