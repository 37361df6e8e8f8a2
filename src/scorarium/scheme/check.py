"""Check a scheme by itself: everything that can be wrong although each value is right."""

from __future__ import annotations

from collections.abc import Iterable

from scorarium.errors import DeclarationError, Fault, MalformedError
from scorarium.scheme.changing import in_order
from scorarium.scheme.check_cases import check_cases
from scorarium.scheme.check_changes import check_conversions, kept_by_a_change
from scorarium.scheme.check_clocks import check_clocks
from scorarium.scheme.check_depends import check_depends
from scorarium.scheme.check_doings import check_acts, check_doings
from scorarium.scheme.check_doors import check_doors
from scorarium.scheme.check_fit import check_fit
from scorarium.scheme.check_moments import check_moments
from scorarium.scheme.check_names import check_names
from scorarium.scheme.check_score import check_score
from scorarium.scheme.check_standing import check_standing
from scorarium.scheme.document import Path
from scorarium.scheme.faults import moved, place
from scorarium.scheme.known import Known
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.read import build
from scorarium.scheme.reform import apply
from scorarium.scheme.salvage import Resolved, unaffected


def check_scheme(scheme: Scheme, known: Known | None = None, pruned: Iterable[Path] = ()) -> list[Fault]:
    """Check a scheme, and what each of its changes makes of it.

    Parameters
    ----------
    known
        What it may name: without it, acts, services and contexts go unchecked.
    pruned
        What was left out of a faulty file: faults that may be due to that are not reported.

    Returns
    -------
    list of Fault
        In the order of the file; empty if all is well.
    """
    begins = _check_once(scheme, known or Known(), ())
    faults = unaffected(begins, pruned)
    if pruned:
        return sorted(set(faults))
    for reformed, path in _after_changes(scheme, faults):
        found = [*_check_once(reformed, known or Known(), path), *kept_by_a_change(scheme, reformed, path)]
        faults += [fault for at, fault in found if not is_old(at, fault, begins)]
    return sorted(set(faults))


def variants(scheme: Scheme) -> list[tuple[Scheme, Path]]:
    """Give a scheme, and what each of its changes makes of it with the place of the reform, where the reform fits."""
    return [(scheme, ()), *_after_changes(scheme, [])]


def is_old(path: Path, fault: Fault, before: Iterable[tuple[Path, Fault]]) -> bool:
    """Whether a fault after a change was there before it."""
    return any(path == at and fault.problem.endswith(old.problem) for at, old in before)


def _check_once(scheme: Scheme, known: Known, under: Path) -> list[tuple[Path, Fault]]:
    notes = Notes(scheme, under)
    check_names(notes, scheme, known)
    check_score(notes, scheme)
    check_standing(notes, scheme)
    check_doors(notes, scheme)
    check_depends(notes, scheme)
    check_acts(notes, (), scheme.acts)
    check_doings(notes, scheme, {**known.acts, **scheme.acts})
    check_moments(notes, scheme)
    check_clocks(notes, scheme)
    check_cases(notes, scheme)
    check_fit(notes, scheme)
    check_conversions(notes, scheme)
    return _once_each(notes.found)


def _once_each(found: list[tuple[Path, Fault]]) -> list[tuple[Path, Fault]]:
    """Leave out that nobody sees an act whose name is a slip of the pen."""
    slips = {path for path, fault in found if fault.problem == "unknown act" and "Did you mean" in (fault.repair or "")}
    return [(path, fault) for path, fault in found if path not in slips or not fault.problem.endswith("nobody sees")]


def _after_changes(
    scheme: Scheme, faults: list[Fault], names: Iterable[str] | None = None
) -> Iterable[tuple[Scheme, Path]]:
    """Give the scheme after each change: those with a time upon each other, the others upon the scheme as it begins.

    After each of them stand those that it brings.
    """
    raw = dict(scheme.raw)
    file = scheme.positions[()].file if scheme.positions else scheme.name
    for name in in_order(scheme) if names is None else names:
        change, path = scheme.changes[name], ("changes", name, "reform")
        if change.reform is None:
            continue
        try:
            patched = apply(raw if change.at is not None else scheme.raw, change.reform)
            reformed = build(Resolved(patched, scheme.positions, file, scheme.luck_root), Scheme)
        except MalformedError as malformed:
            faults += [place(complaint, path, scheme.positions, file) for complaint in malformed.complaints]
            continue
        except DeclarationError as error:
            faults += [moved(fault, path, scheme.positions) for fault in error.faults]
            continue
        raw = patched if change.at is not None else raw
        yield reformed, path
        brought = [one for one in in_order(reformed) if reformed.changes[one] != scheme.changes.get(one)]
        inner: list[Fault] = []
        yield from ((one, (*path, *at)) for one, at in _after_changes(reformed, inner, brought))
        faults += [moved(fault, path, scheme.positions) for fault in inner]
