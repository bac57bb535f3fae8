#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "models/flood/kernels/viscosity.hpp"

namespace jumelle::cases {

/// A flood problem in memory: land, what acts on it, and parameters by name.
struct FloodCase {
    Territory territory;
    Forcing forcing;
    std::map<std::string, Value> parameters;
    std::vector<std::string> requested = {}; ///< fields on request
    std::vector<Section> sections = {};
};

/// Which way a one-dimensional problem lies on the grid: x runs eastward or southward.
enum class Along { columns, rows };

/// A grid of square cells whose north-western corner lies at (0, 0).
Territory flat_territory(Index rows, Index columns, double cell_m);
/// Sets a field of the territory cell by cell.
void set_field(Territory& territory, std::string const& name, std::function<double(Cell)> const& value);
/// Puts a scheme into the parameters: one of the model's, or `inertial_upwind`, the inertial scheme with
/// advection over the mean ground.
void set_scheme(FloodCase& problem, std::string const& scheme);
/// Puts eddy viscosity into the parameters.
void set_viscosity(FloodCase& problem, flood::EddyViscosity const& viscosity);
/// A channel of `cells` cells along x, one cell wide, with bed and first depth as functions of x [m].
struct ChannelShape {
    Index cells = 100;
    double length_m = 1.0;
    std::function<double(double)> bed_m, depth_m;
    Along along = Along::columns;
    Index width = 1; ///< cells across
};
FloodCase channel(ChannelShape const& shape);
/// The border at x = 0 and the one at the far end.
Border& upstream(FloodCase& problem, Along along);
Border& downstream(FloodCase& problem, Along along);

/// Steps the flood model as `core/run` does, in one window to each time that is asked for.
class FloodRun {
  public:
    /// Where there are ranks, each makes its own.
    explicit FloodRun(FloodCase problem, Communicator& ranks = alone());
    FloodRun(FloodRun const&) = delete;
    FloodRun& operator=(FloodRun const&) = delete;

    void run_until(double time_s);
    /// Values of a field the model writes, published at the present time.
    Array2D<double> const& field(std::string const& name);
    Array2D<double> const& summary(std::string const& name);
    Model& model() { return *model_; }
    Balance balance() const { return model_->balance(); }
    Grid const& grid() const { return problem_.territory.grid; }
    Index steps() const { return steps_; }
    Duration now() const { return now_; }

  private:
    FloodCase problem_;
    FieldStore fields_;
    Value parameters_;
    std::unique_ptr<Model> model_;
    Duration now_;
    Index steps_ = 0;
};

} // namespace jumelle::cases
