"""Pictures of what only some cases have: districts that are scored, and people who weigh what they say."""

import re
from pathlib import Path

import numpy as np
import pytest

import scorarium
from scorarium.report.content import Picture
from scorarium.report.figures import stacks
from scorarium.report.material import Material, read
from scorarium.report.sections import places, voice
from scorarium.report.svg import overlaps
from scorarium.store.on_disk import open_run

CASES = Path(__file__).parents[2] / "cases"
DISSENT = [CASES / "23-dissent.scheme.yaml", CASES / "23-dissent-proportional.scheme.yaml"]


@pytest.fixture(scope="module")
def dissent(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Dissent under one penalty for all, and under one in proportion."""
    out = tmp_path_factory.mktemp("dissent")
    scorarium.run(DISSENT, society=CASES / "23-dissenters.society.yaml", persons=1500, years=0.1, out=out)
    return read(open_run(out), str(out))


@pytest.fixture(scope="module")
def patrols(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Patrols that go where the records are."""
    out = tmp_path_factory.mktemp("patrols")
    scorarium.run(CASES / "16-patrols.scheme.yaml", society=CASES / "16-patrols.society.yaml", years=0.5, out=out)
    return read(open_run(out), str(out))


def only(pictures: tuple[Picture, ...]) -> Picture:
    assert len(pictures) == 1
    for wide in (318.0, 700.0):
        assert overlaps(pictures[0].draw(wide, "a label").boxes) == []
    return pictures[0]


def test_bars_of_what_is_said_are_as_long_as_the_outcomes_say(dissent: Material) -> None:
    section = voice.section(dissent)
    assert section is not None
    picture = only(section.pictures)
    markup = str(picture.draw(700.0, "a label").render())
    for world, tone in (("dissent-uniform", "w1"), ("dissent-proportional", "w2")):
        found = re.findall(rf'<rect class="(bar[a-z ]*) {tone}" [^>]*width="([0-9.]+)"', markup)
        names = {"bar faint": "complied_share", "bar light": "self_censored_share", "bar": "defied_share"}
        for cls, long in found:
            measured = dissent.measured(names[cls], world)
            assert measured is not None
            assert float(long) == pytest.approx(700 * measured.here.value, abs=0.1)
        assert sum(float(long) for _, long in found) == pytest.approx(700, abs=0.2)
    assert "is held back" in picture.headline
    assert [row[0] for row in picture.table.rows] == ["dissent-uniform", "dissent-proportional"]


def test_records_of_districts_are_drawn_beside_who_lives_there(patrols: Material) -> None:
    section = places.section(patrols)
    assert section is not None
    picture = only(section.pictures)
    persons = patrols.kept.persons
    scores, where = np.asarray(persons["score"].values)[0], np.asarray(persons["district"].values)
    records = [float(scores[where == k].mean()) for k in range(2)]
    worst = int(np.argmax(records))
    share = round(100 * max(records) / sum(records))
    assert picture.headline == f"District {'ab'[worst]} holds {share}% of the records, with 50% of the people."
    assert [row[2] for row in picture.table.rows] == [f"{count:,.0f}" for count in sorted(records, reverse=True)]


def test_who_has_neither_has_no_such_picture(dissent: Material, patrols: Material) -> None:
    assert voice.section(patrols) is None
    assert places.section(dissent) is None


def test_a_part_of_nothing_is_not_drawn() -> None:
    stack = stacks.Stack("a world", "w1", (1.0, 0.0, 0.0), ("100%", "0%", "0%"))
    markup = str(stacks.draw([stack], 318.0, "", parts=[(text, cls) for _, text, cls in voice.PARTS]).render())
    assert markup.count(' w1"') == 1
