#pragma once

#include "bench/cases/flood_run.hpp"
#include "core/base/state_snapshot.hpp"
#include "models/flood/flood_model.hpp"

namespace jumelle::flood::test {

/// A model that is stepped as a run does, with all that it is made from.
class Stepped {
  public:
    explicit Stepped(cases::FloodCase problem, Communicator& ranks = alone())
        : problem_(std::move(problem)),
          fields_(problem_.territory.fields),
          parameters_(Value::make_map(problem_.parameters)),
          model_(entry().make({problem_.territory,
                               fields_,
                               problem_.forcing,
                               parameters_,
                               Duration::from_seconds(3600.0),
                               {},
                               problem_.sections,
                               ranks})) {}
    Stepped(Stepped const&) = delete;
    Stepped& operator=(Stepped const&) = delete;

    void step(int times) {
        for (int i = 0; i < times; ++i) {
            Duration const length = model_->longest_step();
            model_->step(now_, length);
            now_ = now_ + length;
        }
    }
    /// Of all ranks; they call it together.
    StateSnapshot state() {
        model_->gather_state();
        StateSnapshot snapshot;
        SnapshotSaver saver(snapshot);
        saver("now", now_);
        saver("model", *model_);
        return snapshot;
    }
    void take(StateSnapshot const& state) {
        SnapshotLoader loader(state);
        loader("now", now_);
        loader("model", *model_);
        loader.expect_all_used();
    }
    /// What has passed sections and structures.
    std::vector<double> series() {
        std::vector<double> values;
        model_->read_series(now_, values);
        return values;
    }
    double cell_updates() const { return model_->cell_updates(); }

  private:
    cases::FloodCase problem_;
    FieldStore fields_;
    Value parameters_;
    std::unique_ptr<Model> model_;
    Duration now_;
};

/// Whether a block has unused bytes between the members of its structs, which hold anything. What matters in
/// them shows in the water a few steps later.
inline bool has_gaps(std::string const& block) {
    return block == "model/solver/barriers/faces" || block == "model/solver/local/faces/parts" ||
           block == "model/solver/water/at_least" || block == "model/sections/volumes/faces";
}

} // namespace jumelle::flood::test
