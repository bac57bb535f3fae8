#include "models/flood/outer_flow.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/constants.hpp"
#include "models/flood/kernels/face_flux.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Flow from one cell to the next one east or south of it.
double flow_between(Solver const& solver, Cell before, Cell after, std::size_t axis) {
    auto const side = [&](Cell cell) {
        CellWater const water = solver.water(cell);
        return FaceSide<double>{moving_depth(water.h_m), axis == 0 ? water.u_mps : water.v_mps, 0.0};
    };
    return face_flux(side(before), side(after), solver.ground_m(after) - solver.ground_m(before)).mass_m2ps;
}

} // namespace

OuterFlow::OuterFlow(std::vector<Cell> const& cells, OpenFaces const& faces, AbsorbingLevel const& absorbing)
    : absorbing_(absorbing), velocity_mps_(cells.size()) {
    auto const place = [](Cell cell) { return std::pair(cell.row, cell.column); };
    std::map<std::pair<Index, Index>, Index> numbers; // of the held cells by their place
    for (Cell const cell : cells) numbers[place(cell)] = static_cast<Index>(numbers.size());
    for (Cell const cell : cells) {
        HeldCell held{cell, {}};
        for (std::size_t const axis : both) {
            Axis& along = held.axes[axis];
            for (std::size_t const end : both) {
                Cell const next = beside(cell, axis, end);
                if (!faces.lead_from(cell, axis, end)) continue;
                auto const own = numbers.find(place(next));
                along.is_open[end] = own == numbers.end();
                if (along.is_open[end] || !faces.lead_from(next, axis, end)) continue;
                if (!numbers.contains(place(beside(next, axis, end)))) along.follows = own->second;
            }
        }
        held_.push_back(held);
    }
}

std::vector<Cell> OuterFlow::cells_beside() const {
    std::vector<Cell> made;
    for (HeldCell const& held : held_) {
        for (std::size_t const axis : both) {
            for (std::size_t const end : both) {
                if (held.axes[axis].is_open[end]) made.push_back(beside(held.cell, axis, end));
            }
        }
    }
    return made;
}

/// Mean velocity in the held cell of what passes its edges, at most critical: thin water is not shot out.
double OuterFlow::velocity_through(Solver const& solver, HeldCell const& held, std::size_t axis) const {
    double const h = solver.water(held.cell).h_m;
    if (h <= still_depth_m) return 0.0;
    auto const& is_open = held.axes[axis].is_open;
    double sum = 0.0, count = 0.0;
    for (std::size_t const end : both) {
        if (!is_open[end]) continue;
        Cell const next = beside(held.cell, axis, end);
        sum += flow_between(solver, end == 0 ? next : held.cell, end == 0 ? held.cell : next, axis);
        count += 1.0;
    }
    double const critical_mps = std::sqrt(gravity_mps2 * h);
    return std::clamp(sum / (count * h), -critical_mps, critical_mps);
}

void OuterFlow::act(StepTimes const& times, Solver& solver) {
    double const share = flow_share(absorbing_);
    double const taken_up = -std::expm1(-times.length_s() / absorbing_.relaxation_s);
    auto const set_velocities = [&] {
        for (std::size_t i = 0; i < held_.size(); ++i) {
            solver.set_velocity(held_[i].cell, velocity_mps_[i][0], velocity_mps_[i][1]);
        }
    };
    set_velocities();
    for (std::size_t const axis : both) {
        for (std::size_t i = 0; i < held_.size(); ++i) {
            if (!held_[i].axes[axis].any_open()) continue;
            double& velocity = velocity_mps_[i][axis];
            velocity += taken_up * (share * velocity_through(solver, held_[i], axis) - velocity);
        }
        for (std::size_t i = 0; i < held_.size(); ++i) {
            Axis const& along = held_[i].axes[axis];
            if (along.any_open() || along.follows < 0) continue;
            velocity_mps_[i][axis] = velocity_mps_[static_cast<std::size_t>(along.follows)][axis];
        }
    }
    set_velocities();
}

} // namespace jumelle::flood
