"""Who of a block is chosen, listed without a branch: sixteen at a time."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from scorarium.kernels.compiled import inner
from scorarium.kernels.vectors import (
    FULL,
    SIXTEEN,
    UPWARDS,
    address_of,
    everywhere,
    how_many,
    put_kept,
)
from scorarium.kernels.views import ColumnType


@inner
def compact(chosen: Any, n: int, out: Any) -> int:
    """Put the places of the ``n`` first items that are not nought into ``out``; returns how many.

    Parameters
    ----------
    chosen
        uint8[n + 16 or more].
    out
        uint32[n + 16 or more].
    """
    found, at = 0, 0
    while at < n:
        found += sixteen_chosen(chosen, at, n, found, out)
        at += SIXTEEN
    return found


@intrinsic
def sixteen_chosen(context: Any, chosen: Any, at: Any, n: Any, found: Any, out: Any) -> Any:
    """Of sixteen places from ``at`` on, below ``n``, those that are chosen: into ``out`` from place ``found`` on."""
    columns = (chosen, out)
    if not all(isinstance(one, ColumnType) for one in columns):
        return None
    if [(one.slot.dtype, one.slot.ndim) for one in columns] != [("u1", 1), ("u4", 1)]:
        return None
    signature = types.int64(chosen, types.int64, types.int64, types.int64, out)

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        chosen, at, n, found, out = args
        flags = ir.VectorType(ir.IntType(8), SIXTEEN)
        line = builder.load(address_of(builder, chosen, at, flags), align=1)
        places = builder.add(everywhere(builder, at), UPWARDS)
        is_own = builder.icmp_unsigned("<", places, everywhere(builder, n))
        is_kept = builder.and_(builder.icmp_unsigned("!=", line, ir.Constant(flags, [0] * SIXTEEN)), is_own)
        put_kept(builder, places, is_kept, address_of(builder, out, found, FULL))
        return how_many(builder, is_kept)

    return signature, generate
