"""Tables as the kernels see them: one pointer to a page of addresses, read with the twin's own syntax.

A plan has some 250 arrays. Numba would pass each of them by value through every call (nested named tuples took
minutes to compile); a view is a single pointer. ``plan.rules.points[r]`` compiles to two loads; integers of any
width are read as int64 and reals as float64, as in plain Python. What a plan holds does not change during a
call, so its loads are marked invariant and leave the loops.

With ``SCORARIUM_BOUNDS=1`` in the environment every index is checked (for developers and the nightly job).
"""

import operator
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.datamodel.models import PrimitiveModel
from numba.core.datamodel.registry import register_default
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer_getattr, infer_global, signature
from numba.extending import NativeValue, lower_builtin, lower_getattr_generic, unbox
from numpy.typing import NDArray

# vectors (``vectors.py`` and what is made of it) are not checked: their columns are longer than what is read of them
IS_CHECKED = os.environ.get("SCORARIUM_BOUNDS") == "1"

OWN = "own"
"""Label of the types of code that is made for one plan alone."""

WORD = ir.IntType(64)
BYTE = ir.IntType(8)


@dataclass(frozen=True)
class Slot:
    """Where a field stands in the page of addresses (in words of 8 bytes) and how it is read.

    ``dtype`` is NumPy's code of one item, ``ndim`` 0 for scalars and -1 for a group of fields, ``step`` the distance of
    items in bytes. ``constant`` is what every item is known to be (``with_constants``).
    """

    offset: int
    dtype: str = ""
    ndim: int = 0
    step: int = 0
    is_frozen: bool = False
    group: "ViewType | None" = None
    constant: int | float | None = None


class ViewType(types.Type):  # type: ignore[misc]
    """A page of addresses: fields by name."""

    def __init__(self, label: str, slots: tuple[tuple[str, Slot], ...], digest: str) -> None:
        self.slots = dict(slots)
        self.known: dict[str, Slot] = {}
        self.is_own = label == OWN
        super().__init__(f"View({label} {digest})")


class ColumnType(types.Type):  # type: ignore[misc]
    """One array of a view; its value is the address of its description."""

    def __init__(self, label: str, slot: Slot) -> None:
        self.slot = slot
        self.item = types.float64 if np.dtype(slot.dtype).kind == "f" else types.int64
        self.label = label if IS_CHECKED else ""
        form = f"{slot.dtype} {slot.ndim} {slot.step} {slot.is_frozen} {slot.constant}"
        super().__init__(f"Column({self.label} {form})")


@register_default(ViewType)
@register_default(ColumnType)
class AddressModel(PrimitiveModel):  # type: ignore[misc]
    """Both are one 64-bit address."""

    def __init__(self, dmm: Any, fe_type: Any) -> None:
        super().__init__(dmm, fe_type, WORD)


class Handle:
    """A page of addresses with the arrays that it points to.

    Parameters
    ----------
    kind
        The view's type (``layout``).
    arrays
        Field -> array or number; of nested groups ``group.field``.
    """

    def __init__(self, kind: ViewType, arrays: Mapping[str, Any]) -> None:
        self._numba_type_ = kind
        self.page = np.zeros(words_of(kind), np.int64)
        self.address = int(self.page.ctypes.data)
        self.arrays: dict[str, Any] = {}
        for name, value in arrays.items():
            self.put(name, value)

    def put(self, name: str, value: Any) -> None:
        """Point a field to an array, or write a number."""
        slot = self.slot(name)
        self.arrays[name] = value
        if slot.ndim == 0:
            view = self.page if slot.dtype != "f8" else self.page.view(np.float64)
            view[slot.offset] = value
            return
        check_array(name, slot, value)
        self.page[slot.offset] = value.__array_interface__["data"][0]
        self.page[slot.offset + 1 : slot.offset + 1 + slot.ndim] = value.shape

    def seen_as(self, kind: ViewType) -> "Handle":
        """The same page under another type of the same layout."""
        same = object.__new__(Handle)
        same.__dict__ = {**self.__dict__, "_numba_type_": kind}
        return same

    def slot(self, name: str) -> Slot:
        """Where a field stands and how it is read."""
        known = self._numba_type_.known
        if name not in known:
            kind, offset = self._numba_type_, 0
            *groups, last = name.split(".")
            for part in groups:
                slot = kind.slots[part]
                group: Any = slot.group
                kind, offset = group, offset + slot.offset
            slot = kind.slots[last]
            known[name] = Slot(offset + slot.offset, slot.dtype, slot.ndim, slot.step, slot.is_frozen)
        return known[name]


def check_array(name: str, slot: Slot, value: NDArray[Any]) -> None:
    """Refuse an array that the compiled code would misread."""
    is_packed = value.strides[-1] == slot.step if value.ndim and value.size else True
    is_regular = value.ndim < 2 or value.flags.c_contiguous
    if value.dtype != np.dtype(slot.dtype) or value.ndim != slot.ndim or not (is_packed and is_regular):
        raise TypeError(
            f"{name}: wrong array for the kernels (got {value.dtype}{list(value.shape)}, strides {value.strides}, "
            f"expected {np.dtype(slot.dtype)} of {slot.ndim} dimensions, packed)"
        )


def words_of(kind: ViewType) -> int:
    """Length of a view's page in words."""
    return sum(words_of(s.group) if s.group is not None else 1 + s.ndim for s in kind.slots.values())


@cache
def source_digest() -> str:
    """Hash of the kernels' own source: compiled code is kept only as long as none of it changed.

    (Numba looks at the file of the outermost function only.)
    """
    digest = blake2b(digest_size=8)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def layout(
    label: str, fields: Mapping[str, Any], *, is_frozen: bool, steps: Mapping[str, int] | None = None
) -> ViewType:
    """Lay out a view.

    Parameters
    ----------
    label
        What it is, for error messages.
    fields
        Name -> ``"i4:2"`` (NumPy's code and number of dimensions; ``"i8"``, ``"f8"`` alone are scalars; ``"i4:1/24"``
        where items are 24 bytes apart), or a mapping: a group.
    is_frozen
        Whether nothing of it changes during a call.
    steps
        Distance of items in bytes, where arrays are columns of records.
    """
    slots: list[tuple[str, Slot]] = []
    offset = 0
    for name, form in fields.items():
        if isinstance(form, str):
            code, _, rest = form.partition(":")
            ndim, _, step_written = rest.partition("/")
            n = int(ndim or 0)
            step = int(step_written or (steps or {}).get(name, np.dtype(code).itemsize))
            slots.append((name, Slot(offset, code, n, step, is_frozen)))
            offset += 1 + n
        else:
            group = layout(f"{label}.{name}", form, is_frozen=is_frozen)
            slots.append((name, Slot(offset, ndim=-1, group=group)))
            offset += words_of(group)
    return ViewType(label, tuple(slots), digest_of([(n, s) for n, s in slots]))


def with_constants(kind: ViewType, constants: Mapping[str, int | float], *, within: str = "") -> ViewType:
    """The same layout for code that takes fields for granted (of nested groups ``group.field``): it reads none of them.

    Only a page of which they hold may be handed to that code.
    """
    slots: list[tuple[str, Slot]] = []
    for name, slot in kind.slots.items():
        if slot.group is not None:
            group = with_constants(slot.group, constants, within=f"{within}{name}.")
            slots.append((name, replace(slot, group=group)))
        else:
            slots.append((name, replace(slot, constant=constants.get(within + name))))
    return ViewType(OWN, tuple(slots), digest_of([(n, s) for n, s in slots]))


def digest_of(slots: Iterable[Any]) -> str:
    """Name of a layout under this source."""
    text = f"{source_digest()} {IS_CHECKED} {list(slots)!r}"
    return blake2b(text.encode(), digest_size=8).hexdigest()


# ------------------------------------------------------------------------------------------ what numba is told
@unbox(ViewType)
def _unbox(typ: Any, obj: Any, c: Any) -> Any:
    address = c.pyapi.object_getattr_string(obj, "address")
    value = c.pyapi.long_as_longlong(address)
    c.pyapi.decref(address)
    return NativeValue(value, is_error=cgutils.is_not_null(c.builder, c.pyapi.err_occurred()))


@infer_getattr
class _ViewFields(AttributeTemplate):  # type: ignore[misc]
    key = ViewType

    def generic_resolve(self, typ: Any, attr: str) -> Any:
        slot = typ.slots.get(attr)
        if slot is None:
            return None
        if slot.group is not None:
            return slot.group
        if slot.ndim > 0:
            return ColumnType(attr, slot)
        return types.float64 if slot.dtype == "f8" else types.int64


@lower_getattr_generic(ViewType)
def _get_field(context: Any, builder: Any, typ: Any, value: Any, attr: str) -> Any:
    slot = typ.slots[attr]
    address = builder.add(value, WORD(slot.offset * 8))
    if slot.ndim:
        return address
    kind = ir.DoubleType() if slot.dtype == "f8" else WORD
    if slot.constant is not None:
        return kind(slot.constant)
    return _load(builder, address, kind, 8, is_frozen=True)


def _load(builder: Any, address: Any, kind: Any, align: int, *, is_frozen: bool) -> Any:
    return _load_at(builder, builder.inttoptr(address, kind.as_pointer()), align, is_frozen=is_frozen)


def _load_at(builder: Any, pointer: Any, align: int, *, is_frozen: bool) -> Any:
    load = builder.load(pointer, align=align)
    if is_frozen:
        load.set_metadata("invariant.load", builder.module.add_metadata([]))
    return load


def _place(context: Any, builder: Any, column: Any, column_value: Any, index_type: Any, index: Any) -> Any:
    """Pointer to an item."""
    slot = column.slot
    if isinstance(index_type, types.BaseTuple):
        parts = zip(cgutils.unpack_tuple(builder, index), index_type, strict=True)
    else:
        parts = zip([index], [index_type], strict=True)
    flat = WORD(0)
    for axis, (part, part_type) in enumerate(parts):
        x = context.cast(builder, part, part_type, types.int64)
        if axis or IS_CHECKED:
            size = _load(builder, builder.add(column_value, WORD(8 + 8 * axis)), WORD, 8, is_frozen=True)
            flat = builder.add(builder.mul(flat, size), x) if axis else x
            if IS_CHECKED:
                with builder.if_then(builder.icmp_unsigned(">=", x, size), likely=False):
                    message = f"{column.label}: index out of bounds on axis {axis}"
                    context.call_conv.return_user_exc(builder, IndexError, (message,))
        else:
            flat = x
    return at_offset(builder, column_value, builder.mul(flat, WORD(slot.step)), kind_of(slot))


def at_offset(builder: Any, column_value: Any, offset: Any, kind: Any) -> Any:
    """Pointer to what stands ``offset`` bytes after the beginning of a column.

    A true pointer and no number made into one: the compiler then knows how a loop walks, and makes vectors of it.
    """
    base = _load(builder, column_value, BYTE.as_pointer(), 8, is_frozen=True)
    return builder.bitcast(builder.gep(base, [offset]), kind.as_pointer())


def item_at(builder: Any, column: Any, column_value: Any, row: Any, at: Any) -> Any:
    """Pointer to an item of a column with one or two axes, wherever it is."""
    flat = at
    if column.slot.ndim > 1:
        size = _load(builder, builder.add(column_value, WORD(16)), WORD, 8, is_frozen=True)
        flat = builder.add(builder.mul(row, size), at)
    return at_offset(builder, column_value, builder.mul(flat, WORD(column.slot.step)), kind_of(column.slot))


def kind_of(slot: Slot) -> Any:
    """How an item of a column is stored."""
    dtype = np.dtype(slot.dtype)
    if dtype.kind == "f":
        return ir.DoubleType() if dtype.itemsize == 8 else ir.FloatType()
    return ir.IntType(8 * dtype.itemsize)


@infer_global(operator.getitem)
class _GetItem(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:
        column, index = args
        if isinstance(column, ColumnType) and _fits(column, index):
            return signature(column.item, column, index)
        return None


@infer_global(operator.setitem)
class _SetItem(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:
        column, index, _ = args
        if isinstance(column, ColumnType) and _fits(column, index) and not column.slot.is_frozen:
            return signature(types.none, column, index, column.item)
        return None


def _fits(column: Any, index: Any) -> bool:
    if isinstance(index, types.BaseTuple):
        return len(index) == column.slot.ndim and all(isinstance(x, types.Integer) for x in index)
    return column.slot.ndim == 1 and isinstance(index, types.Integer)


@lower_builtin(operator.getitem, ColumnType, types.Any)
def _get_item(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    column, slot = sig.args[0], sig.args[0].slot
    dtype = np.dtype(slot.dtype)
    if slot.constant is not None and not IS_CHECKED:
        return (ir.DoubleType() if dtype.kind == "f" else WORD)(slot.constant)
    pointer = _place(context, builder, column, args[0], sig.args[1], args[1])
    value = _load_at(builder, pointer, min(dtype.itemsize, slot.step), is_frozen=slot.is_frozen)
    if dtype.itemsize == 8:
        return value
    if dtype.kind == "f":
        return builder.fpext(value, ir.DoubleType())
    return builder.sext(value, WORD) if dtype.kind == "i" else builder.zext(value, WORD)


@lower_builtin(operator.setitem, ColumnType, types.Any, types.Any)
def _set_item(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    column, slot = sig.args[0], sig.args[0].slot
    pointer = _place(context, builder, column, args[0], sig.args[1], args[1])
    dtype, value, kind = np.dtype(slot.dtype), args[2], kind_of(slot)
    if dtype.itemsize < 8:
        value = builder.fptrunc(value, kind) if dtype.kind == "f" else builder.trunc(value, kind)
    builder.store(value, pointer, align=dtype.itemsize)
    return context.get_dummy_value()


__all__ = ["Handle", "ViewType", "layout", "source_digest", "with_constants"]
