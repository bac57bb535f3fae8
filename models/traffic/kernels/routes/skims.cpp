#include "models/traffic/kernels/routes/skims.hpp"

#include <limits>

#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/routes/cheapest_ways.hpp"

namespace jumelle::traffic {

Skims skims_between(LinkNetwork const& network, std::span<double const> cost,
                    std::span<std::int32_t const> places, std::span<std::vector<double> const> quantities) {
    std::size_t const size = places.size();
    std::vector<double> const nothing(size * size, std::numeric_limits<double>::infinity());
    Skims made{nothing, std::vector<std::vector<double>>(quantities.size(), nothing)};
    for_row_ranges(static_cast<Index>(size), [&](RowRange range) {
        CheapestWays ways(network);
        for (auto row = static_cast<std::size_t>(range.begin); row < static_cast<std::size_t>(range.end);
             ++row) {
            ways.search(cost, places[row]);
            for (std::size_t column = 0; column < size; ++column)
                made.cost[row * size + column] = ways.cost_to(places[column]);
            for (std::size_t q = 0; q < quantities.size(); ++q) {
                auto const sums = ways.sums(quantities[q]);
                for (std::size_t column = 0; column < size; ++column)
                    made.sums[q][row * size + column] = sums[static_cast<std::size_t>(places[column])];
            }
        }
    });
    return made;
}

} // namespace jumelle::traffic
