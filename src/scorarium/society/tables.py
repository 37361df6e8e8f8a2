"""What a recipe says of its people's attributes: levels, shares, joint tables, incomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, MalformedError
from scorarium.society import recipe
from scorarium.society.ipf import fit, rake
from scorarium.society.junction import Fitted, Table
from scorarium.society.levels import depends_on, in_order, over_levels

Reals = NDArray[np.float64]
Levels = Mapping[str, tuple[str, ...]]
Given = tuple[tuple[str, ...], Reals]

ADDS_UP = 0.005
"""How far shares may be from one in all before it is an error and not rounding."""


def _under(path: tuple[str, ...], read: Callable[[], Reals]) -> Reals:
    """Read something and say where it stood if that fails."""
    try:
        return read()
    except MalformedError as malformed:
        raise MalformedError(*(complaint.under(*path) for complaint in malformed.complaints)) from None


def levels_of(society: recipe.Society) -> dict[str, tuple[str, ...]]:
    """Levels of every attribute, in declared order; numbers and ranges ascend."""
    return {name: in_order(attribute.levels) for name, attribute in society.attributes.items()}


def whole(shares: Reals, *path: str) -> Reals:
    """Bring shares to one in all along the last axis.

    Raises
    ------
    MalformedError
        They are further from one than rounding explains.
    """
    total = shares.sum(axis=-1, keepdims=True)
    worst = float(total.reshape(-1)[np.argmax(np.abs(total - 1.0))])
    if abs(worst - 1.0) > ADDS_UP:
        raise MalformedError(Complaint("the shares do not add up", f"{worst:.1%}", "100%", at=path))
    return np.asarray(shares / total, np.float64)


def _attribute_shares(name: str, attribute: recipe.Attribute, levels: Levels) -> Given:
    """Shares of an attribute's levels (last axis) given the attributes it depends on."""
    own = levels[name]
    path = ("attributes", name)
    if attribute.quintiles is not None:
        return (name,), np.full(len(own), 1.0 / len(own))
    if attribute.by:
        return _cases(name, attribute, levels)
    if attribute.share is not None:
        number = attribute.share
        of = depends_on(number)
        true = np.minimum(_under((*path, "share"), lambda: over_levels(number, levels, of)), 1.0)
        return (*of, name), np.stack([1.0 - true, true], axis=-1)
    of = tuple(dict.fromkeys(on for number in attribute.shares.values() for on in depends_on(number)))
    columns = [
        _under((*path, "shares", level), lambda number=attribute.shares[level]: over_levels(number, levels, of))  # type: ignore[misc]
        for level in own
    ]
    return (*of, name), whole(np.stack(columns, axis=-1), *path, "shares")


def _cases(name: str, attribute: recipe.Attribute, levels: Levels) -> Given:
    """Shares within each level of another attribute."""
    if len(attribute.by) != 1:
        raise MalformedError(
            Complaint("by takes one attribute", ", ".join(attribute.by), "one", at=("attributes", name, "by"))
        )
    ((on, cases),) = attribute.by.items()
    missing = [level for level in levels.get(on, ()) if level not in cases]
    if on not in levels or missing:
        problem = f"nothing is said of '{on}: {missing[0]}'" if missing else "no such attribute"
        expected = "shares for every level" if missing else ", ".join(levels)
        raise MalformedError(Complaint(problem, f"'{on}'", expected, at=("attributes", name, "by", on)))
    rows = [
        [cases[level][own].constant_value if own in cases[level] else 0.0 for own in levels[name]]
        for level in levels[on]
    ]
    return (on, name), whole(np.array(rows), "attributes", name, "by", on)


def fit_society(society: recipe.Society) -> tuple[Fitted, tuple[Table, ...], tuple[Given, ...]]:
    """Fit the joint distribution of all attributes.

    Returns
    -------
    fitted : Fitted
        What persons are dealt from.
    tables : tuple of Table
        Single attributes and joint tables, as asked (joint tables raked to the single attributes).
    given : tuple of (attributes, shares)
        Conditional shares, last axis the attribute itself.

    Raises
    ------
    MalformedError
        Shares that do not add up, or tables that contradict one another.
    """
    levels = levels_of(society)
    said = {name: _attribute_shares(name, attribute, levels) for name, attribute in society.attributes.items()}
    margins = {name: shares for name, (of, shares) in said.items() if of == (name,)}
    given = tuple((of, shares) for of, shares in said.values() if len(of) > 1)
    _refuse_circles({of[-1]: of[:-1] for of, _ in given})
    tables = [Table(f"attributes.{name}.shares", (name,), shares) for name, shares in margins.items()]
    for name, joint in society.joint_tables.items():
        tables.append(rake(_joint(name, joint, levels, margins), margins))
    fitted = fit({name: len(own) for name, own in levels.items()}, tables, given)
    return fitted, tuple(tables), given


def _refuse_circles(parents: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse attributes whose shares depend on themselves in the end."""
    settled: set[str] = set()
    left = dict(parents)
    while left:
        free = [name for name, of in left.items() if all(on not in left or on in settled for on in of)]
        if not free:
            name = next(iter(left))
            raise MalformedError(
                Complaint(
                    "depends on itself in the end",
                    expected="shares that others do not depend on",
                    at=("attributes", name),
                )
            )
        for name in free:
            settled.add(name)
            del left[name]


def _joint(name: str, joint: recipe.JointTable, levels: Levels, margins: Mapping[str, Reals]) -> Table:
    path = ("joint_tables", name)
    for attribute in joint.of:
        if attribute not in margins:
            twice = "an attribute with conditional shares, of which no table may speak too"
            problem = twice if attribute in levels else "no such attribute"
            raise MalformedError(Complaint(problem, f"'{attribute}'", ", ".join(margins), at=(*path, "of")))
    shares = np.zeros([len(levels[attribute]) for attribute in joint.of])
    for combination, number in joint.shares.items():
        if len(combination) != len(joint.of):
            raise MalformedError(
                Complaint(
                    "not nested as deep as `of`", at=(*path, "shares", *combination), expected=" / ".join(joint.of)
                )
            )
        for attribute, level in zip(joint.of, combination, strict=True):
            if level not in levels[attribute]:
                known = ", ".join(levels[attribute])
                raise MalformedError(
                    Complaint(
                        f"'{attribute}' has no level '{level}'",
                        None,
                        f"one of {known}",
                        at=(*path, "shares", *combination),
                    )
                )
        cell = tuple(levels[attribute].index(level) for attribute, level in zip(joint.of, combination, strict=True))
        shares[cell] = number.constant_value
    return Table(f"joint_tables.{name}", joint.of, whole(shares.reshape(-1), *path, "shares").reshape(shares.shape))


def incomes(society: recipe.Society, attributes: Mapping[str, NDArray[np.uint8]], n: int) -> Reals:
    """Income of each person relative to the middle fifth; ones without fifths."""
    for name, attribute in society.attributes.items():
        if attribute.quintiles is not None:
            fifths = np.array([fifth.value for fifth in attribute.quintiles])
            return np.asarray((fifths / fifths[2])[attributes[name]], np.float64)
    return np.ones(n)
