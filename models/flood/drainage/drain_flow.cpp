#include "models/flood/drainage/drain_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/flood/drainage/limits.hpp"
#include "models/flood/drainage/links.hpp"
#include "models/flood/drainage/vessel.hpp"

namespace jumelle::flood {

namespace {

/// Limited changes within cells and two stages keep depths positive up to 1/2.
constexpr double courant = 0.45;
/// Balance of a node's volume that counts as settled, as a share of the node's water.
constexpr double settled_share = 1e-11;
constexpr double reference_depth_m = 0.01; // of a node that is nearly empty
constexpr double lowest_level_m = -std::numeric_limits<double>::max();

void average(std::vector<double>& into, std::vector<double> const& other) {
    for (std::size_t i = 0; i < into.size(); ++i) into[i] = 0.5 * (into[i] + other[i]);
}

} // namespace

void DrainFlow::run(double from_s, double to_s, std::span<double> street_m3) {
    std::copy(street_m3.begin(), street_m3.end(), now_.street_m3.begin());
    std::fill(now_.from_street_m3.begin(), now_.from_street_m3.end(), 0.0);
    double at_s = from_s;
    while (at_s < to_s) {
        find_levels(now_, at_s);
        switch_pumps();
        double const longest = longest_step_s(), rest = to_s - at_s;
        bool const last = longest >= rest;
        // Two equal steps rather than one long and one that is a mere rest.
        double const length = last ? rest : (rest < 2.0 * longest ? 0.5 * rest : longest);
        heun({at_s, length});
        at_s = last ? to_s : at_s + length;
        sub_steps_ += 1.0;
    }
    find_levels(now_, to_s);
    std::copy(now_.street_m3.begin(), now_.street_m3.end(), street_m3.begin());
    for (std::size_t n = 0; n < street_mean_m3ps_.size(); ++n)
        street_mean_m3ps_[n] = now_.from_street_m3[n] / (to_s - from_s);
}

void DrainFlow::State::archive_state(StateArchive& archive) {
    archive("area", area_m2);
    archive("discharge", discharge_m3ps);
    archive("node", node_m3);
    archive("street", street_m3);
    archive("from_street", from_street_m3);
}

/// The stages are work space, but what passed the faces of pipes last is told as their discharge.
void DrainFlow::archive_state(StateArchive& archive) {
    archive("now", now_);
    archive("stages", stages_);
    archive("pump_runs", pump_runs_);
    archive("levels", levels_);
    archive("street_mean", street_mean_m3ps_);
    archive("volumes", volumes_);
    archive("sub_steps", sub_steps_);
}

void DrainFlow::find_levels(State const& state, double at_s) {
    for (std::size_t n = 0; n < levels_.size(); ++n) {
        auto const& node = network_.nodes[n];
        levels_[n] = node.invert_m;
        if (!is_outfall(n)) {
            levels_[n] += vessels_[n].depth(state.node_m3[n]);
        } else if (node.outfall == OutfallKind::level) {
            levels_[n] = std::max(node.level_m.at(at_s), node.invert_m);
        }
    }
}

void DrainFlow::switch_pumps() {
    for (std::size_t p = 0; p < pump_runs_.size(); ++p) {
        auto const& pump = network_.pumps[p];
        auto const from = static_cast<std::size_t>(pump.from);
        double const depth = levels_[from] - invert_m(from);
        bool const always = pump.on_depth_m <= 0.0 && pump.off_depth_m <= 0.0;
        if (always || depth >= pump.on_depth_m) pump_runs_[p] = 1;
        if (!always && depth <= pump.off_depth_m) pump_runs_[p] = 0;
    }
}

/// The Courant limit of all cells. Empty pipes count as if half full, so that their first water is met by a
/// step that suits it, and ends as deep as the node beside them.
double DrainFlow::longest_step_s() const {
    double longest = std::numeric_limits<double>::infinity();
    for (std::size_t p = 0; p < pipes_.size(); ++p) {
        Pipe const& pipe = pipes_[p];
        double const from = levels_[static_cast<std::size_t>(network_.pipes[p].from)] - pipe.from_bed_m;
        double const to = levels_[static_cast<std::size_t>(network_.pipes[p].to)] - pipe.to_bed_m;
        double fastest = std::max({pipe.section.celerity_mps(0.5 * pipe.section.height_m()),
                                   pipe.section.swiftest_mps(from), pipe.section.swiftest_mps(to)});
        for (std::size_t i = pipe.first; i < pipe.first + pipe.cells; ++i) {
            double const h = pipe.section.depth_m(now_.area_m2[i]);
            double const u = h > dry_pipe_depth_m ? std::abs(now_.discharge_m3ps[i]) / now_.area_m2[i] : 0.0;
            fastest = std::max(fastest, u + pipe.section.swiftest_mps(h));
        }
        longest = std::min(longest, courant * pipe.dx_m / fastest);
    }
    return longest;
}

/// Heun's method as the mean of the state and of two Euler steps (Shu & Osher 1988, J. Comput. Phys. 77,
/// 439).
void DrainFlow::heun(Interval const& interval) {
    first_ = now_;
    Passed const one = euler(interval, now_);
    find_levels(now_, interval.to_s());
    Passed const two = euler(interval, now_);
    average(now_.area_m2, first_.area_m2);
    average(now_.discharge_m3ps, first_.discharge_m3ps);
    average(now_.node_m3, first_.node_m3);
    average(now_.street_m3, first_.street_m3);
    average(now_.from_street_m3, first_.from_street_m3);
    volumes_.inflow.add(0.5 * (one.inflow + two.inflow));
    volumes_.withdrawal.add(0.5 * (one.withdrawal + two.withdrawal));
    volumes_.outfall.add(0.5 * (one.outfall + two.outfall));
    volumes_.backflow.add(0.5 * (one.backflow + two.backflow));
}

DrainFlow::Passed DrainFlow::euler(Interval const& interval, State& state) {
    Passed passed;
    for (std::size_t p = 0; p < pipes_.size(); ++p) {
        auto const& drain = network_.pipes[p];
        stages_[p].look(pipes_[p], {&state.area_m2[pipes_[p].first], &state.discharge_m3ps[pipes_[p].first],
                                    levels_[static_cast<std::size_t>(drain.from)],
                                    levels_[static_cast<std::size_t>(drain.to)]});
    }
    add_inflows(interval, state, passed);
    move_by_links(interval.length_s, state, passed);
    for (std::size_t n = 0; n < levels_.size(); ++n) {
        if (is_outfall(n)) {
            drain_outfall(n, interval, state, passed);
        } else {
            settle(n, interval, state);
        }
    }
    for (std::size_t p = 0; p < pipes_.size(); ++p) {
        stages_[p].advance(pipes_[p], interval.length_s, &state.area_m2[pipes_[p].first],
                           &state.discharge_m3ps[pipes_[p].first]);
    }
    return passed;
}

void DrainFlow::add_inflows(Interval const& interval, State& state, Passed& passed) {
    for (std::size_t n = 0; n < levels_.size(); ++n) {
        double volume = network_.nodes[n].inflow_m3ps.integral(interval.from_s, interval.to_s());
        if (volume == 0.0) continue;
        if (is_outfall(n)) {
            passed.inflow += std::max(volume, 0.0);
            passed.outfall += std::max(volume, 0.0);
            continue;
        }
        volume = std::max(volume, -almost_all * state.node_m3[n]);
        state.node_m3[n] += volume;
        (volume > 0.0 ? passed.inflow : passed.withdrawal) += std::abs(volume);
    }
}

void DrainFlow::move_by_links(double dt_s, State& state, Passed& passed) {
    auto const heads = [&](DrainLink const& link, double offset_m) {
        double const sill = invert_m(static_cast<std::size_t>(link.from)) + offset_m;
        return Heads{levels_[static_cast<std::size_t>(link.from)] - sill,
                     levels_[static_cast<std::size_t>(link.to)] - sill};
    };
    auto const pass = [&](DrainLink const& link, Heads const& head, double discharge) {
        double const most = equalising_m3(link, head.from_m - head.to_m, state);
        move(link, std::clamp(discharge * dt_s, -most, most), state, passed);
    };
    for (auto const& orifice : network_.orifices) {
        Heads const head = heads(orifice, orifice.offset_m);
        pass(orifice, head, orifice_discharge(orifice, head));
    }
    for (auto const& weir : network_.weirs) {
        Heads const head = heads(weir, weir.offset_m);
        pass(weir, head, weir_discharge(weir, head));
    }
    for (std::size_t p = 0; p < pump_runs_.size(); ++p) {
        if (pump_runs_[p] == 0) continue;
        auto const& pump = network_.pumps[p];
        auto const from = static_cast<std::size_t>(pump.from), to = static_cast<std::size_t>(pump.to);
        PumpView const view{levels_[from] - invert_m(from), state.node_m3[from], levels_[to] - levels_[from]};
        move(pump, pump_discharge(pump, view) * dt_s, state, passed);
    }
}

/// Volume after which the levels on both sides of a link would meet.
double DrainFlow::equalising_m3(DrainLink const& link, double head_m, State const& state) const {
    auto const plan = [&](std::int32_t node) {
        auto const n = static_cast<std::size_t>(node);
        if (is_outfall(n)) return std::numeric_limits<double>::infinity();
        return vessels_[n].at(vessels_[n].depth(state.node_m3[n])).width;
    };
    double const softness = 1.0 / plan(link.from) + 1.0 / plan(link.to);
    return softness > 0.0 ? std::abs(head_m) / softness : std::numeric_limits<double>::max();
}

/// Moves at most what the giving node has; an outfall has and takes any amount.
void DrainFlow::move(DrainLink const& link, double volume_m3, State& state, Passed& passed) {
    auto const give = static_cast<std::size_t>(volume_m3 > 0.0 ? link.from : link.to);
    auto const take = static_cast<std::size_t>(volume_m3 > 0.0 ? link.to : link.from);
    double volume = std::abs(volume_m3);
    if (!is_outfall(give)) volume = std::min(volume, almost_all * state.node_m3[give]);
    if (is_outfall(give)) {
        passed.backflow += volume;
    } else {
        state.node_m3[give] -= volume;
    }
    if (is_outfall(take)) {
        passed.outfall += volume;
    } else {
        state.node_m3[take] += volume;
    }
}

EndRelation DrainFlow::relation(EndOfPipe const& end, double dt_s, State const& state) const {
    Pipe const& pipe = pipes_[end.pipe];
    bool const at_to = end.end == PipeEnd::to;
    std::size_t const cell = pipe.first + (at_to ? pipe.cells - 1 : 0);
    // A pipe of one cell has two ends to give to.
    double const share = pipe.cells > 1 ? almost_all : 0.5 * almost_all;
    double const most = share * state.area_m2[cell] * pipe.dx_m / dt_s;
    PipeStage const& stage = stages_[end.pipe];
    return {pipe, end.end, at_to ? stage.at_to() : stage.at_from(), most};
}

void DrainFlow::set_end(EndOfPipe const& end, EndFlow const& flow) {
    bool const at_to = end.end == PipeEnd::to;
    PipeFlux const flux{at_to ? flow.out_m3ps : -flow.out_m3ps, flow.felt_m4ps2, flow.felt_m4ps2};
    if (at_to) {
        stages_[end.pipe].set_to(flux);
    } else {
        stages_[end.pipe].set_from(flux);
    }
}

/// Finds the level at which what pipes and street give in this step is what the node stores.
void DrainFlow::settle(std::size_t node, Interval const& interval, State& state) {
    double const dt = interval.length_s, before = state.node_m3[node];
    std::int32_t const cell = street_.cell_of_node[node];
    std::vector<EndRelation> relations;
    for (std::size_t e = end_begin_[node]; e < end_begin_[node + 1]; ++e)
        relations.push_back(relation(ends_[e], dt, state));
    auto const from_street = [&](double depth) {
        if (cell < 0) return 0.0;
        auto const c = static_cast<std::size_t>(cell);
        return street_discharge(network_.nodes[node].inlet, street_.cells[c], state.street_m3[c],
                                invert_m(node) + depth, dt);
    };
    auto const given = [&](double depth) {
        double sum = from_street(depth);
        for (auto const& relation : relations) sum += relation.at_level(invert_m(node) + depth).out_m3ps;
        return sum * dt;
    };
    double const guess = vessels_[node].depth(before);
    double const plan = std::max(vessels_[node].at(guess).width, vessels_[node].at(reference_depth_m).width);
    LevelSearch search{guess, plan, settled_share * (before + plan * reference_depth_m)};
    for (auto const& relation : relations) search.stiffness_m2 += dt * relation.stiffness_m2ps();
    double const depth =
        settled_depth_m(search, [&](double d) { return vessels_[node].area(d) - before - given(d); });
    double gained = 0.0;
    for (std::size_t e = 0; e < relations.size(); ++e) {
        EndFlow const flow = relations[e].at_level(invert_m(node) + depth);
        gained += flow.out_m3ps * dt;
        set_end(ends_[end_begin_[node] + e], flow);
    }
    if (cell >= 0) {
        double const taken = from_street(depth) * dt;
        state.street_m3[static_cast<std::size_t>(cell)] -= taken;
        state.from_street_m3[node] += taken;
        gained += taken;
    }
    state.node_m3[node] = before + gained;
}

double DrainFlow::level_beyond_m(DrainNode const& outfall, Pipe const& pipe, FaceWater const& inside,
                                 double at_s) const {
    if (outfall.outfall == OutfallKind::level) return outfall.level_m.at(at_s);
    bool const goes_on = outfall.outfall == OutfallKind::normal && pipe.slope() > 0.0;
    double const discharge = pipe.section.area_m2(inside.depth_m) * inside.velocity_mps;
    if (!goes_on || discharge <= 0.0) return lowest_level_m;
    return pipe.to_bed_m + pipe.section.normal_depth_m(discharge, pipe.manning, pipe.slope());
}

void DrainFlow::drain_outfall(std::size_t node, Interval const& interval, State const& state,
                              Passed& passed) {
    auto const& outfall = network_.nodes[node];
    for (std::size_t e = end_begin_[node]; e < end_begin_[node + 1]; ++e) {
        EndOfPipe const& end = ends_[e];
        PipeStage const& stage = stages_[end.pipe];
        FaceWater const& inside = end.end == PipeEnd::to ? stage.at_to() : stage.at_from();
        double const level = level_beyond_m(outfall, pipes_[end.pipe], inside, interval.to_s());
        EndFlow flow = relation(end, interval.length_s, state).at_level(level);
        bool const shut = outfall.gate == FlapGate::closes && flow.out_m3ps < 0.0;
        if (shut) flow = {};
        set_end(end, flow);
        (flow.out_m3ps > 0.0 ? passed.outfall : passed.backflow) +=
            std::abs(flow.out_m3ps) * interval.length_s;
    }
}

} // namespace jumelle::flood
