#pragma once

#include <array>
#include <vector>

#include "core/base/sum.hpp"
#include "core/model/model.hpp"
#include "models/traffic/emission_factors.hpp"
#include "models/traffic/kernels/link_transmission/outputs.hpp"

namespace jumelle::traffic {

/// What happened in one window.
struct DayRates {
    double vehicle_hours = 0.0, lost_vehicle_hours = 0.0;
    double vehicle_km = 0.0; ///< NaN: lengths are not known
    double unreachable = 0.0, stranded = 0.0;
    std::array<double, pollutants> emitted_kg{};
};

/// Sums over the time of a run, and its account.
class DayTotals {
  public:
    void add(DayRates const& rates);
    /// Where all vehicles that could set out are now.
    void set(VehicleBalance const& vehicles) { vehicles_ = vehicles; }
    /// Appends the values of `day_series`, but for those of the equilibria.
    void append_to(std::vector<double>& values) const;
    /// Vehicles: who wanted to set out is who arrived, who had no way, who is on the way or waits.
    Balance balance() const;

  private:
    CompensatedSum vehicle_hours_, lost_vehicle_hours_, vehicle_km_, unreachable_, stranded_;
    std::array<CompensatedSum, pollutants> emitted_kg_;
    VehicleBalance vehicles_;
};

} // namespace jumelle::traffic
