"""The flow of a scheme fits a terminal, and its picture stands by itself."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len
from rich.console import Console

from scorarium.cli.flow import flow_document, flow_table, picture
from scorarium.scheme.library import shipped
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load_scheme
from scorarium.studies.check import examine

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.scheme.yaml"))


@pytest.mark.parametrize("width", [80, 60])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    schemes = [scheme for scheme in examine(CASES).documents.values() if isinstance(scheme, Scheme)]
    assert len(schemes) >= 35
    for scheme in schemes:
        console = Console(width=width, file=io.StringIO())
        console.print(flow_table(scheme))
        lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
        assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("name", sorted(shipped("scheme")))
def test_the_picture_is_well_formed(name: str) -> None:
    root = ElementTree.fromstring(picture(load_scheme(name)))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "prefers-color-scheme" in (root[0].text or "")


def test_what_leads_where() -> None:
    columns = flow_document(load_scheme("suining-2010"))
    leads = [{thing["key"]: thing["leads_to"] for thing in column["things"]} for column in columns]
    assert "drink-driving" in leads[0]["police"] or "drunk-driving" in leads[0]["police"]
    assert "score" in leads[1]["petition"]
    assert "welfare" in leads[2]["tier:D"] or "assistance" in leads[2]["tier:D"]


def test_factors_are_among_what_counts() -> None:
    columns = flow_document(load_scheme("sesame-credit-2015"))
    counted = {thing["key"]: thing for thing in columns[1]["things"]}
    assert "score" in counted["factor:relations"]["leads_to"]
    assert "weighs 35%" in str(counted["factor:credit_history"])
    assert "by the scores of friends" in str(counted["factor:relations"])
    lender = next(thing for thing in columns[0]["things"] if thing["key"] == "lender")
    assert "factor:credit_history" in lender["leads_to"]
