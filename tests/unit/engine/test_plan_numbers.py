"""Numbers that depend become tables, by hand."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan_frame import build_frame
from scorarium.engine.plan_numbers import NumberPool
from scorarium.errors import MalformedError
from scorarium.names import NEVER, LawCode, Mode, Source
from scorarium.quantities import Number
from scorarium.scheme.forms import read_number
from scorarium.scheme.numbers import Scale
from tests.unit.engine.small import keyed, people, society


def pool() -> NumberPool:
    of = society()
    return NumberPool(build_frame(people(of), of, {}, 1.0))


def share(raw: Any) -> Number:
    return read_number(keyed(raw), Scale("share"))


def days(raw: Any) -> Number:
    return read_number(keyed(raw), Scale("duration"))


def only_term(numbers: NumberPool) -> tuple[Source, int, Mode, list[float], list[float]]:
    table = numbers.table()
    assert list(np.diff(table.first)) == [1]
    start, length = int(table.start[0]), int(table.length[0])
    values = table.value[start : start + length].tolist()
    keys = table.key[start : start + length].tolist()
    return Source(table.source[0]), int(table.arg[0]), Mode(table.mode[0]), keys, values


def test_a_plain_duration_is_a_whole_number_of_ticks() -> None:
    numbers = pool()
    rows = [numbers.span(days(raw)) for raw in ("1y", "3d", "0d", "never", "10d", "11d")]
    # a year is 52.18 weeks; 3 days are less than half a week and yet a tick; 10 days 1.43, 11 days 1.57
    assert numbers.table().base[rows].tolist() == [52, 1, 0, NEVER, 1, 2]


def test_by_fills_every_level_and_times_is_one_where_nothing_is_written() -> None:
    numbers = pool()
    numbers.add(share({"default": "4%", "by": {"age": {"18-59": "8%"}}}))
    assert numbers.table().base.tolist() == [1.0]
    assert only_term(numbers) == (Source.ATTRIBUTE, 1, Mode.CODE, [0, 0, 0], [0.04, 0.08, 0.04])
    numbers = pool()
    numbers.add(share({"default": "4%", "times": {"age": {"60+": 3}}}))
    assert numbers.table().base.tolist() == [0.04]
    assert only_term(numbers)[-1] == [1.0, 1.0, 3.0]


def test_numbers_over_ranges_are_lower_bounds() -> None:
    numbers = pool()
    numbers.add(share({"default": "4%", "by": {"age": {18: "8%"}}}))
    assert only_term(numbers)[-1] == [0.04, 0.08, 0.08]


def test_a_level_without_a_case_needs_a_default() -> None:
    with pytest.raises(MalformedError, match="nothing is said"):
        pool().add(share({"by": {"age": {"18-59": "8%"}}}))


def test_steps_below_the_first_bound_take_the_default() -> None:
    numbers = pool()
    numbers.add(share({"default": "1%", "by": {"amount": {2: "5%", 10: "9%"}}}))
    source, _, mode, keys, values = only_term(numbers)
    assert (source, mode) == (Source.AMOUNT, Mode.STEP)
    assert keys == [float("-inf"), 2, 10]
    assert values == [0.01, 0.05, 0.09]


def test_times_of_the_year_become_ticks_and_lines_stay_lines() -> None:
    numbers = pool()
    numbers.add(share({"by": {"time": {"0": "1%", "70d": "2%"}}, "between": "linear"}))
    assert only_term(numbers) == (Source.TIME, -1, Mode.LINEAR, [0, 10], [0.01, 0.02])


def test_a_term_by_repeat_is_in_ticks_case_by_case() -> None:
    numbers = pool()
    numbers.span(days({"by": {"repeat": {1: "1y", 2: "2y"}}}))
    assert only_term(numbers)[-1] == [52.0, 104.0]


def test_a_districts_own_figure() -> None:
    numbers = pool()
    numbers.add(share("district.cameras"))
    assert only_term(numbers) == (Source.DISTRICT, -1, Mode.CODE, [0, 0], [0.1, 0.5])
    numbers = pool()
    numbers.add(share({"default": 0, "by": {"district.cameras": {"20%": "7%"}}}))
    assert only_term(numbers)[-1] == [0.0, 0.07]


def test_a_hazard_that_depends_is_a_chance_in_each_case() -> None:
    numbers = pool()
    rate = read_number({"default": "1/y", "by": {"licence": {"true": "52.17857142857143/y"}}}, Scale("rate"))
    numbers.add(rate, numbers.frame.time.chance)
    # one a week: 1 - 1/e; one a year: 1 - exp(-7/365.25)
    assert only_term(numbers)[-1] == pytest.approx([0.01898248, 0.63212056], rel=1e-6)


@pytest.mark.parametrize(
    ("raw", "code", "base", "a", "b"),
    [
        ({"mean": "70d", "law": "exponential"}, LawCode.EXPONENTIAL, 10, 0, 0),
        ({"mean": "70d", "law": "erlang", "stages": 3}, LawCode.ERLANG, 10, 3, 0),
        ({"mean": "70d", "law": "normal", "sd": "7d"}, LawCode.NORMAL, 10, 1, 0),
        ({"mean": "70d", "law": "lognormal", "sd": 0.8}, LawCode.LOGNORMAL, 10, 0.8, 0),
        ({"bounds": ["7d", "21d"], "law": "uniform"}, LawCode.UNIFORM, 2, 1, 3),
    ],
)
def test_laws(raw: Any, code: LawCode, base: float, a: float, b: float) -> None:
    numbers = pool()
    numbers.span(days(raw))
    table = numbers.table()
    assert (table.law[0], table.base[0], table.law_a[0], table.law_b[0]) == (code, base, a, b)


def test_a_table_of_shares() -> None:
    numbers = pool()
    numbers.add(read_number({"shares": {"1": "30%", "0": "50%", "-1": "20%"}}, Scale("points")))
    table = numbers.table()
    assert table.law[0] == LawCode.SHARES
    assert table.share_value.tolist() == [1, 0, -1]
    assert table.share_upto.tolist() == pytest.approx([0.3, 0.8, 1.0])
    assert table.base[0] == pytest.approx(0.1)


def test_a_product_multiplies_bases_and_keeps_terms() -> None:
    numbers = pool()
    rows = [numbers.add(share(raw)) for raw in ("50%", {"default": "4%", "times": {"age": {"60+": 3}}})]
    made = numbers.product(rows)
    table = numbers.table()
    assert table.base[made] == pytest.approx(0.02)
    assert np.diff(table.first).tolist() == [0, 1, 1]


def test_the_same_number_is_added_once() -> None:
    numbers = pool()
    assert numbers.add(share("10%")) == numbers.add(share("10%"))
    assert numbers.add(share("10%")) != numbers.add(share("11%"))


def test_an_unknown_level_is_named() -> None:
    with pytest.raises(MalformedError, match="no level"):
        pool().add(share({"default": 0, "by": {"age": {"child": "8%"}}}))
