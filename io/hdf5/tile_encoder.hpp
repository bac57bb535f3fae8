#pragma once

#include <span>
#include <vector>

#include "core/base/large_vector.hpp"
#include "core/territory/field.hpp"
#include "io/hdf5/tiling.hpp"

namespace jumelle::hdf5 {

/// The step that values are rounded to: the largest power of two that is not above `precision`, so that the
/// error is at most half of `precision` and the last bits are zero; 0 where `precision` is 0.
double rounding_step(double precision);

/// A field as it goes into the file.
struct RoundedField {
    std::string name;
    LargeVector<float> values; ///< without padding, row after row
};

/// Rounds to the precision that `info` declares; keeps NaN and infinities.
/// @pre `field` has `info`'s location
RoundedField rounded_field(Field const& field, FieldInfo const& info);

/// A tile, shuffled and deflated; empty where it is left to the fill value.
using EncodedTile = std::vector<unsigned char>;

/// Compresses the tiles of one field.
class TileEncoder {
  public:
    /// `background` also fills what of a tile lies over the border.
    TileEncoder(Tiling tiling, float background);
    Tiling const& tiling() const { return tiling_; }
    /// The tiles of `values` in their order, encoded in parallel. Tiles of NaN are left to the fill value;
    /// tiles of background cost no compression.
    /// @pre values.size() == rows × columns
    std::vector<EncodedTile> encode(std::span<float const> values) const;

  private:
    void gather(std::span<float const> values, Index number, std::vector<float>& tile) const;

    Tiling tiling_;
    float background_;
    EncodedTile background_tile_;
};

} // namespace jumelle::hdf5
