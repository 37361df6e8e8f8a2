"""The cases themselves: enough of them, large enough, written without a fault, and able to notice."""

from collections import Counter
from pathlib import Path

import pytest

from scorarium.studies.check import check_files
from scorarium.validation.case import Case, Setting
from scorarium.validation.catalogue import FamilyError, cases, families
from scorarium.validation.run import SEED, compiled_from, false_alarm, write

ALL = cases()
SETTINGS = {f"{case.family}/{case.setting.name}": case.setting for case in ALL}


def test_enough_cases_in_every_family() -> None:
    by_family = Counter(case.family for case in ALL)
    assert set(by_family) == set(range(1, 16))
    assert sum(by_family[family] for family in (2, 3, 7, 10, 12)) >= 40
    assert min(by_family.values()) >= 5


def test_names_are_unique() -> None:
    assert max(Counter((case.family, case.name) for case in ALL).values()) == 1


def test_one_name_is_one_setting() -> None:
    """Cases that share a run share its files, people and length."""
    for case in ALL:
        kept, own = SETTINGS[f"{case.family}/{case.setting.name}"], case.setting
        assert (kept.write(kept.value), kept.persons, kept.ticks) == (own.write(own.value), own.persons, own.ticks)


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.family}-{case.name}")
def test_a_million_person_ticks_and_an_answer_that_moves(case: Case) -> None:
    value = case.setting.value
    assert case.setting.persons * case.setting.ticks >= 1_000_000 or case.setting.copies >= 500
    below, here, above = (case.exact(share * value) for share in (0.9, 1.0, 1.1))
    assert here == case.expected
    assert abs(above - here) > 0.001 * abs(here)  # premiums of Brazil: their bottom is 65 of 65.65
    assert (above - here) * (here - below) > 0


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_the_files_are_ordinary_files(setting: Setting, tmp_path: Path) -> None:
    scheme, society = write(setting.write(setting.value), tmp_path, setting.name)
    assert check_files([str(scheme), str(society)]) == []


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_the_run_has_exactly_the_ticks_that_the_exact_value_assumes(setting: Setting) -> None:
    few = Setting(setting.name, setting.write, setting.parameter, setting.value, 200, setting.ticks, setting.days)
    assert compiled_from(few.write(few.value), few, SEED).plan.clock.n_ticks == setting.ticks


def test_families_by_number_and_name() -> None:
    assert families(["lists", "2", "7"]) == [2, 7]
    assert families() == families([]) == sorted({case.family for case in ALL})
    assert {case.family for case in cases(["appeals"])} == {12}


@pytest.mark.parametrize(
    ("word", "says"),
    [
        (
            "listz",
            "no such family of known answers (got 'listz', expected one of 1 (bonus-malus), 2 (expiring-points)",
        ),
        ("99", "no such family"),
        ("-2", "no such family"),
    ],
)
def test_what_is_no_family(word: str, says: str) -> None:
    with pytest.raises(FamilyError) as caught:
        families([word])
    assert str(caught.value).startswith(says)


def test_a_near_miss_is_suggested() -> None:
    with pytest.raises(FamilyError, match='Did you mean "lists"'):
        families(["listz"])


def test_false_alarms_are_rare_and_stated() -> None:
    assert false_alarm(1) == pytest.approx(6.334e-5, rel=1e-3)
    assert false_alarm(len(ALL)) < 0.02  # of all 194 together 0.0122
    assert false_alarm(100) == pytest.approx(1 - (1 - false_alarm(1)) ** 100)
