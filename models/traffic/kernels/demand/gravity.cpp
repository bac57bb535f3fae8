#include "models/traffic/kernels/demand/gravity.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"

namespace jumelle::traffic {

double deterrence(Deterrence const& how, double cost) {
    if (std::isinf(cost)) return 0.0;
    switch (how.form) {
    case Deterrence::Form::exponential:
        return std::exp(-how.beta * cost);
    case Deterrence::Form::power:
        return std::pow(cost, -how.power);
    case Deterrence::Form::tanner:
        break;
    }
    return std::pow(cost, how.power) * std::exp(-how.beta * cost);
}

namespace {

/// Factors that make the sums of rows, of weights times the factors of columns, what they should be.
void scale_rows(std::span<double const> weight, std::span<double const> wanted,
                std::vector<double> const& column, std::vector<double>& row) {
    std::size_t const size = row.size();
    for (std::size_t i = 0; i < size; ++i) {
        CompensatedSum sum;
        for (std::size_t j = 0; j < size; ++j) sum.add(weight[i * size + j] * column[j]);
        row[i] = sum.value() > 0.0 ? wanted[i] / sum.value() : 0.0;
    }
}

std::vector<double> turned(std::span<double const> matrix, std::size_t size) {
    std::vector<double> made(matrix.size());
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j < size; ++j) made[j * size + i] = matrix[i * size + j];
    return made;
}

} // namespace

BalancedTrips balanced_trips(std::span<double const> weight, std::span<double const> starting,
                             std::span<double const> ending, BalanceLimits const& limits) {
    std::size_t const size = starting.size();
    JUMELLE_EXPECTS(ending.size() == size && weight.size() == size * size);
    std::vector<double> const across = turned(weight, size);
    std::vector<double> row(size, 1.0), column(size, 1.0);
    CompensatedSum all;
    for (double const one : starting) all.add(one);
    BalancedTrips made;
    for (made.rounds = 1; made.rounds <= limits.rounds; ++made.rounds) {
        scale_rows(weight, starting, column, row);
        scale_rows(across, ending, row, column);
        made.error = 0.0;
        for (std::size_t i = 0; i < size; ++i) {
            CompensatedSum sum;
            for (std::size_t j = 0; j < size; ++j) sum.add(row[i] * weight[i * size + j] * column[j]);
            made.error = std::max(made.error, std::abs(sum.value() - starting[i]));
        }
        made.error = all.value() > 0.0 ? made.error / all.value() : 0.0;
        if (made.error <= limits.error) break;
    }
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j < size; ++j)
            made.trips.push_back(row[i] * weight[i * size + j] * column[j]);
    return made;
}

} // namespace jumelle::traffic
