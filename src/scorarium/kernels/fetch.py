"""Items that are read in no order: the processor is told of them a while before."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from scorarium.kernels.views import BYTE, ColumnType, item_at

FLAG = ir.IntType(32)
TO_READ, TO_KEEP, AS_DATA = FLAG(0), FLAG(3), FLAG(1)


@intrinsic
def fetch_ahead(context: Any, column: Any, row: Any, at: Any) -> Any:
    """Say that item ``at`` of a row of a column is read or written soon: nothing is yet. A single row is row 0."""
    if not isinstance(column, ColumnType):
        return None

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        pointer = builder.bitcast(item_at(builder, column, *args), BYTE.as_pointer())
        form = ir.FunctionType(ir.VoidType(), [pointer.type, FLAG, FLAG, FLAG])
        fetch = cgutils.get_or_insert_function(builder.module, form, "llvm.prefetch.p0")
        builder.call(fetch, [pointer, TO_READ, TO_KEEP, AS_DATA])
        return context.get_dummy_value()

    return types.none(column, types.int64, types.int64), generate
