"""Whoever is marked in a column of a block, listed without a branch: sixteen at a time."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from scorarium.kernels.compiled import inner
from scorarium.kernels.luck import HALF, LANES, WORD, address_of, everywhere, put_kept
from scorarium.kernels.views import ColumnType

SIXTEEN = 2 * LANES


@inner
def list_marked(marks: Any, n: int, out: Any) -> int:
    """Put the places of the ``n`` first marks that are not nought into ``out``; returns how many.

    Parameters
    ----------
    marks
        uint8[n + 16 or more].
    out
        uint32[n + 16 or more].
    """
    found, at = 0, 0
    while at < n:
        found += sixteen_marked(marks, at, n, found, out)
        at += SIXTEEN
    return found


@intrinsic
def sixteen_marked(context: Any, marks: Any, at: Any, n: Any, found: Any, out: Any) -> Any:
    """Of sixteen places from ``at`` on, below ``n``, those that are marked: into ``out`` from place ``found`` on."""
    columns = (marks, out)
    if not all(isinstance(one, ColumnType) for one in columns):
        return None
    if [(one.slot.dtype, one.slot.ndim) for one in columns] != [("u1", 1), ("u4", 1)]:
        return None
    signature = types.int64(marks, types.int64, types.int64, types.int64, out)

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        marks, at, n, found, out = args
        bytes_of = ir.VectorType(ir.IntType(8), SIXTEEN)
        line = builder.load(address_of(builder, marks, at, bytes_of), align=1)
        places = builder.add(everywhere(builder, at), ir.Constant(ir.VectorType(HALF, SIXTEEN), list(range(SIXTEEN))))
        is_own = builder.icmp_unsigned("<", places, everywhere(builder, n))
        is_marked = builder.icmp_unsigned("!=", line, ir.Constant(bytes_of, [0] * SIXTEEN))
        is_kept = builder.and_(is_marked, is_own)
        put_kept(builder, places, is_kept, address_of(builder, out, found, places.type))
        return builder.zext(builder.ctpop(builder.bitcast(is_kept, ir.IntType(SIXTEEN))), WORD)

    return signature, generate
