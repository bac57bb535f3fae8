#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/view.hpp"

namespace jumelle::report {

using Bytes = std::vector<std::uint8_t>;

/// How numbers become the whole numbers that a page holds, and back. Codes 0 … codes − 1 are values, code
/// `codes` is "no value".
///
///     linear: value = low + (high − low) · code / (codes − 1)
///     square: value = high · (code / (codes − 1))²,  fine near 0, for depths and speeds; low = 0
struct Scale {
    enum class Kind { linear, square };
    static constexpr int codes_of_byte = 255; ///< 256 less the one for "no value"
    static constexpr int codes_of_two_bytes = 65535;
    Kind kind = Kind::linear;
    double low = 0.0, high = 1.0;
    int codes = codes_of_byte;

    /// The nearest code; values outside low … high become its ends, NaN becomes `codes`.
    int code_of(double value) const;
    /// NaN for the code of no value.
    double value_of(int code) const;
    /// Largest |value − value_of(code_of(value))| for low <= value <= high.
    double largest_error() const;
};

/// What is done to the bytes of a frame before they are compressed: differences of neighbours are smaller.
enum class Filter { none, left, up };

/// One byte a cell, row by row. @pre scale.codes is codes_of_byte
Bytes codes_of_cells(View2D<double const> cells, Scale const& scale);

/// Two bytes a value: all low bytes, then all high bytes. @pre scale.codes is codes_of_two_bytes
Bytes codes_of_values(std::span<double const> values, Scale const& scale);

/// Each byte less the one before it (`left`) or `columns` before it (`up`), modulo 256.
Bytes filtered(Bytes const& bytes, Index columns, Filter filter);

/// zlib stream of the bytes, as browsers inflate it. Source: RFC 1950.
Bytes deflated(std::span<std::uint8_t const> bytes);

/// Source: RFC 4648, section 4.
std::string base64(std::span<std::uint8_t const> bytes);

/// base64(deflated(text))
std::string packed_text(std::string_view text);

} // namespace jumelle::report
