"""The page of the benchmarks tells what was measured, and nothing that was not."""

import json
from pathlib import Path

from benchmarks.page import page
from benchmarks.peers.__main__ import rows_of

MACHINE = {"day": "2026-01-02", "system": "Linux x86_64", "load": "0.1", "processors": "2", "python": "3.11"}


def lived(seconds: float, score: float) -> dict[str, object]:
    outcome = {"mean_score": score, "listed_share": 0.01}
    return {"setup_s": 1.0, "first_s": 2.0, "run_s": [seconds, seconds], "peak_bytes": 1e6, "outcome": outcome}


def test_who_does_other_work_is_void() -> None:
    found = rows_of({"a": [lived(2.0, 500.0)], "b": [lived(1.0, 500.2)], "c": [lived(0.5, 450.0)]}, 1000)
    assert list(found) == ["c", "b", "a"]
    assert {name: one["void"] for name, one in found.items()} == {"c": True, "b": False, "a": False}


def test_the_page_says_the_figures_and_the_machine(tmp_path: Path) -> None:
    assert "person-tick" in page(tmp_path)
    assert "Measured on" not in page(tmp_path)
    figures = {"1000": rows_of({"a": [lived(2.0, 500.0)], "b": [lived(1.0, 500.2)]}, 1000)}
    kept = {"machine": MACHINE, "versions": {"numpy": "2.0"}, "runs": "3 runs", "figures": figures}
    (tmp_path / "peers.json").write_text(json.dumps(kept), encoding="utf-8")
    text = page(tmp_path)
    assert "2026-01-02" in text
    assert "numpy 2.0" in text
    assert text.index("| b |") < text.index("| a |")


def test_the_page_says_what_is_asked(tmp_path: Path) -> None:
    figures = {"1000": rows_of({"scorarium": [lived(2.0, 500.0)], "Mesa": [lived(200.0, 500.0)]}, 1000)}
    kept = {"machine": MACHINE, "versions": {}, "runs": "3 runs", "figures": figures}
    (tmp_path / "peers.json").write_text(json.dumps(kept), encoding="utf-8")
    assert "Scorarium's median: 100 × Mesa (asked: 200)." in page(tmp_path)


def test_the_page_tells_of_every_nation_that_was_lived(tmp_path: Path) -> None:
    for persons in (6_000_000, 100_000_000):
        kept = {"machine": MACHINE, "took": {"persons": persons, "peak_gib": 0.7, "promised": ""}, "run": {}}
        (tmp_path / f"nation-{persons}.json").write_text(json.dumps(kept), encoding="utf-8")
    text = page(tmp_path)
    assert "## 6,000,000 persons" in text
    assert "## 100,000,000 persons" in text
    assert "promised" not in text


def test_the_page_tells_what_a_battery_said_of_luck(tmp_path: Path) -> None:
    said = """\
        test_name   |ntup| tsamples |psamples|  p-value |Assessment
    diehard_operm5|   0|   1000000|     100|0.78201512|  PASSED
        sts_serial|   4|    100000|     100|0.99784263|   WEAK
        sts_serial|   4|    100000|     200|0.30203508|  PASSED
"""
    (tmp_path / "luck-tick.txt").write_text(said, encoding="utf-8")
    text = page(tmp_path)
    assert "| tick | 2 | 1 | 0 |" in text
    assert "sts_serial 4 (p = 0.99784263 of 100)" in text
