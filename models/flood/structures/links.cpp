#include "models/flood/structures/links.hpp"

#include <algorithm>

#include "models/flood/kernels/limits.hpp"
#include "models/flood/kernels/root.hpp"

namespace jumelle::flood {

Link::Link(std::string name, Cell from, std::optional<Cell> to, std::unique_ptr<LinkFlow> flow)
    : name_(std::move(name)), from_(from), to_(to), flow_(std::move(flow)) {}

bool Link::goes_forward(Solver const& solver) const {
    return !to_ || flow_->lifts() || level_in(solver, from_) >= level_in(solver, *to_);
}

double Link::wanted_m3ps(Solver const& solver) const {
    bool const forward = goes_forward(solver);
    if (solver.water(forward ? from_ : *to_).h_m <= still_depth_m) return 0.0;
    double const from_m = level_in(solver, from_), to_m = to_ ? level_in(solver, *to_) : from_m;
    return forward ? flow_->forward(from_m, to_m) : flow_->backward(to_m, from_m);
}

double Link::implicit_discharge(Solver const& solver, Cell giver, double step_per_area) const {
    bool const forward = giver == from_;
    double const up_m = level_in(solver, giver);
    std::optional<Cell> const taker = forward ? to_ : std::optional<Cell>(from_);
    double const down_m = taker ? level_in(solver, *taker) : up_m;
    auto const asked = [&](double q) {
        double const from_m = up_m - q * step_per_area, to_m = taker ? down_m + q * step_per_area : from_m;
        return forward ? flow_->forward(from_m, to_m) : flow_->backward(from_m, to_m);
    };
    double const left_m = std::max(flow_->lowest_level_m(), solver.ground_m(giver));
    double const most = std::max(up_m - left_m, 0.0) / step_per_area;
    return falling_root([&](double q) { return asked(q) - q; }, 0.0, std::min(asked(0.0), most));
}

void Link::archive_state(StateArchive& archive) {
    archive("flow", flow_);
    archive("discharge", discharge_m3ps_);
    archive("under_way", under_way_m3_);
    archive("taken_out", taken_out_m3_);
}

void Link::act(StepTimes const& times, Solver& solver, double cell_m2) {
    double const step_per_area = times.length_s() / cell_m2;
    bool const forward = goes_forward(solver);
    Cell const giver = forward ? from_ : *to_;
    double const q = implicit_discharge(solver, giver, step_per_area);
    double const taken_m3 = q > 0.0 ? -cell_m2 * solver.add_water(giver, -q * step_per_area) : 0.0;
    discharge_m3ps_ = (forward ? taken_m3 : -taken_m3) / times.length_s();
    if (!to_) {
        taken_out_m3_.add(taken_m3);
        return;
    }
    double const due_m3 = taken_m3 + under_way_m3_;
    if (due_m3 == 0.0) return;
    under_way_m3_ = due_m3 - cell_m2 * solver.add_water(forward ? *to_ : from_, due_m3 / cell_m2);
}

} // namespace jumelle::flood
