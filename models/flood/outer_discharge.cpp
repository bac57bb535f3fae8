#include "models/flood/outer_discharge.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "models/flood/kernels/face_water.hpp"
#include "models/flood/outer_flow.hpp"

namespace jumelle::flood {

std::vector<OuterEdge> outer_edges(HeldBy const& held, std::size_t level, OpenFaces const& faces,
                                   AbsorbingLevel const& absorbing) {
    std::vector<OuterEdge> edges;
    for (auto const& [place, holder] : held) {
        if (holder != level) continue;
        Cell const cell{place.first, place.second};
        for (std::size_t const axis : both) {
            for (std::size_t const end : both) {
                Cell const inside = beside(cell, axis, end);
                if (!faces.lead_from(cell, axis, end) || held.contains({inside.row, inside.column})) continue;
                edges.push_back({face_at(cell, axis, end), cell, inside, end == 0 ? -1.0 : 1.0, absorbing});
            }
        }
    }
    return edges;
}

OuterDischarge::OuterDischarge(std::vector<OuterEdge> edges, SolverSettings const& settings, Index rows,
                               Solver& solver)
    : edges_(std::move(edges)), settings_(settings), mean_m2ps_(edges_.size()), given_m2ps_(edges_.size()) {
    std::vector<FacePlace> faces;
    for (OuterEdge const& edge : edges_) faces.push_back(edge.face);
    *solver.given_flows() = GivenFlows(std::move(faces), rows);
}

std::vector<Cell> OuterDischarge::cells_beside() const {
    std::vector<Cell> made;
    for (OuterEdge const& edge : edges_) made.push_back(edge.inside);
    return made;
}

/// Through one edge; nothing leaves a dry cell.
double OuterDischarge::inward(Solver const& solver, OuterEdge const& edge, double mean_m2ps) const {
    double const h[2] = {solver.water(edge.held).h_m, solver.water(edge.inside).h_m};
    double const z[2] = {solver.ground_m(edge.held), solver.ground_m(edge.inside)};
    InertialFaces<double> const face{{&h[0], &z[0]}, {&h[1], &z[1]}};
    FaceWater<double> const water = settings_.inertial.face_ground == FaceGround::mean
                                        ? face_water<FaceGround::mean>(face, 0)
                                        : face_water<FaceGround::highest>(face, 0);
    if (water.over_m <= settings_.wet.dry_m) return 0.0;
    double const celerity_mps = std::sqrt(gravity_mps2 * water.depth_m);
    double const critical_m2ps = celerity_mps * water.depth_m;
    double const q = std::clamp(mean_m2ps - celerity_mps * water.rise_m, -critical_m2ps, critical_m2ps);
    bool const giver_is_dry = (q > 0.0 ? h[0] : h[1]) <= settings_.wet.dry_m;
    return giver_is_dry ? 0.0 : q;
}

void OuterDischarge::prepare(StepTimes const& times, Solver& solver) {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
        OuterEdge const& edge = edges_[i];
        double const q = inward(solver, edge, mean_m2ps_[i]);
        double const taken_up = -std::expm1(-times.length_s() / edge.absorbing.relaxation_s);
        mean_m2ps_[i] += taken_up * (flow_share(edge.absorbing) * q - mean_m2ps_[i]);
        given_m2ps_[i] = edge.towards * q;
    }
    solver.given_flows()->set(given_m2ps_);
}

} // namespace jumelle::flood
