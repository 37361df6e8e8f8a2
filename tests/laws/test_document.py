"""What a run prints is what validation measures: the same files through the front door give the same figures."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import scorarium
from scorarium.validation.case import Setting
from scorarium.validation.catalogue import cases
from scorarium.validation.run import live, luck, write
from scorarium.validation.section import Section

SETTINGS = {case.setting.name: case.setting for case in cases()}
SEED = 11


def both(name: str, tmp_path: Path, persons: int = 2_000) -> tuple[Section, dict[str, Any], dict[str, Any]]:
    """A small society through validation, and through ``scorarium.run``: outcomes and the scheme's part."""
    full = SETTINGS[name]
    setting = Setting(name, full.write, full.parameter, full.value, persons, full.ticks, full.days)
    section = live(setting, setting.value, seed=SEED)
    scheme, society = write(setting.write(setting.value), tmp_path, name)
    run = scorarium.run(
        str(scheme), society=str(society), persons=persons, years=setting.years, seed=luck(setting, SEED), replicates=1
    )
    assert run.document["ticks"] == setting.ticks
    world = next(found for world, found in run.document["worlds"].items() if world != "none")
    return section, world["outcomes"], next(iter(world["schemes"].values()))


def test_score_of_expiring_points(tmp_path: Path) -> None:
    section, _, scheme = both("faer", tmp_path)
    score = section.score()
    assert scheme["score"]["mean"] == pytest.approx(score.mean(), rel=1e-12)
    assert scheme["score"]["sd"] == pytest.approx(score.std(), rel=1e-3)
    values, counts = np.unique(score, return_counts=True)
    expected = {f"{value:g}": count / len(score) for value, count in zip(values, counts, strict=True)}
    assert {str(value): share for value, share in scheme["score"]["shares"].items()} == pytest.approx(expected)


def test_share_of_a_list(tmp_path: Path) -> None:
    section, outcomes, scheme = both("monthly-restarts-2", tmp_path)
    share = float(section.listed("debtors").mean())
    assert scheme["lists"]["debtors"]["share"] == pytest.approx(share)
    assert outcomes["listed_share"]["value"] == pytest.approx(share)
    assert scheme["lists"]["debtors"]["entered"] == section.listings("debtors").sum()


def test_perceived_risk(tmp_path: Path) -> None:
    section, outcomes, _ = both("fading", tmp_path)
    believed = section.believed()
    assert outcomes["perceived_risk_mean"]["value"] == pytest.approx(believed.mean(), rel=1e-12)
    assert outcomes["perceived_risk_sd"]["value"] == pytest.approx(believed.std(ddof=1), rel=1e-12)


def test_wrongful_days(tmp_path: Path) -> None:
    section, outcomes, _ = both("drawn", tmp_path)
    days = section.wrongly_listed_ticks("suspects").sum()
    person_years = 2_000 * section.ticks / 365.25
    assert outcomes["wrongful_listed_days"]["value"] == pytest.approx(1_000 * days / person_years, rel=1e-9)
    assert outcomes["wrongful_entries"]["value"] == pytest.approx(
        1_000 * section.wrong().sum() / person_years, rel=1e-9
    )


def test_rungs_of_a_ladder(tmp_path: Path) -> None:
    section, _, scheme = both("hong-kong-3y", tmp_path)
    rungs, counts = np.unique(section.score().astype(int), return_counts=True)
    expected = {str(rung): count / len(section.score()) for rung, count in zip(rungs, counts, strict=True)}
    assert len(expected) == 4  # down to rung 2, or up by a claim
    assert {str(rung): share for rung, share in scheme["score"]["shares"].items()} == pytest.approx(expected)


def test_score_of_weighed_acts(tmp_path: Path) -> None:
    section, _, scheme = both("linear", tmp_path)
    assert scheme["score"]["mean"] == pytest.approx(section.score().mean(), rel=1e-9)
