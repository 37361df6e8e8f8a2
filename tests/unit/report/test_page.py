"""The page is whole, says what was run, asks nobody for anything and cannot be broken by names."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import numpy as np
import pytest

from scorarium.outcomes.layout import OUTCOMES
from scorarium.report.content import GRID, SMALL, SOLO
from scorarium.report.material import Estimate
from scorarium.report.page import ReportError, page_of, write_page
from scorarium.report.sections import again, opening, outcomes, people, say, time
from scorarium.report.svg import overlaps
from scorarium.report.titles import TITLES
from scorarium.store.protocol import StoreError
from tests.unit.report.conftest import FOREIGN, HOSTILE, Made

VOID = {"meta", "input", "br", "line", "rect", "circle", "polygon", "polyline", "link", "img"}
NO_NUMBER = re.compile(r"\b(nan|NaN|None|inf|Infinity|undefined|NULL)\b")


class Reader(HTMLParser):
    """Reads a page strictly: every tag closed in order, every id once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if len(found) != len(attrs):
            self.faults.append(f"an attribute twice in {tag}")
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(str(found["id"]))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        self.texts.append((self.stack[-1] if self.stack else "", data))


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def test_every_tag_is_closed_and_every_id_is_there_once(made: Made) -> None:
    reader = read(made.html)
    assert not reader.faults
    assert not reader.stack
    assert len(reader.ids) == len(set(reader.ids))


def test_every_picture_is_well_formed(made: Made) -> None:
    for svg in re.findall(r"<svg.*?</svg>", made.html, flags=re.DOTALL):
        Xml.fromstring(svg)


def test_asks_nobody_for_anything_and_runs_nothing(made: Made) -> None:
    reader = read(made.html)
    names = {tag for tag, _ in reader.tags}
    assert not names & {"script", "iframe", "object", "embed", "link", "img", "form", "base"}
    for tag, attrs in reader.tags:
        assert not [name for name in attrs if name.startswith("on")], tag
        for name in ("src", "href", "action", "xlink:href", "data", "poster"):
            assert str(attrs.get(name) or "#").startswith("#"), (tag, attrs)
    style = re.sub(r"url\(data:[^)]*\)", "", "".join(text for tag, text in reader.texts if tag == "style"))
    assert "url(" not in style
    assert "@import" not in style
    assert "http:" not in style
    assert "https:" not in style
    policy = next(attrs["content"] for tag, attrs in reader.tags if attrs.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_shows_no_number_that_is_none(made: Made) -> None:
    reader = read(made.html)
    for tag, text in reader.texts:
        if tag not in ("style", "pre"):
            assert not NO_NUMBER.search(text), text
    for tag, attrs in reader.tags:
        for name, value in attrs.items():
            if tag not in ("meta", "html") and name not in ("id", "href"):
                assert not NO_NUMBER.search(str(value or "")), (tag, name, value)


def test_every_picture_has_a_label_a_headline_and_a_table_twin(made: Made) -> None:
    for figure in re.findall(r"<figure.*?</figure>", made.html, flags=re.DOTALL):
        reader = read(figure)
        drawn = [attrs for tag, attrs in reader.tags if tag == "svg"]
        assert drawn
        assert all(attrs.get("role") == "img" and len(str(attrs.get("aria-label"))) > 20 for attrs in drawn)
        headline = re.search(r"<h3>(.+?)</h3>", figure, flags=re.DOTALL)
        assert headline
        assert headline.group(1).rstrip().endswith("."), headline.group(1)
        table = re.search(r"<details>.*<tbody>(.*?)</tbody>", figure, flags=re.DOTALL)
        assert table
        assert "<tr>" in table.group(1)


@pytest.mark.parametrize("wide", [SOLO, GRID, SMALL])
def test_no_label_is_cut_off_or_lies_upon_another(made: Made, wide: float) -> None:
    for picture in made.pictures():
        svg = picture.draw(wide, "label")
        for box in svg.boxes:
            assert box.left >= -0.5, (picture.key, box)
            assert box.right <= svg.wide + 0.5, (picture.key, box)
            assert box.top >= -0.5, (picture.key, box)
            assert box.bottom <= svg.high + 0.5, (picture.key, box)
        assert not overlaps(svg.boxes), picture.key


def test_names_are_text_and_nothing_else(crowded: Made) -> None:
    assert HOSTILE not in crowded.html
    assert "<script" not in crowded.html
    reader = read(crowded.html)
    said = "".join(text for _, text in reader.texts).replace("\u2011", "-")
    assert HOSTILE in said
    assert FOREIGN in said


def test_the_same_run_gives_the_same_page(made: Made) -> None:
    assert page_of(made.kept, "run") == made.html


def test_stays_below_two_megabytes(made: Made) -> None:
    assert len(made.html.encode()) < 2_000_000


def test_all_parts_are_there_where_there_is_something_to_show(ordinary: Made) -> None:
    wanted = "schemes scores tiers places doors people acts wrong time outcomes basis again"
    assert " ".join(ordinary.sections()) == wanted


@pytest.mark.parametrize(("run", "parts"), [("bare", ["schemes", "outcomes", "basis", "again"]), ("empty", None)])
def test_empty_parts_are_left_out(run: str, parts: list[str] | None, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(run)
    found = list(made.sections())
    assert not set(found) & {"scores", "tiers", "places", "doors", "wrong", "people"}
    assert parts is None or [key for key in found if key not in ("acts", "time")] == parts


def test_the_first_table_says_what_the_document_says(ordinary: Made) -> None:
    measured = ordinary.kept.document["worlds"]["paper"]["outcomes"]["acts_prevented"]
    found = ordinary.material.measured("acts_prevented", "paper")
    assert found is not None
    assert found.difference.value == measured["difference"]["value"]
    assert say.number("acts_prevented", found.difference, signed=True) in ordinary.html


def test_headline_tells_only_what_is_clear(ordinary: Made) -> None:
    clear = opening.clear(ordinary.material, ordinary.material.worlds[0])
    assert clear
    for _, measured in clear:
        ends = measured.difference
        assert not ends.has_interval or ends.low > 0 or ends.high < 0
    assert opening.headline(ordinary.material).startswith("Two years on, “A scheme on paper” ")


def test_shares_of_a_picture_come_from_the_run(ordinary: Made) -> None:
    tiers = ordinary.kept.document["worlds"]["paper"]["schemes"]["paper"]["tiers"]
    table = ordinary.sections()["tiers"].pictures[0].table
    for row in table.rows:
        assert float(row[-1].rstrip("%")) == pytest.approx(100 * tiers[row[0]], abs=0.006)


def test_those_who_join_late_are_shown_before_they_do(crowded: Made) -> None:
    picture = next(one for one in crowded.sections()["tiers"].pictures if one.kicker == f"{FOREIGN}: mild")
    assert picture.table.rows[-1][0] == "not in the scheme"
    shares = [[float(cell.rstrip("%")) for cell in row[1:]] for row in picture.table.rows]
    assert [sum(column) for column in zip(*shares, strict=True)] == pytest.approx([100.0] * len(shares[0]), abs=0.03)
    assert shares[-1][0] > shares[-1][-1] > 0


def test_command_and_hashes_are_there(ordinary: Made) -> None:
    assert "--persons 1500 --years 2 --seed 3 --replicates 2" in ordinary.html
    assert ordinary.kept.document["provenance"]["declaration_sha256"] in ordinary.html


def test_what_is_not_shipped_is_to_be_saved_first(ordinary: Made, bare: Made) -> None:
    assert again.before(ordinary.material) == "First save what is declared below as paper.scheme.yaml."
    assert "scorarium run paper.scheme.yaml --society plain" in ordinary.html
    assert "run blind.scheme.yaml --society claims-only.society.yaml" in again.command(bare.material)


def test_a_group_that_gains_far_less_is_not_alike() -> None:
    every = Estimate(0.0124, 0.0112, 0.0137)
    alike = {"sex": {"female": Estimate(0.012, 0.008, 0.017), "male": Estimate(0.0126, 0.0101, 0.0150)}}
    assert people.gain_headline(alike, every).startswith("All groups gain about alike")
    apart = {**alike, "age": {"0-17": Estimate(0.0023, 0.0016, 0.0029)}}
    assert people.gain_headline(apart, every).startswith("Age 0-17 gains least: 0.0023 days’ income a year")


def test_firms_have_a_part_of_their_own(trading: Made, ordinary: Made) -> None:
    assert "firms" not in ordinary.sections()
    data: Any = trading.sections()["firms"].data
    rows = {row["name"]: row["lines"] for row in data["tables"][0]["rows"]}
    worlds = trading.kept.document["worlds"]
    assert [line["world"] for line in rows["harm_mean"]] == ["none", "seen"]
    made = worlds["seen"]["firms"]["outcomes"]["entries_made"]
    assert 800 < made["value"] < 1200, "two claims a year, half of them seen"
    assert rows["entries_made"][0]["value"] in trading.html
    assert rows["entries_made"][0]["interval"]
    assert rows["harm_mean"][1]["difference"] == "0", "nobody answers to it"
    assert not read(trading.html).faults


def test_a_course_that_may_be_chance_is_no_trend() -> None:
    years, steady = np.array([0.25, 0.5, 0.75, 1.0]), np.array([[1.0, 1, 4, 4], [1, 1, 5, 5], [1, 1, 4.5, 4.5]])
    grows = time.Course("x", "w1", years, steady)
    assert (
        time.trend("Refusals", [grows])
        == "Refusals grow under x: from 1.00 in the first half-year to 4.50 in the last."
    )
    wild = time.Course("x", "w1", years, np.array([[1.0, 1, 0, 0], [1, 1, 9, 9]]))
    assert time.trend("Refusals", [wild]).endswith("whether they grow or fade, this run cannot tell.")
    assert time.is_clear(np.array([3.0]))
    assert not time.is_clear(np.array([-3.0, 4.0]))


def test_every_outcome_has_a_family_and_a_title_in_words() -> None:
    placed = [name for family in outcomes.FAMILIES.values() for name in family]
    assert len(placed) == len(set(placed))
    assert set(placed) == OUTCOMES.keys()
    assert TITLES.keys() <= OUTCOMES.keys()
    for name in OUTCOMES:
        assert not {"auc", "sd", "p95", "max"} & set(say.title(name).lower().split()), name


def test_written_where_it_is_asked_for(ordinary: Made, tmp_path: Path) -> None:
    folder = Path(str(ordinary.kept.document["dir"]))
    path = write_page(folder, tmp_path / "new" / "page.html")
    assert path.read_text(encoding="utf-8").replace(str(folder), "run") == ordinary.html
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="cannot be written"):
        write_page(folder, tmp_path / "file" / "page.html")
    with pytest.raises(StoreError):
        write_page(tmp_path / "nothing")


def test_the_sample_page_is_one_of_ours() -> None:
    html = (Path(__file__).parents[3] / "docs/_static/sample-report.html").read_text(encoding="utf-8")
    reader = read(html)
    assert not reader.faults
    assert not reader.stack
    assert "script" not in {tag for tag, _ in reader.tags}
    assert "/tmp" not in html
    assert len(html) < 1_000_000
