#pragma once

#include <cstdint>

#include "core/base/view.hpp"

namespace jumelle::heat {

/// to(c, r) = from(r, c). @pre to has the size of `from` with rows and columns exchanged
void transpose(View2D<float const> from, View2D<float> to);
void transpose(View2D<std::uint8_t const> from, View2D<std::uint8_t> to);

/// to(c, r) = to(c, r) + from(r, c). @pre as above
void add_transposed(View2D<float const> from, View2D<float> to);

} // namespace jumelle::heat
