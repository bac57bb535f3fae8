#include "models/flood/drainage/drains.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// The cells of the street that nodes meet, and the street as the network sees it.
struct Meeting {
    Street street;
    std::vector<Cell> cells;
    std::vector<std::size_t> first_node; ///< of each cell
};

Meeting meeting_of(DrainNetwork const& network, Grid const& grid, Ground const& ground) {
    Meeting made;
    for (std::size_t n = 0; n < network.nodes.size(); ++n) {
        DrainNode const& node = network.nodes[n];
        auto const cell = node.position ? grid.cell_at(*node.position) : std::nullopt;
        bool const meets = cell && node.cover == DrainCover::open && node.kind != DrainNodeKind::outfall &&
                           ground.level_m(cell->row, cell->column) < solid_above_m;
        made.street.cell_of_node.push_back(-1);
        if (!meets) continue;
        auto known = std::find(made.cells.begin(), made.cells.end(), *cell);
        made.street.cell_of_node.back() = static_cast<std::int32_t>(known - made.cells.begin());
        if (known != made.cells.end()) continue;
        made.cells.push_back(*cell);
        made.first_node.push_back(n);
        made.street.cells.push_back({grid.cell_area_m2(), ground.level_m(cell->row, cell->column)});
    }
    return made;
}

class DrainsUnderGrid : public Drains {
  public:
    DrainsUnderGrid(DrainNetwork network, Meeting meeting, SolverSettings const& settings)
        : settings_(settings),
          cells_(std::move(meeting.cells)),
          first_node_(std::move(meeting.first_node)),
          flow_(std::move(network), std::move(meeting.street)),
          stored_at_start_m3_(flow_.stored_m3()) {}

    DrainFlow const& flow() const override { return flow_; }

    std::vector<Cell> cells() const override { return cells_; }

    double longest_step_s(Solver const&) const override {
        double rise_mps = 0.0;
        for (std::size_t n = 0; n < flow_.network().nodes.size(); ++n)
            rise_mps = std::max(rise_mps, -flow_.street_flow_m3ps(n) / cell_m2());
        return step_for_rise_s(rise_mps, settings_);
    }

    void act(StepTimes const& times, Solver& solver) override {
        before_m3_.clear();
        for (Cell const cell : cells_) before_m3_.push_back(solver.mean_depth_m(cell) * cell_m2());
        after_m3_ = before_m3_;
        flow_.run(times.from_s, times.to_s, after_m3_);
        for (std::size_t c = 0; c < cells_.size(); ++c) {
            double const change_m3 = after_m3_[c] - before_m3_[c];
            if (change_m3 == 0.0) continue;
            // What a cell does not take or give to the last digit stays in the node.
            double const done_m3 = solver.add_water(cells_[c], change_m3 / cell_m2()) * cell_m2();
            flow_.add_to_node(first_node_[c], change_m3 - done_m3);
        }
    }

    void archive_state(StateArchive& archive) override { archive("flow", flow_); }

    void report(Balance& balance) const override {
        DrainVolumes const& passed = flow_.volumes();
        double const in = passed.inflow.value(), taken = passed.withdrawal.value();
        double const out = passed.outfall.value(), back = passed.backflow.value();
        balance.terms.push_back({"drain_inflow", in - taken});
        balance.terms.push_back({"drain_outfall", back - out});
        balance.terms.push_back({"drains_stored", flow_.stored_m3()});
        balance.in += in + back;
        balance.out += out + taken;
        balance.stored_at_start += stored_at_start_m3_;
        balance.stored += flow_.stored_m3();
    }

    std::vector<SeriesInfo> series() const override {
        std::vector<SeriesInfo> made;
        for (auto const& node : flow_.network().nodes) {
            made.push_back({"drain_node", node.name, "level", "m", "water level in the node"});
        }
        for (auto const& node : flow_.network().nodes) {
            made.push_back({"drain_node", node.name, "street_flow", "m3 s-1",
                            "discharge from the street into the node, mean over the last step"});
        }
        for (auto const& pipe : flow_.network().pipes) {
            made.push_back({"drain_pipe", pipe.name, "discharge", "m3 s-1", "discharge along the pipe"});
        }
        return made;
    }
    void read_series(std::vector<double>& values) const override {
        for (std::size_t n = 0; n < flow_.network().nodes.size(); ++n)
            values.push_back(flow_.node_level_m(n));
        for (std::size_t n = 0; n < flow_.network().nodes.size(); ++n) {
            values.push_back(flow_.street_flow_m3ps(n));
        }
        for (std::size_t p = 0; p < flow_.network().pipes.size(); ++p) {
            values.push_back(flow_.pipe_flow_m3ps(p));
        }
    }

  private:
    double cell_m2() const { return settings_.cell_m * settings_.cell_m; }

    SolverSettings settings_;
    std::vector<Cell> cells_;
    std::vector<std::size_t> first_node_;
    DrainFlow flow_;
    double stored_at_start_m3_;
    std::vector<double> before_m3_, after_m3_;
};

} // namespace

std::unique_ptr<Drains> make_drains(DrainNetwork network, Grid const& grid, Ground const& ground,
                                    SolverSettings const& settings) {
    Array2D<double> level(ground.rows(), ground.columns(), std::numeric_limits<double>::quiet_NaN());
    for (Index r = 0; r < ground.rows(); ++r) {
        for (Index c = 0; c < ground.columns(); ++c) {
            if (ground.level_m(r, c) < solid_above_m) level(r, c) = ground.level_m(r, c);
        }
    }
    FaultList faults;
    for (auto& fault : faults_on_ground(network, grid, level)) faults.add(std::move(fault));
    faults.throw_if_any();
    Meeting meeting = meeting_of(network, grid, ground);
    return std::make_unique<DrainsUnderGrid>(std::move(network), std::move(meeting), settings);
}

} // namespace jumelle::flood
