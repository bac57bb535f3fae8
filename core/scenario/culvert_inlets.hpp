#pragma once

#include <span>
#include <string>

namespace jumelle {

/// Inlet of a culvert with its constants: form and K, M of the unsubmerged inlet, c, Y of the submerged one,
/// share of the slope, and the loss k_e when the barrel rules.
struct CulvertInlet {
    char const* name;
    bool circular;
    int form;
    double k, m, c, y, slope_share, entrance_loss;
};

/// The inlets that a scenario may name.
/// Source: FHWA 2012, Hydraulic Design of Highway Culverts (HDS-5), 3rd edition, tables A.1 and C.2.
std::span<CulvertInlet const> culvert_inlets();
CulvertInlet const* find_culvert_inlet(std::string const& name);

} // namespace jumelle
