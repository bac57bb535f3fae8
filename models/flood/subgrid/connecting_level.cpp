#include "models/flood/subgrid/connecting_level.hpp"

#include <algorithm>

#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

Index ConnectingLevel::root(Index cell) {
    auto const parent = [&](Index c) -> Index& { return pools_[static_cast<std::size_t>(c)].parent; };
    while (parent(cell) != cell) {
        parent(cell) = parent(parent(cell));
        cell = parent(cell);
    }
    return cell;
}

void ConnectingLevel::join(Index a, Index b) {
    Index const into = root(a), from = root(b);
    if (into == from) return;
    Pool& kept = pools_[static_cast<std::size_t>(into)];
    Pool& gone = pools_[static_cast<std::size_t>(from)];
    kept.left += gone.left;
    kept.right += gone.right;
    kept.at_face += gone.at_face;
    gone.parent = into;
}

bool ConnectingLevel::connects(Pool const& pool, FaceWindow const& window) const {
    bool const half = 2 * pool.left >= left_ && 2 * pool.right >= right_;
    bool const has_left = window.face > 0, has_right = window.face < window.along;
    return half && (!has_left || pool.left > 0) && (!has_right || pool.right > 0) && pool.at_face > 0;
}

/// Puts a fine cell under water and joins it with its neighbours that are.
void ConnectingLevel::flood(Index cell, FaceWindow const& window) {
    Index const i = cell / window.across, j = cell % window.across;
    Pool& own = pools_[static_cast<std::size_t>(cell)];
    bool const is_left = i < window.face;
    own = {cell, is_left ? 1 : 0, is_left ? 0 : 1, i == window.face || i + 1 == window.face ? 1 : 0};
    (is_left ? left_ : right_) += 1;
    auto const join_wet = [&](Index other) {
        if (pools_[static_cast<std::size_t>(other)].parent >= 0) join(cell, other);
    };
    if (i > 0) join_wet(cell - window.across);
    if (i + 1 < window.along) join_wet(cell + window.across);
    if (j > 0) join_wet(cell - 1);
    if (j + 1 < window.across) join_wet(cell + 1);
}

std::size_t ConnectingLevel::flood_level(std::size_t first, FaceWindow const& window) {
    auto const ground = [&](std::size_t at) { return ground_m_[static_cast<std::size_t>(order_[at])]; };
    std::size_t next = first;
    for (; next < order_.size() && ground(next) == ground(first); ++next) flood(order_[next], window);
    return next;
}

/// Whether one pool joins both sides: the one that did before, or one that the last cells have grown.
bool ConnectingLevel::is_joined(std::size_t first, std::size_t last, FaceWindow const& window) {
    auto const joins = [&](Index cell) {
        return connects(pools_[static_cast<std::size_t>(root(cell))], window);
    };
    if (joining_ >= 0 && joins(joining_)) return true;
    for (std::size_t at = first; at < last; ++at) {
        if (!joins(order_[at])) continue;
        joining_ = order_[at];
        return true;
    }
    return false;
}

double ConnectingLevel::of(FaceWindow const& window) {
    ground_m_.clear();
    order_.clear();
    pools_.assign(static_cast<std::size_t>(window.along * window.across), Pool{-1, 0, 0, 0});
    left_ = right_ = 0;
    joining_ = -1;
    for (Index i = 0; i < window.along; ++i) {
        for (Index j = 0; j < window.across; ++j) {
            ground_m_.push_back(window.at(i, j));
            if (ground_m_.back() < solid_above_m) order_.push_back(i * window.across + j);
        }
    }
    auto const ground = [&](Index cell) { return ground_m_[static_cast<std::size_t>(cell)]; };
    std::sort(order_.begin(), order_.end(),
              [&](Index a, Index b) { return ground(a) != ground(b) ? ground(a) < ground(b) : a < b; });
    // All cells of one level go under at once: which pool holds half of the water shows only then.
    double joined_at_m = solid_level_m;
    for (std::size_t first = 0; first < order_.size();) {
        double const level_m = ground(order_[first]);
        if (level_m > joined_at_m + sure_rise_m) break;
        std::size_t const next = flood_level(first, window);
        bool const joined = is_joined(first, next, window);
        joined_at_m = joined ? std::min(joined_at_m, level_m) : solid_level_m;
        first = next;
    }
    return joined_at_m;
}

} // namespace jumelle::flood
