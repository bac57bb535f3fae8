#include "io/network/swmm.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

#include "io/network/read_text.hpp"
#include "io/network/swmm_parts.hpp"

namespace jumelle {

namespace {

constexpr std::array<std::string_view, 18> read_sections{
    "TITLE",   "OPTIONS",  "JUNCTIONS",  "DIVIDERS", "OUTFALLS",    "OUTFALL",
    "STORAGE", "CONDUITS", "PUMPS",      "ORIFICES", "WEIRS",       "XSECTIONS",
    "LOSSES",  "CURVES",   "TIMESERIES", "INFLOWS",  "COORDINATES", "REPORT"};

/// A junction whose maximum depth is 0 reaches up to the crown of its highest pipe.
void raise_rims(DrainNetwork& network) {
    std::vector<double> crown(network.nodes.size(), 0.0);
    auto const lift = [&](std::int32_t node, double height_m) {
        if (node < 0) return;
        auto& known = crown[static_cast<std::size_t>(node)];
        known = std::max(known, height_m);
    };
    for (auto const& pipe : network.pipes) {
        lift(pipe.from, pipe.from_offset_m + pipe.shape.height_m);
        lift(pipe.to, pipe.to_offset_m + pipe.shape.height_m);
    }
    for (std::size_t n = 0; n < crown.size(); ++n) {
        DrainNode& node = network.nodes[n];
        bool const unknown = node.kind == DrainNodeKind::junction && node.rim_m == node.invert_m;
        if (unknown) node.rim_m += crown[n];
    }
}

} // namespace

DrainNetwork read_swmm_text(std::string const& text, std::string const& file) {
    swmm::Sections const sections = swmm::split_sections(text, file);
    swmm::FaultsOfFile faults(file);
    swmm::Tables const tables = swmm::read_tables(sections, faults);
    DrainNetwork network;
    for (auto const& name : sections.order) {
        bool const read = std::find(read_sections.begin(), read_sections.end(), name) != read_sections.end();
        if (!read) network.notes.push_back(fmt::format("section [{}] is left out", name));
    }
    swmm::Reading const reading{sections, tables, faults, network};
    swmm::read_nodes(reading);
    swmm::read_links(reading);
    connect(network);
    raise_rims(network);
    // Numbers that could not be read would make further faults of their own.
    if (faults.empty()) {
        for (auto const& fault : faults_of(network)) faults.add(fault.place, fault.message, fault.hint);
    }
    faults.throw_if_any();
    return network;
}

DrainNetwork read_swmm(std::string const& file) {
    return read_swmm_text(network::read_text(file), file);
}

} // namespace jumelle
