#include "models/heat/kernels/transpose.hpp"

#include <algorithm>

#include "core/base/kernel.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::heat {

namespace {

/// Calls `move(from_row, from_column)` for all cells in squares that fit the first cache.
template <class T, class Move>
void in_squares(View2D<T const> from, View2D<T> to, Move const& move) {
    JUMELLE_EXPECTS(from.rows() == to.columns() && from.columns() == to.rows());
    constexpr Index side = 64;
    for_row_ranges((to.rows() + side - 1) / side, [&](RowRange bands) {
        for (Index band = bands.begin; band < bands.end; ++band) {
            Index const last = std::min(to.rows(), (band + 1) * side);
            for (Index left = 0; left < to.columns(); left += side) {
                Index const right = std::min(to.columns(), left + side);
                for (Index r = band * side; r < last; ++r) {
                    T* const out = to.row(r);
                    T const* const in = from.data() + r;
                    for (Index c = left; c < right; ++c) move(out[c], in[c * from.row_stride()]);
                }
            }
        }
    });
}

} // namespace

void transpose(View2D<float const> from, View2D<float> to) {
    in_squares<float>(from, to, [](float& out, float in) { out = in; });
}

void transpose(View2D<std::uint8_t const> from, View2D<std::uint8_t> to) {
    in_squares<std::uint8_t>(from, to, [](std::uint8_t& out, std::uint8_t in) { out = in; });
}

void add_transposed(View2D<float const> from, View2D<float> to) {
    in_squares<float>(from, to, [](float& out, float in) { out = out + in; });
}

} // namespace jumelle::heat
