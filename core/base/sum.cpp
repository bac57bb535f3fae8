#include "core/base/sum.hpp"

namespace jumelle {

double fixed_order_sum(std::span<double const> terms) {
    CompensatedSum sum;
    for (double const term : terms) sum.add(term);
    return sum.value();
}

} // namespace jumelle
