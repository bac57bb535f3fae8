#include "models/flood/subgrid/face_section.hpp"

#include <cmath>
#include <limits>

#include "core/base/constants.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Manning's n below which ground counts as smooth [s m^(-1/3)]: a fiftieth of the smoothest real surface.
constexpr double smoothest_n = 1e-4;

double squared(double x) {
    return x * x;
}

double root_of(double conveyance) {
    return std::pow(conveyance, 3.0 / 5.0);
}

} // namespace

FaceStrip::FaceStrip(Index columns, Index cells)
    : columns_(columns),
      cells_(cells),
      ground_m_(static_cast<std::size_t>(columns * cells), solid_level_m),
      inverse_n_(ground_m_.size(), 0.0) {}

void FaceStrip::set(Index column, Index cell, double ground_m, double friction) {
    auto const at = static_cast<std::size_t>(column * cells_ + cell);
    bool const solid = ground_m > solid_above_m;
    ground_m_[at] = ground_m;
    inverse_n_[at] = solid ? 0.0 : 1.0 / std::max(std::sqrt(friction / gravity_mps2), smoothest_n);
}

FineColumn FaceStrip::column(Index c) const {
    auto const first = c * cells_;
    return {ground_m_.data() + first, inverse_n_.data() + first, cells_};
}

FaceStrip::Extent FaceStrip::extent_of(Index c) const {
    FineColumn const of = column(c);
    Extent extent{solid_level_m, -solid_level_m, 0.0, 0.0};
    for (Index i = 0; i < cells_; ++i) {
        if (of.ground_m[i] > solid_above_m) continue;
        extent.lowest_m = std::min(extent.lowest_m, of.ground_m[i]);
        extent.highest_m = std::max(extent.highest_m, of.ground_m[i]);
        extent.wet_share += 1.0 / static_cast<double>(cells_);
        extent.inverse_n += of.inverse_n[i] / static_cast<double>(cells_);
    }
    return extent;
}

FaceSection<double> FaceStrip::section(double sill_m, double depth_m) const {
    double thinness = 0.0, resistance = 0.0;
    for (std::size_t k = 0; k < open_.size(); ++k) {
        double const level_m = depth_m + std::max(extents_[k].lowest_m, sill_m);
        ColumnFlow const flow = column_flow(column(open_[k]), level_m, sill_m);
        thinness += 1.0 / flow.area_m;
        resistance += 1.0 / squared(flow.conveyance);
    }
    auto const count = static_cast<double>(open_.size());
    double const area_m = count / thinness;
    return {area_m, root_of(std::sqrt(count / resistance))};
}

void FaceStrip::fill_table(double sill_m, double lowest_left_m, double* table) {
    std::fill_n(table, FaceLayout::size, 0.0);
    extents_.clear();
    open_.clear();
    for (Index c = 0; c < columns_; ++c) {
        Extent const extent = extent_of(c);
        if (extent.lowest_m > solid_above_m) continue;
        extents_.push_back(extent);
        open_.push_back(c);
    }
    bool const closed = sill_m > solid_above_m || open_.empty();
    table[FaceLayout::sill] = closed ? closed_sill_m : sill_m - lowest_left_m;
    if (closed) return;
    double top_m = 0.0, thinness = 0.0, resistance = 0.0;
    for (Extent const& extent : extents_) {
        top_m = std::max(top_m, extent.highest_m - std::max(extent.lowest_m, sill_m));
        thinness += 1.0 / extent.wet_share;
        resistance += 1.0 / squared(extent.inverse_n);
    }
    auto const count = static_cast<double>(extents_.size());
    // Just above the highest ground the banks are still shallow; the straight lines beyond the table hold for
    // water that is deep everywhere.
    constexpr double deep = 1.5;
    top_m *= deep;
    table[FaceLayout::top] = top_m;
    table[FaceLayout::area_slope] = count / thinness;
    table[FaceLayout::root_slope] = root_of(std::sqrt(count / resistance));
    for (Index knot = 1; knot < table_knots && top_m > 0.0; ++knot) {
        double const relative = squared(static_cast<double>(knot) / static_cast<double>(table_bins));
        FaceSection<double> const at = section(sill_m, relative * top_m);
        table[FaceLayout::sections + 2 * knot] = at.area_m;
        table[FaceLayout::sections + 2 * knot + 1] = at.conveyance_root;
    }
}

} // namespace jumelle::flood
