#pragma once

#include <cstdint>
#include <vector>

namespace jumelle::traffic {

/// What is known of the origins, each since it was last searched: by how much their flows cost more than the
/// cheapest ways. Origins that are near their equilibrium need not be searched in each iteration.
class Outlook {
  public:
    explicit Outlook(std::int32_t origins);

    /// What an origin's flows cost, and what the cheapest ways would [time × flow].
    struct Costs {
        double total = 0.0, shortest = 0.0;
    };
    void set(std::int32_t origin, Costs const& costs);
    /// Σ (total − shortest) / Σ shortest, over all origins; 0 where nobody travels.
    double gap() const;
    std::vector<std::int32_t> all() const;
    /// The fewest origins that have all but a share of what is too much, ascending.
    std::vector<std::int32_t> worst(double all_but) const;

  private:
    std::vector<double> excess_, shortest_;
};

} // namespace jumelle::traffic
