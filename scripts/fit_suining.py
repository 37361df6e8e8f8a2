"""Fit the detection of ``suining-2010`` to what was published of the first list, and print the lines for its file.

Two facts, two free factors. One factor stretches the detection of everything that costs points, so that 812 names stand
on the list ``named`` out of a million residents three months after the start; another stretches the detection of good
works, so that two thirds of the entries are negative. Both counts grow nearly in proportion to their factor, so each
round multiplies a factor by wanted/got. Every round lives the same luck in the same societies (common random numbers):
what differs between rounds is the detection alone.

    .venv/bin/python scripts/fit_suining.py [--rounds 4] [--persons 200000] [--replicates 5]
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import scorarium
from scorarium.studies.design import Study

NAME: Final = "suining-2010"
NAMES_PER_MILLION: Final = 812.0
NEGATIVE: Final = 2.0 / 3.0
YEARS: Final = 0.25
"""Three months: thirteen weeks from 1 January 2010; the first list was published on 15 March."""

BAD: Final = {"banks": 0.95, "police": 0.03, "posts": 0.01}
"""Starting points: banks know nearly all arrears, registers and the county's readers see little of what is done."""
BIRTHS: Final = 0.9
GOOD: Final = {"orphan_care": 0.1, "volunteering": 0.1}


@dataclass(frozen=True)
class Round:
    """What one round got: names per million residents with standard error, and the share of negative entries."""

    names: float
    error: float
    negative: float


def reform(bad: float, good: float) -> Mapping[str, Any]:
    """The senses with both factors applied, as a reform of the file."""
    senses: dict[str, Any] = {sense: {"detection": start * bad} for sense, start in BAD.items()}
    offices = {"extra_birth": BIRTHS * bad} | {act: start * good for act, start in GOOD.items()}
    return {"senses": senses | {"offices": {"sees": offices}}}


def live(bad: float, good: float, persons: int, replicates: int, seed: int) -> Round:
    """Live three months under the scheme with these factors.

    Parameters
    ----------
    bad, good
        Factors on the detections of what costs points and of good works.
    persons
        In each replicate.
    """
    study = Study.model_validate(
        {
            "scorarium": 1, "kind": "study", "name": "fit-suining", "society": "china-2018",
            "worlds": {"fitted": {"scheme": NAME, "reform": reform(bad, good)}},
            "persons": persons, "years": YEARS, "replicates": replicates, "seed": seed,
        }
    )  # fmt: skip
    found = scorarium.study(study).document["worlds"]["fitted"]
    total = persons * replicates
    named = found["schemes"][NAME]["lists"]["named"]["share"] * total
    return Round(1e6 * named / total, 1e6 * sqrt(named) / total, found["outcomes"]["negative_entry_share"]["value"])


def better(bad: float, good: float, got: Round) -> tuple[float, float]:
    """Both factors after a round; positive entries per negative one stand for good/bad."""
    more = NAMES_PER_MILLION / got.names
    wanted = (1.0 - NEGATIVE) / NEGATIVE
    return bad * more, good * more * wanted / (1.0 / got.negative - 1.0)


def main() -> None:
    """Run the rounds and print what belongs into the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--persons", type=int, default=200_000)
    parser.add_argument("--replicates", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    bad, good = 1.0, 1.0
    for number in range(1, asked.rounds + 1):
        got = live(bad, good, asked.persons, asked.replicates, asked.seed)
        print(
            f"round {number}: bad x {bad:.4f}, good x {good:.4f}: {got.names:.0f} ± {1.96 * got.error:.0f} names "
            f"per million, {100 * got.negative:.2f} % negative",
            flush=True,
        )
        if number < asked.rounds:
            bad, good = better(bad, good, got)
    for sense, start in BAD.items():
        print(f"{sense}: detection {100 * start * bad:.3g} %")
    for act, start in {"extra_birth": BIRTHS * bad, **{act: start * good for act, start in GOOD.items()}}.items():
        print(f"offices: {act} {100 * start:.3g} %")


if __name__ == "__main__":
    main()
