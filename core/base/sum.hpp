#pragma once

#include <cmath>
#include <span>

namespace jumelle {

/// A running sum whose error does not grow with the number of terms. The order of `add` is the order of the
/// sum. Source: Neumaier 1974, ZAMM 54, 39-51 (the improved Kahan–Babuška sum).
class CompensatedSum {
  public:
    void add(double term) {
        double const total = sum_ + term;
        bool const sum_is_larger = std::abs(sum_) >= std::abs(term);
        correction_ += sum_is_larger ? (sum_ - total) + term : (term - total) + sum_;
        sum_ = total;
    }
    double value() const { return sum_ + correction_; }

  private:
    double sum_ = 0.0;
    double correction_ = 0.0;
};

/// Sum in an order fixed by the positions alone: the same bits whoever computes it.
double fixed_order_sum(std::span<double const> terms);

} // namespace jumelle
