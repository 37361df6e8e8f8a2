"""A run as one self-contained page: no script, no request, nothing but markup, styles and letters."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

import jinja2
from markupsafe import Markup

from scorarium.errors import ScorariumError
from scorarium.report import material as reading
from scorarium.report.content import Section
from scorarium.report.material import Material
from scorarium.report.sections import (
    acts,
    again,
    basis,
    doors,
    firms,
    opening,
    outcomes,
    people,
    places,
    say,
    schemes,
    scores,
    tiers,
    voice,
    wrong,
)
from scorarium.report.sections import time as times
from scorarium.report.svg import clean
from scorarium.store.on_disk import open_run
from scorarium.store.protocol import Kept

SECTIONS: tuple[Callable[[Material], Section | None], ...] = (
    schemes.section, scores.section, tiers.section, places.section, doors.section, people.gains, acts.section,
    voice.section, wrong.section, firms.section, times.section, outcomes.section, basis.section, again.section,
)  # fmt: skip
FACES = (
    ("Scorarium Serif", 400, "serif-400"),
    ("Scorarium Serif", 600, "serif-600"),
    ("Scorarium Sans", 400, "sans-400"),
    ("Scorarium Sans", 600, "sans-600"),
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"


class ReportError(ScorariumError):
    """A page that cannot be written."""


def write_page(run: str | Path, html: str | Path | None = None) -> Path:
    """Write the page of a kept run.

    Parameters
    ----------
    run
        Its folder.
    html
        Where; ``report.html`` in its folder unless told otherwise.

    Returns
    -------
    Path
        Of the page.

    Raises
    ------
    StoreError
        No run is kept there.
    ReportError
        The page cannot be written there.
    """
    folder = Path(run)
    text = page_of(open_run(folder), str(run))
    path = Path(html) if html is not None else folder / "report.html"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ReportError(f"{path}: the page cannot be written ({error.strerror}). Say another --html.") from None
    return path


def page_of(kept: Kept, source: str = "RUN") -> str:
    """Make the page of a run as text."""
    material = reading.read(kept, source)
    sections = [found for make in SECTIONS if (found := make(material)) is not None]
    is_, is_not = opening.what_it_is(material)
    text = _templates().get_template("page.html.j2").render(
        title=opening.headline(material),
        worlds=material.worlds,
        standfirst=opening.standfirst(material),
        is_=is_,
        is_not=is_not,
        glance=opening.glance(material),
        uncertainty=say.uncertainty(material),
        sections=sections,
        version=kept.document.get("scorarium", ""),
        run=kept.document.get("run", ""),
        policy=POLICY,
        styles=_styles(),
    )  # fmt: skip
    return clean(text)


@cache
def _templates() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("scorarium.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["whole"] = whole
    return found


def whole(text: str) -> str:
    """Keep hyphenated names on one line."""
    return text.replace("-", "\u2011")


@cache
def _styles() -> Markup:
    """Letters, colours and layout as one style sheet."""
    room = files("scorarium.report")
    faces = []
    for family, weight, name in FACES:
        letters = base64.b64encode(room.joinpath(f"fonts/{name}.woff2").read_bytes()).decode("ascii")
        source = f"url(data:font/woff2;base64,{letters}) format('woff2')"
        faces.append(f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:block;src:{source}}}")
    colours = _templates().get_template("colours.css.j2").render()
    layout = room.joinpath("templates/page.css").read_text(encoding="utf-8")
    return Markup("\n".join([*faces, colours, layout]))
