#pragma once

#include "models/heat/country_ground.hpp"

namespace jumelle::heat {

/// The air of the town over the run: its temperature field, what people and their machines put into it, and
/// what is kept of it.
class TownAir {
  public:
    /// Keeps references.
    TownAir(Blocks const& blocks, HeatParameters const& parameters);

    void look_around();
    void start(double temperature_k) { country_.start(temperature_k); }
    /// Nothing that happened so far counts.
    void forget();
    /// The air that surfaces feel during a step, with what the town has added to it so far.
    void mix(SkyState const& sky) { field_.mix_into(sky.air); }
    /// Takes what the surfaces gave off, and moves the air on.
    /// @param fields may hold `traffic_heat` and `anthropogenic_heat`
    void step(SkyState const& sky, SurfaceStep const& step, std::vector<BlockHeat> const& heat,
              FieldStore const& fields);
    /// Counts the present state for a time. @param end_s since the start of the run
    void keep(double end_s, double length_s);

    std::vector<Air> const& streets() const { return field_.streets(); }
    std::vector<Air> const& roofs() const { return field_.roofs(); }
    AirField const& field() const { return field_; }

    /// Mean over the town: how much warmer than the country it is between the buildings; 0 where the air is
    /// that of the weather.
    double mean_warmer_k() const;

    /// What is kept of the air of a block.
    struct Record {
        double sum_ks = 0.0, largest_k = 0.0, smallest_k = 0.0; ///< over the run
        double day_largest_k = 0.0, day_smallest_k = 0.0;       ///< of the present day
        double tropical_nights = 0.0, hot_days = 0.0;           ///< of the days that are over
    };
    double mean_k(std::size_t block) const;
    Record const& record(std::size_t block) const { return records_[block]; }
    /// Days whose lowest (highest) temperature was above the threshold, the present one with them where half
    /// of it is over.
    double tropical_nights(std::size_t block) const;
    double hot_days(std::size_t block) const;
    void archive_state(StateArchive& archive);

  private:
    void collect_people(SkyState const& sky, FieldStore const& fields, std::vector<BlockHeat> const& heat);
    void add_field(FieldStore const& fields, char const* name, double factor);
    void end_day();

    Blocks const& blocks_;
    HeatParameters const& parameters_;
    CountryGround country_;
    AirField field_;
    std::vector<double> people_w_;
    std::vector<Record> records_;
    double kept_s_ = 0.0, day_s_ = 0.0;
};

} // namespace jumelle::heat
