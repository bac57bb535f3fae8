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

double ConnectingLevel::of(FaceWindow const& window) {
    Index const cells = window.along * window.across;
    ground_m_.clear();
    order_.clear();
    pools_.assign(static_cast<std::size_t>(cells), Pool{-1, 0, 0, 0});
    left_ = right_ = 0;
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
    for (auto first = order_.begin(); first != order_.end();) {
        double const level_m = ground(*first);
        auto const next =
            std::find_if(first, order_.end(), [&](Index cell) { return ground(cell) > level_m; });
        for (auto cell = first; cell != next; ++cell) flood(*cell, window);
        bool const joined = std::any_of(first, next, [&](Index cell) {
            return connects(pools_[static_cast<std::size_t>(root(cell))], window);
        });
        if (joined) return level_m;
        first = next;
    }
    return solid_level_m;
}

} // namespace jumelle::flood
