"""Plant faults in copies of the package, one at a time, and see whether the tests notice.

``python scripts/mutants.py`` plants all; ``python scripts/mutants.py clamp expiry`` some. Kernels are read by Python
instead of being compiled (``tests/power/interpreted.py``), so that a fault takes seconds; with ``--compiled`` each copy
is compiled, in a cache of its own. Leaves with 1 if a fault was not noticed or the copy without a fault was.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SOUND, NOTICED = 0, 1
SECONDS = 600
BROKEN = "not judged: "


class MutantError(Exception):
    """A fault that cannot be planted, or a copy that cannot be judged."""


@dataclass(frozen=True)
class Mutant:
    """A fault.

    Parameters
    ----------
    name
        What is wrong.
    file
        In the package.
    old, new
        Text that stands there exactly once, and what replaces it.
    tests
        The tests that notice it; without, the comparison of twin and engine (``tests/power/detect.py``).
    """

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...] = ()


MUTANTS = (
    Mutant("sign", "kernels/records.py", "max(0, -points * p", "max(0, points * p"),
    Mutant(
        "clamp", "kernels/records.py", "return max(p.schemes.low[s], min(p.schemes.high[s], points))", "return points"
    ),
    Mutant("off-by-one", "kernels/records.py", "sh.expiry[e] <= t", "sh.expiry[e] < t"),
    Mutant("swapped-draw", "kernels/notices.py", "words(p, POOL, t, i, p", "words(p, POOL, i, t, p"),
    Mutant("lost-expiry", "kernels/enter.py", "= min(st.next_check[s, i], soonest)", "= st.next_check[s, i]"),
    Mutant(
        "ignored-repeat",
        "kernels/stand.py",
        "elif repeat == ADDS:\n        st.until",
        "elif repeat < 0:\n        st.until",
    ),
    Mutant("wrong-pool", "kernels/sense.py", "* p.sizes.most_pools + pool", "* p.sizes.most_pools"),
    Mutant(
        "unsorted-tiers",
        "engine/plan_scheme.py",
        'for row in sorted(rows, key=lambda one: one["tier_from"]):',
        "for row in rows:",
        ("tests/unit/engine/test_plan_standing.py",),
    ),
    Mutant(
        "dropped-group",
        "outcomes/groups.py",
        "found[where] = np.bincount(codes, values, where.stop - where.start)",
        "found[where.start : where.stop - 1] = np.bincount(codes, values, where.stop - where.start)[:-1]",
        ("tests/power/test_groups.py",),
    ),
    Mutant(
        "fresh-neighbour",
        "kernels/neighbours.py",
        "among_friends(p, st, s, i, st.pub_score, st.pub_score)",
        "among_friends(p, st, s, i, st.score, st.score)",
    ),
    Mutant(
        "stale-neighbour",
        "kernels/feel.py",
        "if p.rows.publishes_scores:",
        "if p.rows.publishes_scores and p.rows.publishes_bases:",
    ),
)


def planted(mutant: Mutant | None, folder: Path) -> Path:
    """A copy of the package with the fault in it; returns the folder from which it is imported.

    Raises
    ------
    MutantError
        The text is not there, or there more than once.
    """
    source = folder / "src"
    copytree(ROOT / "src", source, ignore=ignore_patterns("__pycache__"))
    if mutant is not None:
        path = source / "scorarium" / mutant.file
        text = path.read_text(encoding="utf-8")
        if text.count(mutant.old) != 1:
            raise MutantError(
                f"{mutant.name}: text stands in {mutant.file} {text.count(mutant.old)} times (expected 1)"
            )
        path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    return source


def judged(source: Path, tests: Sequence[str], *, is_compiled: bool) -> tuple[bool, str]:
    """Whether the tests notice something about a copy, and what.

    Raises
    ------
    MutantError
        They broke down instead of failing.
    """
    environment = dict(os.environ) | {"PYTHONPATH": os.pathsep.join([str(source), str(ROOT)])}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "NUMBA_CACHE_DIR": str(source.parent / "cache")}
    environment |= {} if is_compiled else {"NUMBA_DISABLE_JIT": "1"}
    if tests:
        plugin = [] if is_compiled else ["-p", "tests.power.interpreted", "-W", "ignore:overflow encountered"]
        command = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *plugin, *tests]
    else:
        command = ["-m", "tests.power.detect", str(source), *(["compiled"] if is_compiled else [])]
    whole = [sys.executable, *command]
    done = subprocess.run(
        whole, check=False, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=SECONDS
    )
    said = (done.stdout.strip().splitlines() or [""])[-1]
    broke = "Traceback" in done.stderr or (tests and done.returncode == NOTICED and "failed" not in said)
    if broke or done.returncode not in (SOUND, NOTICED):
        raise MutantError(f"the tests broke down:\n{done.stdout}{done.stderr}")
    return done.returncode == NOTICED, said


def tried(mutant: Mutant | None, tests: Sequence[str] = (), *, is_compiled: bool = False) -> tuple[bool, str]:
    """Plant a fault (or none) and see whether it is noticed."""
    with TemporaryDirectory(prefix="mutant-") as folder:
        source = planted(mutant, Path(folder))
        return judged(source, tests if mutant is None else mutant.tests, is_compiled=is_compiled)


def named(names: Iterable[str]) -> list[Mutant]:
    """The mutants of these names; all without."""
    known = {mutant.name: mutant for mutant in MUTANTS}
    return [known[name] for name in names] or list(MUTANTS)


def main() -> int:
    """Plant them and report."""
    parser = argparse.ArgumentParser(description="Plant faults and see whether the tests notice.")
    parser.add_argument("names", nargs="*", choices=[[], *(mutant.name for mutant in MUTANTS)], help="which (all)")
    parser.add_argument("--compiled", action="store_true", help="compile each copy")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    chosen = named(options.names)
    every = tuple(sorted({path for mutant in chosen for path in mutant.tests}))
    whole: list[tuple[Mutant | None, Sequence[str]]] = [(None, ()), *([(None, every)] if every else [])]
    work = whole + [(mutant, mutant.tests) for mutant in chosen]
    begin, bad = time.perf_counter(), 0

    def one(item: tuple[Mutant | None, Sequence[str]]) -> tuple[bool, str]:
        try:
            return tried(*item, is_compiled=options.compiled)
        except MutantError as error:
            return item[0] is None, f"{BROKEN}{error}"

    with ThreadPoolExecutor(options.jobs) as pool:
        for (mutant, _), (is_noticed, said) in zip(work, pool.map(one, work), strict=True):
            good = is_noticed == (mutant is not None) and not said.startswith(BROKEN)
            bad += not good
            name = mutant.name if mutant is not None else "(no fault)"
            print(
                f"{name:16} {'noticed' if is_noticed else 'unnoticed':10} {'' if good else 'WRONG '}{said}", flush=True
            )
    print(f"{len(work)} copies in {time.perf_counter() - begin:.0f} s, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
