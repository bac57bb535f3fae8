#include "models/traffic/elastic_parameters.hpp"

namespace jumelle::traffic {

namespace {

constexpr double most_elastic = -5.0, least_change = 1e-12;
constexpr std::int64_t most_rounds = 10'000;

} // namespace

Schema elastic_schema() {
    ElasticParameters const standard;
    return map()
        .with("elasticity",
              quantity("1")
                  .between(most_elastic, 0.0)
                  .says("E: by how many per cent trips change where their cost rises by one per cent"))
        .with("form", choice({"power", "exponential"})
                          .by_default("power")
                          .says("T = T₀ (c / c₀)^E, or T = T₀ exp(E (c / c₀ − 1))")
                          .from("Sheffi 1985, Urban Transportation Networks, chapter 6"))
        .with("change", quantity("1")
                            .between(least_change, 1.0)
                            .by_default(standard.change)
                            .says("Σ |T* − T| / Σ T at which trips T and those that follow from their "
                                  "costs, T*, are the same"))
        .with("rounds", integer()
                            .between(1, most_rounds)
                            .by_default_integer(standard.rounds)
                            .says("most rounds between trips and costs of one equilibrium"))
        .may_be_absent()
        .says("trips that are not made where they cost more than on dry, open streets, and others that are "
              "made where they cost less; the table of trips is what is driven on dry, open streets");
}

ElasticParameters elastic_from(Value const& value) {
    ElasticParameters made;
    made.elasticity.value = value["elasticity"].quantity();
    if (value.has("form") && value["form"].text() == "exponential")
        made.elasticity.form = Elasticity::Form::exponential;
    if (value.has("change")) made.change = value["change"].quantity();
    if (value.has("rounds")) made.rounds = static_cast<int>(value["rounds"].integer());
    return made;
}

} // namespace jumelle::traffic
