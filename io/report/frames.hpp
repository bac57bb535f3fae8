#pragma once

#include <map>
#include <string>
#include <vector>

#include "io/report/layers.hpp"

namespace jumelle::report {

/// Means over squares of `factor` × `factor` cells, cells without a value left out; of classes that of the
/// middle cell.
/// @pre factor >= 1
Array2D<double> coarse(View2D<double const> cells, Index factor, bool has_classes);

/// The bytes of a field as a page holds them.
Bytes frame_of(Field const& field, Layer const& layer);

/// Texts of a page that scripts read, each kept once.
class BlobStore {
  public:
    /// @returns its number
    std::size_t add(std::string text);
    std::vector<std::string> const& texts() const { return texts_; }
    std::size_t bytes() const { return bytes_; }

  private:
    std::vector<std::string> texts_;
    std::map<std::string, std::size_t> known_; // by checksum
    std::size_t bytes_ = 0;
};

/// Makes cells larger and times fewer, first where most is won, until all layers take no more than `bytes` as
/// estimated from a few frames of each.
void fit_layers(std::vector<Layer>& layers, ShownRuns const& shown, double bytes);

/// Packs all frames of a layer: blobs[run][time]; no times for a run that has not the field.
std::vector<std::vector<std::size_t>> pack_layer(Layer const& layer, ShownRuns const& shown,
                                                 BlobStore& blobs);

} // namespace jumelle::report
