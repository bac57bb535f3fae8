#pragma once

#include <vector>

#include "core/base/state_archive.hpp"
#include "models/heat/kernels/facet_lanes.hpp"

namespace jumelle::heat {

/// Temperatures below many surfaces, one array for each node, and the water on or in them. 60 bytes a facet,
/// 64 with what lies deeper.
struct FacetStore {
    std::array<std::vector<double>, node_count> nodes_k;
    std::vector<float> water_m; ///< of sealed ground the film, of soil what is near the surface
    std::vector<float> deep_m;  ///< what roots reach below; empty where nothing has roots

    explicit FacetStore(std::size_t count) : water_m(count, 0.0F) {
        for (auto& node : nodes_k) node.assign(count, 0.0);
    }
    std::size_t size() const { return water_m.size(); }
    NodeColumns from(std::size_t first) {
        NodeColumns made{};
        for (std::size_t i = 0; i < node_count; ++i) made[i] = nodes_k[i].data() + first;
        return made;
    }
    NodeTemperatures at(std::size_t facet) const {
        NodeTemperatures made{};
        for (std::size_t i = 0; i < node_count; ++i) made[i] = nodes_k[i][facet];
        return made;
    }
    void archive_state(StateArchive& archive) {
        archive("nodes", nodes_k);
        archive("water", water_m);
        archive("deep", deep_m);
    }
};

} // namespace jumelle::heat
