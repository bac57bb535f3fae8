#include "core/compare/flood_map.hpp"

#include <string_view>

#include "core/compare/flood_indicators.hpp"
#include "core/compare/input_fields.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle {

FloodMap::FloodMap(IndicatorInput const& input, char const* name) : known_(cells_of(input, name)) {
    constexpr std::string_view water = "max_water_depth";
    auto const* const fills_to_m = cells_of(input, retention_depth_field);
    auto const* const depth_m = cells_of(input, water.data());
    if (known_ == nullptr || depth_m == nullptr || fills_to_m == nullptr) return;
    depth_.emplace(input.territory.fields, *depth_m);
    if (name == water) return;
    made_ = *known_;
    for_rows(made_->rows(), [&](Index row) {
        for (Index column = 0; column < made_->columns(); ++column) {
            bool const is_kept =
                (*fills_to_m)(row, column) > 0.0 && depth_->cells()(row, column) < flooded_depth_m;
            if (is_kept) (*made_)(row, column) = 0.0;
        }
    });
}

Array2D<double> const* FloodMap::cells() const {
    if (made_) return &*made_;
    return depth_ ? &depth_->cells() : known_;
}

} // namespace jumelle
