#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/view.hpp"
#include "models/traffic/kernels/hierarchy/hierarchy.hpp"

namespace jumelle::traffic {

/// Origins that are searched together: one vector row of doubles.
inline constexpr Index label_lanes = 8;

/// Cost that a link without cost has in searches [time], so that labels grow along every path.
inline constexpr double least_label_cost = 1e-11;

/// Exact costs of the shortest ways from up to eight origins to all vertices, one row of eight a vertex. A
/// terminal's label is the cost of ending there; the origin's own is 0.
/// Source: Delling, Goldberg, Nowatzyk & Werneck 2011, IPDPS (PHAST), on the hierarchy above.
class Labels {
  public:
    explicit Labels(RankedNetwork const& network);

    /// @param link_cost what `costs` was customised with
    /// @param origins vertices, at most `label_lanes`
    void search(RankedNetwork const& network, HierarchyCosts const& costs, std::span<double const> link_cost,
                std::span<std::int32_t const> origins);

    double operator()(std::int32_t vertex, Index lane) const { return rows_(vertex, lane); }
    double const* data() const { return rows_.view().data(); }

  private:
    void start(RankedNetwork const& network, std::span<double const> link_cost);
    void collect_ancestors(HierarchyCosts const& costs);
    void reach_terminals(RankedNetwork const& network, std::span<double const> link_cost);
    void add_ancestor(std::int32_t vertex);
    void lower(std::int32_t vertex, Index lane, double label);

    Array2D<double> rows_;
    std::vector<std::int32_t> origins_;
    std::vector<std::int32_t> ancestors_; ///< the starts and all above them, ascending
    std::vector<std::uint8_t> is_ancestor_;
};

} // namespace jumelle::traffic
