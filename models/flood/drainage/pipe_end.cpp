#include "models/flood/drainage/pipe_end.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "models/flood/drainage/limits.hpp"

namespace jumelle::flood {

EndRelation::EndRelation(Pipe const& pipe, PipeEnd end, FaceWater const& inside, double most_m3ps)
    : pipe_(pipe), most_m3ps_(most_m3ps) {
    bool const at_to = end == PipeEnd::to;
    bed_m_ = std::max(inside.level_m - inside.depth_m, at_to ? pipe.to_bed_m : pipe.from_bed_m);
    depth_m_ = std::clamp(inside.level_m - bed_m_, 0.0, inside.depth_m);
    outward_mps_ = at_to ? inside.velocity_mps : -inside.velocity_mps;
    inside_ = pipe.section.rising().at(depth_m_);
    celerity_mps_ = pipe.section.celerity_mps(inside_);
    invariant_mps_ = pipe.section.invariant_mps(depth_m_);
}

double EndRelation::stiffness_m2ps() const {
    return std::sqrt(gravity_mps2 * inside_.area * inside_.width);
}

/// The pressure of still water acts on both sides of the face, so the pipe feels only what differs from its
/// own.
EndFlow EndRelation::flow(double depth_m, double outward_mps) const {
    Rising::At const at = pipe_.section.rising().at(depth_m);
    double const out = std::min(at.area * outward_mps, most_m3ps_);
    return {out, out * outward_mps + gravity_mps2 * (at.integral - inside_.integral)};
}

/// What the velocity falls by across the wave between the pipe's water and depth `depth_m`.
double EndRelation::across_wave_mps(Rising::At const& outside, double depth_m) const {
    if (depth_m <= depth_m_) return pipe_.section.invariant_mps(depth_m) - invariant_mps_;
    return std::sqrt(gravity_mps2 * (outside.integral - inside_.integral) * (outside.area - inside_.area) /
                     (outside.area * inside_.area));
}

/// Water comes to the entrance with at most the velocity head that it has at critical depth, or that of a
/// full pipe, so that a manhole lets free flow through and a filled one presses like a tank.
double EndRelation::entrance_depth_m(double node_depth_m) const {
    double const c = pipe_.section.celerity_mps(node_depth_m);
    double const approach = std::min(c * c / (2.0 * gravity_mps2), 0.5 * pipe_.section.height_m());
    return pipe_.section.critical_depth_m(node_depth_m + approach);
}

EndFlow EndRelation::limited_inflow(double node_depth_m, double depth_m, double outward_mps) const {
    double const critical = entrance_depth_m(node_depth_m);
    double const c = pipe_.section.celerity_mps(critical);
    double const most = pipe_.section.area_m2(critical) * c;
    bool const within = pipe_.section.area_m2(depth_m) * -outward_mps <= most;
    return within ? flow(depth_m, outward_mps) : flow(critical, -c);
}

EndFlow EndRelation::at_level(double node_level_m) const {
    double const node_depth = std::max(node_level_m - bed_m_, 0.0);
    bool const closed = pipe_.gate == FlapGate::closes;
    bool const dry = depth_m_ <= dry_pipe_depth_m;
    if (dry) {
        if (node_depth <= depth_m_ || closed) return {};
        double const critical = entrance_depth_m(node_depth);
        return flow(critical, -pipe_.section.celerity_mps(critical));
    }
    bool const swift = outward_mps_ > celerity_mps_;
    if (swift && node_depth <= depth_m_) return flow(depth_m_, outward_mps_);
    double const fall =
        swift ? 0.0 : pipe_.section.depth_of_fall_m(std::max(outward_mps_ + invariant_mps_, 0.0));
    double const depth = std::max(node_depth, std::min(fall, depth_m_));
    Rising::At const outside = pipe_.section.rising().at(depth);
    double const outward = outward_mps_ - across_wave_mps(outside, depth);
    bool const washed_out = swift && outside.area * outward > inside_.area * outward_mps_;
    if (swift && (washed_out || outside.area <= inside_.area)) return flow(depth_m_, outward_mps_);
    if (outward >= 0.0) return flow(depth, outward);
    return closed ? flow(depth_m_, 0.0) : limited_inflow(node_depth, depth, outward);
}

} // namespace jumelle::flood
