#include "models/traffic/kernels/tapas/outlook.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/sum.hpp"

namespace jumelle::traffic {

namespace {

double sum_of(std::vector<double> const& terms) {
    CompensatedSum sum;
    for (double const term : terms) sum.add(term);
    return sum.value();
}

} // namespace

Outlook::Outlook(std::int32_t origins)
    : excess_(static_cast<std::size_t>(origins), 0.0), shortest_(excess_) {}

void Outlook::set(std::int32_t origin, Costs const& costs) {
    excess_[static_cast<std::size_t>(origin)] = costs.total - costs.shortest;
    shortest_[static_cast<std::size_t>(origin)] = costs.shortest;
}

double Outlook::gap() const {
    double const shortest = sum_of(shortest_);
    return shortest > 0.0 ? sum_of(excess_) / shortest : 0.0;
}

std::vector<std::int32_t> Outlook::all() const {
    std::vector<std::int32_t> origins(excess_.size());
    std::iota(origins.begin(), origins.end(), 0);
    return origins;
}

std::vector<std::int32_t> Outlook::worst(double all_but) const {
    auto origins = all();
    auto const excess = [&](std::int32_t origin) { return excess_[static_cast<std::size_t>(origin)]; };
    std::stable_sort(origins.begin(), origins.end(),
                     [&](std::int32_t a, std::int32_t b) { return excess(a) > excess(b); });
    double const enough = (1.0 - all_but) * sum_of(excess_);
    double sum = 0.0;
    std::size_t count = 0;
    while (count < origins.size() && sum < enough) sum += excess(origins[count++]);
    origins.resize(std::max<std::size_t>(count, std::min<std::size_t>(1, origins.size())));
    std::sort(origins.begin(), origins.end());
    return origins;
}

} // namespace jumelle::traffic
