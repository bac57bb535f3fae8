#include "core/parallel/loops.hpp"

#include <algorithm>
#include <atomic>
#include <omp.h>
#include <vector>

#include "core/base/sum.hpp"
#include "core/parallel/error_collector.hpp"

namespace jumelle {

int loop_threads() {
    return omp_get_max_threads();
}

void set_loop_threads(int threads) {
    JUMELLE_EXPECTS(threads >= 1);
    omp_set_num_threads(threads);
}

void for_row_ranges(Index rows, FunctionRef<void(RowRange)> body) {
    if (rows <= 0) return;
    Index const ranges = std::min<Index>(loop_threads(), rows);
    if (ranges == 1) return body(RowRange{0, rows});
    ErrorCollector errors(ranges);
#pragma omp parallel for schedule(static, 1) num_threads(static_cast <int>(ranges))
    for (Index range = 0; range < ranges; ++range) {
        errors.guard(range, [&] { body(RowRange{rows * range / ranges, rows * (range + 1) / ranges}); });
    }
    errors.rethrow_first();
}

void for_given_ranges(std::span<RowRange const> ranges, FunctionRef<void(Index, RowRange)> body) {
    auto const parts = static_cast<Index>(ranges.size());
    if (parts == 0) return;
    if (parts == 1) return body(0, ranges[0]);
    ErrorCollector errors(parts);
#pragma omp parallel for schedule(static, 1) num_threads(static_cast <int>(parts))
    for (Index part = 0; part < parts; ++part) {
        errors.guard(part, [&] { body(part, ranges[static_cast<std::size_t>(part)]); });
    }
    errors.rethrow_first();
}

void for_given_ranges_in_two_stages(std::span<RowRange const> ranges,
                                    FunctionRef<void(Index, RowRange)> first,
                                    FunctionRef<void(Index, RowRange)> then) {
    auto const parts = static_cast<Index>(ranges.size());
    auto const range_of = [&](Index part) { return ranges[static_cast<std::size_t>(part)]; };
    if (parts == 0) return;
    if (parts == 1) {
        first(0, ranges[0]);
        return then(0, ranges[0]);
    }
    ErrorCollector errors(parts);
    std::atomic<Index> ended = 0; // parts whose first stage has ended without an error
#pragma omp parallel num_threads(static_cast <int>(parts))
    {
#pragma omp for schedule(static, 1)
        for (Index part = 0; part < parts; ++part) {
            errors.guard(part, [&] {
                first(part, range_of(part));
                ++ended;
            });
        }
#pragma omp for schedule(static, 1)
        for (Index part = 0; part < parts; ++part) {
            if (ended == parts) errors.guard(part, [&] { then(part, range_of(part)); });
        }
    }
    errors.rethrow_first();
}

std::vector<RowRange> balanced_ranges(std::span<double const> weights, Index parts) {
    JUMELLE_EXPECTS(parts >= 1);
    auto const rows = static_cast<Index>(weights.size());
    double const total = fixed_order_sum(weights);
    std::vector<RowRange> ranges;
    Index begin = 0;
    double done = 0.0;
    for (Index row = 0; row < rows; ++row) {
        done += weights[static_cast<std::size_t>(row)];
        auto const cut = static_cast<double>(ranges.size() + 1);
        bool const is_last_part = static_cast<Index>(ranges.size()) + 1 == parts;
        bool const is_full = done * static_cast<double>(parts) >= total * cut;
        if (row + 1 == rows || (is_full && !is_last_part)) {
            ranges.push_back({begin, row + 1});
            begin = row + 1;
        }
    }
    return ranges;
}

void for_rows(Index rows, FunctionRef<void(Index)> body) {
    for_row_ranges(rows, [&](RowRange range) {
        for (Index row = range.begin; row < range.end; ++row) body(row);
    });
}

double sum_rows(Index rows, FunctionRef<double(Index)> term) {
    std::vector<double> terms(static_cast<std::size_t>(std::max<Index>(rows, 0)));
    for_rows(rows, [&](Index row) { terms[static_cast<std::size_t>(row)] = term(row); });
    return fixed_order_sum(terms);
}

double max_rows(Index rows, double lowest, FunctionRef<double(Index)> term) {
    std::vector<double> terms(static_cast<std::size_t>(std::max<Index>(rows, 0)), lowest);
    for_rows(rows, [&](Index row) { terms[static_cast<std::size_t>(row)] = term(row); });
    double largest = lowest;
    for (double const candidate : terms) largest = std::max(largest, candidate);
    return largest;
}

} // namespace jumelle
