#include "core/base/time_series.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace jumelle {

namespace {

/// Number of times at or before `t_s`: the segment that `t_s` lies in begins at this number minus one.
std::size_t times_until(TimeSeries const& series, double t_s) {
    auto const after = std::upper_bound(series.time_s.begin(), series.time_s.end(), t_s);
    return static_cast<std::size_t>(after - series.time_s.begin());
}

} // namespace

double TimeSeries::at(double t_s) const {
    JUMELLE_EXPECTS(!time_s.empty() && time_s.size() == value.size());
    std::size_t const next = times_until(*this, t_s);
    if (next == 0) return value.front();
    if (next == time_s.size() || interpolation == Interpolation::steps) return value[next - 1];
    double const share = (t_s - time_s[next - 1]) / (time_s[next] - time_s[next - 1]);
    return value[next - 1] + share * (value[next] - value[next - 1]);
}

double TimeSeries::integral(double from_s, double to_s) const {
    JUMELLE_EXPECTS(from_s <= to_s);
    double sum = 0.0;
    double begin_s = from_s;
    std::size_t next = times_until(*this, from_s);
    while (begin_s < to_s) {
        double const end_s = next < time_s.size() ? std::min(time_s[next], to_s) : to_s;
        // Each piece is linear or constant, so its value in the middle is its mean.
        sum += (end_s - begin_s) * at(begin_s + 0.5 * (end_s - begin_s));
        begin_s = end_s;
        ++next;
    }
    return sum;
}

double TimeSeries::mean(double from_s, double to_s) const {
    return to_s > from_s ? integral(from_s, to_s) / (to_s - from_s) : at(from_s);
}

double TimeSeries::maximum() const {
    JUMELLE_EXPECTS(!value.empty());
    return *std::max_element(value.begin(), value.end());
}

} // namespace jumelle
