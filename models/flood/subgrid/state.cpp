#include "models/flood/subgrid/state.hpp"

namespace jumelle::flood {

template <class T>
SubgridState<T>::SubgridState(SubgridTables<T> const& tables, FineGround const& fine, Ground const& coarse) {
    Index const rows = tables.rows(), columns = tables.columns();
    volume_ = first_touched(rows, columns, 0.0);
    level_ = first_touched(rows, columns, T(0));
    for (auto& discharges : discharges_) {
        discharges.x = first_touched(rows, columns + 1, T(0));
        discharges.y = first_touched(rows + 1, columns, T(0));
    }
    rain_share_ = first_touched(rows, columns, 0.0F);
    depth_ = first_touched(rows, columns, 0.0F);
    speed_ = first_touched(rows, columns, 0.0F);
    hazard_ = first_touched(rows, columns, 0.0F);
    time_of_depth_ = first_touched(rows, columns, 0.0F);
    arrival_ = first_touched(rows, columns, never_s);
    for_rows(rows, [&](Index r) {
        for (Index c = 0; c < columns; ++c) {
            T const* const storage = tables.storage(r, c);
            volume_(r, c) = coarse.depth_m(r, c);
            auto const still = still_level_m(fine, {r, c});
            if (still) volume_(r, c) = volume_of_level(storage, *still - tables.lowest_row(r)[c]);
            level_(r, c) = level_of_volume(storage, volume_(r, c));
            rain_share_(r, c) = coarse.rain_share(r, c);
        }
    });
}

template <class T>
void SubgridState<T>::archive_state(StateArchive& archive) {
    archive("volume", volume_);
    archive("level", level_);
    archive("eastward", old_discharges().x);
    archive("southward", old_discharges().y);
    archive("largest_depth", depth_);
    archive("largest_speed", speed_);
    archive("largest_hazard", hazard_);
    archive("time_of_depth", time_of_depth_);
    archive("arrival", arrival_);
}

template <class T>
double SubgridState<T>::bytes() const {
    auto const of = [](auto const& array) {
        return static_cast<double>(array.rows() * array.row_stride()) *
               static_cast<double>(sizeof(array(0, 0)));
    };
    double flow = 0.0;
    for (auto const& discharges : discharges_) flow += of(discharges.x) + of(discharges.y);
    return of(volume_) + of(level_) + flow + of(rain_share_) + of(depth_) + of(speed_) + of(hazard_) +
           of(time_of_depth_) + of(arrival_);
}

template class SubgridState<double>;
template class SubgridState<float>;

} // namespace jumelle::flood
