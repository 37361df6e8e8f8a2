"""Words at addresses of a plan's luck, one by one and in bulk."""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import M0, M1, W0, W1, philox
from scorarium.kernels.vectors import (
    FULL,
    HALF,
    LANES,
    NARROW,
    SIXTEEN,
    UPWARDS,
    WIDE,
    WORD,
    address_of,
    everywhere,
    how_many,
    lanes,
    put_kept,
    spread,
)
from scorarium.kernels.views import ColumnType


@inner
def words(p: Any, decision: int, t: int, i: int, index: int) -> tuple[Any, Any, Any, Any]:
    """Four words of block(decision, tick, person, index); persons count from the first of the whole society."""
    luck = p.luck
    return _words(p, decision, t, i + luck.first, index)


@inner
def words_of_four(p: Any, decision: int, t: int, i: int, index: int) -> tuple[Any, Any, Any, Any]:
    """Four words that four persons share: each takes the one of its number modulo four."""
    return _words(p, decision, t, (i + p.luck.first) >> 2, index)


@inner
def words_of_place(p: Any, decision: int, t: int, d: int, index: int) -> tuple[Any, Any, Any, Any]:
    """Four words of a district, whose number is that in the whole society."""
    return _words(p, decision, t, d, index)


@inner
def _words(p: Any, decision: int, t: int, place: int, index: int) -> tuple[Any, Any, Any, Any]:
    luck = p.luck
    a, b, c, d = philox(
        np.uint32(place),
        np.uint32(t),
        np.uint32(decision * 65536 + index),
        np.uint32(luck.replicate),
        np.uint32(luck.seed_low),
        np.uint32(luck.seed_high),
    )
    return np.uint32(a), np.uint32(b), np.uint32(c), np.uint32(d)


@inner
def words_below(p: Any, sh: Any, decision: int, t: int, first: int, n: int, index: int, row: int) -> int:
    """Who of ``n`` persons has a word near the bound of a periodic act or below, in blocks that four persons share.

    Returns how many; who they are and their words stand in ``cand_who`` and ``cand_word``, in no order. The columns
    have room for the sixteen of the last step.
    """
    luck = p.luck
    found, four = 0, first >> 2
    while four * 4 < first + n:
        found += eight_below(
            four,
            t,
            luck.first >> 2,
            decision * 65536 + index,
            luck.replicate,
            luck.seed_low,
            luck.seed_high,
            first,
            n,
            p.rows.near,
            p.rows.near_first[row],
            p.rows.near_scale[row],
            found,
            sh.cand_who,
            sh.cand_word,
        )
        four += LANES
    return found


@inner
def many_words(p: Any, sh: Any, decision: int, t: int, n: int, begin: int) -> None:
    """The blocks of ``n`` candidates (``cand_who``, ``cand_index``), eight at a time; what follows is overwritten.

    ``begin`` is added to whose they are: the number of the first person in the whole society, or of the first four.

    The columns have room for the eight of the last step.
    """
    luck = p.luck
    at = 0
    while at < n:
        eight_blocks(
            sh.cand_who,
            sh.cand_index,
            at,
            t,
            begin,
            decision * 65536,
            luck.replicate,
            luck.seed_low,
            luck.seed_high,
            sh.cand_word,
            sh.cand_height_word,
            sh.cand_sense,
            sh.cand_person,
        )
        at += LANES


@inner
def draw_eights(p: Any, who: Any, nth: Any, third: int, t: int, n: int, word: Any, more: Any) -> None:
    """The first words of ``n`` blocks, eight at a time: of whom ``who`` says, with ``third`` and ``nth`` in one number.

    The columns have room for the eight of the last step; ``more`` takes what is not asked for.
    """
    luck = p.luck
    at = 0
    while at < n:
        eight_blocks(
            who, nth, at, t, luck.first, third, luck.replicate, luck.seed_low, luck.seed_high, word, more, more, more
        )
        at += LANES


@intrinsic
def eight_blocks(
    context: Any,
    who: Any,
    index: Any,
    at: Any,
    t: Any,
    begin: Any,
    first: Any,
    c3: Any,
    k0: Any,
    k1: Any,
    w0: Any,
    w1: Any,
    w2: Any,
    w3: Any,
) -> Any:
    """Philox4x32-10 of eight candidates from place ``at`` on, as vectors; the same words as ``draws.philox``.

    Compilers take the 64-bit products for slow ones and leave a loop over ``philox`` as it is.
    """
    columns = (who, index, w0, w1, w2, w3)
    if not all(isinstance(one, ColumnType) and one.slot.dtype == "u4" and one.slot.ndim == 1 for one in columns):
        return None
    numbers = (at, t, begin, first, c3, k0, k1)
    signature = types.none(who, index, *(types.int64 for _ in numbers), w0, w1, w2, w3)

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        place = [address_of(builder, one, args[2], NARROW) for one in (args[0], args[1], *args[9:])]
        persons, indices = (builder.zext(builder.load(one, align=4), WIDE) for one in place[:2])
        persons = builder.add(persons, spread(builder, args[4]))
        third = builder.add(indices, spread(builder, args[5]))
        c = _philox(builder, persons, args[3], third, *args[6:9])
        for one, pointer in zip(c, place[2:], strict=True):
            builder.store(builder.trunc(one, NARROW), pointer, align=4)
        return context.get_dummy_value()

    return signature, generate


def _philox(builder: Any, first: Any, t: Any, third: Any, replicate: Any, k0: Any, k1: Any) -> list[Any]:
    """Four words in each lane: the lower half of numbers of 64 bits, whose upper half means nothing.

    Lanes are cut to their lower half where they are multiplied and nowhere else: the processor multiplies lower halves.
    """
    low = lanes(0xFFFFFFFF)
    c = [first, spread(builder, t), third, spread(builder, replicate)]
    for _ in range(10):
        p0 = builder.mul(lanes(int(M0)), builder.and_(c[0], low))
        p1 = builder.mul(lanes(int(M1)), builder.and_(c[2], low))
        high0, high1 = (builder.lshr(one, lanes(32)) for one in (p0, p1))
        c = [
            builder.xor(builder.xor(high1, c[1]), spread(builder, k0)),
            p1,
            builder.xor(builder.xor(high0, c[3]), spread(builder, k1)),
            p0,
        ]
        k0, k1 = (builder.add(one, WORD(int(w))) for one, w in ((k0, W0), (k1, W1)))
    return c


@intrinsic
def eight_below(
    context: Any,
    four: Any,
    t: Any,
    begin: Any,
    third: Any,
    replicate: Any,
    k0: Any,
    k1: Any,
    first: Any,
    n: Any,
    near: Any,
    line: Any,
    scale: Any,
    found: Any,
    who: Any,
    word: Any,
) -> Any:
    """Philox4x32-10 of eight blocks side by side, each for four persons; words not above a person's bound are kept.

    The bound is ``scale`` times the person's number in ``near``, in which place ``line`` is the first person's, and 32
    numbers may be read from that of any. Only words of ``n`` persons from ``first`` on are kept; they are put one after
    another from place ``found`` on. Returns how many.
    """
    columns = (near, who, word)
    if not all(isinstance(one, ColumnType) and one.slot.ndim == 1 for one in columns):
        return None
    if [one.slot.dtype for one in columns] != ["u2", "u4", "u4"]:
        return None
    signature = types.int64(*[types.int64] * 9, near, types.int64, types.float64, types.int64, who, word)

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        four, t, begin, third, *key, first, n = args[:9]
        near, line, scale, found = args[9:13]
        blocks = builder.add(spread(builder, builder.add(four, begin)), ir.Constant(WIDE, list(range(LANES))))
        words = [builder.trunc(one, NARROW) for one in _philox(builder, blocks, t, spread(builder, third), *key)]
        begins = builder.mul(four, WORD(4))
        bounds = _bounds(builder, near, builder.add(line, begins), scale)
        kept: Any = WORD(0)
        for pair in (0, 2):
            persons = builder.add(everywhere(builder, begins), _places(pair))
            drawn = builder.shuffle_vector(words[pair], words[pair + 1], UPWARDS)
            place = builder.sub(persons, everywhere(builder, first))
            is_own = builder.icmp_unsigned("<", place, everywhere(builder, n))
            bound = builder.shuffle_vector(bounds, ir.Constant(bounds.type, ir.Undefined), _places(pair))
            is_kept = builder.and_(builder.fcmp_ordered("<=", builder.uitofp(drawn, bound.type), bound), is_own)
            for one, column in zip((persons, drawn), args[13:], strict=True):
                put_kept(builder, one, is_kept, address_of(builder, column, builder.add(found, kept), FULL))
            kept = builder.add(kept, how_many(builder, is_kept))
        return kept

    return signature, generate


def _places(pair: int) -> Any:
    """Whose are words ``pair`` and ``pair + 1`` of eight blocks, counted from the first block's first person."""
    return ir.Constant(FULL, [4 * lane + pair + k for k in (0, 1) for lane in range(LANES)])


def _bounds(builder: Any, near: Any, at: Any, scale: Any) -> Any:
    """The bounds of 32 persons, in single precision."""
    line = ir.VectorType(ir.IntType(16), 4 * LANES)
    single = ir.VectorType(ir.FloatType(), 4 * LANES)
    parts = builder.uitofp(builder.load(address_of(builder, near, at, line), align=2), single)
    one = builder.insert_element(
        ir.Constant(single, ir.Undefined), builder.fptrunc(scale, ir.FloatType()), ir.Constant(HALF, 0)
    )
    first = ir.Constant(ir.VectorType(HALF, 4 * LANES), [0] * 4 * LANES)
    return builder.fmul(parts, builder.shuffle_vector(one, ir.Constant(single, ir.Undefined), first))


@intrinsic
def sixteen_mixed(
    context: Any, words: Any, at: Any, n: Any, salt: Any, limit: Any, found: Any, who: Any, out: Any
) -> Any:
    """``draws.mix`` of sixteen words of ``n`` from place ``at`` on; those below a limit of at most 2**32 are kept.

    Of these ``who`` they are of is put into ``out`` from place ``found`` on. Returns how many.
    """
    columns = (words, who, out)
    if not all(isinstance(one, ColumnType) and (one.slot.dtype, one.slot.ndim) == ("u4", 1) for one in columns):
        return None
    signature = types.int64(words, *[types.int64] * 5, who, out)

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        words, at, n, salt, limit, found, who, out = args
        drawn, persons = (builder.load(address_of(builder, one, at, FULL), align=4) for one in (words, who))
        h = builder.xor(drawn, everywhere(builder, salt))
        for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, None)):
            h = builder.xor(h, builder.lshr(h, ir.Constant(FULL, [shift] * SIXTEEN)))
            h = h if factor is None else builder.mul(h, ir.Constant(FULL, [factor] * SIXTEEN))
        is_one = builder.icmp_unsigned("<", UPWARDS, everywhere(builder, builder.sub(n, at)))
        most = builder.sub(limit, WORD(1))
        is_low = builder.icmp_unsigned("<=", h, everywhere(builder, most))
        is_any = builder.icmp_signed(">", limit, WORD(0))
        nobody = ir.Constant(ir.VectorType(ir.IntType(1), SIXTEEN), [0] * SIXTEEN)
        is_kept = builder.select(is_any, builder.and_(is_one, is_low), nobody)
        put_kept(builder, persons, is_kept, address_of(builder, out, found, FULL))
        return how_many(builder, is_kept)

    return signature, generate
