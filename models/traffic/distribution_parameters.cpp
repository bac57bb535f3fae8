#include "models/traffic/distribution_parameters.hpp"

#include <fmt/format.h>
#include <string>

namespace jumelle::traffic {

namespace {

constexpr double largest_sensitivity_per_min = 10.0, largest_power = 20.0, fastest_kmph = 300.0;
constexpr double seconds_per_minute = 60.0, kmph_per_mps = 3.6;
constexpr std::int64_t most_rounds = 10'000;
constexpr double least_change = 1e-12;

Schema other_schema() {
    OtherMode const standard;
    return map()
        .with("speed", quantity("km/h")
                           .above(0.0)
                           .at_most(fastest_kmph)
                           .by_default(standard.speed_mps * kmph_per_mps)
                           .says("along the way that is shortest on the roads"))
        .with("access", quantity("min").by_default(0.0).says(
                            "time beside that of the way, and what makes it less liked than the car"))
        .with("sensitivity", quantity("1/min")
                                 .above(0.0)
                                 .at_most(largest_sensitivity_per_min)
                                 .by_default(standard.sensitivity_per_s * seconds_per_minute)
                                 .says("θ of the share of cars, 1 / (1 + exp(−θ (other − car)))")
                                 .from("McFadden 1974, in Zarembka, Frontiers in Econometrics"))
        .may_be_absent()
        .says("a way of travelling that roads do not slow; trips of the table are then those of people");
}

} // namespace

Schema distribution_schema() {
    DistributionParameters const standard;
    return map()
        .with("deterrence", choice({"exponential", "power", "tanner"})
                                .by_default("exponential")
                                .says("exp(−β cost), cost^(−n), or cost^n exp(−β cost)")
                                .from("Wilson 1967, Transportation Research 1, 253-269"))
        .with("sensitivity",
              quantity("1/min").above(0.0).at_most(largest_sensitivity_per_min).may_be_absent().says("β"))
        .with("power", quantity("1").between(0.0, largest_power).may_be_absent().says("n"))
        .with("other", other_schema())
        .with("change", quantity("1")
                            .between(least_change, 1.0)
                            .by_default(standard.change)
                            .says("Σ |T* − T| / Σ T at which trips T and those that follow from their "
                                  "times, T*, are the same"))
        .with("rounds", integer()
                            .between(1, most_rounds)
                            .by_default_integer(standard.rounds)
                            .says("most rounds between trips and times"))
        .may_be_absent()
        .says("trips by a gravity model in equilibrium with the times that they cause on dry, open streets; "
              "as many start and end in each zone as in the table of trips");
}

DistributionParameters distribution_from(Value const& value) {
    DistributionParameters made;
    made.where = value;
    std::string const form = value.has("deterrence") ? value["deterrence"].text() : "exponential";
    bool const has_power = form != "exponential", has_beta = form != "power";
    if (form == "power") made.deterrence.form = Deterrence::Form::power;
    if (form == "tanner") made.deterrence.form = Deterrence::Form::tanner;
    auto const take = [&](char const* key, bool const is_needed, double& number) {
        if (value.has(key) && !is_needed)
            throw InputError(
                value[key].fault(fmt::format("{} deterrence has no {}", form, key), "remove it"));
        if (!value.has(key) && is_needed)
            throw InputError(value.fault(fmt::format("{} deterrence needs {}", form, key),
                                         "write for example sensitivity: 0.1 1/min, power: 2"));
        if (is_needed) number = value[key].quantity();
    };
    take("sensitivity", has_beta, made.deterrence.beta);
    take("power", has_power, made.deterrence.power);
    if (value.has("other")) {
        Value const& other = value["other"];
        made.other.emplace();
        if (other.has("speed")) made.other->speed_mps = other["speed"].quantity();
        if (other.has("access")) made.other->access_s = other["access"].quantity();
        if (other.has("sensitivity")) made.other->sensitivity_per_s = other["sensitivity"].quantity();
    }
    if (value.has("change")) made.change = value["change"].quantity();
    if (value.has("rounds")) made.rounds = static_cast<int>(value["rounds"].integer());
    return made;
}

} // namespace jumelle::traffic
