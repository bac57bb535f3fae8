#include "models/flood/grid_state.hpp"

#include <type_traits>

#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

template <class T>
GridState<T>::GridState(Ground const& ground) : columns_(ground.columns()) {
    Index const rows = ground.rows(), wide = columns_ + 2 * ghost_columns;
    h_ = first_touched(rows, wide, T(0));
    u_ = first_touched(rows, wide, T(0));
    v_ = first_touched(rows + 1, wide, T(0)); // one more row of faces than of cells
    z_ = first_touched(rows + 2 * ghost_rows, wide, T(solid_level_m));
    friction_ = first_touched(rows, wide, T(0));
    if constexpr (std::is_same_v<T, float>) rest_ = first_touched(rows, columns_, T(0));
    rain_share_ = first_touched(rows, columns_, 0.0F);
    depth_ = first_touched(rows, columns_, 0.0F);
    speed_ = first_touched(rows, columns_, 0.0F);
    hazard_ = first_touched(rows, columns_, 0.0F);
    time_of_depth_ = first_touched(rows, columns_, 0.0F);
    arrival_ = first_touched(rows, columns_, never_s);
    Index const chunks = (columns_ + maxima_chunk_columns - 1) / maxima_chunk_columns;
    at_least_ = first_touched(rows, chunks, KeptAtLeast{});
    for_rows(rows, [&](Index r) {
        for (Index c = 0; c < columns_; ++c) {
            ground_row(r)[c] = static_cast<T>(ground.level_m(r, c));
            friction_(r, c + ghost_columns) = static_cast<T>(ground.friction(r, c));
            rain_share_(r, c) = ground.rain_share(r, c);
            set_depth(r, c, ground.depth_m(r, c));
            if (!ground.u_mps.empty()) u_(r, c + ghost_columns) = static_cast<T>(ground.u_mps(r, c));
            if (!ground.v_mps.empty()) v_(r, c + ghost_columns) = static_cast<T>(ground.v_mps(r, c));
        }
        fill_friction_ghosts(r);
    });
}

template <class T>
void GridState<T>::fill_friction_ghosts(Index r) {
    T* const friction = friction_.row(r) + ghost_columns;
    for (Index ghost = 1; ghost <= 2; ++ghost) {
        friction[-ghost] = friction[0];
        friction[columns_ - 1 + ghost] = friction[columns_ - 1];
    }
}

template <class T>
void GridState<T>::roughen(Index r, ShallowRoughness const& law) {
    shallow_friction(smooth_friction_.row(r) + ghost_columns, h_.row(r) + ghost_columns,
                     friction_.row(r) + ghost_columns, {0, columns_}, law);
    fill_friction_ghosts(r);
}

template <class T>
void GridState<T>::set_depth(Index r, Index c, double depth_m) {
    T const rounded = static_cast<T>(depth_m);
    h_(r, c + ghost_columns) = rounded;
    if (!rest_.empty()) rest_(r, c) = static_cast<T>(depth_m - static_cast<double>(rounded));
}

template <class T>
void GridState<T>::archive_state(StateArchive& archive) {
    archive("depth", h_);
    archive("eastward", u_);
    archive("southward", v_);
    archive("remainder", rest_);
    archive("largest_depth", depth_);
    archive("largest_speed", speed_);
    archive("largest_hazard", hazard_);
    archive("time_of_depth", time_of_depth_);
    archive("arrival", arrival_);
    archive("at_least", at_least_);
}

template <class T>
void GridState<T>::gather(GridShare const& share) {
    for (auto* const cells : {&h_, &u_, &rest_}) share.gather(*cells);
    share.gather_faces(v_);
    for (auto* const cells : {&depth_, &speed_, &hazard_, &time_of_depth_, &arrival_}) share.gather(*cells);
    share.gather(at_least_);
}

template <class T>
std::vector<ArrayBytes> GridState<T>::arrays() const {
    std::vector<ArrayBytes> made;
    auto const add = [&](char const* name, auto const& array) {
        if (array.empty()) return;
        auto const numbers = static_cast<double>(array.rows() * array.row_stride());
        made.push_back({name, numbers * static_cast<double>(sizeof(array(0, 0)))});
    };
    add("depth", h_);
    add("velocity or discharge, eastward", u_);
    add("velocity or discharge, southward", v_);
    add("ground level", z_);
    add("friction", friction_);
    add("friction of deep water", smooth_friction_);
    add("remainder of the depth", rest_);
    add("share of rain", rain_share_);
    add("largest depth", depth_);
    add("largest speed", speed_);
    add("largest hazard", hazard_);
    add("time of the largest depth", time_of_depth_);
    add("first arrival", arrival_);
    add("bounds of what is kept", at_least_);
    return made;
}

template class GridState<double>;
template class GridState<float>;

} // namespace jumelle::flood
