#pragma once

#include <memory>

#include "core/model/model.hpp"
#include "core/scenario/scenario.hpp"

namespace jumelle::toy {

inline FieldInfo info(std::string name, std::string unit = "m") {
    FieldInfo made;
    made.name = std::move(name);
    made.unit = std::move(unit);
    return made;
}

inline ModelDescription description(std::string name, std::vector<FieldNeed> reads,
                                    std::vector<FieldInfo> writes) {
    ModelDescription made;
    made.name = std::move(name);
    made.reads = std::move(reads);
    made.writes = std::move(writes);
    return made;
}

/// A territory of 3 × 4 cells of 10 m with the lower left corner at (0, 0) and elevation 1 m.
inline Territory small_territory() {
    Territory territory;
    territory.grid = {3, 4, 10.0, 0.0, 30.0, {"EPSG:2154", "", "", 2154}};
    Field elevation{info("elevation"), Array2D<double>(3, 4, 1.0), {}};
    territory.fields.put(std::move(elevation));
    return territory;
}

/// `level` rises by 1 m/s everywhere; the longest step is `rise_step_s`; the balance is off by `leak` m³ a
/// second.
class Rise : public Model {
  public:
    Rise(ModelSetup const& setup, double longest_s, double leak_m3ps)
        : rows_(setup.territory.grid.rows),
          columns_(setup.territory.grid.columns),
          longest_s_(longest_s),
          leak_m3ps_(leak_m3ps) {}

    Duration longest_step() override { return Duration::from_seconds(longest_s_); }
    void step(Duration, Duration length) override {
        level_m_ += length.seconds();
        cells_ += static_cast<double>(rows_ * columns_);
    }
    void publish(FieldStore& fields) override {
        fields.put({info("level"), Array2D<double>(rows_, columns_, level_m_), {}});
    }
    void publish_summaries(FieldStore& fields) override {
        fields.put({info("max_level"), Array2D<double>(rows_, columns_, level_m_), {}});
    }
    Balance balance() const override {
        Balance balance;
        balance.quantity = "water";
        balance.unit = "m3";
        balance.in = level_m_;
        balance.stored = level_m_ - leak_m3ps_ * level_m_;
        return balance;
    }
    double cell_updates() const override { return cells_; }
    void archive_state(StateArchive& archive) override {
        archive("level", level_m_);
        archive("cells", cells_);
    }

  private:
    Index rows_, columns_;
    double longest_s_, leak_m3ps_;
    double level_m_ = 0.0, cells_ = 0.0;
};

inline ModelEntry rise(std::unique_ptr<Model> (*make)(ModelSetup const&)) {
    ModelEntry entry;
    entry.description = description("rise", {{"elevation", "m", Location::cell, true}}, {info("level")});
    entry.description.summaries = {info("max_level")};
    entry.make = make;
    return entry;
}

/// A scenario of 10 s with the model `rise`, exchange each 4 s, output each 5 s.
inline Scenario ten_seconds() {
    Scenario scenario;
    scenario.name = "ten seconds";
    scenario.time.duration = Duration::from_seconds(10);
    scenario.time.exchange_every = Duration::from_seconds(4);
    scenario.outputs.every = Duration::from_seconds(5);
    scenario.outputs.where = Value::make_map({}).located({"s.yaml", 9, 1}, "outputs");
    scenario.models = {{"rise", Value::make_map({}).located({"s.yaml", 5, 3}, "models.rise")}};
    return scenario;
}

inline GaugeSpec gauge_at(double x_m, double y_m, double radius_m) {
    GaugeSpec spec;
    spec.name = "bridge";
    spec.x_m = x_m;
    spec.y_m = y_m;
    spec.radius_m = radius_m;
    spec.where = Value::make_map({}).located({"s.yaml", 12, 7}, "outputs.gauges[0]");
    return spec;
}

} // namespace jumelle::toy
