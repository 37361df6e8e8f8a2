"""A run: ordered, executed, put together, kept; and read again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorarium.errors import DeclarationError, ScorariumError
from scorarium.outcomes.intervals import LEVEL
from scorarium.outcomes.replicate import Replicate
from scorarium.quantities import rational
from scorarium.store.in_memory import InMemory
from scorarium.store.on_disk import OnDisk, store_of
from scorarium.store.protocol import Kept, Store
from scorarium.store.provenance import package_version, provenance, run_id
from scorarium.studies.execute import Execution, execute
from scorarium.studies.order import Order, as_declared, faults_of, from_declared, notes_of
from scorarium.studies.points import check_corners
from scorarium.studies.progress import Tell, Teller
from scorarium.studies.sample import n_points
from scorarium.studies.sensitivity import sensitivity_of, with_points

if TYPE_CHECKING:
    import xarray as xr

TICKS = {1.0: "1d", 7.0: "1w"}


class Run:
    """A run that was made: measures, document, declaration. What is on disk is read when it is asked for.

    Parameters
    ----------
    store, key
        Where it is kept.
    folder
        Where it lies on disk, if it does.
    """

    def __init__(self, store: Store, key: str, folder: Path | None = None) -> None:
        self._store, self._key, self.dir = store, key, folder
        self.document: Mapping[str, Any] = store.load_document(key)
        """What ``run --json`` prints."""

    @cached_property
    def _kept(self) -> Kept:
        return self._store.load(self._key)

    @property
    def id(self) -> str:
        """Its name: the same declaration, size, seed and code always give the same."""
        return str(self.document["run"])

    @property
    def dataset(self) -> xr.Dataset:
        """Measures with named dimensions and units, over all replicates."""
        return self._kept.dataset

    @property
    def persons(self) -> xr.Dataset:
        """Effects on each person of replicate 0."""
        return self._kept.persons

    @cached_property
    def declaration(self) -> Mapping[str, Any]:
        """Everything from which it can be made again."""
        return self._store.load_declaration(self._key)

    @property
    def worlds(self) -> tuple[str, ...]:
        """Names of the worlds, `none` first."""
        return tuple(self.document["worlds"])

    def order(self) -> Order:
        """The order that it was made from."""
        return from_declared(self.declaration)

    def __repr__(self) -> str:
        size = f"{self.document['persons']:,} persons, {self.document['ticks']} ticks of {self.document['tick']}"
        return f"<Run {self.id}: {', '.join(self.worlds)}; {size}, {self.document['replicates']} replicates>"


def load_run(folder: str | Path) -> Run:
    """Read a run that is kept in a folder.

    Raises
    ------
    StoreError
        There is none.
    """
    return Run(*store_of(folder), Path(folder))


class InterruptedRunError(ScorariumError):
    """A run was stopped by the one who watched; what was finished is kept.

    Parameters
    ----------
    finished, asked
        Replicates, or points at which numbers are varied, as `what` says.
    run
        What is finished; None if nothing is.
    parts
        How many parts of how many are kept of the replicate that was stopped, where it is lived part by part.
    """

    def __init__(
        self, finished: int, asked: int, run: Run | None, what: str = "replicates", parts: tuple[int, int] = (0, 0)
    ) -> None:
        super().__init__(f"stopped after {finished} of {asked} {what}")
        self.parts = parts
        self.finished, self.asked, self.run, self.what = finished, asked, run, what


def make_run(
    order: Order,
    *,
    out: str | Path | None = None,
    runs: str | Path | None = None,
    threads: int | None = None,
    workers: int = 1,
    progress: Tell | None = None,
    resume: bool = True,
) -> Run:
    """Execute an order and keep what comes out.

    Parameters
    ----------
    order
        What is to be run.
    out
        The folder for this run.
    runs
        Or a folder of runs, in which it gets one named after its id. With neither, it is kept in memory only.
    threads, workers
        How many threads, and how many processes; results do not depend on them.
    progress
        Told how far it is.
    resume
        Go on with what an interrupted run of the same id has left; otherwise that is forgotten.

    Raises
    ------
    DeclarationError
        Something is faulty, or cannot be executed yet.
    InterruptedRunError
        Stopped from the keyboard.
    """
    if faults := faults_of(order):
        raise DeclarationError(faults)
    if order.vary is not None:
        check_corners(order)
    declared = as_declared(order)
    name = run_id(declared)
    store, key, folder = place_of(out, runs, name)
    if not resume:
        store.drop_parts(key)
    points = 0 if order.vary is None else n_points(order.vary)
    pieces = (1 + points) * order.replicates * len(order.societies)
    teller = Teller(progress, pieces=pieces, replicates=order.replicates, points=points)
    done = execute(order, store, key, name, threads=threads, workers=workers, teller=teller)
    if not done.finished:
        raise InterruptedRunError(0, order.replicates, None, parts=done.parts)
    kept = put_together(order, done, declared, folder)
    store.save(key, kept)
    if done.is_stopped:
        kept_run = Run(store, key, folder)
        if done.n_points:
            raise InterruptedRunError(done.n_points, points, kept_run, "points")
        raise InterruptedRunError(done.finished, order.replicates, kept_run)
    store.drop_parts(key)
    return Run(store, key, folder)


def place_of(out: str | Path | None, runs: str | Path | None, name: str) -> tuple[Store, str, Path | None]:
    """The store, the key in it and the folder of a run."""
    if out is not None:
        return *store_of(out), Path(out)
    if runs is not None:
        return OnDisk(runs), name, Path(runs) / name
    return InMemory(), name, None


def put_together(order: Order, done: Execution, declared: Mapping[str, Any], folder: Path | None) -> Kept:
    """Replicates, put together into what is kept."""
    from scorarium.outcomes.assemble import assemble, persons_of  # noqa: PLC0415  # late: xarray is not needed to live
    from scorarium.outcomes.document import document  # noqa: PLC0415

    groups = done.even()
    none_of = {society: order.none_of(society) for society in groups}
    dataset = assemble(groups, none_of)
    source = provenance(declared)
    found = document(
        dataset,
        head=head_of(order, done, declared, folder),
        timing=timing_of(groups),
        provenance=source,
        wanted=order.outcomes,
    )
    if done.points is not None:
        found["sensitivity"] = sensitivity_of(order, done.points, found["worlds"])
        dataset = with_points(dataset, order, done.points)
    dataset.attrs |= {"scorarium": package_version(), "run": run_id(declared), "seed": str(order.seed)}
    dataset.attrs |= {name: value for name, value in source.items() if isinstance(value, str)}
    return Kept(found, dataset, persons_of(groups, none_of), declared)


def head_of(order: Order, done: Execution, declared: Mapping[str, Any], folder: Path | None) -> dict[str, Any]:
    """What stands at the head of a document: the size is that of the first society."""
    society = next(iter(order.societies))
    days = float(rational(order.societies[society].tick))
    return {
        "scorarium": package_version(),
        "run": run_id(declared),
        "dir": None if folder is None else str(folder),
        "seed": order.seed,
        "society": society,
        "persons": order.persons_in(society),
        "years": order.years,
        "ticks": order.ticks_in(society),
        "tick": TICKS.get(days, "1mo"),
        "burn_in": order.burn_in_of(society),
        "replicates": done.finished,
        "replicates_asked": order.replicates,
        "complete": not done.is_stopped,
        "level": LEVEL,
        "notes": notes_of(order),
    }


def timing_of(groups: Mapping[str, list[Replicate]]) -> dict[str, float | int]:
    """Seconds, and how much was done in them."""
    total: dict[str, float] = {}
    person_ticks = alone = 0.0
    for group in groups.values():
        for replicate in group:
            worlds = len(replicate.coords["world"])
            person_ticks += replicate.timing["person_ticks"]
            alone += replicate.timing["person_ticks"] / worlds
            for name in ("compile_s", "society_s", "plan_s", "simulate_s", "candidates"):
                total[name] = total.get(name, 0.0) + replicate.timing[name]
    candidates = total.pop("candidates")
    return {**total, "person_ticks": int(person_ticks), "candidates_per_person_tick": candidates / alone}
