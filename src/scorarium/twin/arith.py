"""Elementary functions that give the same bits here and in the kernels: + - * /, sqrt and tables only."""

from math import floor, frexp, inf, sqrt

from scorarium.kernels.constants import EXP64, HALVES, LN2, LN2_64, LOG64


def exp_neg(x: float) -> float:
    """exp(-x) for x >= 0, to about 1e-13 relative."""
    if x > 700.0:
        return 0.0
    n = int(x / LN2_64 + 0.5)
    r = x - n * LN2_64
    p = 1.0 - r * (1.0 - r * (0.5 - r * (1.0 / 6.0 - r * (1.0 / 24.0 - r * (1.0 / 120.0)))))
    return HALVES[n >> 6] * (EXP64[n & 63] * p)


def exp(x: float) -> float:
    """exp(x)."""
    if x > 700.0:
        return inf
    return exp_neg(-x) if x <= 0.0 else 1.0 / exp_neg(x)


def ln(x: float) -> float:
    """The natural logarithm of x > 0, to about 1e-15."""
    m, e = frexp(x)
    k = int(m * 128.0) - 64
    c = (64.5 + k) / 128.0
    r = (m - c) / c
    p = r * (1.0 - r * (0.5 - r * (1.0 / 3.0 - r * (0.25 - r * (0.2 - r * (1.0 / 6.0 - r * (1.0 / 7.0)))))))
    return e * LN2 + (LOG64[k] + p)


def power(x: float, a: float) -> float:
    """X ** a for x >= 0."""
    if x <= 0.0:
        return 0.0
    if a == 1.0:
        return x
    return exp(a * ln(x))


def normal_quantile(u: float) -> float:
    """The standard normal quantile of u in (0, 1), to about 1e-9 (Acklam 2003)."""
    if u < 0.02425:
        q = sqrt(-2.0 * ln(u))
        return _tail(q)
    if u > 1.0 - 0.02425:
        q = sqrt(-2.0 * ln(1.0 - u))
        return -_tail(q)
    q = u - 0.5
    r = q * q
    a = -3.969683028665376e01 * r + 2.209460984245205e02
    a = a * r - 2.759285104469687e02
    a = a * r + 1.383577518672690e02
    a = a * r - 3.066479806614716e01
    a = a * r + 2.506628277459239e00
    b = -5.447609879822406e01 * r + 1.615858368580409e02
    b = b * r - 1.556989798598866e02
    b = b * r + 6.680131188771972e01
    b = b * r - 1.328068155288572e01
    return a * q / (b * r + 1.0)


def _tail(q: float) -> float:
    c = -7.784894002430293e-03 * q - 3.223964580411365e-01
    c = c * q - 2.400758277161838e00
    c = c * q - 2.549732539343734e00
    c = c * q + 4.374664141464968e00
    c = c * q + 2.938163982698783e00
    d = 7.784695709041462e-03 * q + 3.224671290700398e-01
    d = d * q + 2.445134137142996e00
    d = d * q + 3.754408661907416e00
    return c / (d * q + 1.0)


def poisson(u: float, mean: float) -> int:
    """The Poisson count of mean ``mean`` at the uniform ``u``, by inversion."""
    if mean <= 0.0:
        return 0
    term = exp_neg(mean)
    total = term
    k = 0
    while u >= total and k < 10000:
        k += 1
        term = term * mean / k
        total = total + term
    return k


def at_least(n: int, p: float, least: int) -> float:
    """P(Binomial(n, p) >= least)."""
    if least <= 0 or p >= 1.0:
        return 1.0 if n >= least else 0.0
    if p <= 0.0 or n < least:
        return 0.0
    q = 1.0 - p
    term = 1.0
    for _ in range(n):
        term = term * q
    below = 0.0
    for k in range(least):
        below = below + term
        term = term * ((n - k) * p / ((k + 1) * q))
    return 1.0 - below if below < 1.0 else 0.0


def round_half_up(x: float) -> int:
    """The nearest integer, halves upwards."""
    return floor(x + 0.5)
