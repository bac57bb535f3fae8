#pragma once

#include <span>

#include "core/base/state_archive.hpp"
#include "models/heat/kernels/facet_lanes.hpp"

namespace jumelle::heat {

/// A number of each of many facets, one after the other: one row of an array.
template <class T>
struct FacetValues : Array2D<T> {
    FacetValues() : FacetValues(0, T{}) {}
    FacetValues(std::size_t count, T value) : Array2D<T>(1, static_cast<Index>(count), value) {}
    std::size_t size() const { return static_cast<std::size_t>(this->columns()); }
    T* data() { return this->view().data(); }
    T const* data() const { return this->view().data(); }
    T& operator[](std::size_t facet) { return data()[facet]; }
    T const& operator[](std::size_t facet) const { return data()[facet]; }
    std::span<T> items() { return {data(), size()}; }
};

/// Temperatures below many surfaces, one array for each node, and the water on or in them. 60 bytes a facet,
/// 64 with what lies deeper.
struct FacetStore {
    std::array<FacetValues<double>, node_count> nodes_k;
    FacetValues<float> water_m; ///< of sealed ground the film, of soil what is near the surface
    FacetValues<float> deep_m;  ///< what roots reach below; empty where nothing has roots

    explicit FacetStore(std::size_t count) : water_m(count, 0.0F) {
        for (auto& node : nodes_k) node = {count, 0.0};
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
