"""Lines of eight and of sixteen numbers at once, as vectors of LLVM: what kernels are made of that loops are not."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from scorarium.kernels.views import ColumnType, at_offset

LANES = 8
SIXTEEN = 2 * LANES
WORD = ir.IntType(64)
HALF = ir.IntType(32)
WIDE = ir.VectorType(WORD, LANES)
NARROW = ir.VectorType(HALF, LANES)
FULL = ir.VectorType(HALF, SIXTEEN)
UPWARDS = ir.Constant(FULL, list(range(SIXTEEN)))


def lanes(value: int) -> Any:
    """A constant in every lane."""
    return ir.Constant(WIDE, [value] * LANES)


def spread(builder: Any, value: Any) -> Any:
    """A number of 64 bits in every lane."""
    nothing = ir.Constant(WIDE, ir.Undefined)
    one = builder.insert_element(nothing, value, ir.Constant(HALF, 0))
    return builder.shuffle_vector(one, nothing, ir.Constant(NARROW, [0] * LANES))


def everywhere(builder: Any, value: Any) -> Any:
    """The lower half of a number in each of sixteen lanes."""
    one = spread(builder, value)
    lower = builder.trunc(one, NARROW)
    return builder.shuffle_vector(lower, lower, UPWARDS)


def address_of(builder: Any, column: Any, at: Any, kind: Any) -> Any:
    """Pointer to the items of a column from place ``at`` on, as a vector of type ``kind``."""
    return at_offset(builder, column, builder.mul(at, WORD(kind.element.width // 8)), kind)


def put_kept(builder: Any, values: Any, is_kept: Any, pointer: Any) -> None:
    """Of sixteen numbers put those that are kept one after another; what stood behind them is overwritten.

    Processors that can press a vector together take two steps for that in a register, but some of them a hundred on
    the way to memory.
    """
    form = ir.FunctionType(values.type, [values.type, is_kept.type, values.type])
    name = f"llvm.experimental.vector.compress.v{SIXTEEN}i32"
    press = cgutils.get_or_insert_function(builder.module, form, name)
    pressed = builder.call(press, [values, is_kept, ir.Constant(values.type, ir.Undefined)])
    builder.store(pressed, pointer, align=4)


def how_many(builder: Any, is_so: Any) -> Any:
    """In how many lanes something is so."""
    bits = builder.bitcast(is_so, ir.IntType(is_so.type.count))
    return builder.zext(builder.ctpop(bits), WORD)


@intrinsic
def eight_passed(context: Any, table: Any, row: Any, word: Any) -> Any:
    """How many of the eight numbers in a row of a table a word is above."""
    if not (isinstance(table, ColumnType) and (table.slot.dtype, table.slot.ndim) == ("u4", 2)):
        return None

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        first = builder.mul(args[1], WORD(LANES))
        line = builder.load(address_of(builder, args[0], first, NARROW), align=4)
        return how_many(builder, builder.icmp_unsigned(">", builder.trunc(spread(builder, args[2]), NARROW), line))

    return types.int64(table, types.int64, types.int64), generate


@intrinsic
def eight_same(context: Any, column: Any, at: Any, value: Any) -> Any:
    """The same number in eight places of a column."""
    if not (isinstance(column, ColumnType) and (column.slot.dtype, column.slot.ndim) == ("u4", 1)):
        return None

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        all_of_them = builder.trunc(spread(builder, args[2]), NARROW)
        builder.store(all_of_them, address_of(builder, args[0], args[1], NARROW), align=4)
        return context.get_dummy_value()

    return types.none(column, types.int64, types.int64), generate


@intrinsic
def eight_upwards(context: Any, column: Any, at: Any) -> Any:
    """0, 1 … 7 in eight places of a column."""
    if not (isinstance(column, ColumnType) and (column.slot.dtype, column.slot.ndim) == ("u4", 1)):
        return None

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        upwards = ir.Constant(NARROW, list(range(LANES)))
        builder.store(upwards, address_of(builder, args[0], args[1], NARROW), align=4)
        return context.get_dummy_value()

    return types.none(column, types.int64), generate
