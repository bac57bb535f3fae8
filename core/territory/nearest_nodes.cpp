#include "core/territory/nearest_nodes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/contract.hpp"

namespace jumelle {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Nodes with at least one edge.
std::vector<std::int32_t> linked_nodes(RoadGraph const& roads) {
    std::vector<std::uint8_t> is_linked(roads.node.size(), 0);
    for (auto const* ends : {&roads.from, &roads.to})
        for (std::int32_t const n : *ends) is_linked[static_cast<std::size_t>(n)] = 1;
    std::vector<std::int32_t> linked;
    for (std::size_t n = 0; n < is_linked.size(); ++n)
        if (is_linked[n] != 0) linked.push_back(static_cast<std::int32_t>(n));
    return linked;
}

double distance_m(Point a, Point b) {
    return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

} // namespace

NearestNodes::NearestNodes(RoadGraph const& roads) : NearestNodes(roads.node, linked_nodes(roads)) {
    JUMELLE_EXPECTS(roads.has_positions);
}

NearestNodes::NearestNodes(std::vector<Point> const& node, std::vector<std::int32_t> const& chosen)
    : node_(node) {
    if (chosen.empty()) return;
    Point low{infinity, infinity}, high{-infinity, -infinity};
    auto const at = [&](std::int32_t n) { return node_[static_cast<std::size_t>(n)]; };
    for (std::int32_t const n : chosen) {
        low = {std::min(low.x_m, at(n).x_m), std::min(low.y_m, at(n).y_m)};
        high = {std::max(high.x_m, at(n).x_m), std::max(high.y_m, at(n).y_m)};
    }
    corner_ = low;
    double const longest_m = std::max({high.x_m - low.x_m, high.y_m - low.y_m, 1.0});
    bucket_m_ = longest_m / std::ceil(std::sqrt(static_cast<double>(chosen.size())));
    columns_ = static_cast<std::int64_t>((high.x_m - low.x_m) / bucket_m_) + 1;
    rows_ = static_cast<std::int64_t>((high.y_m - low.y_m) / bucket_m_) + 1;
    auto const bucket_of = [&](std::int32_t n) {
        return static_cast<std::size_t>(row_of(at(n).y_m) * columns_ + column_of(at(n).x_m));
    };
    begin_.assign(static_cast<std::size_t>(rows_ * columns_) + 1, 0);
    for (std::int32_t const n : chosen) ++begin_[bucket_of(n) + 1];
    for (std::size_t b = 1; b < begin_.size(); ++b) begin_[b] += begin_[b - 1];
    nodes_.resize(chosen.size());
    auto next = begin_;
    for (std::int32_t const n : chosen) nodes_[static_cast<std::size_t>(next[bucket_of(n)]++)] = n;
}

std::int64_t NearestNodes::column_of(double x_m) const {
    return std::clamp(static_cast<std::int64_t>(std::floor((x_m - corner_.x_m) / bucket_m_)), std::int64_t{0},
                      columns_ - 1);
}

std::int64_t NearestNodes::row_of(double y_m) const {
    return std::clamp(static_cast<std::int64_t>(std::floor((y_m - corner_.y_m) / bucket_m_)), std::int64_t{0},
                      rows_ - 1);
}

/// Looks at square rings of buckets around the point's own (or the border's next to it). Nodes of ring r and
/// beyond are at least (r − 1) buckets away from a point inside; from one outside they are farther still.
std::int32_t NearestNodes::to(Point point) const {
    std::int32_t nearest = -1;
    double best_m = infinity;
    std::int64_t const row = nodes_.empty() ? 0 : row_of(point.y_m);
    std::int64_t const column = nodes_.empty() ? 0 : column_of(point.x_m);
    auto const look_at = [&](std::int64_t r, std::int64_t c) {
        if (r < 0 || r >= rows_ || c < 0 || c >= columns_) return;
        auto const bucket = static_cast<std::size_t>(r * columns_ + c);
        for (auto i = begin_[bucket]; i < begin_[bucket + 1]; ++i) {
            std::int32_t const n = nodes_[static_cast<std::size_t>(i)];
            double const d_m = distance_m(point, node_[static_cast<std::size_t>(n)]);
            if (d_m > best_m || (d_m == best_m && n > nearest)) continue;
            best_m = d_m;
            nearest = n;
        }
    };
    std::int64_t const last = std::max(rows_, columns_);
    for (std::int64_t ring = 0; ring <= last; ++ring) {
        if (static_cast<double>(ring - 1) * bucket_m_ > best_m) break;
        for (std::int64_t r = row - ring; r <= row + ring; ++r) {
            bool const is_whole = r == row - ring || r == row + ring;
            for (std::int64_t c = column - ring; c <= column + ring;
                 c += is_whole ? 1 : std::max<std::int64_t>(2 * ring, 1))
                look_at(r, c);
        }
    }
    return nearest;
}

} // namespace jumelle
