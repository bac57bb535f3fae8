#include "io/report/frames.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "io/checksum/sha256.hpp"

namespace jumelle::report {

namespace {

constexpr Index largest_factor = 32;
constexpr std::size_t fewest_times = 12;  // a slider with fewer steps says little of a course
constexpr Index most_cells_a_side = 2000; // pixels of a large screen

double mean_of_square(View2D<double const> cells, Index row, Index column, Index factor) {
    double sum = 0.0;
    int count = 0;
    for (Index r = row; r < std::min(row + factor, cells.rows()); ++r) {
        for (Index c = column; c < std::min(column + factor, cells.columns()); ++c) {
            if (std::isnan(cells(r, c))) continue;
            sum += cells(r, c);
            ++count;
        }
    }
    return count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / count;
}

/// Bytes of a frame of a layer, for each size of cells, from some frames that stand for all: of the first and
/// the last run, in the middle and at the end.
class Estimate {
  public:
    Estimate(Layer const& layer, ShownRuns const& shown) : layer_(layer) {
        add(shown.runs.front(), layer.times[layer.times.size() / 2]);
        if (layer.role == Role::output) add(shown.runs.front(), layer.times.back());
        if (shown.runs.size() > 1) add(shown.runs.back(), layer.times[layer.times.size() * 2 / 3]);
    }

    /// The filter after which frames are smallest.
    Filter best_filter() const {
        Filter best = Filter::none;
        for (Filter const filter : filters)
            if (bytes_of(layer_.factor, filter) < bytes_of(layer_.factor, best)) best = filter;
        return best;
    }

    double bytes(Layer const& layer) const { return bytes_of(layer.factor, layer.filter); }

  private:
    static constexpr Filter filters[] = {Filter::none, Filter::left, Filter::up};

    void add(ShownRun const& run, Index time) {
        auto const field = read_layer(run, layer_, time);
        if (!field) return;
        ++frames_;
        Layer layer = layer_;
        bool const on_cells = layer.info.location == Location::cell;
        for (; layer.factor <= (on_cells ? largest_factor : 1); layer.factor *= 2) {
            for (Filter const filter : filters) {
                layer.filter = filter;
                sums_[{layer.factor, filter}] += deflated(frame_of(*field, layer)).size();
            }
        }
    }

    double bytes_of(Index factor, Filter filter) const {
        constexpr double letters_of_byte = 4.0 / 3.0; // base64
        auto const sum = sums_.find({factor, filter});
        return sum == sums_.end() ? 0.0 : letters_of_byte * static_cast<double>(sum->second) / frames_;
    }

    Layer layer_;
    int frames_ = 0;
    std::map<std::pair<Index, Filter>, std::size_t> sums_;
};

/// Every second of the times, and the last.
std::vector<Index> thinned(std::vector<Index> const& times) {
    std::vector<Index> kept;
    for (std::size_t i = times.size() % 2 == 0 ? 1 : 0; i < times.size(); i += 2) kept.push_back(times[i]);
    return kept;
}

std::size_t variants_of(ShownRuns const& shown) {
    std::set<std::size_t> variants;
    for (auto const& run : shown.runs) variants.insert(run.variant);
    return variants.size();
}

/// @returns whether there was something to leave out
bool make_smaller(Layer& layer) {
    bool const on_cells = layer.info.location == Location::cell;
    // Time is thinned once cells are twice as large: a map that moves is worth more than one that is sharp.
    if (layer.times.size() >= 2 * fewest_times && (layer.factor > 2 || !on_cells)) {
        layer.times = thinned(layer.times);
        return true;
    }
    if (!on_cells || layer.factor >= largest_factor) return false;
    layer.factor *= 2;
    return true;
}

} // namespace

Array2D<double> coarse(View2D<double const> cells, Index factor, bool has_classes) {
    Index const rows = (cells.rows() + factor - 1) / factor,
                columns = (cells.columns() + factor - 1) / factor;
    Array2D<double> made(rows, columns);
    for (Index row = 0; row < rows; ++row) {
        for (Index column = 0; column < columns; ++column) {
            Index const r = row * factor, c = column * factor;
            made(row, column) = has_classes ? cells(std::min(r + factor / 2, cells.rows() - 1),
                                                    std::min(c + factor / 2, cells.columns() - 1))
                                            : mean_of_square(cells, r, c, factor);
        }
    }
    return made;
}

Bytes frame_of(Field const& field, Layer const& layer) {
    if (layer.info.location != Location::cell)
        return filtered(codes_of_values(field.values, layer.scale), static_cast<Index>(field.values.size()),
                        layer.filter);
    if (layer.factor == 1)
        return filtered(codes_of_cells(field.cells.view(), layer.scale), field.cells.columns(), layer.filter);
    Array2D<double> const cells = coarse(field.cells.view(), layer.factor, layer.has_classes);
    return filtered(codes_of_cells(cells.view(), layer.scale), cells.columns(), layer.filter);
}

std::size_t BlobStore::add(std::string text) {
    auto const [known, is_new] = known_.emplace(sha256_of_text(text), texts_.size());
    if (is_new) {
        bytes_ += text.size();
        texts_.push_back(std::move(text));
    }
    return known->second;
}

void fit_layers(std::vector<Layer>& layers, ShownRuns const& shown, double bytes) {
    Grid const& grid = shown.runs.front().source->description().grid;
    std::size_t const variants = variants_of(shown); // the territory is the same under all climates
    std::vector<Estimate> estimates;
    for (auto& layer : layers) {
        while (std::max(grid.rows, grid.columns) / layer.factor > most_cells_a_side) layer.factor *= 2;
        estimates.emplace_back(layer, shown);
        layer.filter = estimates.back().best_filter();
    }
    auto const total_of = [&](std::size_t i) {
        std::size_t const runs = layers[i].role == Role::constant ? variants : shown.runs.size();
        auto const frames = static_cast<double>(layers[i].times.size() * runs);
        return frames * estimates[i].bytes(layers[i]);
    };
    std::vector<bool> is_smallest(layers.size(), false);
    while (true) {
        double total = 0.0;
        std::size_t largest = layers.size();
        for (std::size_t i = 0; i < layers.size(); ++i) {
            total += total_of(i);
            if (!is_smallest[i] && (largest == layers.size() || total_of(i) > total_of(largest))) largest = i;
        }
        if (total <= bytes || largest == layers.size()) return;
        is_smallest[largest] = !make_smaller(layers[largest]);
    }
}

std::vector<std::vector<std::size_t>> pack_layer(Layer const& layer, ShownRuns const& shown,
                                                 BlobStore& blobs) {
    std::vector<std::vector<std::size_t>> made;
    for (auto const& run : shown.runs) {
        made.emplace_back();
        for (Index const time : layer.times) {
            auto const field = read_layer(run, layer, time);
            if (field) made.back().push_back(blobs.add(base64(deflated(frame_of(*field, layer)))));
        }
    }
    return made;
}

} // namespace jumelle::report
