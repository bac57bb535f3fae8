#pragma once

#include <optional>

#include "core/base/state_archive.hpp"
#include "models/flood/activity.hpp"
#include "models/flood/edge_cells.hpp"
#include "models/flood/level_faces.hpp"
#include "models/flood/sweep.hpp"

namespace jumelle::flood {

/// Length of a step of the whole grid [s], and how far its water may reach in the step of a tile [m].
struct WholeStep {
    double length_s = 0.0, cell_m = 0.0, reach_m = 0.0;
};

/// Takes the grid through a step in parts: first all tiles of level 0, then twice all of level 1 with what
/// lies deeper, and so on. Where waves have grown since, tiles are halved further before they go on.
template <class T>
class LocalSteps {
  public:
    /// Keeps the fastest wave of each segment in `reports`; both outlive it.
    LocalSteps(GridState<T>& state, RowReports& reports);

    TimeLevels const& levels() const { return levels_; }
    /// A cell has faster waves than its tile has known so far.
    void raise_speed(Cell cell, double speed_mps);
    /// Notes the water that sides bring. `for_water` calls what it is given with cells and speeds.
    template <class ForWater>
    void note_brought(ForWater const& for_water) {
        levels_.forget_brought();
        for_water([&](Cell cell, double speed_mps) { levels_.bring(cell, speed_mps); });
    }

    /// Calls `flow` for each part in turn.
    void run(WholeStep const& whole, FunctionRef<void(LevelPart const&)> flow);
    /// Leaves a row's segments to the present part.
    void narrow(Activity& activity, Index row) const;
    /// Faces of the present part; null while the whole grid takes one step.
    LevelFaces<T>* faces() { return is_split_ ? &faces_ : nullptr; }
    /// Length of the present part, and of the last one of a cell, as a share of the whole step.
    double share() const { return part_.end - part_.begin; }
    double last_share(Cell cell) const;
    void archive_state(StateArchive& archive);
    double bytes() const;

  private:
    void run_level(WholeStep const& whole, LevelPart const& part, FunctionRef<void(LevelPart const&)> flow);
    void run_part(WholeStep const& whole, LevelPart const& part, FunctionRef<void(LevelPart const&)> flow);
    void note_speeds(int level);
    void note_broken();

    RowReports& reports_;
    TimeLevels levels_;
    LevelFaces<T> faces_;
    EdgeCells<T> cells_;
    LevelPart part_;
    bool is_split_ = false;
    std::vector<std::uint8_t> broken_; ///< rows, in any part of the step
};

extern template class LocalSteps<double>;
extern template class LocalSteps<float>;

} // namespace jumelle::flood
