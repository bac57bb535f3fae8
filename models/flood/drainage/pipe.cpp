#include "models/flood/drainage/pipe.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "models/flood/drainage/limits.hpp"

namespace jumelle::flood {

namespace {

double node_bed(DrainNetwork const& network, std::int32_t node, double offset_m) {
    return network.nodes[static_cast<std::size_t>(node)].invert_m + offset_m;
}

double minmod(double a, double b) {
    if (a * b <= 0.0) return 0.0;
    return std::abs(a) < std::abs(b) ? a : b;
}

/// One side of a face after the bed is agreed upon.
struct Side {
    double depth_m, velocity_mps, celerity_mps;
    Rising::At at;
    double discharge() const { return at.area * velocity_mps; }
    double push() const { return at.area * velocity_mps * velocity_mps + gravity_mps2 * at.integral; }
};

Side side_of(PipeSection const& section, double depth_m, double velocity_mps) {
    Rising::At const at = section.rising().at(depth_m);
    return {depth_m, velocity_mps, section.celerity_mps(at), at};
}

/// Speed at which a wave into water `side` runs that raises it to `star_m`: that of the bore where it rises.
double outward_speed(PipeSection const& section, Side const& side, double star_m) {
    if (star_m <= side.depth_m) return side.celerity_mps;
    Rising::At const star = section.rising().at(star_m);
    double const rise = star.area - side.at.area;
    if (rise <= 0.0) return side.celerity_mps;
    double const bore =
        std::sqrt(gravity_mps2 * (star.integral - side.at.integral) * star.area / (side.at.area * rise));
    return std::max(bore, side.celerity_mps);
}

struct Speeds {
    double left, right;
};

Speeds wave_speeds(PipeSection const& section, Side const& left, Side const& right) {
    if (right.depth_m <= 0.0)
        return {left.velocity_mps - left.celerity_mps,
                left.velocity_mps + section.invariant_mps(left.depth_m)};
    if (left.depth_m <= 0.0)
        return {right.velocity_mps - section.invariant_mps(right.depth_m),
                right.velocity_mps + right.celerity_mps};
    // Between the waves stands about what two sound waves of these celerities leave.
    double const stiff_left = gravity_mps2 / left.celerity_mps,
                 stiff_right = gravity_mps2 / right.celerity_mps;
    double const star =
        (stiff_left * left.depth_m + stiff_right * right.depth_m + left.velocity_mps - right.velocity_mps) /
        (stiff_left + stiff_right);
    double const to_left = outward_speed(section, left, star), to_right = outward_speed(section, right, star);
    return {left.velocity_mps - to_left, right.velocity_mps + to_right};
}

} // namespace

Pipe::Pipe(DrainPipe const& drain, DrainNetwork const& network, std::size_t first_cell)
    : section(drain.shape, network.slot_celerity_mps),
      first(first_cell),
      cells(static_cast<std::size_t>(std::max(1.0, std::round(drain.length_m / network.cell_length_m)))),
      dx_m(drain.length_m / static_cast<double>(cells)),
      from_bed_m(node_bed(network, drain.from, drain.from_offset_m)),
      to_bed_m(node_bed(network, drain.to, drain.to_offset_m)),
      manning(drain.manning),
      loss_per_m(drain.loss / drain.length_m),
      gate(drain.gate) {}

PipeFlux pipe_flux(PipeSection const& section, FaceWater const& left, FaceWater const& right) {
    double const bed = std::min(std::max(left.level_m - left.depth_m, right.level_m - right.depth_m),
                                std::min(left.level_m, right.level_m));
    double const left_h = std::clamp(left.level_m - bed, 0.0, left.depth_m);
    double const right_h = std::clamp(right.level_m - bed, 0.0, right.depth_m);
    if (left_h <= 0.0 && right_h <= 0.0) return {};
    Side const l = side_of(section, left_h, left.velocity_mps),
               r = side_of(section, right_h, right.velocity_mps);
    Speeds const speed = wave_speeds(section, l, r);
    double mass = 0.0, push = 0.0;
    if (speed.left >= 0.0) {
        mass = l.discharge(), push = l.push();
    } else if (speed.right <= 0.0) {
        mass = r.discharge(), push = r.push();
    } else {
        double const a = speed.right / (speed.right - speed.left), b = 1.0 - a;
        double const both = speed.left * a;
        mass = a * l.discharge() + b * r.discharge() + both * (r.at.area - l.at.area);
        push = a * l.push() + b * r.push() + both * (r.discharge() - l.discharge());
    }
    return {mass, push - gravity_mps2 * l.at.integral, push - gravity_mps2 * r.at.integral};
}

PipeStage::PipeStage(std::size_t cells)
    : depth_(cells),
      level_(cells),
      velocity_(cells),
      left_(cells),
      right_(cells),
      level_change_(cells),
      factor_(cells),
      flux_(cells + 1) {}

void PipeStage::look(Pipe const& pipe, Input const& input) {
    for (std::size_t i = 0; i < pipe.cells; ++i) {
        depth_[i] = pipe.section.depth_m(input.area_m2[i]);
        level_[i] = pipe.bed_m(i) + depth_[i];
        bool const flows = depth_[i] > dry_pipe_depth_m;
        velocity_[i] = flows ? input.discharge_m3ps[i] / input.area_m2[i] : 0.0;
    }
    reconstruct(pipe, input);
    for (std::size_t f = 1; f < pipe.cells; ++f) flux_[f] = pipe_flux(pipe.section, right_[f - 1], left_[f]);
}

/// Level and velocity change straight across a cell, by the smaller of the changes to its two sides. Where
/// the slope of the bed would leave a face without its share of a shallow cell, the face's own bed is moved.
void PipeStage::reconstruct(Pipe const& pipe, Input const& input) {
    std::size_t const last = pipe.cells - 1;
    for (std::size_t i = 0; i <= last; ++i) {
        // The node's level stands half a cell away, so its change counts double.
        double const before = i > 0 ? level_[i] - level_[i - 1]
                                    : 2.0 * (level_[i] - std::max(input.from_level_m, pipe.from_bed_m));
        double const after = i < last ? level_[i + 1] - level_[i]
                                      : 2.0 * (std::max(input.to_level_m, pipe.to_bed_m) - level_[i]);
        double u_before = i > 0 ? velocity_[i] - velocity_[i - 1] : 0.0;
        double u_after = i < last ? velocity_[i + 1] - velocity_[i] : u_before;
        if (i == 0) u_before = u_after;
        double const change = minmod(before, after), u_change = minmod(u_before, u_after);
        level_change_[i] = change;
        auto const face = [&](double side, double bed) {
            double const level = level_[i] + side * change;
            double const h = std::clamp(level - bed, 0.0, 2.0 * depth_[i]);
            return FaceWater{h, velocity_[i] + side * u_change, level};
        };
        left_[i] = face(-0.5, pipe.bed_at(static_cast<double>(i)));
        right_[i] = face(0.5, pipe.bed_at(static_cast<double>(i + 1)));
    }
}

/// No cell gives more than it holds, less a few roundings.
void PipeStage::limit_outflow(Pipe const& pipe, double dt_s, double const* area_m2) {
    for (std::size_t i = 0; i < pipe.cells; ++i) {
        double const out = std::max(flux_[i + 1].mass_m3ps, 0.0) + std::max(-flux_[i].mass_m3ps, 0.0);
        double const most = area_m2[i] * pipe.dx_m / dt_s * almost_all;
        factor_[i] = out > most ? most / out : 1.0;
    }
    for (std::size_t f = 1; f < pipe.cells; ++f) {
        double const factor = flux_[f].mass_m3ps > 0.0 ? factor_[f - 1] : factor_[f];
        if (factor == 1.0) continue;
        flux_[f] = {factor * flux_[f].mass_m3ps, factor * flux_[f].left_m4ps2, factor * flux_[f].right_m4ps2};
    }
}

void PipeStage::advance(Pipe const& pipe, double dt_s, double* area_m2, double* discharge_m3ps) {
    limit_outflow(pipe, dt_s, area_m2);
    double const share = dt_s / pipe.dx_m;
    Rising const& rising = pipe.section.rising();
    double const small = 1e-6 * pipe.section.height_m(); // below it a quotient of differences has no digits
    for (std::size_t i = 0; i < pipe.cells; ++i) {
        double const rise = right_[i].depth_m - left_[i].depth_m;
        Rising::At const l = rising.at(left_[i].depth_m), r = rising.at(right_[i].depth_m);
        double const mean =
            std::abs(rise) > small ? (r.integral - l.integral) / rise : 0.5 * (l.area + r.area);
        double const push = flux_[i + 1].left_m4ps2 - flux_[i].right_m4ps2;
        double const q = discharge_m3ps[i] - share * (push + gravity_mps2 * mean * level_change_[i]);
        area_m2[i] -= share * (flux_[i + 1].mass_m3ps - flux_[i].mass_m3ps);
        double const h = pipe.section.depth_m(area_m2[i]);
        if (h <= dry_pipe_depth_m) {
            discharge_m3ps[i] = 0.0;
            continue;
        }
        double const k = area_m2[i] * pipe.section.friction(h, {pipe.manning, pipe.loss_per_m});
        discharge_m3ps[i] = 2.0 * q / (1.0 + std::sqrt(1.0 + 4.0 * dt_s * k * std::abs(q)));
    }
}

} // namespace jumelle::flood
