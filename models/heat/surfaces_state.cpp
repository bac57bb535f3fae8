// What surfaces remember and hold: `surfaces.cpp` has their steps.

#include <limits>

#include "models/heat/surfaces.hpp"

namespace jumelle::heat {

void Surfaces::archive_state(StateArchive& archive) {
    archive("cells", cells_);
    archive("skin", skin_k_);
    archive("walls", walls_);
    archive("wall_skin", wall_skin_k_);
    archive("down_shortwave", down_short_);
    archive("down_longwave", down_long_);
    archive("wall_shortwave", wall_short_);
    archive("wall_longwave", wall_long_);
    archive("wall_glow", wall_glow_);
    archive("ground_glow", ground_glow_);
    archive("block_heat", block_heat_);
    archive("budget", budget_);
    archive("step_length", prepared_for_s_);
    if (!archive.is_loading()) return;
    for (std::size_t i = 0; i < material_count; ++i)
        prepared_[i].conduction = conduction_step(layers_of(parameters_.materials[i]), prepared_for_s_);
}

void Surfaces::gather_state() {
    auto const first_cell = [this](Index block_row) { return order_.first(block_row); };
    for (auto& node : cells_.nodes_k) blocks_.share().gather(node.items(), first_cell);
    for (auto* const water : {&cells_.water_m, &cells_.deep_m})
        blocks_.share().gather(water->items(), first_cell);
    for (auto* const cells : {&skin_k_, &down_short_, &down_long_}) blocks_.gather_cells(*cells);
    for (auto& node : walls_.nodes_k) gather_walls(node);
    for (auto* const walls : {&walls_.water_m, &wall_skin_k_, &wall_short_, &wall_long_})
        gather_walls(*walls);
    blocks_.gather_blocks(ground_glow_);
}

void Surfaces::release() {
    for (auto* const store : {&cells_, &walls_}) *store = FacetStore(0);
    for (auto* const cells : {&roof_storage_m_, &albedo_, &skin_k_, &down_short_, &down_long_}) *cells = {};
    materials_ = {};
}

double Surfaces::wall_mean_k() const {
    CompensatedSum area, sum;
    for (std::size_t i = 0; i < walls_.size(); ++i) {
        area.add(wall_area_m2_[i]);
        sum.add(wall_area_m2_[i] * static_cast<double>(wall_skin_k_[i]));
    }
    return area.value() > 0.0 ? sum.value() / area.value() : std::numeric_limits<double>::quiet_NaN();
}

/// Wall by wall, whoever has computed it.
double Surfaces::stored_in_walls_j() const {
    FacetValues<double> stored(walls_.size(), 0.0);
    blocks_.share().for_own_rows([&](Index block_row) {
        auto const r = static_cast<std::size_t>(block_row);
        for (std::size_t i = first_wall_[r]; i < first_wall_[r + 1]; ++i)
            stored[i] =
                wall_area_m2_[i] * stored_heat_jpm2(prepared_[wall_material].conduction, walls_.at(i));
    });
    gather_walls(stored);
    CompensatedSum sum;
    for (double const of_wall : stored.items()) sum.add(of_wall);
    return sum.value();
}

double Surfaces::stored_j() const {
    double const cells = blocks_.share().sum_rows([&](Index block_row) {
        double sum = 0.0;
        for (auto const& run : order_.runs(block_row)) {
            for (std::size_t i = run.begin; i < run.end; ++i)
                sum += stored_heat_jpm2(prepared_[run.material].conduction, cells_.at(i));
        }
        return sum;
    });
    return cells * grid_.cell_area_m2() + stored_in_walls_j();
}

} // namespace jumelle::heat
