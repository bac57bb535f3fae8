#pragma once

#include <cmath>
#include <memory>

#include "core/parallel/grid_share.hpp"
#include "models/flood/barriers.hpp"
#include "models/flood/borders.hpp"
#include "models/flood/ground.hpp"
#include "models/flood/kernels/maxima.hpp"
#include "models/flood/kernels/roughness.hpp"
#include "models/flood/kernels/viscosity.hpp"
#include "models/flood/sweep.hpp"

namespace jumelle::flood {

enum class Precision { binary64, binary32 };
/// Whether dry land is left out of the work; the answer is the same.
enum class DryLand { skipped, computed };

/// Whether all cells take the same time step, or each tile of the grid one that suits it (not `inertial`).
enum class TimeStep { global, local };

/// Courant number that leaves the time step some room below the limit of 1.
/// Source: LeVeque 2002, Finite Volume Methods for Hyperbolic Problems, section 20.2.
inline constexpr double usual_courant = 0.8;
/// The largest Courant number dt sqrt(g h) / cell of the inertial scheme, and the usual one: waves of two
/// cells along both axes grow above sqrt(θ / 2) (von Neumann's analysis without friction, as of water at
/// rest: docs/numerics/flood.md); a twentieth below it, since depths grow during a step.
inline double largest_inertial_courant(double theta) {
    constexpr double some_room = 0.95;
    return some_room * std::sqrt(theta / 2.0);
}
/// The same where the flow carries its momentum, which needs room too. Source: SFINCS v2.0.2 (alpha).
inline constexpr double usual_advected_courant = 0.5;
/// The largest of the inertial scheme with absorbing levels, whose edges see the depths before the step:
/// where two of them meet, 0.67 swings with θ = 1 (`held_levels_test.py`).
inline constexpr double largest_absorbing_courant = 0.5;

struct SolverSettings {
    Scheme scheme = Scheme::second_order;
    DryLand dry_land = DryLand::skipped;
    TimeStep time_step = TimeStep::global;
    double cell_m = 1.0;
    double courant = usual_courant; ///< dt (|u| + |v| + 2c) / cell; `inertial`: dt c / cell
    WetDepths wet;
    InertialForm inertial;    ///< not where the ground within a cell is known
    EddyViscosity viscosity;  ///< none at first; not with `inertial` or local time steps
    ShallowRoughness shallow; ///< none at first; not where the ground within a cell is known
    static constexpr double usual_cells_per_thread = 8192.0;
    /// Least work for which another thread is worth its start [active cells].
    double cells_per_thread = usual_cells_per_thread;
};

/// What acts on the water during one step.
struct StepInput {
    double end_s = 0.0;    ///< time at the end of the step
    double length_s = 0.0; ///< of the step
    RainStep rain;
    Losses* losses = nullptr; ///< none where null
    SideStates sides;
};

/// What passed the four sides during a step, positive into the territory [m³].
struct BorderVolumes {
    std::array<double, all_sides.size()> volume_m3{};
};

/// A cell's water as the model publishes it.
struct CellWater {
    double h_m = 0.0, u_mps = 0.0, v_mps = 0.0; ///< v counts southward
};

/// Steps the shallow-water equations on one grid, in one precision.
class Solver {
  public:
    virtual ~Solver() = default;
    /// Longest step that the Courant number allows; infinite while no water moves. With local time steps that
    /// of the calmest water, which is split where water is faster.
    virtual double longest_step_s(SideStates const& sides) const = 0;
    virtual BorderVolumes step(StepInput const& input) = 0;
    /// Adds water to one cell, or takes away at most what is there. @returns what was added [m]
    virtual double add_water(Cell cell, double depth_m) = 0;
    /// Gives the water of one cell a velocity; does nothing where velocities belong to faces (`inertial`).
    virtual void set_velocity(Cell /*cell*/, double /*u_mps*/, double /*v_mps*/) {}
    virtual double stored_m3() const = 0;
    virtual CellWater water(Cell cell) const = 0;
    /// Water of a cell, spread over its area [m]; not `water().h_m` where the ground within a cell is known.
    virtual double mean_depth_m(Cell cell) const { return water(cell).h_m; }
    /// Level at which a cell holds that much.
    virtual double level_at_m(Cell cell, double mean_depth_m) const { return ground_m(cell) + mean_depth_m; }
    /// Ground level as the solver keeps it [m].
    virtual double ground_m(Cell cell) const = 0;
    virtual MaximaRow maxima(Index row) = 0;
    /// What stands on cell faces; none at first. Shapes may be changed between steps.
    virtual Barriers& barriers() = 0;
    /// Faces whose flow is given, none at first; null where the solver has none.
    virtual GivenFlows* given_flows() { return nullptr; }
    /// Notes the water as it is now, and every step from now on. What is watched outlives the solver.
    virtual void watch(Watch const& watch) = 0;
    /// A cell whose state is not finite or negative; nothing where all is well.
    virtual std::optional<Cell> broken_cell() = 0;
    /// Of all rows.
    virtual double cell_updates() const = 0;
    /// How ranks share the grid: this one answers for its own rows, and for the cells that all know.
    virtual GridShare const& share() const = 0;
    /// Own rows, and those beside them whose water is known.
    virtual RowRange known_rows() const = 0;
    /// Cells that all ranks shall know from now on, because processes look at them or change their water.
    virtual void know(std::vector<Cell> const& cells) = 0;
    /// All that a step depends on and that the scenario alone does not tell; not what is watched.
    virtual void archive_state(StateArchive& archive) = 0;
    /// Where ranks share the grid: puts together all that `archive_state` passes.
    virtual void gather_state() {}
    /// What the solver's arrays take, scratch of a few rows apart.
    virtual std::vector<ArrayBytes> arrays() const = 0;
    double bytes() const;
};

/// Bands of rows for a solver that ranks share, of about as many cells that water can enter. All rows for
/// each where the steps are local: those need the whole grid.
GridShare share_of(Ground const& ground, SolverSettings const& settings, Communicator& ranks);

/// @pre `ground` is not empty; `sides` are the kinds that all later steps have; `share` is one of `share_of`
std::unique_ptr<Solver> make_solver(Precision precision, Ground const& ground, SideStates const& sides,
                                    SolverSettings const& settings, GridShare share);
std::unique_ptr<Solver> make_solver(Precision precision, Ground const& ground, SideStates const& sides,
                                    SolverSettings const& settings);

} // namespace jumelle::flood
