#include "models/flood/kernels/barrier_flow.hpp"

#include <algorithm>
#include <cmath>

#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Levels on the two sides as the flow sees them.
struct Heads {
    double up_m, down_m; ///< energy above, level below
    double ground_m;     ///< the higher of the two grounds
    double up_depth_m;
};

double energy(BarrierSide const& side, double towards_mps) {
    double const u = side.h_m > still_depth_m ? std::max(towards_mps, 0.0) : 0.0;
    return side.z_m + side.h_m + u * u / (2.0 * gravity_mps2);
}

/// What passes one part of the face, and how much of it stays an ordinary face.
struct Part {
    StructureFlow flow;
    double free_q_m2ps = 0.0; ///< what would pass if the level below did not matter
    double open = 0.0;
};

Part part_of(BarrierShape const& shape, double sill_m, Heads const& heads) {
    double const opening = shape.soffit_m - sill_m;
    if (opening <= 0.0) return {};
    double const rise = sill_m - heads.ground_m, head = heads.up_m - sill_m, down = heads.down_m - sill_m;
    double const pressed = pressure_share(opening, head);
    double const low =
        rise <= 0.0 ? 1.0 : (head > 0.0 ? std::max(1.0 - rise / (low_crest_share * head), 0.0) : 0.0);
    Part part;
    part.open = (1.0 - pressed) * low;
    if (head <= 0.0 || part.open >= 1.0) return part;
    StructureFlow const over = weir_flow(shape.coefficients.weir, head, down);
    StructureFlow const under =
        pressed > 0.0 ? orifice_flow(shape.coefficients.orifice, opening * (1.0 - shape.blockage), head, down)
                      : StructureFlow{};
    double const weir = (1.0 - pressed) * (1.0 - low);
    part.flow = {weir * over.q_m2ps + pressed * under.q_m2ps,
                 weir * over.thickness_m + pressed * under.thickness_m,
                 std::max(weir > 0.0 ? over.drowned : 0.0, pressed > 0.0 ? under.drowned : 0.0)};
    part.free_q_m2ps = weir * free_weir_flow(shape.coefficients.weir, head) +
                       (pressed > 0.0 ? pressed * orifice_flow(shape.coefficients.orifice,
                                                               opening * (1.0 - shape.blockage), head, 0.0)
                                                      .q_m2ps
                                      : 0.0);
    return part;
}

void add(Part& sum, Part const& part, double share) {
    sum.flow.q_m2ps += share * part.flow.q_m2ps;
    sum.flow.thickness_m += share * part.flow.thickness_m;
    sum.flow.drowned = std::max(sum.flow.drowned, share > 0.0 ? part.flow.drowned : 0.0);
    sum.free_q_m2ps += share * part.free_q_m2ps;
    sum.open += share * part.open;
}

Part whole(BarrierShape const& shape, Heads const& heads) {
    Part sum;
    add(sum, part_of(shape, shape.sill_m, heads), 1.0 - shape.notch_share);
    if (shape.notch_share > 0.0) add(sum, part_of(shape, shape.notch_m, heads), shape.notch_share);
    double const over_deck = heads.up_m - shape.deck_m;
    if (over_deck > 0.0) {
        Part deck;
        deck.flow = weir_flow(shape.deck_coefficient, over_deck, heads.down_m - shape.deck_m);
        deck.free_q_m2ps = free_weir_flow(shape.deck_coefficient, over_deck);
        add(sum, deck, 1.0);
    }
    sum.flow.q_m2ps *= shape.length_share;
    sum.free_q_m2ps *= shape.length_share;
    return sum;
}

/// Semi-implicit flow; `above` and `below` are the flows that already run through the two cells downward.
double damped(Part const& part, Heads const& heads, double step_per_cell, double above, double below) {
    double const q = part.flow.q_m2ps, fall = heads.up_m - heads.down_m;
    double now = q;
    if (q > 0.0 && fall > 0.0) {
        double const slope = step_per_cell * part.flow.drowned * q / fall;
        double const through =
            std::clamp(above, 0.0, part.free_q_m2ps) + std::clamp(below, 0.0, part.free_q_m2ps);
        now = (q + slope * through) / (1.0 + 2.0 * slope);
    }
    return std::min(now, most_of_a_cell * heads.up_depth_m / step_per_cell);
}

/// Speed at which a side answers to a flow that is not its own: its waves, faster where the flow runs into
/// the face. With no flow through the face this is the pressure on a wall that HLLC gives.
double answer_mps(double h_m, double towards_mps) {
    constexpr double impact = 1.5;
    return std::sqrt(gravity_mps2 * h_m) + impact * std::max(towards_mps, 0.0);
}

/// Losses of piers from the sudden widening behind them: K = (1 / (1 − blockage) − 1)².
/// Source: Borda and Carnot in Idelchik 2007, Handbook of Hydraulic Resistance, diagram 4-1.
double pier_loss(double blockage) {
    double const excess = 1.0 / (1.0 - blockage) - 1.0;
    return excess * excess;
}

/// Flows that run through the part of the two cells that the barrier rules.
struct Runs {
    double left, right;
};

/// What each side feels; `jet_mps` is the velocity with which water arrives.
void add_momentum(BarrierFlow& flow, BarrierSide const& left, BarrierSide const& right, Runs const& runs,
                  double jet_mps) {
    double const m = flow.mass_m2ps;
    flow.left_m3ps2 =
        m * (m < 0.0 ? jet_mps : left.normal_mps) + (runs.left - m) * answer_mps(left.h_m, left.normal_mps);
    flow.right_m3ps2 = m * (m < 0.0 ? right.normal_mps : jet_mps) -
                       (runs.right - m) * answer_mps(right.h_m, -right.normal_mps);
}

} // namespace

BarrierFlow barrier_flow(BarrierShape const& shape, BarrierSide const& left, BarrierSide const& right,
                         double step_per_cell) {
    if (left.z_m > solid_above_m || right.z_m > solid_above_m) return {};
    double const energy_left = energy(left, left.normal_mps), energy_right = energy(right, -right.normal_mps);
    double const way = energy_left > energy_right ? 1.0 : (energy_left < energy_right ? -1.0 : 0.0);
    BarrierSide const &up = way < 0.0 ? right : left, &down = way < 0.0 ? left : right;
    Heads const heads{std::max(energy_left, energy_right), down.z_m + down.h_m, std::max(left.z_m, right.z_m),
                      up.h_m};
    Part const part = whole(shape, heads);
    BarrierFlow flow;
    flow.open = part.open;
    double const depth = 0.5 * (left.h_m + right.h_m);
    if (shape.blockage > 0.0 && depth > still_depth_m) {
        flow.drag_per_m = part.open * pier_loss(shape.blockage) / (2.0 * depth);
    }
    if (part.open >= 1.0 && part.flow.q_m2ps <= 0.0) return flow;

    double const own = 1.0 - std::min(part.open, 1.0);
    Runs const runs{own * left.h_m * left.normal_mps, own * right.h_m * right.normal_mps};
    double const q = way == 0.0 ? 0.0
                                : damped(part, heads, step_per_cell, way < 0.0 ? -runs.right : runs.left,
                                         way < 0.0 ? -runs.left : runs.right);
    double const thickness = std::max(part.flow.thickness_m, still_depth_m);
    double const jet = way * std::min(q / thickness, q / std::max(down.h_m, still_depth_m));
    flow.mass_m2ps = way * q;
    flow.tangent_m3ps2 = flow.mass_m2ps * up.tangent_mps;
    add_momentum(flow, left, right, runs, jet);
    return flow;
}

} // namespace jumelle::flood
