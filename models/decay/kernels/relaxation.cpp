#include "models/decay/kernels/relaxation.hpp"

#include <cmath>
#include <numbers>

namespace jumelle::decay {

double share_kept(double rate_per_s, double dt_s) noexcept {
    return std::exp(-rate_per_s * dt_s);
}

double rate_of_half_life(double half_life_s) noexcept {
    return std::numbers::ln2 / half_life_s;
}

double decay_row(View2D<double> c, Index row, double kept) noexcept {
    double* const cells = c.row(row);
    double lost = 0.0;
    for (Index column = 0; column < c.columns(); ++column) {
        double const before = cells[column];
        cells[column] = before * kept;
        // The difference of what is stored, not before * (1 - kept), so that the balance closes cell by cell.
        double const loss = before - cells[column];
        lost += std::isnan(loss) ? 0.0 : loss;
    }
    return lost;
}

double sum_of_row(View2D<double const> c, Index row) noexcept {
    double const* const cells = c.row(row);
    double sum = 0.0;
    for (Index column = 0; column < c.columns(); ++column) {
        sum += std::isnan(cells[column]) ? 0.0 : cells[column];
    }
    return sum;
}

} // namespace jumelle::decay
