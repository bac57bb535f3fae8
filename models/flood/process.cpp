#include "models/flood/process.hpp"

#include <cmath>

#include "core/base/constants.hpp"

namespace jumelle::flood {

double step_for_rise_s(double rise_mps, SolverSettings const& settings) {
    if (rise_mps <= 0.0) return std::numeric_limits<double>::infinity();
    double const reach = settings.courant * settings.cell_m / (2.0 * std::sqrt(gravity_mps2 * rise_mps));
    return std::pow(reach, 2.0 / 3.0);
}

} // namespace jumelle::flood
