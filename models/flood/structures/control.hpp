#pragma once

#include "core/base/state_archive.hpp"
#include "core/territory/structures.hpp"
#include "models/flood/process.hpp"

namespace jumelle::flood {

/// A control in operation: remembers whether its switch is on and how far it has moved.
class Controller {
  public:
    /// @throws InputError where the switch looks at a place that holds no water
    Controller(Control control, StructureLabel const& label, Grid const& grid, Ground const& ground);

    /// Looks at the level and the clock, and moves.
    void update(StepTimes const& times, Solver const& solver);
    double share() const { return share_; }
    /// Adds the cell whose level it looks at, where there is one.
    void add_cells(std::vector<Cell>& cells) const {
        if (control_.by_level) cells.push_back(watched_);
    }
    void archive_state(StateArchive& archive) {
        archive("on", on_);
        archive("begun", begun_);
        archive("share", share_);
    }

  private:
    bool is_on(Solver const& solver);

    Control control_;
    Cell watched_;
    bool on_ = false, begun_ = false;
    double share_ = 0.0;
};

/// The cell of a point where water can stand.
/// @param what names the point in the fault, `its upper end`
/// @throws InputError outside the grid, on a building, or without elevation
Cell wet_cell_at(Point at, char const* what, StructureLabel const& label, Grid const& grid,
                 Ground const& ground);

/// A fault of a structure.
Fault structure_fault(StructureLabel const& label, std::string message, std::string hint);

/// Level of the water in a cell [m].
double level_in(Solver const& solver, Cell cell);

} // namespace jumelle::flood
