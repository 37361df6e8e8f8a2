"""Real runs, small: what a page is made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scorarium.report.content import Picture, Section
from scorarium.report.material import Material, read
from scorarium.report.page import SECTIONS, page_of
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load_scheme
from scorarium.society.recipe import Society, load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from scorarium.store.on_disk import open_run
from scorarium.store.protocol import Kept
from scorarium.studies.order import Order, WorldOrder
from scorarium.studies.run import make_run

HOSTILE = '<script>alert("1")</script> & \'"</svg>'
LONG = "a name that goes on and on, longer than any label of any picture could ever be, without an end"
FOREIGN = "社会信用体系 والعربية ţăță"

PAPER: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "paper",
    "title": "A scheme on paper",
    "summary": "Everybody begins with a hundred points.",
    "year": 2020,
    "fidelity": "hypothetical",
    "operator": {"kind": "state", "level": "city"},
    "enrolment": {"kind": "mandatory"},
    "senses": {
        "watch": {
            "kind": "camera",
            "context": "civic",
            "sees": ["littering", "theft", "volunteering", "criticism_online"],
            "detection": {"value": "20%", "range": ["5%", "50%"], "basis": "assumed"},
            "identification": {"missed": "5%", "false_match": "10%"},
        }
    },
    "score": {
        "kind": "points",
        "start": 100,
        "bounds": [0, 150],
        "better": "higher",
        "rules": {
            "litter": {"on": "littering", "points": -10, "lasts": "1y"},
            "theft": {"on": "theft", "points": -40},
            "talk": {"on": "criticism_online", "points": -15, "lasts": "6mo"},
            "help": {"on": "volunteering", "points": 2, "at_most": "5 within 1y"},
        },
    },
    "tiers": {"good": {"from": 90}, "fair": {"from": 60}, "poor": {"from": 0}},
    "lists": {
        "shame": {"colour": "black", "enter": {"score": {"to": 50}}, "lasts": "6mo", "public": True},
    },
    "consequences": {
        "no-flights": {"when": {"list": "shame"}, "service": "flights", "effect": "deny"},
        "first": {"when": {"tier": "good"}, "service": "promotion", "effect": "favour"},
        "fine": {"when": {"rule": "litter"}, "effect": "fine", "amount": "0.5 days-income"},
    },
    "due_process": {"notice": "after", "reasons": "rule", "appeal": "none"},
    "visibility": {"own_score": True, "rules_public": True, "rules_known_by": "60%"},
}
BARE: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "claims-only",
    "tick": "1mo",
    "acts": {"claim": {"context": "traffic", "rate": "0.1/y"}},
    "psychology": "passive",
}
BLIND: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "blind",
    "enrolment": {"kind": "mandatory"},
    "senses": {"office": {"kind": "registry", "context": "traffic", "sees": ["claim"], "detection": "0%"}},
    "score": {"kind": "record", "rules": {"claims": {"on": "claim"}}},
}


def wild() -> dict[str, Any]:
    """A scheme whose every name is hostile or far too long, with eight tiers, six lists and twenty consequences."""
    raw: dict[str, Any] = json.loads(json.dumps(PAPER))
    raw |= {"name": LONG, "title": HOSTILE, "summary": HOSTILE + FOREIGN}
    raw["senses"] = {f"{HOSTILE} {k}": raw["senses"]["watch"] for k in range(1)}
    rules = {f"{FOREIGN} {name} {LONG}": rule for name, rule in raw["score"]["rules"].items()}
    raw["score"]["rules"] = rules
    raw["tiers"] = {f"{k} {HOSTILE if k % 2 else LONG}": {"from": 12 * (8 - k)} for k in range(1, 9)}
    raw["lists"] = {
        f"{k} {HOSTILE if k % 2 else LONG}": {"colour": "black", "enter": {"score": {"to": 96 - 6 * k}}, "lasts": "3mo"}
        for k in range(6)
    }
    listed = next(iter(raw["lists"]))
    raw["consequences"] = {
        f"{k} {LONG}": {"when": {"list": listed}, "service": service, "effect": effect}
        for k, (service, effect) in enumerate(
            (service, effect)
            for service in ("flights", "rail", "loans", "housing", "job")
            for effect in ("deny", "favour")
        )
    }
    return raw


@dataclass(frozen=True)
class Made:
    """A run with its page."""

    kept: Kept
    material: Material
    html: str

    def sections(self) -> dict[str, Section]:
        """Sections by key."""
        found = (make(self.material) for make in SECTIONS)
        return {section.key: section for section in found if section is not None}

    def pictures(self) -> Iterator[Picture]:
        """Every picture."""
        for section in self.sections().values():
            yield from (*section.pictures, *section.more)


def scheme(folder: Path, raw: Mapping[str, Any], name: str) -> Scheme:
    """Read a scheme from plain data, through a file as a user would write it."""
    path = folder / f"{name}.scheme.yaml"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return load_scheme(path)


def society(folder: Path, raw: Mapping[str, Any] | str) -> Society:
    """Read a society from plain data, or take one of the library."""
    if isinstance(raw, str):
        return with_vocabulary(load_society(raw), load_vocabulary())
    path = folder / f"{raw['name']}.society.yaml"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return with_vocabulary(load_society(path), load_vocabulary())


def make(folder: Path, order: Order) -> Made:
    """Run an order, keep it, read it back and write its page."""
    make_run(order, out=folder / "run")
    kept = open_run(folder / "run")
    return Made(kept, read(kept, "run"), page_of(kept, "run"))


def _order(
    folder: Path, where: Mapping[str, Any] | str, worlds: Mapping[str, tuple[Mapping[str, Any], ...]], **size: Any
) -> Order:
    place = society(folder, where)
    place_name = place.name
    found = {
        name: WorldOrder(place_name, tuple(scheme(folder, raw, f"{number}-{k}") for k, raw in enumerate(schemes)))
        for number, (name, schemes) in enumerate(worlds.items())
    }
    return Order("test", {place_name: place}, found, **size)


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """One scheme with everything that a page shows, two replicates."""
    folder = tmp_path_factory.mktemp("ordinary")
    return make(folder, _order(folder, "plain", {"paper": (PAPER,)}, persons=1500, years=2.0, replicates=2, seed=3))


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Four worlds with hostile and endless names, one of them of two schemes; one replicate."""
    folder = tmp_path_factory.mktemp("crowded")
    joining = {"kind": "opt_in", "adoption": {"innovation": "0.5/y", "imitation": "0.5/y"}}
    mild = {**PAPER, "name": "mild", "enrolment": joining}
    worlds = {
        HOSTILE: (wild(),),
        LONG: (PAPER, {**mild, "name": f"mild {HOSTILE.replace('/', '')}"}),
        FOREIGN: (mild,),
        "paper": (PAPER,),
    }
    return make(folder, _order(folder, "plain", worlds, persons=800, years=1.0, replicates=1, seed=5))


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """One act and nothing else, under a scheme that sees nothing."""
    folder = tmp_path_factory.mktemp("bare")
    return make(folder, _order(folder, BARE, {"blind": (BLIND,)}, persons=300, years=1.0, replicates=1, seed=1))


@pytest.fixture(scope="session")
def trading(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Firms beside persons, under a scheme that records what firms claim; three replicates."""
    folder = tmp_path_factory.mktemp("trading")
    firms = {"count": 60, "acts": {"firm_tax_late": {"rate": "2/y", "harm": 1}}}
    office = {"kind": "registry", "context": "tax", "sees": ["firm_tax_late"], "detection": "50%"}
    score = {"kind": "record", "rules": {"late": {"on": "firm_tax_late"}}}
    seen = {**BLIND, "name": "seen", "subjects": "firms", "senses": {"office": office}, "score": score}
    order = _order(folder, {**BARE, "firms": firms}, {"seen": (seen,)}, persons=300, years=1.0, replicates=3, seed=1)
    return make(folder, order)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """No scheme at all."""
    folder = tmp_path_factory.mktemp("empty")
    return make(folder, _order(folder, BARE, {}, persons=200, years=0.5, replicates=3, seed=1))


@pytest.fixture(params=["ordinary", "crowded", "bare", "empty"])
def made(request: pytest.FixtureRequest) -> Made:
    """Each of the runs in turn."""
    found: Made = request.getfixturevalue(request.param)
    return found
