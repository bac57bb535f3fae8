#include "models/flood/watch.hpp"

namespace jumelle::flood {

template <class Depth, class Mass>
void watch_row(Watch const& watch, WatchedRow const& row, Depth const* depth_m,
               RowMasses<Mass> const& masses) {
    if (watch.thresholds != nullptr) {
        for (Span const span : row.spans) {
            watch.thresholds->keep(row.row, depth_m, span, {row.end_s, row.length_s});
        }
    }
    if (watch.faces != nullptr) watch.faces->add_row(row.row, masses, row.spans, row.length_s * row.cell_m);
}

template void watch_row(Watch const&, WatchedRow const&, double const*, RowMasses<double> const&);
template void watch_row(Watch const&, WatchedRow const&, float const*, RowMasses<float> const&);
template void watch_row(Watch const&, WatchedRow const&, double const*, RowMasses<float> const&);

} // namespace jumelle::flood
