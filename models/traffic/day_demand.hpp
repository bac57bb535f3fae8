#pragma once

#include <vector>

#include "core/base/state_archive.hpp"
#include "models/traffic/day_parameters.hpp"
#include "models/traffic/kernels/link_network.hpp"
#include "models/traffic/kernels/tapas/tapas.hpp"

namespace jumelle::traffic {

/// Trips without those pairs; origins stay, also those from which nobody is left.
OriginTrips without(OriginTrips const& trips, std::vector<Tapas::Stranded> const& pairs);

/// ∫ factor dt between two times [s].
double factor_integral(std::vector<DemandFactor> const& profile, double from_s, double until_s);

/// Who sets out when: trips of a period times the factors of a profile. Which of them have a way may change
/// over time.
class DayDemand {
  public:
    /// @param trips in vehicles a period, where the factor is 1
    DayDemand(OriginTrips trips, double period_s, std::vector<DemandFactor> profile);

    /// From a time on, later than all before, those pairs have no way and stay at home.
    void leave_out(double from_s, std::vector<Tapas::Stranded> const& pairs);
    /// Of those that have a way. Origins are the same however often others are left out.
    Departures departures() const;
    /// Vehicles between two times that have no way as it is now.
    double left_out(double from_s, double until_s) const;
    void archive_state(StateArchive& archive) {
        archive("from", from_s_);
        archive("volume", volume_);
        archive("left_out", left_out_);
    }

  private:
    OriginTrips trips_;
    double period_s_;
    std::vector<DemandFactor> profile_;
    std::vector<double> from_s_;              ///< since when others are left out
    std::vector<std::vector<double>> volume_; ///< from each of these times on, of each origin
    double left_out_ = 0.0;                   ///< vehicles a period
};

} // namespace jumelle::traffic
