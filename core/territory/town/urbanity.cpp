#include "core/territory/town/urbanity.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::town {

namespace {

constexpr double quarter_spacing_share = 0.2, quarter_spacing_floor_m = 150.0,
                 quarter_spacing_ceiling_m = 1500.0;
constexpr double quarter_base = 0.22, quarter_swing = 0.9;
constexpr double quarters_least = 0.35, quarters_from_m = 600.0, quarters_full_m = 4000.0;

} // namespace

Urbanity::Urbanity(TownOptions const& options)
    : centre_m_(layout_of(options).centre_m),
      quarters_(
          std::clamp((layout_of(options).size_m - quarters_from_m) / (quarters_full_m - quarters_from_m),
                     quarters_least, 1.0)),
      noise_(random_for(options.seed, Purpose::urbanity), 0,
             std::clamp(quarter_spacing_share * layout_of(options).size_m, quarter_spacing_floor_m,
                        quarter_spacing_ceiling_m)) {}

double Urbanity::at(PlanPoint place) const {
    double const distance = std::hypot(place.p_m, place.q_m) / centre_m_;
    double const middle = std::exp(-distance * distance);
    double const quarter =
        quarters_ * std::clamp(quarter_base + quarter_swing * noise_.at(place.p_m, place.q_m)[0], 0.0, 0.75);
    return middle + (1.0 - middle) * quarter;
}

} // namespace jumelle::town
