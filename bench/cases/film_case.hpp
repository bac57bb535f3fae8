#pragma once

#include "bench/cases/case_error.hpp"

namespace jumelle::cases {

/// Weak rain on a plane so steep that its film stays thinner than a tenth of a millimetre. The plane falls
/// by 30 % eastward, or by as much obliquely (18 % eastward, 24 % southward).
struct Film {
    static constexpr double length_m = 20.0, slope = 0.3, manning = 0.03, deepest_m = 1e-4;
    enum class Fall { along_the_grid, oblique };
    Fall fall = Fall::along_the_grid;
    /// Rain whose film is `deepest_m` after `length_m` [m/s].
    static double rain_mps();
    /// Steady film `way_m` below the top: h = (n r x / √S)^(3/5) [m].
    /// Source: Henderson & Wooding 1964, J. Geophys. Res. 69, 1531-1540 (kinematic wave with Manning
    /// friction).
    static double depth_m(double way_m);
};

struct FilmResult {
    double outflow_error = 0.0; ///< |outflow − rain| / rain over the last tenth of the time
    double largest_depth_error =
        0.0; ///< relative to the kinematic wave, from a fifth of the length below the top on
    double ripple_in_time = 0.0; ///< (largest − smallest outflow of a window) / rain, last tenth of the time
    double ripple_in_space = 0.0; ///< largest fall of the depth from a cell to the next below it / its depth
};
FilmResult rain_film(CaseOptions const& options, Film const& film);

} // namespace jumelle::cases
