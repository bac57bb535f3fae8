#pragma once

#include <string>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/base/view.hpp"
#include "core/parallel/grid_share.hpp"
#include "core/scenario/value.hpp"
#include "core/territory/field.hpp"
#include "models/flood/kernels/thresholds.hpp"

namespace jumelle::flood {

/// A depth as part of a field's name, in metres with at least two decimals: `0p30m`.
std::string name_of_depth(double depth_m);

/// The depths that a scenario lists.
/// @throws InputError where one is given twice, or differs from another by less than its name tells
std::vector<double> thresholds_from(Value const& list);

/// End and length of a step [s].
struct StepEnd {
    double end_s = 0.0, length_s = 0.0;
};

/// First arrival at, and duration above, the depths that a scenario asks for. Rows may be kept at the same
/// time; dry rows need not be kept.
class Thresholds {
  public:
    Thresholds() = default;
    /// @pre all depths > 0
    Thresholds(std::vector<double> const& depths_m, Index rows, Index columns);

    bool empty() const { return kept_.empty(); }

    /// At the end of a step, with the length of the step that the row was given.
    template <class T>
    void keep(Index row, T const* h_m, Span span, StepEnd step);

    /// A process has changed the depth of a cell after the flow of the step: the step counts by its last
    /// depth.
    template <class T>
    void change(Index row, Index column, T before_m, T after_m, StepEnd step);

    /// `first_arrival_…` and `duration_above_…` of each depth.
    std::vector<FieldInfo> fields() const;
    /// Value of `fields()[field]`; NaN where the water never came.
    double value(std::size_t field, Index row, Index column) const;
    void archive_state(StateArchive& archive) { archive("depths", kept_); }
    /// Puts the rows of all ranks together.
    void gather(GridShare const& share) {
        for (Kept& kept : kept_) {
            share.gather(kept.arrival_s);
            share.gather(kept.above_s);
        }
    }

  private:
    struct Kept {
        double depth_m = 0.0;
        Array2D<float> arrival_s;
        Array2D<double> above_s;
        void archive_state(StateArchive& archive) {
            archive("arrival", arrival_s);
            archive("above", above_s);
        }
    };
    std::vector<Kept> kept_;
};

} // namespace jumelle::flood
