"""The page of the benchmarks tells what was measured, and nothing that was not."""

import json
from pathlib import Path

from benchmarks.page import page
from benchmarks.peers.__main__ import rows_of
from benchmarks.promises import by_itself, promises
from benchmarks.told import GAP, SHORTEST, WIDEST, bars, lasting, rounded

MACHINE = {"day": "2026-01-02", "system": "Linux x86_64", "load": "0.1", "processors": "2", "python": "3.11"}


def lived(seconds: float, score: float) -> dict[str, object]:
    outcome = {"mean_score": score, "listed_share": 0.01}
    return {"setup_s": 1.0, "first_s": 2.0, "run_s": [seconds, seconds], "peak_bytes": 1e6, "outcome": outcome}


def told(results: Path) -> str:
    """The page with ordinary spaces."""
    return page(results).replace(GAP, " ")


def test_who_does_other_work_is_void() -> None:
    found = rows_of({"a": [lived(2.0, 500.0)], "b": [lived(1.0, 500.2)], "c": [lived(0.5, 450.0)]}, 1000)
    assert list(found) == ["c", "b", "a"]
    assert {name: one["void"] for name, one in found.items()} == {"c": True, "b": False, "a": False}


def test_the_page_says_the_figures_and_the_machine(tmp_path: Path) -> None:
    assert "person-tick" in told(tmp_path)
    assert "Measured on" not in told(tmp_path)
    figures = {"1000": rows_of({"a": [lived(2.0, 500.0)], "b": [lived(1.0, 500.2)]}, 1000)}
    kept = {"machine": MACHINE, "versions": {"numpy": "2.0"}, "runs": "3 runs", "figures": figures}
    (tmp_path / "peers.json").write_text(json.dumps(kept), encoding="utf-8")
    text = told(tmp_path)
    assert "2026-01-02" in text
    assert "numpy 2.0" in text
    assert text.index("| b |") < text.index("| a |")


def test_the_page_says_what_is_asked(tmp_path: Path) -> None:
    figures = {"1000000": rows_of({"scorarium": [lived(2.0, 500.0)], "Mesa": [lived(200.0, 500.0)]}, 1_000_000)}
    kept = {"machine": MACHINE, "versions": {}, "runs": "3 runs", "figures": figures}
    (tmp_path / "peers.json").write_text(json.dumps(kept), encoding="utf-8")
    assert "| the same beside Mesa | ≥ 200 × | 100 × | **no** |" in told(tmp_path)


def nation(persons: int, **more: object) -> dict[str, object]:
    took = {"persons": persons, "ticks": 52, "worlds": 2, "wall_s": 300.0, "cpu_s": 590.0, "peak_gib": 0.7}
    return {"machine": MACHINE, "took": took | {"person_ticks_per_s": persons * 52 / 300.0} | more, "run": {}}


def test_the_page_tells_of_every_nation_that_was_lived(tmp_path: Path) -> None:
    for persons in (100_000_000, 6_000_000):
        kept = nation(persons, **({"scored_world_s": 250.0} if persons > 6_000_000 else {}))
        (tmp_path / f"nation-{persons}.json").write_text(json.dumps(kept), encoding="utf-8")
    text = told(tmp_path)
    assert "| 6,000,000 persons | 2 | 5.0 min |  | 9.8 min | 2.1 | 0.70 GiB |" in text
    assert "| 100,000,000 persons | 2 | 5.0 min | 4.2 min |" in text
    assert text.index("| 6,000,000") < text.index("| 100,000,000 persons | 2")
    assert "| 100,000,000 persons, 52 weeks: the scored world | ≤ 4.0 min | 4.2 min | **no** |" in text


def test_what_is_as_asked_says_so() -> None:
    document = nation(33_000_000)
    (one,) = promises({"nation-33000000": document})
    assert tuple(cell.replace(GAP, " ") for cell in one.cells) == (
        "33,000,000 persons, 52 weeks: memory in all",
        "≤ 1.00 GiB",
        "0.70 GiB",
        "yes",
    )


def test_whoever_does_other_work_is_not_the_fastest_framework() -> None:
    one = {"median": 60.0, "void": False}
    figures = {"scorarium": one, "Mesa": one | {"median": 0.5}, "Starsim, aligned draws": one | {"void": True}}
    seen = {promise.what: promise.seen for promise in promises({"peers": {"figures": {"1000000": figures}}})}
    assert seen["the same beside the fastest framework (Mesa)"] == 120.0
    assert not any("Starsim" in what for what in seen)


def test_what_more_costs_is_a_ratio_of_points_that_were_measured() -> None:
    ns = {("persons", 100_000): 100.0, ("persons", 1_000_000): 103.0, ("worlds", "the scheme alone"): 80.0}
    points = [{"what": what, "value": value, "ns": seen, "candidates": seen} for (what, value), seen in ns.items()]
    (one,) = promises({"costs": {"points": points}})
    assert (one.seen, one.is_kept) == (10.3, True)
    assert "1.03 times the candidates" in one.what


def test_what_is_missed_says_so_by_itself() -> None:
    lived = {"candidates_per_person_tick": 2.5, "person_ticks_per_s": 31e6, "peak_gib": 3.5, "simulate_s": 2.0}
    said = [one.sentence.replace(GAP, " ") for one in by_itself({"figures": {"live by own code, 2 threads": lived}})]
    assert said == [
        "`suining-2010` beside `none`, 2.50 candidates a person-tick: 31 million/s (asked: ≥ 30 million/s)",
        "the same, memory in all: 3.50 GiB (asked: ≤ 3.00 GiB), MISSED",
    ]


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    def lengths(drawn: list[str]) -> list[float]:
        return [float(bar.partition("width:")[2].partition("em")[0]) for bar in drawn]

    assert lengths(bars([1.0, 2.0, 0.0])) == [WIDEST / 2, WIDEST, SHORTEST]
    assert lengths(bars([-1.0, 4.0])) == [SHORTEST, WIDEST]
    assert bars([]) == []
    assert 'class="bar own"' in bars([1.0, 2.0], is_own=[False, True])[1]


def test_figures_are_written_with_three_digits() -> None:
    written = {0.0312: "0.0312", 3.14159: "3.14", 0.0: "0", 42.0: "42", 1234.5: "1,234", 57.33: "57.3"}
    assert {value: rounded(value) for value in written} == written
    assert [lasting(seconds).replace(GAP, " ") for seconds in (0.0421, 34.03, 250.0)] == ["42 ms", "34.0 s", "4.2 min"]


def test_the_page_tells_what_a_battery_said_of_luck(tmp_path: Path) -> None:
    said = """\
        test_name   |ntup| tsamples |psamples|  p-value |Assessment
    diehard_operm5|   0|   1000000|     100|0.78201512|  PASSED
        sts_serial|   4|    100000|     100|0.99784263|   WEAK
        sts_serial|   4|    100000|     200|0.30203508|  PASSED
"""
    (tmp_path / "luck-tick.txt").write_text(said, encoding="utf-8")
    text = told(tmp_path)
    assert "| tick | 2 | 1 | 0 |" in text
    assert "sts_serial 4 (p = 0.99784263 of 100)" in text
