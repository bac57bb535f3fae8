#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "core/base/sum.hpp"

namespace jumelle::traffic {

/// How much trips differ from those that follow from the costs that they cause, Σ |T* − T| / Σ T*.
inline double change_between(std::vector<double> const& now, std::vector<double> const& next) {
    CompensatedSum difference, all;
    for (std::size_t i = 0; i < now.size(); ++i) {
        difference.add(std::abs(next[i] - now[i]));
        all.add(next[i]);
    }
    return all.value() > 0.0 ? difference.value() / all.value() : 0.0;
}

/// Steps from trips towards those that follow from their costs. Where one does not bring them nearer by a
/// tenth, the next ones are half as long.
/// Source: Liu, He & He 2009, Networks and Spatial Economics 9, 485-503.
class FeedbackStep {
  public:
    /// @param change between the two, see `change_between`
    void go(std::vector<double>& now, std::vector<double> const& next, double change) {
        constexpr double enough = 0.9; // of the change before
        if (change > enough * before_) step_ /= 2.0;
        before_ = change;
        for (std::size_t i = 0; i < now.size(); ++i) now[i] += step_ * (next[i] - now[i]);
    }

  private:
    double step_ = 1.0, before_ = std::numeric_limits<double>::infinity();
};

} // namespace jumelle::traffic
