#include "models/traffic/day_parameters.hpp"

#include <algorithm>

namespace jumelle::traffic {

namespace {

constexpr double longest_step_s = 600.0;
constexpr double slowest_wave_kmph = 1.0, fastest_wave_kmph = 100.0;
constexpr double largest_factor = 1000.0;
constexpr std::size_t most_factors = 100'000;
constexpr double kmph_per_mps = 3.6;

} // namespace

Schema profile_schema() {
    return list_of(map()
                       .with("from", quantity("s").at_least(0.0).says("after the start of the run"))
                       .with("factor", quantity("1").between(0.0, largest_factor).says("of all trips")))
        .sized(1, most_factors)
        .may_be_absent()
        .says("how many set out over the time: from each time on all trips are multiplied by the factor");
}

Schema dynamics_schema() {
    DayParameters const standard;
    Schema const details =
        map()
            .with("step", quantity("s")
                              .above(0.0)
                              .at_most(longest_step_s)
                              .by_default(standard.step_s)
                              .says("of the calculation; edges that take less to drive along take this long"))
            .with("wave_speed", quantity("km/h")
                                    .between(slowest_wave_kmph, fastest_wave_kmph)
                                    .by_default(standard.wave_mps * kmph_per_mps)
                                    .says("at which the end of a queue runs upstream"))
            .with("diversion",
                  choice({"around_closures", "none"})
                      .by_default("around_closures")
                      .says("whether drivers who meet a closed edge take another one, or wait before it"))
            .with("routes",
                  choice({"fixed", "anew"})
                      .by_default("fixed")
                      .says("whether drivers keep to the ways of the first equilibrium, or look for "
                            "new ones whenever streets close, open or flood"));
    return either({choice({"link_transmission"}), details})
        .may_be_absent()
        .says("traffic over the time of day by the link transmission model: queues, and how far they reach "
              "back; without it each exchange is an equilibrium of its own")
        .from("Yperman 2007, thesis, KU Leuven; Tampère et al. 2011, Transportation Research B 45, 289-309")
        .hint("write dynamics: link_transmission, or its settings: {step: 5 s}");
}

std::vector<DemandFactor> profile_from(Value const& value) {
    std::vector<DemandFactor> profile;
    for (auto const& part : value.list()) {
        double const from_s = part["from"].quantity();
        if (!profile.empty() && from_s <= profile.back().from_s)
            throw InputError(part["from"].fault("this time is not after the one before",
                                                "sort the profile by 'from', each time once"));
        profile.push_back({from_s, part["factor"].quantity()});
    }
    return profile;
}

DayParameters day_parameters_from(Value const& value) {
    DayParameters made;
    made.where = value;
    if (!value.is_map()) return made;
    if (value.has("step")) made.step_s = value["step"].quantity();
    if (value.has("wave_speed")) made.wave_mps = value["wave_speed"].quantity();
    if (value.has("diversion") && value["diversion"].text() == "none") made.diversion = Diversion::none;
    if (value.has("routes") && value["routes"].text() == "anew") made.routes = Routes::anew;
    return made;
}

double factor_at(std::vector<DemandFactor> const& profile, double now_s) {
    double factor = 1.0;
    for (DemandFactor const& part : profile) {
        if (part.from_s <= now_s) factor = part.factor;
    }
    return factor;
}

double factor_met(std::vector<DemandFactor> const& profile, double duration_s) {
    double sum = 0.0, squares = 0.0;
    double from_s = 0.0, factor = 1.0;
    auto const add_until = [&](double until_s) {
        double const length_s = std::max(std::min(until_s, duration_s) - from_s, 0.0);
        sum += factor * length_s;
        squares += factor * factor * length_s;
    };
    for (DemandFactor const& part : profile) {
        add_until(part.from_s);
        from_s = part.from_s;
        factor = part.factor;
    }
    add_until(duration_s);
    return sum > 0.0 ? squares / sum : 1.0;
}

} // namespace jumelle::traffic
