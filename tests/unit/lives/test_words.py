"""Words, dates and reasons."""

from types import SimpleNamespace

import pytest

from scorarium.lives.because import because
from scorarium.lives.tell import FULL_YEAR, tell
from scorarium.lives.words import Calendar, listed, money, points, share, times
from scorarium.names import NEVER, POINT
from scorarium.scheme.condition import Condition


@pytest.mark.parametrize(
    ("days", "tick", "date"),
    [
        (7.0, 0, "year 1, week 1"),
        (7.0, 51, "year 1, week 52"),
        (7.0, 52, "year 2, week 1"),
        (30.4375, 0, "year 1, month 1"),
        (30.4375, 11, "year 1, month 12"),
        (30.4375, 12, "year 2, month 1"),
        (1.0, 364, "year 1, day 365"),
        (1.0, 366, "year 2, day 2"),
    ],
)
def test_dates(days: float, tick: int, date: str) -> None:
    assert Calendar(days).date(tick) == date


def test_no_year_has_more_than_its_steps() -> None:
    for days, most in ((7.0, 53), (30.4375, 12), (1.0, 366)):
        steps = [Calendar(days).split(t) for t in range(round(20 * 365.25 / days))]
        assert max(step for _, step in steps) <= most
        assert steps == sorted(steps)


def test_spans_and_ends() -> None:
    week = Calendar(7.0)
    assert [week.span(n) for n in (1, 3, 8, 104, 260)] == ["7 days", "3 weeks", "8 weeks", "24 months", "4.98 years"]
    assert week.until(NEVER) == "for good"
    assert week.until(52) == "until year 2, week 1"


def test_figures() -> None:
    assert points(-30 * POINT) == "−30"
    assert points(2 * POINT + POINT // 2) == "+2.5"
    assert points(1000 * POINT, sign=False) == "1,000"
    assert points(1) == "0"
    assert money(-3 * POINT) == "−3 days of income"
    assert money(POINT) == "1 day of income"
    assert share(0.345) == "34 %"
    assert share(0.0312) == "3.1 %"
    assert (times(1), times(2), times(7)) == ("once", "twice", "7 times")
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ({"list": "named"}, "on the list named"),
        ({"tier": ["C", "D"]}, "in tier C or D"),
        ({"score": {"from": 600, "to": 649}}, "by the score"),
        ({"rule": "slander"}, "for slander"),
        ({"acts": {"fare_dodging": "3 within 1y"}}, "for fare dodging"),
        ({"open": {"tax_debt": {}}}, "while tax debt stands open"),
        ({"related": {"parents": {"list": "debtors"}}}, "a parent on the list debtors"),
        ({"in_scheme": {"courts": {"list": "defaulters"}}}, "on the list defaulters of courts"),
        ({"any": {"low": {"tier": "D"}, "court": {"list": "named"}}}, "in tier D or on the list named"),
        ({"is": {"licence": True}}, ""),
    ],
)
def test_reasons(condition: dict[str, object], reason: str) -> None:
    assert because(Condition.model_validate(condition)) == reason


def test_a_story_tells_every_year_and_leaves_out_the_small(strict: SimpleNamespace) -> None:
    cut = False
    for life in strict.lives:
        story = tell(life)
        assert [chapter.title for chapter in story.chapters] == ["Year 1", "Year 2"]
        assert all(len(chapter.lines) <= FULL_YEAR for chapter in story.chapters)
        assert all(chapter.left_out == 0 for chapter in tell(life, full=True).chapters)
        cut |= any(chapter.left_out for chapter in story.chapters)
        for chapter in story.chapters:
            assert all(line.text[:1] == line.text[:1].upper() for line in chapter.lines)
        for bars in story.falls.values():
            assert sum(bar.value for bar in bars[:-1]) == pytest.approx(bars[-1].value)
    assert cut


def test_a_year_begins_with_what_goes_on(strict: SimpleNamespace) -> None:
    """Whoever was listed in the first year and did not come off the list stands on it when the second begins."""
    went_on = 0
    for life in strict.lives:
        moves = [e for e in life.events if e.what in ("listed", "off_list") and life.calendar.split(e.tick)[0] == 1]
        last = {event.facts["list"]: event.what for event in moves}
        first = tell(life).chapters[1].lines[:1]
        is_said = bool(first) and first[0].text.startswith("Still on the list")
        assert is_said == ("listed" in last.values())
        went_on += is_said
    assert went_on


def test_what_is_not_theirs_is_never_left_out(strict: SimpleNamespace) -> None:
    seen = 0
    for life in strict.lives:
        wrong = [event for event in life.events if event.what == "entry" and not event.facts["theirs"]]
        told = [line for chapter in tell(life).chapters for line in chapter.lines if line.tone == "wrong"]
        lines = [line for line in told if line.text.startswith("Entry")]
        if len(wrong) <= FULL_YEAR // 2:
            assert len(lines) == len(wrong)
            seen += len(wrong)
    assert seen
