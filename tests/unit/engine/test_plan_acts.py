"""Kinds, their factors and rates, cells and alias tables, by hand."""

import numpy as np
import pytest

from scorarium.engine.plan_acts import Factor, Kind, mean_product
from scorarium.engine.plan_cells import alias_tables, count_thresholds, make_cells
from scorarium.engine.plan_frame import build_frame
from scorarium.engine.plan_time import Time, exp, exp_neg
from scorarium.errors import DeclarationError
from scorarium.names import POINT, Source
from scorarium.quantities import parse_duration
from tests.unit.engine.small import compiled, people, society

WEEKS = 365.25 / 7


def test_kinds_are_acts_then_demands() -> None:
    made = compiled()
    assert made.labels.kinds == (
        "speeding", "littering", "criticism", "praise", "tax_debt", "bill_late", "loans", "housing",
    )  # fmt: skip
    acts = made.plan.acts
    assert acts.n_acts == 6
    assert acts.service.tolist() == [-1] * 6 + [0, 2]
    assert acts.opens.tolist() == [-1, -1, -1, -1, 0, -1, -1, -1]
    assert acts.open_act.tolist() == [4]


def test_a_plain_rate_is_per_tick() -> None:
    acts = compiled().plan.acts
    assert acts.scale[1] == pytest.approx(5.2178571428571425 / WEEKS)  # a tenth a week
    assert acts.scale[1] == pytest.approx(0.1)
    assert acts.harm[0] == round(0.05 * POINT)
    # what the society does not say, the vocabulary does: speeding is a petty offence
    assert acts.gravity[0] == 2


def test_the_rate_is_the_mean_over_those_who_do_it_at_all() -> None:
    made = compiled()
    people_of, acts = made.plan.people, made.plan.acts
    licence = people_of.attribute[0] == 1
    z = (people_of.trait[0].astype(float) - 15) / 4
    rates = np.zeros(made.frame.population.n)
    for i in range(len(rates)):
        rate = acts.scale[0]
        for f in range(acts.factor_first[0], acts.factor_first[1]):
            codes = people_of.trait if acts.factor_source[f] == Source.TRAIT else people_of.attribute
            rate *= acts.factor_value[acts.factor_table[f] + codes[acts.factor_arg[f]][i]]
        rates[i] = rate
    assert rates[~licence].max() == 0
    assert rates[licence].mean() == pytest.approx(2 / WEEKS, rel=1e-8)
    assert rates[licence] / rates[licence][0] == pytest.approx(np.exp(0.5 * (z[licence] - z[licence][0])))


def test_by_gives_the_rates_themselves_and_only_loads_are_normalised() -> None:
    rate = {"default": "1/y", "by": {"age": {"60+": "4/y"}}}
    made = compiled(society(acts={"littering": {"rate": rate, "loads": {"risk": 1}}}))
    acts, row = made.plan.acts, 1
    z = (made.plan.people.trait[0].astype(float) - 15) / 4
    assert acts.scale[row] == pytest.approx(1 / np.exp(z).mean(), rel=1e-6)
    start = acts.factor_table[acts.factor_first[row]]
    assert acts.factor_value[start : start + 3].tolist() == pytest.approx([1 / WEEKS, 1 / WEEKS, 4 / WEEKS])


def test_times_are_normalised() -> None:
    made = compiled(society(acts={"littering": {"rate": {"default": "10/y", "times": {"licence": {"true": 3}}}}}))
    # half of the people have a licence: the mean factor is 2
    assert made.plan.acts.scale[1] == pytest.approx(5 / WEEKS)


def test_periodic_acts_are_not_among_the_candidates() -> None:
    acts = compiled().plan.acts
    assert acts.periodic.tolist() == [5]
    assert acts.scale[5] == 0.05
    assert (acts.period_num[0], acts.period_den[0]) == (487, 16)  # 30.4375 days
    assert acts.largest[:, 5].max() == 0


def test_income_loads_are_no_table() -> None:
    made = compiled(society(acts={"littering": {"loads": {"income": 0.7}}}, psychology="passive"))
    assert made.plan.acts.income_load[1] == 0.7
    assert made.plan.worlds.touched[:, 1].tolist() == [1, 1]
    assert made.plan.worlds.raised[:, 1].tolist() == [1, 1]
    assert made.plan.worlds.touched[:, 0].tolist() == [0, 0]


def test_settled_is_a_chance_per_tick() -> None:
    made = compiled()
    row = made.plan.acts.open_settled[0]
    assert made.plan.numbers.base[row] == pytest.approx(1 - np.exp(-0.5 / WEEKS), rel=1e-9)


def test_services() -> None:
    services = compiled().plan.services
    assert services.value.tolist() == [3 * POINT, round(0.3 * POINT), 20 * POINT]
    assert services.always.tolist() == [0, 1, 0]
    assert services.gate.tolist() == [[-1, 0, -1], [-1, 1, -1]]
    assert services.feeds_income.tolist() == [1, 0, 0]
    assert services.places.tolist() == pytest.approx([-1, -1, 0.08 / WEEKS])


def test_the_largest_rate_is_never_below_a_persons_own() -> None:
    made = compiled(society(acts={"littering": {"loads": {"risk": -0.3}}}), n=400)
    acts, who = made.plan.acts, made.plan.people
    for kind in range(len(acts.scale)):
        if kind in acts.periodic:
            continue
        for i in range(made.frame.population.n):
            rate = acts.scale[kind]
            for f in range(acts.factor_first[kind], acts.factor_first[kind + 1]):
                codes = who.trait if acts.factor_source[f] == Source.TRAIT else who.attribute
                rate = rate * acts.factor_value[acts.factor_table[f] + codes[acts.factor_arg[f]][i]]
            assert acts.largest[who.cell[i], kind] >= rate


def test_cells_are_merged_until_there_are_few_and_stay_above_every_rate() -> None:
    made = compiled(n=400)
    kinds = [Kind("a", factors=[Factor(Source.ATTRIBUTE, 0, (1.0, 1.1)), Factor(Source.ATTRIBUTE, 1, (0.0, 1.0, 9.0))])]
    kinds[0].scale = kinds[0].mean = 1.0
    frame = made.frame
    assert len(make_cells(frame, kinds).largest) == 6
    few = make_cells(frame, kinds, most=3)
    # what costs least is merged: the two levels that differ by a tenth
    assert sorted(few.largest[:, 0]) == pytest.approx([0.0, 1.1, 9.9])
    one = make_cells(frame, kinds, most=1)
    assert one.largest.tolist() == [[pytest.approx(9.9)]]
    assert one.cell.max() == 0


def test_too_many_candidates_are_refused() -> None:
    with pytest.raises(DeclarationError, match="shorter tick"):
        compiled(society(acts={"littering": {"rate": "40000/y"}}))


def test_alias_tables_give_every_kind_its_share_exactly() -> None:
    largest = np.array(
        [[0.5, 0.25, 0.25, 0.0], [1.0, 2.0, 3.0, 10.0], [0.0, 0.0, 0.0, 0.0], [0.0, 7.0, 0.0, 0.0], [1, 1, 7, 7]]
    )
    threshold, alias = alias_tables(largest)
    mass = np.zeros(largest.shape, dtype=object)
    for cell in range(5):
        for kind in range(4):
            own = int(threshold[cell, kind])
            assert 0 <= own <= 2**32
            mass[cell, kind] += own
            mass[cell, alias[cell, kind]] += 2**32 - own
    assert mass[0].tolist() == [2**33, 2**32, 2**32, 0]
    assert mass[1].tolist() == [2**30, 2**31, 3 * 2**30, 10 * 2**30]
    assert mass[3].tolist() == [0, 2**34, 0, 0]
    assert mass[4].tolist() == [2**30, 2**30, 7 * 2**30, 7 * 2**30]
    assert all(int(row.sum()) == 2**34 for row in mass)


def test_counts_are_poisson_by_inversion() -> None:
    thresholds = count_thresholds(np.array([[0.5, 0.25], [0.0, 0.0], [3.0, 1.0]]))
    assert thresholds[0, 0] == int(np.floor(np.exp(-0.75) * 2**32))
    assert thresholds[1].tolist() == [2**32] * thresholds.shape[1]
    at_most = [np.exp(-4.0) * sum(4.0**j / np.prod(range(1, j + 1)) for j in range(k + 1)) for k in range(6)]
    assert thresholds[2, :6] == pytest.approx([p * 2**32 for p in at_most], abs=2)
    # no word reaches the last one: the tail is below 2**-32
    assert (thresholds[:, -1] == 2**32).all()
    assert (np.diff(thresholds.astype(np.int64), axis=1) >= 0).all()


def test_means_do_not_depend_on_the_order_of_people() -> None:
    of = society()
    frame = build_frame(people(of, 60), of, {}, 1.0)
    table = Factor(Source.TRAIT, 0, tuple(exp(level / 7) for level in range(31)))
    gate = Factor(Source.ATTRIBUTE, 0, (0.0, 1.0))
    codes = frame.population.traits["risk"][frame.population.attributes["licence"] == 1].astype(int) + 15
    assert mean_product(frame, [gate], [table]) == pytest.approx(np.exp(codes / 7).mean(), rel=1e-8)
    assert mean_product(frame, [Factor(Source.ATTRIBUTE, 0, (0.0, 0.0))], [table]) == 0.0


def test_time() -> None:
    month = Time(parse_duration("1mo"), 4)
    assert month.n_ticks == 48
    assert month.per_tick(12) == pytest.approx(1)
    assert Time(parse_duration("1d"), 1).n_ticks == 365
    assert exp_neg(1.0) == pytest.approx(0.36787944117144233, rel=1e-13)
    assert exp(2.0) == pytest.approx(7.38905609893065, rel=1e-12)
