"""Known answers put to the engine: files are written, read, compiled and lived as a user's would be, then compared.

A case agrees when |z| ≤ 4. By luck alone one correct case in 15,800 would not; ``false_alarm`` is the chance that any
of n does not. Luck is addressed: the same seed gives the same figures on every machine.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import erfc, expm1, log1p, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import Resolved, build, load_scheme
from scorarium.society.generate import generate
from scorarium.society.recipe import load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from scorarium.validation.case import Case, Files, Setting
from scorarium.validation.catalogue import cases
from scorarium.validation.section import Section

LIMIT = 4.0
"""Standard errors by which a case may miss."""

FAR = 1e9
SEED = 20_140_501
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class CaseResult:
    """One number that is known exactly, and what came out.

    Parameters
    ----------
    family, case
        The number of the family and the name of the case.
    expected
        The exact value for the model in ticks.
    simulated, standard_error, z
        z is (simulated - expected) / standard error, kept within ±10⁹.
    ok
        Whether theory and engine agree: |z| ≤ 4.
    says
        What is compared, in a sentence.
    parameter, value
        What the files depend on, and where it stood.
    person_ticks
        How much was lived under the scheme.
    seconds
        What the run took; nought if a case before had paid for it.
    """

    family: int
    case: str
    expected: float
    simulated: float
    standard_error: float
    z: float
    ok: bool
    says: str
    parameter: str
    value: float
    person_ticks: int
    seconds: float


def run_cases(
    families: Iterable[str] | None = None,
    *,
    seed: int = SEED,
    move: float = 0.0,
    threads: int | None = None,
    progress: Progress | None = None,
    only: Callable[[Case], bool] | None = None,
) -> list[CaseResult]:
    """Put known answers to the engine.

    Parameters
    ----------
    families
        Numbers or names; all without.
    seed
        From what all luck comes.
    move
        Moves the parameter of each case by this share while the expected value stays: with 0.1 every case should fail.
    threads
        For the engine; results do not depend on it.
    progress
        Called with the number of cases done, and of all.
    only
        Leaves out cases for which it is false.

    Raises
    ------
    FamilyError
        There is no such family.
    """
    asked = [case for case in cases(families) if only is None or only(case)]
    by_setting: dict[str, list[Case]] = {}
    for case in asked:
        by_setting.setdefault(f"{case.family}/{case.setting.name}", []).append(case)
    results: list[CaseResult] = []
    for shared in by_setting.values():
        if progress is not None:
            progress(len(results), len(asked))
        results += answer(shared, seed, move, threads)
    if progress is not None:
        progress(len(results), len(asked))
    return results


def answer(shared: list[Case], seed: int, move: float, threads: int | None) -> list[CaseResult]:
    """Live one setting and read off the answers of all cases that look at it."""
    start = time.perf_counter()
    setting = shared[0].setting
    value = setting.value * (1.0 + move)
    section = live(setting, value, seed=seed, threads=threads)
    seconds = time.perf_counter() - start
    found = []
    for case in shared:
        estimate = case.estimate(section)
        z = max(-FAR, min(FAR, estimate.z(case.expected)))
        figures = (case.expected, estimate.value, estimate.standard_error, z, abs(z) <= LIMIT)
        question = (case.says, setting.parameter, value, setting.persons * setting.ticks)
        found.append(CaseResult(case.family, case.name, *figures, *question, seconds))
        seconds = 0.0
    return found


def live(setting: Setting, value: float, *, seed: int, threads: int | None = None) -> Section:
    """Read the files of a setting, generate its people and live its ticks."""
    compiled = compiled_from(setting.write(value), setting, luck(setting, seed))
    state = None
    for _, life in ticks(compiled, threads=threads):
        state = life
    if state is None:
        raise AssertionError(f"{setting.name}: no tick was lived")
    return Section(compiled, state.complete())


def luck(setting: Setting, seed: int) -> int:
    """The seed of one setting: another for each, whichever others are run."""
    return seed ^ zlib.crc32(setting.name.encode())


def compiled_from(files: Files, setting: Setting, seed: int) -> CompiledPlan:
    """A plan from two files on disk."""
    with TemporaryDirectory(prefix="scorarium-") as directory:
        scheme_file, society_file = write(files, Path(directory), setting.name)
        scheme = load_scheme(scheme_file)
        society = with_vocabulary(load_society(society_file, setting.persons), load_vocabulary())
    people = generate(society, seed=seed)
    names = [f"{scheme.name}-{k}" for k in range(1, setting.copies)]
    copies = [build(Resolved({**scheme.raw, "name": one}, scheme.positions, one, one), Scheme) for one in names]
    worlds = {one.name: [one] for one in (scheme, *copies)}
    return compile_plan(people, society, worlds, seed=seed, replicate=0, years=setting.years)


def write(files: Files, directory: Path, name: str) -> tuple[Path, Path]:
    """Put the two files of a setting into a directory: scheme and society."""
    scheme, society = directory / f"{name}.scheme.yaml", directory / f"{name}.society.yaml"
    scheme.write_text(files.scheme, encoding="utf-8")
    society.write_text(files.society, encoding="utf-8")
    return scheme, society


def false_alarm(n: int) -> float:
    """Chance that at least one of n correct cases misses by more than the limit: 1 - (1 - P(|Z| > 4))ⁿ."""
    return -expm1(n * log1p(-erfc(LIMIT / sqrt(2))))
