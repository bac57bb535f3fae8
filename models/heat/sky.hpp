#pragma once

#include "core/base/state_archive.hpp"
#include "core/model/weather.hpp"
#include "models/heat/kernels/air_exchange.hpp"
#include "models/heat/kernels/sky_radiation.hpp"
#include "models/heat/kernels/sun_position.hpp"
#include "models/heat/parameters.hpp"

namespace jumelle::heat {

/// What comes from above during a step.
struct SkyState {
    Air air;
    SunPosition sun; ///< in the middle of the step
    bool is_day = false;
    double sine = 0.0, cosine = 1.0; ///< of the sun's apparent height, 0 and 1 at night
    double beam_wpm2 = 0.0;          ///< on a plane across the beam, light around the sun with it
    double diffuse_wpm2 = 0.0;       ///< of the whole sky on a horizontal plane
    double longwave_wpm2 = 0.0;
    double low_sky_wpm2 = 0.0;  ///< how much warmer it is low down (`kernels/sky_slope.hpp`)
    double air_glow_wpm2 = 0.0; ///< of leaves as warm as the air: σT⁴
    double wind_from_deg = 0.0; ///< clockwise from north
    double solar_hour = 0.0;    ///< by the mean sun of the place [0 … 24)
    std::array<double, plant_kinds> leaves = {1.0, 1.0}; ///< share of those in summer, by `PlantKind`
};

/// Turns the weather into what comes from above in each step. Radiation that the weather gives as means of an
/// hour follows the sun within the hour, so that the hour keeps its mean.
class Sky {
  public:
    Sky(Weather const& weather, SkyKind kind, LongwaveKind longwave = LongwaveKind::dilley,
        Season season = {})
        : weather_(weather),
          kind_(kind),
          longwave_(longwave),
          season_(std::move(season)),
          clouds_(clouds()) {}

    static constexpr double usual_wind_from_deg = 270.0; ///< where the weather does not say it

    /// @param from_s, to_s since the start of the run, `from_s` < `to_s`
    SkyState during(double from_s, double to_s);
    void archive_state(StateArchive& archive) { archive("interval", interval_); }

  private:
    /// The interval of the radiation that a time lies in, and the sun over it.
    struct Interval {
        double from_s = 0.0, to_s = 0.0;
        double mean_sine = 0.0;       ///< mean of the sine of the sun's height, below the horizon 0
        double lit_share = 0.0;       ///< of its time
        double mean_clear_wpm2 = 0.0; ///< global radiation under a clear sky
    };
    SunPosition sun_at(double time_s) const;
    Interval interval_at(double time_s) const;
    void set_shortwave(SkyState& state, double middle_s) const;
    TimeSeries clouds() const;

    Weather const& weather_;
    SkyKind kind_;
    LongwaveKind longwave_;
    Season season_;
    Interval interval_; ///< the one that the last step lay in
    TimeSeries clouds_; ///< share of the sky
};

} // namespace jumelle::heat
