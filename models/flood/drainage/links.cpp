#include "models/flood/drainage/links.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/constants.hpp"

namespace jumelle::flood {

namespace {

constexpr double villemonte_power = 0.385;

struct Opening {
    double area_m2, height_m, coefficient;
    FlapGate gate;
};

double drowned(double up_m, double down_m) {
    if (down_m <= 0.0) return 1.0;
    double const share = std::min(down_m / up_m, 1.0);
    return std::pow(1.0 - share * std::sqrt(share), villemonte_power);
}

/// The law for water that runs from head `up_m` to head `down_m` <= `up_m`.
double opening_discharge(Opening const& opening, double up_m, double down_m) {
    if (up_m <= 0.0) return 0.0;
    double const full = opening.coefficient * opening.area_m2;
    double const centre = 0.5 * opening.height_m;
    if (up_m < opening.height_m) {
        double const share = up_m / opening.height_m;
        return full * std::sqrt(2.0 * gravity_mps2 * centre) * share * std::sqrt(share) *
               drowned(up_m, down_m);
    }
    double const head = up_m - std::max(down_m, centre);
    return full * std::sqrt(2.0 * gravity_mps2 * std::max(head, 0.0));
}

template <class Law>
double either_way(Heads const& heads, FlapGate gate, Law const& law) {
    if (heads.from_m >= heads.to_m) return law(heads.from_m, heads.to_m);
    return gate == FlapGate::closes ? 0.0 : -law(heads.to_m, heads.from_m);
}

double straight_between(std::vector<CurvePoint> const& points, double x) {
    if (x <= points.front().x) return points.front().y;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (x > points[i].x) continue;
        double const share = (x - points[i - 1].x) / (points[i].x - points[i - 1].x);
        return points[i - 1].y + share * (points[i].y - points[i - 1].y);
    }
    return points.back().y;
}

/// Each discharge holds up to its own x.
double step_up_to(std::vector<CurvePoint> const& points, double x) {
    for (auto const& point : points) {
        if (x <= point.x) return point.y;
    }
    return points.back().y;
}

} // namespace

double orifice_discharge(DrainOrifice const& orifice, Heads const& heads) {
    bool const round = orifice.shape == PipeShape::circular;
    double const area = round ? 0.25 * std::numbers::pi * orifice.height_m * orifice.height_m
                              : orifice.height_m * orifice.width_m;
    Opening const opening{area, orifice.height_m, orifice.coefficient, orifice.gate};
    return either_way(heads, orifice.gate,
                      [&](double up, double down) { return opening_discharge(opening, up, down); });
}

double weir_discharge(DrainWeir const& weir, Heads const& heads) {
    auto const law = [&](double up, double down) {
        if (up <= 0.0) return 0.0;
        double const head = weir.height_m > 0.0 ? std::min(up, weir.height_m) : up;
        double const free = weir.coefficient_m05ps * weir.length_m * head * std::sqrt(head);
        if (up <= head) return free * drowned(up, down);
        // Under a closed top the discharge of the full opening grows with the root of the head on its centre.
        double const centre = 0.5 * head;
        double const left = std::max(up - std::max(down, centre), 0.0);
        return free * std::sqrt(left / centre);
    };
    return either_way(heads, weir.gate, law);
}

double pump_discharge(DrainPump const& pump, PumpView const& view) {
    if (view.depth_m <= 0.0) return 0.0;
    switch (pump.curve) {
    case PumpCurve::head:
        return view.head_m > pump.points.back().x ? 0.0
                                                  : straight_between(pump.points, std::max(view.head_m, 0.0));
    case PumpCurve::depth:
        return view.depth_m < pump.points.front().x ? 0.0 : straight_between(pump.points, view.depth_m);
    case PumpCurve::volume_steps:
        return step_up_to(pump.points, view.volume_m3);
    case PumpCurve::depth_steps:
        break;
    }
    return step_up_to(pump.points, view.depth_m);
}

} // namespace jumelle::flood
