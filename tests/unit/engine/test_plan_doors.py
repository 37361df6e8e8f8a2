"""Senses, consequences, copies, stakes and minds."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.phases import phases
from scorarium.engine.plan import CompiledPlan
from scorarium.engine.psychology import DEFAULTS
from scorarium.names import Effect
from tests.unit.engine.small import compiled, scheme, society

WEEKS = 365.25 / 7
TIERS = {"C": {"from": 0}, "B": {"from": 5}, "A": {"from": 10}}


def doors(of: Any = None, patch: dict[str, Any] | None = None, **found: Any) -> CompiledPlan:
    return compiled(of, [scheme(tiers=TIERS, consequences=found, **(patch or {}))])


def value(made: CompiledPlan, row: int) -> float:
    return float(made.plan.numbers.base[row])


def test_a_door_by_a_state() -> None:
    made = doors(
        no={
            "when": {"tier": "C"},
            "effect": "deny",
            "service": "loans",
            "strength": "80%",
            "decided": {"who": "official", "follows": "50%"},
        },
        held={"when": {"tier": "C"}, "effect": "deny", "service": "driving"},
    )
    c = made.plan.consequences
    assert c.effect.tolist() == [Effect.DENY, Effect.DENY]
    assert c.service.tolist() == [0, 1]
    assert [value(made, row) for row in c.strength] == pytest.approx([0.4, 1.0])
    assert (c.moment.tolist(), c.edge.tolist(), c.export.tolist()) == ([0, 0], [-1, -1], [-1, -1])
    # two worlds and three services: world 1 has rows 3 to 5
    assert c.of_service_first.tolist() == [0, 0, 0, 0, 1, 2, 2]
    assert c.of_service.tolist() == [0, 1]
    assert c.of_scheme.tolist() == []


def test_what_happens_by_moments_and_on_states_is_remembered() -> None:
    made = doors(
        fine={"when": {"rule": "dirt"}, "effect": "fine", "amount": "2 days-income"},
        month={"when": {"tier": "C"}, "effect": "fine", "amount": "1 days-income", "every": "1mo"},
        shut={"when": {"rule": "dirt"}, "effect": "delay", "amount": "70d", "service": "loans", "lasts": "30d"},
        warn={"when": {"tier": "B"}, "effect": "warn"},
    )
    c = made.plan.consequences
    assert c.moment.tolist() == [1, 0, 1, 0]
    assert c.edge.tolist() == [-1, 0, 1, 2]
    assert c.every.tolist() == [0, 4, 0, 0]
    assert c.lasts.tolist() == [0, 0, 4, 0]
    assert [value(made, row) for row in c.amount[:3]] == [2, 1, 10]
    assert c.of_scheme.tolist() == [0, 1, 2, 3]
    assert c.of_service.tolist() == [2]
    assert made.plan.sizes.edges == 3


def test_inspection_looks_through_a_sense() -> None:
    made = doors(look={"when": {"tier": "C"}, "effect": "inspect", "sense": "police", "strength": "50%"})
    assert made.plan.senses.inspect_first.tolist() == [0, 1]
    assert made.plan.senses.inspect.tolist() == [0]
    assert made.plan.consequences.sense.tolist() == [0]


def test_recommendations_take_a_row_for_each_act() -> None:
    acts = {"praise": "more", "littering": "less", "unheard_of": "more"}
    made = doors(
        say={"when": {"tier": "C"}, "effect": "recommend", "acts": acts, "strength": "10%", "fatigue": "0.5/y"}
    )
    c = made.plan.consequences
    assert made.labels.consequences == ("say", "say")
    assert c.act.tolist() == [3, 1]
    assert c.factor.tolist() == pytest.approx([1.1, 0.9])
    assert c.fatigue.tolist() == pytest.approx([0.5 / WEEKS] * 2)
    assert c.of_act_first[8 + 1 : 8 + 5].tolist() == [0, 1, 1, 2]
    assert made.plan.worlds.touched[1].tolist() == [0, 1, 0, 1, 0, 0, 0, 0]
    assert made.plan.worlds.raised[1].tolist() == [0, 0, 0, 1, 0, 0, 0, 0]


def test_a_copy_is_kept_by_the_recipient() -> None:
    export = {"to": "company", "what": "tier", "decisive": "20%", "kept": "70d"}
    patch = {"exports": {"bureau": export}, "due_process": {"correction": {"reaches_copies": "80%", "after": "14d"}}}
    made = doors(None, patch, no={"when": {"tier": "C"}, "effect": "deny", "service": "loans", "through": "bureau"})
    copies, c = made.plan.copies, made.plan.consequences
    assert c.export.tolist() == [0]
    assert value(made, c.strength[0]) == pytest.approx(0.2)
    assert (copies.source[0], copies.kept[0], copies.reaches[0], copies.after[0]) == (c.when[0], 10, 0.8, 2)
    assert made.labels.copies == ("no",)


def test_a_number_by_tier_keeps_its_default_for_those_in_none() -> None:
    strength = {"default": "20%", "by": {"tier": {"A": "50%", "C": "10%"}}}
    made = doors(no={"when": {"score": {"to": 3}}, "effect": "deny", "service": "loans", "strength": strength})
    numbers, row = made.plan.numbers, int(made.plan.consequences.strength[0])
    assert numbers.base[row] == 0.2
    start = int(numbers.start[numbers.first[row]])
    # C, B, A as declared; a code that is none of them counts 1
    assert numbers.value[start : start + 3].tolist() == pytest.approx([0.5, 1.0, 2.5])


def test_a_service_that_does_not_exist_has_no_door() -> None:
    c = doors(no={"when": {"tier": "C"}, "effect": "deny", "service": "moonshine"}).plan.consequences
    assert (c.service.tolist(), c.of_service.tolist()) == ([-1], [])


# ------------------------------------------------------------------------------------------------------------- senses
def test_reports_and_enquiries() -> None:
    calls: dict[str, Any] = {
        "kind": "neighbours",
        "sees": ["littering"],
        "detection": "2%",
        "malicious": "0.1/y",
        "witnesses": "household",
    }
    calls["corroboration"] = {"households": 3, "confirms_true": "60%", "confirms_false": "3%"}
    plain = {"kind": "neighbours", "sees": ["speeding"], "detection": "2%", "corroboration": 2, "delay": "30d"}
    made = compiled(schemes=[scheme(senses={"calls": calls, "tales": plain})])
    s = made.plan.senses
    assert s.witnesses.tolist() == [0, 3, 1]
    assert s.least.tolist() == [1, 1, 2]
    assert s.confirm_true.tolist() == pytest.approx([1, 0.36, 1])
    assert s.confirm_false.tolist() == pytest.approx([1, 0.0009, 1])
    assert s.malicious.tolist() == pytest.approx([0, 0.1 / WEEKS, 0])
    assert s.delay.tolist() == [0, 0, 4]
    # two kinds of sense: two risk groups
    assert s.group.tolist() == [0, 1, 1]
    assert made.labels.groups == (("registry",), ("neighbours",))
    # a false report is spread over the rules on the acts of its sense
    assert (s.pool_first.tolist(), s.pool_act.tolist(), s.pool_rule.tolist()) == ([0, 0, 1, 1], [1], [1])


def test_from_the_fourth_kind_on_groups_are_shared() -> None:
    kinds = ["camera", "patrol", "court"]
    senses = {kind: {"kind": kind, "sees": ["littering"], "detection": "1%"} for kind in kinds}
    made = compiled(schemes=[scheme(senses=senses)])
    assert made.plan.senses.group.tolist() == [0, 1, 2, 2]
    assert made.plan.risks.bit.tolist() == [0, 1, 2]
    assert made.labels.groups == (("registry",), ("camera",), ("patrol", "court"))


def test_identification_and_pools() -> None:
    city = {"missed": "4%", "false_match": 1e-9, "gallery": "city", "context_error": "0.01%", "pool": ["age"]}
    senses = {
        "police": {"identification": {"missed": "1%", "false_match": "2%"}},
        "faces": {"kind": "camera", "sees": ["littering"], "detection": "9%", "identification": city},
    }
    made = compiled(schemes=[scheme(senses=senses)])
    s = made.plan.senses
    assert s.identification.tolist() == [1, 2]
    assert s.gallery.tolist() == [0, 40]
    assert s.context_error.tolist() == pytest.approx([0, 0.0001])
    assert [value(made, row) for row in s.missed] == [0.01, 0.04]
    # by default those of the same district (there is neither group nor sex here)
    assert s.pool.tolist() == [0, 1]
    assert s.pool_size.tolist() == [[20, 20, 0], [14, 13, 13]]
    assert np.array_equal(s.pool_of[0], made.plan.people.district)
    assert np.array_equal(s.pool_of[1], made.plan.people.attribute[1])
    assert s.pool_first.tolist() == [0, 2, 3]
    assert list(zip(s.pool_act.tolist(), s.pool_rule.tolist(), strict=True)) == [(0, 0), (1, 1), (1, 1)]


def test_where_an_act_is_done_decides_who_sees_it() -> None:
    cameras = {"kind": "camera", "sees": ["speeding", "praise"], "detection": "district.cameras", "where": ["street"]}
    made = compiled(schemes=[scheme(senses={"cameras": cameras})])
    assert made.plan.senses.sees_sense.tolist() == [0, 1, 0]  # speeding is done in the street, says the vocabulary


# -------------------------------------------------------------------------------------------------------------- minds
FEAR = {"psychology": "deterrence"}


def test_borders_are_where_doors_stand() -> None:
    of = society(**FEAR)
    made = doors(
        of,
        no={"when": {"tier": ["C", "B"]}, "effect": "deny", "service": "loans"},
        nor={"when": {"score": {"to": 0}}, "effect": "deny", "service": "driving", "strength": "50%"},
        yes={"when": {"tier": "A"}, "effect": "favour", "service": "housing"},
    )
    stakes = made.plan.stakes
    # whoever stands at 10 points is still out of tier B: the border of [.., 10) lies a unit below
    assert stakes.border.tolist() == [0, 10 * 65536 - 1, 10 * 65536]
    # half of 0.3 a day for a year; 0.3 loans a year of 3; a tenth of 0.1 · 20 for the favoured
    assert stakes.loss.tolist() == pytest.approx([0.5 * 0.3 * 365.25, 0.9, 0.0])
    assert stakes.gain.tolist() == pytest.approx([0.0, 0.0, 0.2])


def test_where_lower_is_better_borders_turn_round() -> None:
    tiers = {"none": {"from": 0}, "out": {"from": 8}}
    door = {"when": {"list": "taken"}, "effect": "deny", "service": "driving"}
    lists = {"taken": {"enter": {"tier": "out"}, "lasts": "6mo"}}
    one = scheme(score={"better": "lower", "bounds": [0, None]}, tiers=tiers, lists=lists, consequences={"no": door})
    stakes = compiled(society(**FEAR), [one]).plan.stakes
    assert (stakes.border.tolist(), stakes.loss.tolist()) == ([8 * 65536], [pytest.approx(0.3 * 365.25)])


def test_fines_and_doors_behind_a_rules_own_list() -> None:
    lists = {
        "short": {"enter": {"rule": "dirt"}, "lasts": "73.05d"},
        "thrice": {"enter": {"acts": {"speeding": "3 within 1y"}}, "lasts": "5y"},
    }
    found = {
        "fine": {"when": {"rule": "dirt"}, "effect": "fine", "amount": "2 days-income", "strength": "50%"},
        "pay": {"when": {"rule": "fast"}, "effect": "pay", "amount": "3 days-income"},
        "no": {"when": {"list": "short"}, "effect": "deny", "service": "loans"},
        "nor": {"when": {"list": "thrice"}, "effect": "deny", "service": "driving"},
    }
    made = compiled(society(**FEAR), [scheme(lists=lists, consequences=found)])
    r = made.plan.rules
    assert r.stake_fine.tolist() == pytest.approx([0, 1])
    assert r.stake_pay.tolist() == pytest.approx([3, 0])
    # a fifth of a year without loans; at the third entry a year (the horizon) without driving
    assert r.stake_direct.tolist() == pytest.approx([0.3 * 365.25 / 3, 0.9 * 0.2])
    assert made.plan.stakes.border.tolist() == []


def test_rules_weigh_on_acts_and_chill_speech() -> None:
    slander = {"on": "criticism", "points": -5, "vague": True}
    plain = {"on": "praise", "points": -5}
    senses = {"posts": {"kind": "platform", "sees": ["criticism", "praise"], "detection": "9%"}}
    one = scheme(senses=senses, score={"rules": {"slander": slander, "flattery": plain}})
    made = compiled(society(**FEAR), [one])
    r = made.plan.rules
    assert r.minds_first.tolist() == [0, 1, 2, 3, 5, 5, 5]
    assert r.minds_rule.tolist() == [0, 1, 2, 2, 3]
    # half of deterrence, half as much again as nobody knows what slander is, half of that on other lawful speech
    assert r.minds_weight.tolist() == pytest.approx([1, 1, 0.75, 0.375, 0.5])
    assert r.minds_groups.tolist() == [0b01, 0b01, 0b10, 0b10, 0b10]
    assert made.plan.worlds.touched[1].tolist() == [1, 1, 1, 1, 0, 0, 0, 0]
    assert made.plan.worlds.raised[1].sum() == 0
    off = compiled(society(psychology={"preset": "deterrence", "chill": "off"}), [one]).plan.rules
    assert off.minds_rule.tolist() == [0, 1]


def test_a_vague_rule_reaches_protected_speech_first() -> None:
    talk = {"context": "speech", "rate": "1/y", "lawful": True}
    senses = {"posts": {"kind": "platform", "sees": ["criticism"], "detection": "9%"}}
    one = scheme(
        senses=senses,
        score={"rules": {"fast": None, "dirt": None, "slander": {"on": "criticism", "points": -5, "vague": True}}},
    )
    r = compiled(society(acts={"talk": talk}, **FEAR), [one]).plan.rules
    assert r.minds_first.tolist() == [0, 0, 0, 1, 2, 2, 2, 2]  # criticism itself, then praise; not talk
    alone = compiled(society(acts={"talk": talk, "praise": None}, **FEAR), [one]).plan.rules
    assert alone.minds_first.tolist() == [0, 0, 0, 1, 1, 1, 2]  # where nothing else is protected, talk


def test_passive_people_weigh_nothing() -> None:
    made = compiled()
    assert made.plan.rules.minds_rule.tolist() == []
    assert made.plan.worlds.touched.sum() == 0
    assert (made.plan.minds.deterrence, made.plan.minds.habit, made.plan.minds.hearsay) == (0, 0, 0)
    assert made.plan.minds.income == 1  # loans feed income


def test_habit_touches_what_is_punished_even_without_deterrence() -> None:
    of = society(psychology={"preset": "deterrence", "deterrence": "off"})
    made = compiled(of, [scheme()])
    assert made.plan.minds.habit == 1
    assert made.plan.worlds.touched[1].tolist() == [1, 1, 0, 0, 0, 0, 0, 0]


def test_rewards_raise() -> None:
    bonus = {"on": "praise", "points": 5}
    made = compiled(society(**FEAR), [scheme(score={"rules": {"bonus": bonus}})])
    assert made.plan.worlds.raised[1].tolist() == [0, 0, 0, 1, 0, 0, 0, 0]
    assert made.plan.worlds.touched[1].tolist() == [1, 1, 0, 1, 0, 0, 0, 0]
    off = compiled(
        society(psychology={"preset": "deterrence", "reward_pull": "off"}), [scheme(score={"rules": {"bonus": bonus}})]
    )
    assert off.plan.worlds.raised.sum() == 0


def test_beliefs_start_above_the_true_risk_and_fade_to_it() -> None:
    made = compiled(society(**FEAR), years=2)
    risks = made.plan.risks
    a, b = risks.prior_a[0], risks.prior_b[0]
    assert a.shape == (104,)
    assert a + b == pytest.approx(np.full(104, 20.0))  # a registry is known from before
    assert a[0] / 20 == pytest.approx(2 * 0.10)
    half = 5 * 365.25 / 12 / 7
    assert a[100] / 20 == pytest.approx(0.1 * (1 + 0.5 ** (100 / half)))


def test_the_true_risk_counts_acts_by_how_often_they_are_done() -> None:
    senses = {
        "police": {
            "sees": {"speeding": "50%", "littering": "10%"},
            "detection": None,
            "identification": {"missed": "20%"},
        }
    }
    made = compiled(society(**FEAR), [scheme(senses=senses)])
    # half of the people speed twice a year: one a head; 5.2178… times as much litter
    litter = 5.2178571428571425
    true = 0.8 * (1 * 0.5 + litter * 0.1) / (1 + litter)
    assert made.plan.risks.prior_a[0, 0] / 20 == pytest.approx(2 * true, rel=1e-6)


def test_acts_of_a_period_count_by_the_tick() -> None:
    senses = {"police": {"sees": {"littering": "10%", "bill_late": "50%"}, "detection": None}}
    rules = {"fast": None, "late": {"on": "bill_late", "points": -1}}
    made = compiled(society(**FEAR), [scheme(senses=senses, score={"rules": rules})])
    late, litter = 12 * 0.05, 5.2178571428571425
    true = (litter * 0.1 + late * 0.5) / (litter + late)
    assert made.plan.risks.prior_a[0, 0] / 20 == pytest.approx(2 * true, rel=1e-6)


def test_witnesses_make_the_risk() -> None:
    calls = {
        "police": None,
        "calls": {"kind": "neighbours", "sees": ["littering"], "detection": "10%", "corroboration": 2},
    }
    made = compiled(society(**FEAR), [scheme(senses=calls)])
    # two friends each; both must tell
    risks = made.plan.risks
    assert risks.prior_a[0, 0] / (risks.prior_a[0, 0] + risks.prior_b[0, 0]) == pytest.approx(2 * 0.01)
    assert risks.prior_a[0, 0] + risks.prior_b[0, 0] == pytest.approx(3)


def test_parameters_in_the_engines_units_and_switches() -> None:
    m = compiled(society(**FEAR), years=10).plan.minds
    assert m.slope == pytest.approx(0.22 / 0.3)
    assert m.reward_slope == pytest.approx(0.7 * 0.22 / 0.3)
    assert (m.unseen, m.hearsay_weight, m.warn) == (32, 3, 64)
    assert m.income_recovery == pytest.approx(7 / 365.25)
    assert m.late_loss == pytest.approx(1 / WEEKS)
    assert m.memory[0] == 1
    assert m.memory[261] == pytest.approx(0.5, rel=1e-3)
    own = {
        "preset": "deterrence",
        "deterrence_slope": 2,
        "memory": "off",
        "announcement": "off",
        "prior_seen": {"a": 1, "b": 3},
    }
    made = compiled(society(psychology=own | {"habit": "off", "hearsay_weight": "off", "stake": "off"}))
    m = made.plan.minds
    assert (m.slope, m.reward_slope) == pytest.approx((2, 1.4))
    assert (m.habit, m.hearsay, m.deterrence) == (0, 0, 1)
    assert m.memory.tolist() == [1.0] * 53
    assert (made.plan.risks.prior_a[0, 5], made.plan.risks.prior_b[0, 5]) == (1, 3)
    assert made.plan.rules.stake_fine.tolist() == [1, 1]
    unlearned = compiled(society(psychology={"preset": "deterrence", "beliefs": "off"})).plan
    assert unlearned.risks.prior_a[0, 0] / unlearned.risks.prior_b[0, 0] == pytest.approx(0.1 / 0.9)
    assert unlearned.minds.unseen == unlearned.minds.hearsay == 0


def test_people_may_learn_though_nothing_hangs_on_it() -> None:
    """The word `beliefs: on` alone: acts stay what they are."""
    own = {"prior_seen": {"a": 1, "b": 3}, "memory": "off"}
    alone, long = {"beliefs": "on"} | own, {"deterrence": "on", "deterrence_slope": 0} | own
    short, written_out = (compiled(society(psychology=one), [scheme()]) for one in (alone, long))
    assert short.mind.learns
    assert not short.mind.deterrence
    assert (short.plan.minds.deterrence, short.plan.minds.slope) == (1, 0.0)
    assert written_out.plan.minds.deterrence == 1
    assert short.plan.rules.minds_rule.tolist() == written_out.plan.rules.minds_rule.tolist() != []
    assert (short.plan.risks.prior_a[0, 5], short.plan.risks.prior_b[0, 5]) == (1, 3)
    assert not compiled(society(psychology={"preset": "passive", "beliefs": "off"}), [scheme()]).mind.learns
    undeterred = compiled(
        society(psychology={"preset": "deterrence", "deterrence": "off", "beliefs": "on"}), [scheme()]
    )
    assert undeterred.plan.minds.slope == 0.0
    assert not any("(deterrence)" in line for phase in phases(undeterred) for line in phase.does)


def test_every_default_lies_in_its_range_and_says_why() -> None:
    for name, default in DEFAULTS.items():
        assert default.range[0] <= default.value <= default.range[1], name
        assert default.source
        assert default.unit
