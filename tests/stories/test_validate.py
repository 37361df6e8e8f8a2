"""`scorarium validate`: what it says of cases that agree, that do not, and that were moved."""

import json
import re
from pathlib import Path

import pytest
import typer

from scorarium.cli.validate import _sentences, moved
from scorarium.validation.run import CaseResult
from tests.stories.program import scorarium


def result(z: float) -> CaseResult:
    """A case so many standard errors off."""
    says = "share on [low] of a scale"
    return CaseResult(
        1, "brazil-0-3", 0.5, 0.5 + z / 100, 0.01, z, abs(z) <= 4, says, "claims a period", 0.1, 2_000_000, 3
    )


@pytest.mark.statistical
def test_cases_agree_and_notice(tmp_path: Path) -> None:
    agrees = scorarium("validate", "factors", cwd=tmp_path)
    assert agrees.status == 0, agrees.out + agrees.err
    assert "8 cases, all within 4 standard errors" in agrees.out
    assert "By luck alone, one of so many would be off with a chance of 0.051 %." in agrees.out
    for move in ("10%", "-10%"):
        notices = scorarium("validate", "factors", "--move", move, cwd=tmp_path)
        assert notices.status == 0, notices.out + notices.err
        assert (
            f"8 cases, each with its parameter moved by {'-' if '-' in move else '+'}10 %: all noticed." in notices.out
        )


@pytest.mark.long
@pytest.mark.parametrize("move", ["0", "10%", "-10%"])
def test_all_cases_agree_and_every_one_notices_a_tenth(tmp_path: Path, move: str) -> None:
    done = scorarium("validate", "--move", move, "--json", cwd=tmp_path)
    found = json.loads(done.out)["cases"]
    assert len(found) >= 60
    assert len({case["family"] for case in found}) >= 8
    assert [case["case"] for case in found if case["ok"] != (move == "0")] == []


@pytest.mark.statistical
def test_a_move_too_small_to_notice_is_a_finding(tmp_path: Path) -> None:
    done = scorarium("validate", "factors", "--move", "0.01%", cwd=tmp_path)
    assert done.status == 1
    assert "moved by +0.01 %: 8 did not notice." in done.out
    assert re.search(r"linear-mean \(z [-+]\d\.\d\d, late payments a tick 0.050005\): mean score, 70 % ", done.out)


@pytest.mark.parametrize("written", ["11%", "-0.2", "much", "10%%", "nan"])
def test_what_is_no_move(written: str, tmp_path: Path) -> None:
    done = scorarium("validate", "13", "--move", written, cwd=tmp_path)
    assert done.status == 2
    assert f"'{written}' is not a move between -10% and 10%." in " ".join(re.sub("[│|]", " ", done.err).split())


def test_moves_as_people_write_them() -> None:
    assert [moved(written) for written in ("10%", "-10%", "0.05", "0")] == pytest.approx([0.1, -0.1, 0.05, 0])
    with pytest.raises(typer.BadParameter):
        moved("20%")


def test_a_case_that_is_off_is_put_in_words() -> None:
    told = _sentences([result(1.0), result(-5.25)], 0.0)
    assert told[1] == "[bold red]brazil-0-3[/] (z -5.25, claims a period 0.1): share on \\[low] of a scale."
    assert told[2] == "2 cases, 1 off by more than 4 standard errors; 4,000,000 person-ticks in 6 s."
    assert told[3] == "By luck alone, one of so many would be off with a chance of 0.013 %."
    assert _sentences([result(1.0)], 0.0)[1].startswith("1 case, all within")
