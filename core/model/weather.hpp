#pragma once

#include "core/base/time.hpp"
#include "core/base/time_series.hpp"

namespace jumelle {

/// Weather over open ground, over the run. A series without values is one that is not known. States
/// (temperature, humidity, wind, pressure) are straight lines between instants; radiation and clouds are
/// means over intervals.
struct Weather {
    TimeSeries air_temperature_k, vapour_pressure_pa, wind_speed_mps, pressure_pa;
    TimeSeries global_wpm2;        ///< on a horizontal plane
    TimeSeries direct_normal_wpm2; ///< on a plane across the beam
    TimeSeries diffuse_wpm2;       ///< of the sky on a horizontal plane
    TimeSeries longwave_wpm2;      ///< of the sky on a horizontal plane
    TimeSeries cloud_share;        ///< of the sky [0 … 1]
    TimeSeries wind_from_deg;      ///< clockwise from north; where the wind comes from
    double wind_height_m = 10.0;   ///< above the ground
    double latitude_deg = 0.0, longitude_deg = 0.0;
    Instant start; ///< from which times count: the start of the run

    bool empty() const { return air_temperature_k.value.empty(); }
    static bool knows(TimeSeries const& series) { return !series.value.empty(); }
};

} // namespace jumelle
