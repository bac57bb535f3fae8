#include "models/traffic/day_demand.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"

namespace jumelle::traffic {

namespace {

std::vector<double> volumes_of(OriginTrips const& trips) {
    std::vector<double> volumes;
    for (std::int32_t origin = 0; origin < trips.origins(); ++origin) {
        CompensatedSum sum;
        for (auto i = trips.begin[static_cast<std::size_t>(origin)];
             i < trips.begin[static_cast<std::size_t>(origin) + 1]; ++i)
            sum.add(trips.volume[static_cast<std::size_t>(i)]);
        volumes.push_back(sum.value());
    }
    return volumes;
}

double total(std::vector<double> const& volumes) {
    CompensatedSum sum;
    for (double const volume : volumes) sum.add(volume);
    return sum.value();
}

} // namespace

OriginTrips without(OriginTrips const& trips, std::vector<Tapas::Stranded> const& pairs) {
    std::set<std::pair<std::int32_t, std::int32_t>> left_out;
    for (auto const& pair : pairs) left_out.emplace(pair.origin, pair.destination);
    OriginTrips kept;
    kept.origin = trips.origin;
    kept.begin.push_back(0);
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            if (left_out.contains({trips.origin[o], trips.destination[trip]})) continue;
            kept.destination.push_back(trips.destination[trip]);
            kept.volume.push_back(trips.volume[trip]);
        }
        kept.begin.push_back(static_cast<std::int64_t>(kept.volume.size()));
    }
    return kept;
}

double factor_integral(std::vector<DemandFactor> const& profile, double from_s, double until_s) {
    double sum = 0.0, begun_s = from_s;
    for (DemandFactor const& part : profile) {
        if (part.from_s <= from_s || part.from_s >= until_s) continue;
        sum += factor_at(profile, begun_s) * (part.from_s - begun_s);
        begun_s = part.from_s;
    }
    return sum + factor_at(profile, begun_s) * (until_s - begun_s);
}

DayDemand::DayDemand(OriginTrips trips, double period_s, std::vector<DemandFactor> profile)
    : trips_(std::move(trips)),
      period_s_(period_s),
      profile_(std::move(profile)),
      from_s_{0.0},
      volume_{volumes_of(trips_)} {}

void DayDemand::leave_out(double from_s, std::vector<Tapas::Stranded> const& pairs) {
    JUMELLE_EXPECTS(from_s >= from_s_.back());
    auto carried = volumes_of(without(trips_, pairs));
    left_out_ = total(volumes_of(trips_)) - total(carried);
    if (from_s_.back() == from_s) {
        volume_.back() = std::move(carried);
        return;
    }
    from_s_.push_back(from_s);
    volume_.push_back(std::move(carried));
}

Departures DayDemand::departures() const {
    std::set<double> times{0.0};
    for (DemandFactor const& part : profile_) times.insert(part.from_s);
    times.insert(from_s_.begin(), from_s_.end());
    Departures made;
    made.node = trips_.origin;
    made.from_s.assign(times.begin(), times.end());
    for (std::size_t o = 0; o < trips_.origin.size(); ++o) {
        for (double const time_s : made.from_s) {
            auto const later = std::upper_bound(from_s_.begin(), from_s_.end(), time_s);
            double const volume = volume_[static_cast<std::size_t>(later - from_s_.begin()) - 1][o];
            made.rate_vps.push_back(volume * factor_at(profile_, time_s) / period_s_);
        }
    }
    return made;
}

double DayDemand::left_out(double from_s, double until_s) const {
    return left_out_ / period_s_ * factor_integral(profile_, from_s, until_s);
}

} // namespace jumelle::traffic
