#include "io/hdf5/tile_encoder.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <libdeflate.h>
#include <memory>

#include "core/base/error.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::hdf5 {

namespace {

constexpr int deflate_level = 1; // higher levels cost much time for few bytes after rounding and shuffling

/// A compressor and its scratch memory: one a thread.
class Deflater {
  public:
    Deflater() : compressor_(libdeflate_alloc_compressor(deflate_level)) {
        if (!compressor_) throw IoError("no memory for compression");
    }

    EncodedTile encode(std::span<float const> values) {
        shuffle(values);
        room_.resize(libdeflate_zlib_compress_bound(compressor_.get(), shuffled_.size()));
        std::size_t const size = libdeflate_zlib_compress(compressor_.get(), shuffled_.data(),
                                                          shuffled_.size(), room_.data(), room_.size());
        // A copy: many tiles are kept, each in no more room than it needs.
        return {room_.begin(), room_.begin() + static_cast<std::ptrdiff_t>(size)};
    }

  private:
    struct Free {
        void operator()(libdeflate_compressor* compressor) const noexcept {
            libdeflate_free_compressor(compressor);
        }
    };
    /// HDF5's shuffle filter: all first bytes, then all second bytes, …
    void shuffle(std::span<float const> values) {
        std::size_t const count = values.size();
        shuffled_.resize(values.size_bytes());
        auto const* const bytes = reinterpret_cast<unsigned char const*>(values.data());
        for (std::size_t byte = 0; byte < sizeof(float); ++byte) {
            unsigned char* const plane = shuffled_.data() + byte * count;
            for (std::size_t i = 0; i < count; ++i) plane[i] = bytes[i * sizeof(float) + byte];
        }
    }

    std::unique_ptr<libdeflate_compressor, Free> compressor_;
    std::vector<unsigned char> shuffled_, room_;
};

bool all_nan(std::vector<float> const& tile) {
    return std::all_of(tile.begin(), tile.end(), [](float value) { return std::isnan(value); });
}

/// Bit for bit, so that -0 is not taken for 0.
bool all_equal(std::vector<float> const& tile, float value) {
    return std::all_of(tile.begin(), tile.end(), [value](float candidate) {
        return std::bit_cast<std::uint32_t>(candidate) == std::bit_cast<std::uint32_t>(value);
    });
}

} // namespace

double rounding_step(double precision) {
    return precision > 0.0 ? std::exp2(std::floor(std::log2(precision))) : 0.0;
}

RoundedField rounded_field(Field const& field, FieldInfo const& info) {
    bool const on_cells = info.location == Location::cell;
    Index const rows = on_cells ? field.cells.rows() : 1;
    Index const columns = on_cells ? field.cells.columns() : static_cast<Index>(field.values.size());
    RoundedField rounded{info.name, LargeVector<float>(static_cast<std::size_t>(rows * columns))};
    double const step = rounding_step(info.precision);
    for_rows(rows, [&](Index row) {
        double const* const from = on_cells ? field.cells.row(row) : field.values.data();
        float* const to = rounded.values.data() + row * columns;
        if (step > 0.0) {
            // Adding zero turns the -0 that small negative numbers round to into 0.
            for (Index i = 0; i < columns; ++i)
                to[i] = static_cast<float>(std::nearbyint(from[i] / step) * step + 0.0);
        } else {
            for (Index i = 0; i < columns; ++i) to[i] = static_cast<float>(from[i]);
        }
    });
    return rounded;
}

TileEncoder::TileEncoder(Tiling tiling, float background) : tiling_(tiling), background_(background) {
    std::vector<float> const tile(static_cast<std::size_t>(tiling_.tile_size()), background_);
    if (!std::isnan(background_)) background_tile_ = Deflater().encode(tile);
}

void TileEncoder::gather(std::span<float const> values, Index number, std::vector<float>& tile) const {
    std::fill(tile.begin(), tile.end(), background_);
    Index const first_row = tiling_.first_row(number);
    Index const first_column = tiling_.first_column(number);
    Index const rows = std::min(tiling_.tile_rows, tiling_.rows - first_row);
    Index const columns = std::min(tiling_.tile_columns, tiling_.columns - first_column);
    for (Index row = 0; row < rows; ++row) {
        std::copy_n(values.data() + (first_row + row) * tiling_.columns + first_column, columns,
                    tile.data() + row * tiling_.tile_columns);
    }
}

std::vector<EncodedTile> TileEncoder::encode(std::span<float const> values) const {
    JUMELLE_EXPECTS(static_cast<Index>(values.size()) == tiling_.rows * tiling_.columns);
    std::vector<EncodedTile> tiles(static_cast<std::size_t>(tiling_.count()));
    for_row_ranges(tiling_.count(), [&](RowRange range) {
        Deflater deflater;
        std::vector<float> tile(static_cast<std::size_t>(tiling_.tile_size()));
        for (Index number = range.begin; number < range.end; ++number) {
            gather(values, number, tile);
            EncodedTile& encoded = tiles[static_cast<std::size_t>(number)];
            if (all_nan(tile)) continue;
            encoded = all_equal(tile, background_) ? background_tile_ : deflater.encode(tile);
        }
    });
    return tiles;
}

} // namespace jumelle::hdf5
