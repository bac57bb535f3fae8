#include "io/network/read_drains.hpp"

#include <filesystem>
#include <fmt/format.h>

#include "io/network/drain_tables.hpp"
#include "io/network/read_text.hpp"
#include "io/network/swmm.hpp"

namespace jumelle {

namespace {

InletLaw inlet_of(DrainsSpec::Inlets const& given) {
    InletLaw law = manhole_lid;
    law.perimeter_m = given.perimeter_m.value_or(law.perimeter_m);
    law.area_m2 = given.area_m2.value_or(law.area_m2);
    law.weir_coefficient = given.weir_coefficient.value_or(law.weir_coefficient);
    law.orifice_coefficient = given.orifice_coefficient.value_or(law.orifice_coefficient);
    law.clogging = given.clogging.value_or(law.clogging);
    return law;
}

void record(std::string const& file, Value const& where, std::string note, Territory& territory) {
    InputRecord made;
    made.name = file;
    made.used_for = where.path();
    made.note = std::move(note);
    territory.inputs.push_back(std::move(made));
}

/// Files that are read as text: all others are vector files.
bool is_text(std::string const& file) {
    auto const extension = std::filesystem::path(file).extension();
    return extension == ".csv" || extension == ".txt" || extension == ".tsv" || extension.empty();
}

DrainNetwork read(DrainsSpec const& spec, LayerTable read_layer) {
    InletLaw const inlet = inlet_of(spec.inlets);
    auto const text = [&](std::string const& file, char const* part) {
        return is_text(file) ? network::read_text(file) : read_layer(file, part, spec.where[part]);
    };
    if (spec.swmm.empty()) {
        return read_drain_tables_text({text(spec.nodes, "nodes"), text(spec.pipes, "pipes")},
                                      {spec.nodes, spec.pipes}, inlet);
    }
    DrainNetwork network = read_swmm(spec.swmm);
    for (auto& node : network.nodes) node.inlet = inlet;
    return network;
}

std::string note_of(DrainNetwork const& network) {
    std::string note = fmt::format("{} nodes, {} pipes", network.nodes.size(), network.pipes.size());
    for (auto const& left_out : network.notes) note += "; " + left_out;
    return note;
}

} // namespace

void add_drains(DrainsSpec const& spec, Territory& territory, LayerTable read_layer, FaultList& faults) {
    try {
        DrainNetwork network = read(spec, read_layer);
        if (spec.slot_celerity_mps > 0.0) network.slot_celerity_mps = spec.slot_celerity_mps;
        if (spec.cell_length_m > 0.0) network.cell_length_m = spec.cell_length_m;
        if (spec.swmm.empty()) {
            record(spec.nodes, spec.where["nodes"], note_of(network), territory);
            record(spec.pipes, spec.where["pipes"], "", territory);
        } else {
            record(spec.swmm, spec.where["swmm"], note_of(network), territory);
        }
        territory.drains = std::move(network);
    } catch (InputError const& error) {
        for (auto const& fault : error.faults()) faults.add(fault);
    }
}

} // namespace jumelle
