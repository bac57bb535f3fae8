#pragma once

#include <vector>

#include "core/base/state_archive.hpp"
#include "core/territory/road_graph.hpp"
#include "models/traffic/elastic_parameters.hpp"
#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// Trips that answer to what they cost: T = T₀ D(c / c₀), T₀ those of a table, c₀ what they cost in the
/// equilibrium on dry, open streets, both in generalised time for the first class. Pairs of zones that have
/// no way, and those within one node, keep their trips: the former are told as unreachable.
class ElasticDemand {
  public:
    /// @param wanted T₀ [veh/h]
    ElasticDemand(ElasticParameters const& parameters, TripTable wanted, LinkNetwork dry)
        : parameters_(parameters), wanted_(std::move(wanted)), dry_(std::move(dry)) {}

    ElasticParameters const& parameters() const { return parameters_; }
    TripTable const& wanted() const { return wanted_; }
    LinkNetwork const& dry() const { return dry_; } ///< and open
    /// From now on c₀ is what trips cost with these costs of links, which are dry and open.
    void set_reference(std::vector<double> const& cost) { reference_ = costs_of_trips(dry_, cost); }
    /// T at these costs of links, one for each row of the table [veh/h].
    std::vector<double> trips_at(LinkNetwork const& network, std::vector<double> const& cost) const;

    void archive_state(StateArchive& archive);

  private:
    std::vector<double> costs_of_trips(LinkNetwork const& network, std::vector<double> const& cost) const;

    ElasticParameters parameters_;
    TripTable wanted_;
    LinkNetwork dry_;
    std::vector<double> reference_; ///< c₀ of each row of the table [the network's time]
};

} // namespace jumelle::traffic
