#include "core/territory/retention.hpp"

#include "core/parallel/loops.hpp"

namespace jumelle {

DepthAboveRim::DepthAboveRim(FieldStore const& fields, Array2D<double> const& depth_m) : depth_m_(&depth_m) {
    if (!fields.has(retention_depth_field)) return;
    Array2D<double> const& fills_to_m = fields.at(retention_depth_field).cells;
    made_ = depth_m;
    for_rows(depth_m.rows(), [&](Index row) {
        for (Index column = 0; column < depth_m.columns(); ++column) {
            double const rim_m = fills_to_m(row, column);
            double& above_m = (*made_)(row, column);
            if (!(rim_m > 0.0)) continue;
            if (above_m <= rim_m)
                above_m = 0.0;
            else
                above_m -= rim_m;
        }
    });
}

} // namespace jumelle
