#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/model/weather.hpp"

namespace jumelle::heat {

/// Whether plants always have all their leaves, or grow and lose them with the warmth of the year.
enum class SeasonKind { full, warmth };
/// Plants that come into leaf together.
enum class PlantKind : std::size_t { grass, trees };
inline constexpr std::size_t plant_kinds = 2;

/// Leaves by heat units: the degrees of each day's mean above a base, from 1 January (south of the equator: 1
/// July), as a share f of those of a year:
///
///     leaves = f / (f + exp(l₁ − l₂ f)) until f reaches f₃, then falling along a straight line to none at f
///     = 1
///
/// l₁ and l₂ from two points of the curve. Source: Neitsch et al. 2011, SWAT theoretical documentation, eqs.
/// 5:2.1.10-5:2.1.16 and its plant database: range grasses (RNGE), deciduous forest (FRSD).
class Season {
  public:
    /// Always in full leaf.
    Season() = default;
    /// @pre `is_enough(weather)`
    explicit Season(Weather const& weather);

    /// Whether the weather tells a year's warmth.
    static bool is_enough(Weather const& weather);
    /// Share of the leaves of the table of materials [0 … 1].
    double leaves(PlantKind kind, double time_s) const;

  private:
    std::array<std::vector<double>, plant_kinds> leaves_; ///< at the start of each day of the plants' year
    Instant start_;
    int first_month_ = 1; ///< of the plants' year
};

} // namespace jumelle::heat
