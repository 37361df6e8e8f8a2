"""The library's way in: `scorarium.run` and `scorarium.study`, which mirror the commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from scorarium.quantities import Duration, parse_duration
from scorarium.scheme.library import find
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load
from scorarium.society.recipe import Society
from scorarium.studies.design import Study
from scorarium.studies.order import SEED, YEARS, order_run, order_study
from scorarium.studies.progress import Tell
from scorarium.studies.run import Run, make_run


def run(
    schemes: Sequence[str | Path | Scheme] | str | Path | Scheme,
    *,
    society: str | Path | Society | None = None,
    persons: int | None = None,
    years: float = YEARS,
    seed: int = SEED,
    replicates: int = 1,
    burn_in: str | Duration | None = None,
    same_society: bool = False,
    until: Mapping[str, float] | None = None,
    out: str | Path | None = None,
    threads: int | None = None,
    progress: Tell | None = None,
    resume: bool = True,
) -> Run:
    """Let a society live under schemes, each in a world of its own, and beside that without.

    Parameters
    ----------
    schemes
        Names in the library, paths of files, or schemes; ``"A+B"`` is one world with both. None at all: only `none`.
    society
        Where they are put; without it each goes to its `home`, and without one to `plain`.
    persons
        How many live there; without it as many as the society says.
    years
        How long; `burn_in` is lived and scored within them, but not counted.
    seed
        From what all luck comes.
    replicates
        How often; intervals come from them, or, with one, from persons clustered by district.
    same_society
        Every replicate lives among the same people, under other luck.
    until
        Half-widths of intervals at which it may stop early, by outcome.
    out
        The folder in which the run is kept; without it, in memory only.
    threads
        How many; results do not depend on it.
    progress
        Called with a `Progress` now and then.
    resume
        Go on with what an interrupted run of the same make has left in `out`.

    Returns
    -------
    Run
        With `dataset` (xarray), `document` (what ``run --json`` prints), `persons` and `dir`.

    Raises
    ------
    DeclarationError
        With every fault of every file, or what this version cannot execute.
    OrderError
        What is asked cannot be run.
    InterruptedRunError
        Stopped from the keyboard; what was finished is kept.

    Examples
    --------
    >>> import scorarium
    >>> run = scorarium.run("flensburg-2014", persons=500, years=1, seed=7)
    >>> run.dataset["welfare_mean"].dims
    ('world', 'replicate')
    """
    order = order_run(
        schemes,
        society=society,
        persons=persons,
        years=years,
        seed=seed,
        replicates=replicates,
        burn_in=parse_duration(burn_in) if isinstance(burn_in, str) else burn_in,
        same_society=same_society,
        until=until,
    )
    return make_run(order, out=out, threads=threads, progress=progress, resume=resume)


def study(
    file: str | Path | Study,
    *,
    out: str | Path | None = None,
    threads: int | None = None,
    workers: int = 1,
    progress: Tell | None = None,
    resume: bool = True,
) -> Run:
    """Let all worlds of a study live, as often as it says.

    Parameters
    ----------
    file
        Its name in the library, the path of its file, or the study itself.
    out, threads, progress, resume
        As for `run`.
    workers
        Processes that share the work. A script that asks for several keeps its own doings under
        ``if __name__ == "__main__":``.

    Returns
    -------
    Run
        Worlds of further societies stand beside a `none` of their own, `none@SOCIETY`.

    Raises
    ------
    DeclarationError
        With every fault of the study and of what it names.
    OrderError
        What is asked cannot be run.
    InterruptedRunError
        Stopped from the keyboard; what was finished is kept.
    """
    if isinstance(file, Study):
        order = order_study(file)
    else:
        path = find(file, "study")
        order = order_study(load(path, "study", Study))
    return make_run(order, out=out, threads=threads, workers=workers, progress=progress, resume=resume)
