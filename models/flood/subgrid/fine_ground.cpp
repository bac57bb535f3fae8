#include "models/flood/subgrid/fine_ground.hpp"

#include <algorithm>
#include <cmath>

#include "core/parallel/loops.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

Ground coarse_ground(FineGround const& of) {
    Ground const& fine = of.ground;
    Index const ratio = of.ratio;
    Index const rows = fine.rows() / ratio, columns = fine.columns() / ratio;
    Ground coarse;
    coarse.level_m = Array2D<double>(rows, columns, solid_level_m);
    coarse.friction = Array2D<double>(rows, columns, 0.0);
    coarse.rain_share = Array2D<float>(rows, columns, 0.0F);
    coarse.depth_m = Array2D<double>(rows, columns, 0.0);
    auto const all = static_cast<double>(ratio * ratio);
    for_rows(rows, [&](Index r) {
        for (Index c = 0; c < columns; ++c) {
            double free = 0.0, friction = 0.0, rain = 0.0, depth = 0.0;
            for (Index at = 0; at < ratio * ratio; ++at) {
                Index const y = r * ratio + at / ratio, x = c * ratio + at % ratio;
                if (fine.level_m(y, x) > solid_above_m) continue;
                free += 1.0;
                coarse.level_m(r, c) = std::min(coarse.level_m(r, c), fine.level_m(y, x));
                friction += fine.friction(y, x);
                rain += static_cast<double>(fine.rain_share(y, x));
                depth += fine.depth_m(y, x);
            }
            if (free == 0.0) continue;
            coarse.friction(r, c) = friction / free;
            coarse.rain_share(r, c) = static_cast<float>(rain / all);
            coarse.depth_m(r, c) = depth / all;
        }
    });
    for (GreenRoof const& roof : fine.green_roofs) {
        auto const above = [&](Cell cell) { return Cell{cell.row / ratio, cell.column / ratio}; };
        coarse.green_roofs.push_back(
            {above(roof.roof), above(roof.ground), roof.share / all, roof.storage_m});
    }
    for (Index r = 0; r < rows; ++r) {
        for (Index c = 0; c < columns; ++c) coarse.rain_cells += static_cast<double>(coarse.rain_share(r, c));
    }
    return coarse;
}

std::optional<double> still_level_m(FineGround const& fine, Cell cell) {
    constexpr double same_m = 1e-6;
    double highest = -solid_level_m, lowest = solid_level_m, lowest_dry = solid_level_m;
    for (Index at = 0; at < fine.ratio * fine.ratio; ++at) {
        Index const y = cell.row * fine.ratio + at / fine.ratio,
                    x = cell.column * fine.ratio + at % fine.ratio;
        double const ground = fine.ground.level_m(y, x), depth = fine.ground.depth_m(y, x);
        if (ground > solid_above_m) continue;
        if (depth <= 0.0) {
            lowest_dry = std::min(lowest_dry, ground);
        } else {
            highest = std::max(highest, ground + depth);
            lowest = std::min(lowest, ground + depth);
        }
    }
    bool const still = lowest <= highest && highest - lowest < same_m && lowest_dry > lowest - same_m;
    return still ? std::optional(0.5 * (lowest + highest)) : std::nullopt;
}

} // namespace jumelle::flood
