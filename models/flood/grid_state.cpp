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
    for_rows(rows, [&](Index r) {
        for (Index c = 0; c < columns_; ++c) {
            ground_row(r)[c] = static_cast<T>(ground.level_m(r, c));
            friction_(r, c + ghost_columns) = static_cast<T>(ground.friction(r, c));
            rain_share_(r, c) = ground.rain_share(r, c);
            set_depth(r, c, ground.depth_m(r, c));
        }
        T* const friction = friction_.row(r) + ghost_columns;
        for (Index ghost = 1; ghost <= 2; ++ghost) {
            friction[-ghost] = friction[0];
            friction[columns_ - 1 + ghost] = friction[columns_ - 1];
        }
    });
}

template <class T>
void GridState<T>::set_depth(Index r, Index c, double depth_m) {
    T const rounded = static_cast<T>(depth_m);
    h_(r, c + ghost_columns) = rounded;
    if (!rest_.empty()) rest_(r, c) = static_cast<T>(depth_m - static_cast<double>(rounded));
}

template <class T>
double GridState<T>::bytes() const {
    auto const of = [](auto const& array) {
        return static_cast<double>(array.rows() * array.row_stride()) *
               static_cast<double>(sizeof(array(0, 0)));
    };
    double const numbers =
        of(h_) + of(u_) + of(v_) + of(z_) + of(friction_) + (rest_.empty() ? 0.0 : of(rest_));
    return numbers + of(rain_share_) + of(depth_) + of(speed_) + of(hazard_) + of(time_of_depth_) +
           of(arrival_);
}

template class GridState<double>;
template class GridState<float>;

} // namespace jumelle::flood
