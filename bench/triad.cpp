#include "bench/triad.hpp"

#include <algorithm>
#include <chrono>

#include "core/parallel/first_touch.hpp"

namespace jumelle::bench {

double triad_bytes_per_s(Index elements, int repeats) {
    constexpr Index row_length = 8192;
    constexpr double bytes_per_element = 24.0, factor = 3.0;
    Index const rows = std::max<Index>(elements / row_length, 1);
    auto a = first_touched(rows, row_length, 0.0);
    auto const b = first_touched(rows, row_length, 1.0), c = first_touched(rows, row_length, 2.0);
    double best = 0.0;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        auto const start = std::chrono::steady_clock::now();
        for_rows(rows, [&](Index row) {
            double* const to = a.row(row);
            double const *const x = b.row(row), *const y = c.row(row);
            for (Index i = 0; i < row_length; ++i) to[i] = x[i] + factor * y[i];
        });
        double const seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        best = std::max(best, bytes_per_element * static_cast<double>(rows * row_length) / seconds);
    }
    return best;
}

} // namespace jumelle::bench
