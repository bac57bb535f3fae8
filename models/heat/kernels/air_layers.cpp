#include "models/heat/kernels/air_layers.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/sum.hpp"

namespace jumelle::heat {

namespace {

/// One direction of the grid that the wind crosses.
struct Crossing {
    Index to_luff = 0;       ///< -1, 1
    double canopy_mps = 0.0; ///< size
    double above_mps = 0.0;
};

Crossing crossing(double canopy_mps, double above_mps) {
    return {above_mps >= 0.0 ? -1 : 1, std::abs(canopy_mps), std::abs(above_mps)};
}

class Sweep {
  public:
    Sweep(AirBlocks const& blocks, AirStep const& step, AirSources const& sources, LayerPair& air)
        : blocks_(blocks),
          step_(step),
          sources_(sources),
          air_(air),
          south_(crossing(step.canopy_south_mps, step.above_south_mps)),
          east_(crossing(step.canopy_east_mps, step.above_east_mps)) {}

    AirAccount run() {
        for (Index r = 0; r < blocks_.rows; ++r) {
            Index const row = south_.to_luff < 0 ? r : blocks_.rows - 1 - r;
            for (Index c = 0; c < blocks_.columns; ++c)
                solve(row, east_.to_luff < 0 ? c : blocks_.columns - 1 - c);
        }
        return {sources_sum_.value(), lee_.value(), top_.value(), stored_.value()};
    }

  private:
    /// What passes through one side of a block.
    struct Flow {
        double canopy = 0.0, above = 0.0; // [m³/s]
    };
    struct Inflow {
        double canopy = 0.0, above = 0.0;     // [m³/s]
        double canopy_x = 0.0, above_x = 0.0; // with what it carries
    };

    bool is_block(Index row, Index column) const {
        return row >= 0 && row < blocks_.rows && column >= 0 && column < blocks_.columns;
    }
    double openness(std::size_t i) const { return blocks_.air_share[i] * blocks_.wind_share[i]; }

    Flow through(Crossing const& crossing, double side_m, std::size_t here, std::size_t there) const {
        double const open = 0.5 * (openness(here) + openness(there));
        return {crossing.canopy_mps * open * blocks_.canopy_m * side_m,
                crossing.above_mps * step_.depth_m * side_m};
    }

    /// From or to the neighbour at (row, column); through the border of the grid as if there were more of the
    /// same block.
    void come_in(Crossing const& crossing, double side_m, std::size_t here, std::array<Index, 2> luff,
                 Inflow& inflow) const {
        bool const inside = is_block(luff[0], luff[1]);
        std::size_t const from = inside ? blocks_.at(luff[0], luff[1]) : here;
        Flow const flow = through(crossing, side_m, here, from);
        inflow.canopy += flow.canopy;
        inflow.above += flow.above;
        if (!inside) return;
        inflow.canopy_x += flow.canopy * air_.canopy[from];
        inflow.above_x += flow.above * air_.above[from];
    }

    void go_out(Crossing const& crossing, double side_m, std::size_t here, std::array<Index, 2> lee,
                std::array<Flow, 2>& flows) const {
        bool const inside = is_block(lee[0], lee[1]);
        Flow const flow = through(crossing, side_m, here, inside ? blocks_.at(lee[0], lee[1]) : here);
        flows[0].canopy += flow.canopy;
        flows[0].above += flow.above;
        if (inside) return;
        flows[1].canopy += flow.canopy;
        flows[1].above += flow.above;
    }

    void solve(Index row, Index column) {
        std::size_t const i = blocks_.at(row, column);
        double const height_m = blocks_.height_m[static_cast<std::size_t>(row)];
        double const width_m = blocks_.width_m[static_cast<std::size_t>(column)];
        Inflow in;
        come_in(south_, width_m, i, {row + south_.to_luff, column}, in);
        come_in(east_, height_m, i, {row, column + east_.to_luff}, in);
        std::array<Flow, 2> out{}; // all, and that over the border of the grid
        go_out(south_, width_m, i, {row - south_.to_luff, column}, out);
        go_out(east_, height_m, i, {row, column - east_.to_luff}, out);
        close(i, height_m * width_m, in, out);
    }

    /// Solves for the two layers of a block.
    void close(std::size_t i, double area_m2, Inflow const& in, std::array<Flow, 2> const& out) {
        double const rises = std::max(0.0, in.canopy - out[0].canopy);
        double const sinks = std::max(0.0, out[0].canopy - in.canopy);
        double const mixes = sources_.exchange_mps[i] * area_m2;
        double const low_m3 = blocks_.air_share[i] * blocks_.canopy_m * area_m2;
        double const high_m3 = step_.depth_m * area_m2;
        double const kept_m3 = std::min(step_.depth_m, step_.depth_before_m) * area_m2;
        double const low_before = air_.canopy[i], high_before = air_.above[i];
        double const leaves = rises + step_.entrainment_mps * area_m2; // upwards
        double const a = low_m3 / step_.length_s + out[0].canopy + rises + mixes;
        double const d = high_m3 / step_.length_s + out[0].above + leaves + sinks + mixes;
        double const b = sinks + mixes, c = rises + mixes;
        double const low =
            low_m3 / step_.length_s * low_before + in.canopy_x + sources_.canopy[i] + sources_.moved[i];
        double const high =
            kept_m3 / step_.length_s * high_before + in.above_x + sources_.above[i] - sources_.moved[i];
        double const divisor = a * d - b * c;
        air_.canopy[i] = (low * d + b * high) / divisor;
        air_.above[i] = (a * high + c * low) / divisor;
        double const shed_m3 = std::max(0.0, step_.depth_before_m - step_.depth_m) * area_m2;
        sources_sum_.add(step_.length_s * (sources_.canopy[i] + sources_.above[i]));
        lee_.add(step_.length_s * (out[1].canopy * air_.canopy[i] + out[1].above * air_.above[i]));
        top_.add(step_.length_s * leaves * air_.above[i] + shed_m3 * high_before);
        stored_.add(low_m3 * (air_.canopy[i] - low_before));
        stored_.add(high_m3 * air_.above[i] - step_.depth_before_m * area_m2 * high_before);
    }

    AirBlocks const& blocks_;
    AirStep const& step_;
    AirSources const& sources_;
    LayerPair& air_;
    Crossing const south_, east_;
    CompensatedSum sources_sum_, lee_, top_, stored_;
};

} // namespace

AirAccount transport(AirBlocks const& blocks, AirStep const& step, AirSources const& sources,
                     LayerPair& air) {
    return Sweep(blocks, step, sources, air).run();
}

} // namespace jumelle::heat
