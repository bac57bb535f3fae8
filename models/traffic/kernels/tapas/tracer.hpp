#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/tapas/state.hpp"

namespace jumelle::traffic {

/// Finds, for one origin, the two ways that end in a link's head: the one along which flow comes through the
/// link, and the cheapest one by labels, both back to the vertex at which they part. Cycles of flow that it
/// meets are taken out. Belongs to one thread.
class Tracer {
  public:
    explicit Tracer(AssignmentState const& state);

    /// @param origin its number in the demand; `lane` is its lane in `labels`
    void set_origin(AssignmentState const& state, Labels const& labels, std::int32_t origin, Index lane);

    enum class Outcome {
        found,   ///< `dear()` and `cheap()` hold the ways
        cycle,   ///< a cycle of flow was taken out; ask again
        nothing, ///< no flow arrives at the link, or there is no other way
    };
    /// @param flows the origin's
    Outcome trace(std::int32_t link, OriginFlows& flows);

    /// Links of the ways, last one first.
    std::vector<std::int32_t> const& dear() const { return dear_; }
    std::vector<std::int32_t> const& cheap() const { return cheap_; }
    /// What has been taken out of cycles since the start, negative.
    std::vector<Load>& removed() { return removed_; }

    /// The last link of the cheapest way to a vertex; −1 where there is none.
    std::int32_t cheapest_into(std::int32_t vertex) const;
    /// The link into a vertex with the most flow of the origin; −1 where none has any.
    std::int32_t fullest_into(std::int32_t vertex, OriginFlows const& flows) const;
    double label(std::int32_t vertex) const { return (*labels_)(vertex, lane_); }

  private:
    /// Where along a way a vertex stands; valid only if `round` is the current one.
    struct Mark {
        std::uint32_t round = 0;
        std::int32_t position = 0;
    };
    enum class Met { no, other_way, itself };
    Met step(std::int32_t link, std::vector<std::int32_t>& way, std::vector<Mark>& own,
             std::vector<Mark>& other);
    void remove_cycle(std::size_t from, OriginFlows& flows);

    RankedNetwork const* network_;
    std::vector<double> const* label_cost_ = nullptr;
    Labels const* labels_ = nullptr;
    std::int32_t origin_vertex_ = 0;
    Index lane_ = 0;
    std::uint32_t round_ = 0;
    std::vector<Mark> dear_mark_, cheap_mark_;
    std::int32_t met_at_ = 0; ///< links of the other way up to the meeting vertex
    std::vector<std::int32_t> dear_, cheap_;
    std::vector<Load> removed_;
};

} // namespace jumelle::traffic
