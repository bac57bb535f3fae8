#include "models/flood/time_levels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace jumelle::flood {

namespace {

/// Calls `body` for a tile and its neighbours.
template <class Body>
void around(Index tile, Index segment, Index rows, Index segments, Body const& body) {
    for (Index t = std::max<Index>(tile - 1, 0); t <= std::min(tile + 1, rows - 1); ++t) {
        for (Index s = std::max<Index>(segment - 1, 0); s <= std::min(segment + 1, segments - 1); ++s) {
            body(t, s);
        }
    }
}

/// Halvings after which the waves keep within the limit.
int halvings(double ratio) {
    constexpr double rounding = 1e-9; // a ratio of 4 asks for two halvings, not three
    if (ratio <= 1.0) return 0;
    return static_cast<int>(std::ceil(std::log2(ratio) - rounding));
}

} // namespace

TimeLevels::TimeLevels(Index rows, Index columns) {
    Index const tiles = (rows + tile_rows - 1) / tile_rows;
    Index const segments = (columns + segment_columns - 1) / segment_columns;
    speed_mps_ = Array2D<double>(tiles, segments, 0.0);
    brought_mps_ = Array2D<double>(tiles, segments, 0.0);
    level_ = Array2D<std::uint8_t>(tiles, segments, std::uint8_t{0});
}

double TimeLevels::speed_nearby_mps(Index tile, Index segment) const {
    double fastest = 0.0;
    around(tile, segment, rows(), segments(), [&](Index t, Index s) {
        fastest = std::max({fastest, speed_mps_(t, s), brought_mps_(t, s)});
    });
    return fastest;
}

double TimeLevels::fastest_mps() const {
    double fastest = 0.0;
    for (Index t = 0; t < rows(); ++t) {
        for (Index s = 0; s < segments(); ++s) {
            fastest = std::max({fastest, speed_mps_(t, s), brought_mps_(t, s)});
        }
    }
    return fastest;
}

double TimeLevels::best_ratio() const {
    constexpr double still_mps = 1e-5; // 2 sqrt(g h) of the depth below which no water moves is 6e-6
    constexpr double near = 1.1;       // longer steps of the whole grid than needed gain nothing
    constexpr int finest = 16;         // step lengths that are tried in each octave
    constexpr std::size_t tries = static_cast<std::size_t>(most_halvings * finest) + 1;
    double const fastest = fastest_mps();
    // Work per time, were the grid to take that many of the shortest steps at once.
    std::array<double, tries> work{};
    for (Index t = 0; t < rows(); ++t) {
        for (Index s = 0; s < segments(); ++s) {
            double const speed = speed_nearby_mps(t, s);
            if (speed <= still_mps) continue;
            for (std::size_t i = 0; i < tries; ++i) {
                double const ratio = std::exp2(static_cast<double>(i) / finest);
                work[i] += std::ldexp(1.0 / ratio, halvings(ratio * speed / fastest));
            }
        }
    }
    double const least = *std::min_element(work.begin(), work.end());
    auto const best = std::find_if(work.begin(), work.end(), [&](double w) { return w <= near * least; });
    return std::exp2(static_cast<double>(best - work.begin()) / finest);
}

void TimeLevels::find(int least, double limit_mps) {
    for (Index t = 0; t < rows(); ++t) {
        for (Index s = 0; s < segments(); ++s) {
            if (level_(t, s) < least) continue;
            int const wanted = halvings(speed_nearby_mps(t, s) / limit_mps);
            level_(t, s) = static_cast<std::uint8_t>(std::clamp(wanted, least, deepest_level));
        }
    }
    smooth(least);
}

int TimeLevels::level_nearby(Index tile, Index segment) const {
    int deepest = 0;
    around(tile, segment, rows(), segments(),
           [&](Index t, Index s) { deepest = std::max<int>(deepest, level_(t, s)); });
    return deepest;
}

/// Once forward and once backward over the tiles carries every level as far as it reaches.
void TimeLevels::smooth(int least) {
    auto const raise = [&](Index t, Index s) {
        if (level_(t, s) < least) return;
        level_(t, s) = static_cast<std::uint8_t>(std::max<int>(level_(t, s), level_nearby(t, s) - 1));
    };
    for (Index t = 0; t < rows(); ++t) {
        for (Index s = 0; s < segments(); ++s) raise(t, s);
    }
    for (Index t = rows() - 1; t >= 0; --t) {
        for (Index s = segments() - 1; s >= 0; --s) raise(t, s);
    }
}

int TimeLevels::deepest() const {
    int deepest = 0;
    for (Index t = 0; t < rows(); ++t) {
        for (Index s = 0; s < segments(); ++s) deepest = std::max<int>(deepest, level_(t, s));
    }
    return deepest;
}

void TimeLevels::archive_state(StateArchive& archive) {
    archive("speed", speed_mps_);
    archive("brought", brought_mps_);
    archive("level", level_);
}

bool TimeLevels::has(int level) const {
    for (Index t = 0; t < rows(); ++t) {
        auto const* const levels = level_.row(t);
        if (std::find(levels, levels + segments(), static_cast<std::uint8_t>(level)) != levels + segments())
            return true;
    }
    return false;
}

} // namespace jumelle::flood
