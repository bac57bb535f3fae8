#pragma once

#include "core/scenario/schema.hpp"
#include "models/traffic/kernels/demand/elasticity.hpp"

namespace jumelle::traffic {

/// How trips answer to what they cost.
struct ElasticParameters {
    static constexpr double usual_change = 1e-6;
    static constexpr int usual_rounds = 100;
    Elasticity elasticity;
    double change = usual_change; ///< Σ |T* − T| / Σ T at which trips and costs belong together
    int rounds = usual_rounds;
};

Schema elastic_schema();

/// @pre value was checked against `elastic_schema`
ElasticParameters elastic_from(Value const& value);

} // namespace jumelle::traffic
