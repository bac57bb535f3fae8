#include "models/decay/decay_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/sum.hpp"
#include "core/parallel/first_touch.hpp"
#include "core/parallel/loops.hpp"
#include "models/decay/kernels/relaxation.hpp"

namespace jumelle::decay {

namespace {

constexpr double default_half_life_h = 6.0;
/// The integrator is exact, so only the rounding of the sums is left.
constexpr double balance_limit = 1e-12;

FieldInfo concentration_info() {
    FieldInfo info;
    info.name = "concentration";
    info.unit = "kg m-2";
    info.long_name = "mass of the substance per area of ground";
    return info;
}

/// The field `initial_concentration` where the territory has one, else the parameter everywhere; no value
/// where the territory has no elevation.
Array2D<double> initial_state(ModelSetup const& setup) {
    Grid const& grid = setup.territory.grid;
    auto state = first_touched(grid.rows, grid.columns, setup.parameters["initial_concentration"].quantity());
    if (setup.fields.has("initial_concentration")) {
        state = setup.fields.at("initial_concentration").cells;
    }
    if (!setup.fields.has("elevation")) return state;
    auto const& elevation = setup.fields.at("elevation").cells;
    for_rows(grid.rows, [&](Index row) {
        for (Index column = 0; column < grid.columns; ++column) {
            if (std::isnan(elevation(row, column)))
                state(row, column) = std::numeric_limits<double>::quiet_NaN();
        }
    });
    return state;
}

class DecayModel : public Model {
  public:
    explicit DecayModel(ModelSetup const& setup)
        : concentration_(initial_state(setup)),
          area_m2_(setup.territory.grid.cell_area_m2()),
          rate_per_s_(rate_of_half_life(setup.parameters["half_life"].quantity())),
          duration_(setup.duration),
          stored_at_start_kg_(stored_kg()) {}

    /// The exact solution is stable for any step.
    Duration longest_step() override { return std::max(duration_, Duration::from_ticks(1)); }

    void step(Duration /*now*/, Duration length) override {
        double const kept = share_kept(rate_per_s_, length.seconds());
        double const lost = sum_rows(concentration_.rows(),
                                     [&](Index row) { return decay_row(concentration_.view(), row, kept); });
        decayed_kg_.add(lost * area_m2_);
        cell_updates_ += static_cast<double>(concentration_.size());
    }

    void publish(FieldStore& fields) override { fields.put({concentration_info(), concentration_, {}}); }
    void publish_summaries(FieldStore& /*fields*/) override {}

    Balance balance() const override {
        Balance balance;
        balance.quantity = "substance";
        balance.unit = "kg";
        balance.stored_at_start = stored_at_start_kg_;
        balance.stored = stored_kg();
        balance.out = decayed_kg_.value();
        balance.terms = {{"decay", -decayed_kg_.value()}};
        return balance;
    }

    double cell_updates() const override { return cell_updates_; }

    void archive_state(StateArchive& archive) override {
        archive("concentration", concentration_);
        archive("decayed", decayed_kg_);
        archive("cell_updates", cell_updates_);
    }

  private:
    double stored_kg() const {
        return area_m2_ * sum_rows(concentration_.rows(),
                                   [&](Index row) { return sum_of_row(concentration_.view(), row); });
    }

    Array2D<double> concentration_; // [kg/m²]
    double area_m2_;
    double rate_per_s_;
    Duration duration_;
    double stored_at_start_kg_;
    CompensatedSum decayed_kg_;
    double cell_updates_ = 0.0;
};

ModelDescription description() {
    ModelDescription made;
    made.name = "decay";
    made.sentence = "A substance on the ground that decays by itself, halving in every half-life.";
    made.parameters =
        map()
            .with("half_life", quantity("h")
                                   .above(0.0)
                                   .by_default(default_half_life_h)
                                   .says("time in which half of the substance decays"))
            .with("initial_concentration", quantity("kg/m^2").at_least(0.0).by_default(0.0).says(
                                               "mass per area at the start, where the territory has no field "
                                               "initial_concentration"));
    made.reads = {{"initial_concentration", "kg m-2", Location::cell, false},
                  {"elevation", "m", Location::cell, false}};
    made.writes = {concentration_info()};
    made.balance_limit = balance_limit;
    return made;
}

std::unique_ptr<Model> make(ModelSetup const& setup) {
    return std::make_unique<DecayModel>(setup);
}

} // namespace

ModelEntry entry() {
    return {description(), make};
}

} // namespace jumelle::decay
