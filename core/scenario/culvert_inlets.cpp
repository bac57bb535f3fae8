#include "core/scenario/culvert_inlets.hpp"

#include <array>

namespace jumelle {

namespace {

// HDS-5, 3rd edition, table A.1 (charts 1, 2, 3, 8, 9, 10) with entrance losses of table C.2.
constexpr std::array inlets{
    CulvertInlet{"concrete_headwall", true, 1, 0.0098, 2.0, 0.0398, 0.67, -0.5, 0.5},
    CulvertInlet{"concrete_groove_headwall", true, 1, 0.0018, 2.0, 0.0292, 0.74, -0.5, 0.2},
    CulvertInlet{"concrete_groove_projecting", true, 1, 0.0045, 2.0, 0.0317, 0.69, -0.5, 0.2},
    CulvertInlet{"metal_headwall", true, 1, 0.0078, 2.0, 0.0379, 0.69, -0.5, 0.5},
    CulvertInlet{"metal_mitered", true, 1, 0.0210, 1.33, 0.0463, 0.75, 0.7, 0.7},
    CulvertInlet{"metal_projecting", true, 1, 0.0340, 1.50, 0.0553, 0.54, -0.5, 0.9},
    CulvertInlet{"beveled_45", true, 1, 0.0018, 2.50, 0.0300, 0.74, -0.5, 0.2},
    CulvertInlet{"beveled_34", true, 1, 0.0018, 2.50, 0.0243, 0.83, -0.5, 0.2},
    CulvertInlet{"box_wingwall_30_75", false, 1, 0.026, 1.0, 0.0347, 0.81, -0.5, 0.4},
    CulvertInlet{"box_wingwall_15_90", false, 1, 0.061, 0.75, 0.0400, 0.80, -0.5, 0.5},
    CulvertInlet{"box_wingwall_0", false, 1, 0.061, 0.75, 0.0423, 0.82, -0.5, 0.7},
    CulvertInlet{"box_wingwall_45_rounded", false, 2, 0.510, 0.667, 0.0309, 0.80, -0.5, 0.2},
    CulvertInlet{"box_headwall_chamfered", false, 2, 0.515, 0.667, 0.0375, 0.79, -0.5, 0.5},
    CulvertInlet{"box_headwall_beveled", false, 2, 0.495, 0.667, 0.0314, 0.82, -0.5, 0.2}};

} // namespace

std::span<CulvertInlet const> culvert_inlets() {
    return inlets;
}

CulvertInlet const* find_culvert_inlet(std::string const& name) {
    for (CulvertInlet const& inlet : inlets) {
        if (name == inlet.name) return &inlet;
    }
    return nullptr;
}

} // namespace jumelle
