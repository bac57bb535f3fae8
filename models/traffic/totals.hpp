#pragma once

#include <array>
#include <vector>

#include "core/base/sum.hpp"
#include "core/model/model.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/emission_factors.hpp"

namespace jumelle::traffic {

/// What happens on the network in an hour, or in another period.
struct Rates {
    double wanted = 0.0;      ///< trips that want to begin
    double foregone = 0.0;    ///< those of them that are not made, because their costs have risen
    double unreachable = 0.0; ///< those without a way
    double stranded = 0.0;    ///< those of them that have one when all streets are open
    double astray = 0.0;      ///< what begins or ends at nodes beside the trips: the error of the flows
    double vehicle_hours = 0.0, lost_vehicle_hours = 0.0, vehicle_km = 0.0;
    std::array<double, pollutants> emitted_kg{}; ///< NaN: not known
};

/// Trips of the flows of an assignment, in its units: `wanted`, `unreachable` and `astray`, half of
/// Σ over nodes |flow in − flow out − trips that end there + trips that begin there|.
Rates trip_rates(LinkNetwork const& network, OriginTrips const& trips, Equilibrium const& result);

/// All of them times a factor, but for what is emitted.
Rates scaled(Rates const& rates, double factor);

/// Sums over the time of a run.
class Totals {
  public:
    void set(Rates const& rates) { rates_ = rates; }
    /// The present rates hold for `hours`.
    void advance(double hours);
    /// Appends vehicle hours, lost ones, kilometres, trips, unreachable and stranded trips, pollutants.
    void append_to(std::vector<double>& values) const;
    double foregone() const { return foregone_.value(); }
    /// Trips: what wanted to begin is what arrived, what had no way, what was not made, and the error.
    Balance balance() const;

  private:
    Rates rates_;
    CompensatedSum wanted_, foregone_, arrived_, unreachable_, stranded_, vehicle_hours_, lost_vehicle_hours_,
        vehicle_km_;
    std::array<CompensatedSum, pollutants> emitted_kg_;
};

} // namespace jumelle::traffic
