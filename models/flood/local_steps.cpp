#include "models/flood/local_steps.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::flood {

namespace {

/// Waves may grow by this factor during a step before their tile is halved further; the Courant number has
/// room for it, and a hair's breadth more speed does not double the work.
constexpr double room_for_growth = 1.1;

} // namespace

template <class T>
LocalSteps<T>::LocalSteps(GridState<T>& state, RowReports& reports)
    : reports_(reports),
      levels_(state.rows(), state.columns()),
      faces_(state.rows(), state.columns()),
      cells_(state) {
    reports_.segment_fastest_mps = Array2D<double>(state.rows(), levels_.segments(), 0.0);
}

template <class T>
void LocalSteps<T>::raise_speed(Cell cell, double speed_mps) {
    Index const segment = cell.column / segment_columns;
    double& fastest = reports_.segment_fastest_mps(cell.row, segment);
    fastest = std::max(fastest, speed_mps);
    levels_.raise_speed(TimeLevels::tile_of(cell.row), segment, speed_mps);
}

template <class T>
void LocalSteps<T>::run(WholeStep const& whole, FunctionRef<void(LevelPart const&)> flow) {
    broken_.assign(reports_.broken.size(), 0);
    levels_.find(0, whole.reach_m / whole.length_s);
    is_split_ = levels_.deepest() > 0;
    run_level(whole, {0, 0.0, 1.0}, flow);
    reports_.broken = broken_;
}

/// Tiles of a level and of all deeper ones.
template <class T>
void LocalSteps<T>::run_level(WholeStep const& whole, LevelPart const& part,
                              FunctionRef<void(LevelPart const&)> flow) {
    if (part.begin > 0.0) levels_.find(part.level, room_for_growth * whole.reach_m / whole.length_s);
    if (levels_.has(part.level)) run_part(whole, part, flow);
    if (levels_.deepest() <= part.level) return;
    double const middle = 0.5 * (part.begin + part.end);
    run_level(whole, {part.level + 1, part.begin, middle}, flow);
    run_level(whole, {part.level + 1, middle, part.end}, flow);
}

template <class T>
void LocalSteps<T>::run_part(WholeStep const& whole, LevelPart const& part,
                             FunctionRef<void(LevelPart const&)> flow) {
    part_ = part;
    if (is_split_) {
        faces_.begin(levels_, part, whole.length_s / whole.cell_m);
        cells_.note(faces_);
        cells_.take_back(faces_);
    }
    flow(part);
    if (is_split_) cells_.put_back(faces_);
    note_speeds(part.level);
    note_broken();
}

template <class T>
void LocalSteps<T>::note_speeds(int level) {
    auto const& fastest = reports_.segment_fastest_mps;
    for (Index tile = 0; tile < levels_.rows(); ++tile) {
        Index const end = std::min((tile + 1) * tile_rows, fastest.rows());
        for (Index s = 0; s < levels_.segments(); ++s) {
            if (levels_.level(tile, s) != level) continue;
            double speed = 0.0;
            for (Index row = tile * tile_rows; row < end; ++row) speed = std::max(speed, fastest(row, s));
            levels_.set_speed(tile, s, speed);
        }
    }
}

/// A row is reported by each part anew.
template <class T>
void LocalSteps<T>::note_broken() {
    std::transform(broken_.begin(), broken_.end(), reports_.broken.begin(), broken_.begin(),
                   [](std::uint8_t a, std::uint8_t b) { return a | b; });
}

template <class T>
void LocalSteps<T>::narrow(Activity& activity, Index row) const {
    if (!is_split_) return;
    Index const tile = TimeLevels::tile_of(row);
    activity.narrow(row, [&](Index segment) {
        if (levels_.level(tile, segment) != part_.level) return Activity::Use::left_out;
        // What the coarser side has sent must arrive even where land is dry.
        return faces_.has_kept_flux(row, segment) ? Activity::Use::worked_on : Activity::Use::as_found;
    });
}

template <class T>
double LocalSteps<T>::last_share(Cell cell) const {
    return std::exp2(-levels_.level_at(cell.row, cell.column));
}

template <class T>
void LocalSteps<T>::archive_state(StateArchive& archive) {
    archive("levels", levels_);
    archive("faces", faces_);
    archive("cells", cells_);
    archive("part", part_);
    archive("is_split", is_split_);
}

template <class T>
double LocalSteps<T>::bytes() const {
    auto const& segments = reports_.segment_fastest_mps;
    return faces_.bytes() + cells_.bytes() +
           static_cast<double>(segments.rows() * segments.row_stride()) * sizeof(double);
}

template class LocalSteps<double>;
template class LocalSteps<float>;

} // namespace jumelle::flood
