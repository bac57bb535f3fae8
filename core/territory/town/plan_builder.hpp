#pragma once

#include <optional>

#include "core/territory/town/plan.hpp"
#include "core/territory/town/polygon.hpp"
#include "core/territory/town/urbanity.hpp"

namespace jumelle::town {

/// A street that is about to cut a piece of land in two.
struct Cutting {
    std::array<Polygon, 2> parts; ///< left and right of the way from ends[0] to ends[1]
    std::array<SideCrossing, 2> ends;
};

/// A plan that grows by cutting pieces of land with streets. New streets meet crossings that are near on the
/// streets they end at, so that most junctions have four arms.
class PlanBuilder {
  public:
    /// Where a cut or, below 0, a block is found: see Cut.
    using Child = std::int32_t;

    /// The cut of a piece along a line; changes nothing yet. Nothing where the line misses the piece.
    std::optional<Cutting> planned(Polygon const& piece, Line const& line) const;
    /// Builds the street of a cutting that was planned after the last street was built.
    /// @returns the number of the street
    std::int32_t build_street(Cutting const& cutting, Polygon const& piece, StreetClass street_class);
    Child add_cut(Cutting const& cutting);
    void set_children(Child cut, Child ahead, Child behind);
    Child add_block(Polygon const& piece, double urbanity, BlockUse use);

    Plan& plan() { return plan_; }

  private:
    std::optional<std::int32_t> near_node(std::int32_t street, PlanPoint place, PlanPoint a,
                                          PlanPoint b) const;
    std::int32_t node_on(std::int32_t street, PlanPoint place);

    Plan plan_;
};

} // namespace jumelle::town
