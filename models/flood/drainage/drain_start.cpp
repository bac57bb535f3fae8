#include <algorithm>

#include "models/flood/drainage/drain_flow.hpp"
#include "models/flood/drainage/vessel.hpp"

namespace jumelle::flood {

DrainFlow::DrainFlow(DrainNetwork network, Street street)
    : network_(std::move(network)), street_(std::move(street)) {
    std::size_t const nodes = network_.nodes.size();
    std::size_t cells = 0;
    std::vector<std::vector<EndOfPipe>> at_node(nodes);
    for (std::size_t p = 0; p < network_.pipes.size(); ++p) {
        auto const& drain = network_.pipes[p];
        pipes_.emplace_back(drain, network_, cells);
        stages_.emplace_back(pipes_.back().cells);
        cells += pipes_.back().cells;
        at_node[static_cast<std::size_t>(drain.from)].push_back({p, PipeEnd::from});
        at_node[static_cast<std::size_t>(drain.to)].push_back({p, PipeEnd::to});
    }
    end_begin_ = {0};
    for (std::size_t n = 0; n < nodes; ++n) {
        ends_.insert(ends_.end(), at_node[n].begin(), at_node[n].end());
        end_begin_.push_back(ends_.size());
        bool const meets = street_.cell_of_node[n] >= 0;
        vessels_.push_back(vessel_of(network_.nodes[n], meets ? Spill::onto_street : Spill::ponds));
    }
    pump_runs_.assign(network_.pumps.size(), 0);
    now_.area_m2.assign(cells, 0.0);
    now_.discharge_m3ps.assign(cells, 0.0);
    now_.node_m3.assign(nodes, 0.0);
    now_.street_m3.assign(street_.cells.size(), 0.0);
    now_.from_street_m3.assign(nodes, 0.0);
    street_mean_m3ps_.assign(nodes, 0.0);
    levels_.assign(nodes, 0.0);
    fill_at_start();
}

void DrainFlow::fill_at_start() {
    for (std::size_t n = 0; n < network_.nodes.size(); ++n) {
        if (!is_outfall(n)) now_.node_m3[n] = vessels_[n].area(network_.nodes[n].initial_depth_m);
    }
    find_levels(now_, 0.0);
    for (std::size_t p = 0; p < pipes_.size(); ++p) fill_pipe(p);
    first_ = now_;
}

/// A pipe with a flow begins at its normal depth, another with the water of the nodes at its ends: level
/// where only one of them reaches into it, straight between the two levels where both do.
void DrainFlow::fill_pipe(std::size_t p) {
    Pipe const& pipe = pipes_[p];
    DrainPipe const& drain = network_.pipes[p];
    double const from = levels_[static_cast<std::size_t>(drain.from)];
    double const to = levels_[static_cast<std::size_t>(drain.to)];
    bool const shut = network_.nodes[static_cast<std::size_t>(drain.to)].gate == FlapGate::closes;
    bool const from_wet = from > pipe.from_bed_m, to_wet = to > pipe.to_bed_m && !shut;
    double const q = drain.initial_flow_m3ps;
    bool const flows = q > 0.0 && pipe.slope() > 0.0;
    double const normal = flows ? pipe.section.normal_depth_m(q, pipe.manning, pipe.slope()) : 0.0;
    for (std::size_t i = 0; i < pipe.cells; ++i) {
        double const share = (static_cast<double>(i) + 0.5) / static_cast<double>(pipe.cells);
        double level = pipe.bed_m(i);
        if (from_wet && to_wet) level = from + share * (to - from);
        if (from_wet != to_wet) level = from_wet ? from : to;
        double const depth = std::max(level - pipe.bed_m(i), normal);
        now_.area_m2[pipe.first + i] = pipe.section.area_m2(depth);
        if (flows) now_.discharge_m3ps[pipe.first + i] = q;
    }
}

double DrainFlow::stored_m3() const {
    CompensatedSum sum;
    for (auto const& pipe : pipes_) {
        for (std::size_t i = 0; i < pipe.cells; ++i) sum.add(now_.area_m2[pipe.first + i] * pipe.dx_m);
    }
    for (double const volume : now_.node_m3) sum.add(volume);
    return sum.value();
}

double DrainFlow::pipe_flow_m3ps(std::size_t p) const {
    double sum = 0.0;
    for (std::size_t face = 0; face <= pipes_[p].cells; ++face) sum += stages_[p].flux(face).mass_m3ps;
    return sum / static_cast<double>(pipes_[p].cells + 1);
}

double DrainFlow::cell_depth_m(std::size_t p, std::size_t cell) const {
    return pipes_[p].section.depth_m(now_.area_m2[pipes_[p].first + cell]);
}

double DrainFlow::cell_flow_m3ps(std::size_t p, std::size_t cell) const {
    return now_.discharge_m3ps[pipes_[p].first + cell];
}

} // namespace jumelle::flood
