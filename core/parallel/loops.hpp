#pragma once

#include <span>
#include <vector>

#include "core/base/function_ref.hpp"
#include "core/base/view.hpp"

namespace jumelle {

/// A half-open range of rows (or of any items that are worked through in order).
struct RowRange {
    Index begin = 0;
    Index end = 0;
};

/// Number of threads that the loops below use where the calling thread starts them; at least 1.
int loop_threads();
/// Sets it for the calling thread only: every thread has its own number. @pre threads >= 1
void set_loop_threads(int threads);

/// Calls `body` once for each of at most `loop_threads()` contiguous ranges that cover 0 … `rows`, in
/// parallel. The ranges are the same at every call with the same thread count (static schedule), so memory
/// touched first by a thread stays near it. What a row's answer is must not depend on the range it is in.
/// @throws whatever `body` threw for the lowest range, after all threads have ended
void for_row_ranges(Index rows, FunctionRef<void(RowRange)> body);

/// Calls `body(part, ranges[part])` for each of the given ranges, in parallel, one thread a range.
/// @throws whatever `body` threw for the lowest part, after all threads have ended
void for_given_ranges(std::span<RowRange const> ranges, FunctionRef<void(Index, RowRange)> body);

/// Calls `first(part, ranges[part])` for each of the given ranges and, after all of them have ended, `then`
/// for each, in parallel, one thread a range: the threads meet in between without being sent home and called
/// again.
/// @throws whatever was thrown for the lowest part; where `first` threw, `then` is not called for any
void for_given_ranges_in_two_stages(std::span<RowRange const> ranges,
                                    FunctionRef<void(Index, RowRange)> first,
                                    FunctionRef<void(Index, RowRange)> then);

/// Cuts rows into at most `parts` contiguous, non-empty ranges of about the same sum of `weights`, for work
/// that is not the same in each row.
/// @pre parts >= 1, weights >= 0, one weight a row
std::vector<RowRange> balanced_ranges(std::span<double const> weights, Index parts);

/// Calls `body(row)` for 0 … `rows`, in parallel as above.
void for_rows(Index rows, FunctionRef<void(Index)> body);

/// Σ `term(row)`, rows computed in parallel, added in row order with compensation: the same bits for any
/// threads.
double sum_rows(Index rows, FunctionRef<double(Index)> term);

/// max `term(row)`, or `lowest` where there are no rows. The maximum does not depend on the order.
double max_rows(Index rows, double lowest, FunctionRef<double(Index)> term);

} // namespace jumelle
