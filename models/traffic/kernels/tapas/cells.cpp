#include "models/traffic/kernels/tapas/cells.hpp"

#include <algorithm>
#include <limits>

namespace jumelle::traffic {

std::vector<std::uint8_t> cells_of_links(RankedNetwork const& network, Regions const& regions) {
    constexpr std::int32_t most_cells = std::numeric_limits<CellSet>::digits;
    std::vector<std::uint8_t> cells;
    cells.reserve(network.tail.size());
    for (std::size_t link = 0; link < network.tail.size(); ++link) {
        std::int32_t const low = std::min(network.tail[link], network.head[link]);
        std::int32_t const region =
            network.may_pass(low) ? regions.of_vertex[static_cast<std::size_t>(low)] : 0;
        cells.push_back(static_cast<std::uint8_t>(region % most_cells));
    }
    return cells;
}

} // namespace jumelle::traffic
