// The task by hand: one pass a month, two threads, a hash as the source of luck (not certified), -ffast-math.
#include <stdint.h>
#include <string.h>

static inline uint64_t hash(uint64_t x) {
    x += 0x9e3779b97f4a7c15ull;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
    return x ^ (x >> 31);
}

// scores: two rows of n; friends: n rows of 10; counts: 5 tiers, listed. Returns the sum of scores.
double tick(int64_t n, int32_t t, uint64_t seed, const float *trait, const int32_t *friends, const float *before,
            float *after, int8_t *until, const float *base, const float *detection, const float *points,
            const float *edges, int64_t *counts) {
    double total = 0.0;
    int64_t c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, listed = 0;
#pragma omp parallel for schedule(static) num_threads(2) reduction(+ : total, c0, c1, c2, c3, c4, listed)
    for (int64_t i = 0; i < n; i++) {
        float change = 0.0f, near = 0.0f;
        uint64_t key = hash(seed ^ ((uint64_t)t << 48) ^ (uint64_t)i);
        for (int b = 0; b < 8; b += 2) {  // two behaviours a word: 16 bits each for the act, 16 for its detection
            uint64_t word = hash(key + b);
            for (int h = 0; h < 2; h++) {
                float u = (float)(word & 0xffff) * (1.0f / 65536.0f), v = (float)(word >> 16 & 0xffff) * (1.0f / 65536.0f);
                int is_seen = (u < base[b + h] * trait[i]) & (v < detection[b + h]);
                change += is_seen ? points[b + h] : 0.0f;
                word >>= 32;
            }
        }
        for (int k = 0; k < 10; k++) near += before[friends[10 * i + k]];
        float score = before[i] + change - 0.1f * (before[i] - 0.1f * near);
        score = score < 0.0f ? 0.0f : (score > 1000.0f ? 1000.0f : score);
        after[i] = score;
        if (score < edges[0]) until[i] = (int8_t)(t + 12);
        c0 += score < edges[0];
        c1 += (score >= edges[0]) & (score < edges[1]);
        c2 += (score >= edges[1]) & (score < edges[2]);
        c3 += (score >= edges[2]) & (score < edges[3]);
        c4 += score >= edges[3];
        listed += until[i] > t;
        total += score;
    }
    counts[0] = c0, counts[1] = c1, counts[2] = c2, counts[3] = c3, counts[4] = c4, counts[5] = listed;
    return total;
}
