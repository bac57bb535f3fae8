#include "models/flood/subgrid/tables.hpp"

#include <algorithm>
#include <array>

#include "core/parallel/loops.hpp"
#include "models/flood/kernels/limits.hpp"
#include "models/flood/subgrid/connecting_level.hpp"
#include "models/flood/subgrid/face_section.hpp"

namespace jumelle::flood {

namespace {

/// Builds the tables of one row of cells; scratch belongs to a thread.
class RowBuilder {
  public:
    explicit RowBuilder(FineGround const& fine) : fine_(fine.ground), ratio_(fine.ratio) {}

    void storage(Cell cell, double* table) {
        ground_m_.clear();
        for (Index r = cell.row * ratio_; r < (cell.row + 1) * ratio_; ++r) {
            for (Index c = cell.column * ratio_; c < (cell.column + 1) * ratio_; ++c) {
                double const level = fine_.level_m(r, c);
                if (level < solid_above_m) ground_m_.push_back(level);
            }
        }
        std::fill_n(table, StorageLayout::size, 0.0);
        table[StorageLayout::level_per_volume] = 1.0;
        if (!ground_m_.empty()) fill_storage_table(ground_m_, ratio_ * ratio_, table);
    }

    /// A face between `left` and `right`, of which one may lie beyond the grid.
    /// @param along_columns whether the flow through it runs along a row
    void face(Cell left, Cell right, bool along_columns, double* table);

    double lowest(Cell cell) const {
        double lowest = solid_level_m;
        for (Index r = cell.row * ratio_; r < (cell.row + 1) * ratio_; ++r) {
            for (Index c = cell.column * ratio_; c < (cell.column + 1) * ratio_; ++c) {
                lowest = std::min(lowest, fine_.level_m(r, c));
            }
        }
        return lowest;
    }

  private:
    bool on_grid(Cell cell) const {
        return cell.row >= 0 && cell.column >= 0 && (cell.row + 1) * ratio_ <= fine_.rows() &&
               (cell.column + 1) * ratio_ <= fine_.columns();
    }

    Ground const& fine_;
    Index ratio_;
    std::vector<double> ground_m_;
    ConnectingLevel connecting_;
};

void RowBuilder::face(Cell left, Cell right, bool along_columns, double* table) {
    bool const has_left = on_grid(left), has_right = on_grid(right);
    Cell const first = has_left ? left : right;
    Index const stride = fine_.level_m.row_stride();
    Index const offset = first.row * ratio_ * stride + first.column * ratio_;
    FaceWindow window;
    window.ground_m = fine_.level_m.row(0) + offset;
    window.along_stride = along_columns ? 1 : stride;
    window.across_stride = along_columns ? stride : 1;
    window.along = (has_left && has_right ? 2 : 1) * ratio_;
    window.across = ratio_;
    window.face = has_left ? ratio_ : 0;
    double const sill_m = connecting_.of(window);

    Index const half = (ratio_ + 1) / 2;
    Index const begin = std::max<Index>(window.face - half, 0);
    Index const end = std::min(window.face + half, window.along);
    FaceStrip strip(end - begin, ratio_);
    double const* const friction = fine_.friction.row(0) + offset;
    for (Index i = begin; i < end; ++i) {
        for (Index j = 0; j < ratio_; ++j) {
            Index const at = i * window.along_stride + j * window.across_stride;
            strip.set(i - begin, j, window.ground_m[at], friction[at]);
        }
    }
    strip.fill_table(sill_m, lowest(first), table);
}

template <class T, std::size_t N>
void copy_table(std::array<double, N> const& from, T* to) {
    std::transform(from.begin(), from.end(), to, [](double number) { return static_cast<T>(number); });
}

} // namespace

void fill_storage_table(std::vector<double>& ground_m, Index cells, double* table) {
    std::sort(ground_m.begin(), ground_m.end());
    double const lowest = ground_m.front();
    auto const all = static_cast<double>(cells), free = static_cast<double>(ground_m.size());
    double sum = 0.0; // of the heights of the fine cells under water, above the lowest
    for (double const level : ground_m) sum += level - lowest;
    double const highest = ground_m.back() - lowest;
    double const top = (free * highest - sum) / all;
    table[StorageLayout::top_volume] = std::max(top, 0.0);
    table[StorageLayout::level_per_volume] = all / free;
    double* const levels = table + StorageLayout::levels;
    std::size_t wet = 1;
    sum = 0.0;
    for (Index knot = 1; knot < table_bins; ++knot) {
        double const k = static_cast<double>(knot) / static_cast<double>(table_bins);
        double const volume = top * k * k * all;
        auto const level = [&] { return (volume + sum) / static_cast<double>(wet); };
        while (wet < ground_m.size() && level() > ground_m[wet] - lowest) sum += ground_m[wet++] - lowest;
        levels[knot] = std::min(level(), highest);
    }
    levels[table_bins] = highest;
}

template <class T>
SubgridTables<T>::SubgridTables(FineGround const& fine, SideStates const& sides)
    : lowest_(fine.ground.rows() / fine.ratio, fine.ground.columns() / fine.ratio),
      storage_(lowest_.rows(), lowest_.columns() * StorageLayout::size),
      west_(lowest_.rows(), (lowest_.columns() + 1) * FaceLayout::size),
      north_(lowest_.rows() + 1, lowest_.columns() * FaceLayout::size) {
    JUMELLE_EXPECTS(fine.ground.rows() % fine.ratio == 0 && fine.ground.columns() % fine.ratio == 0);
    Index const rows = lowest_.rows(), columns = lowest_.columns();
    auto const passes = [&](Side side) { return sides[side].kind != BorderKind::wall; };
    for_rows(rows + 1, [&](Index r) {
        RowBuilder build(fine);
        std::array<double, StorageLayout::size> storage{};
        std::array<double, FaceLayout::size> shut{}, face{};
        shut[FaceLayout::sill] = closed_sill_m;
        for (Index c = 0; c < columns; ++c) {
            bool const open = (r > 0 || passes(Side::north)) && (r < rows || passes(Side::south));
            if (open) build.face({r - 1, c}, {r, c}, false, face.data());
            copy_table(open ? face : shut, north_.row(r) + c * FaceLayout::size);
        }
        if (r == rows) return;
        for (Index c = 0; c <= columns; ++c) {
            bool const open = (c > 0 || passes(Side::west)) && (c < columns || passes(Side::east));
            if (open) build.face({r, c - 1}, {r, c}, true, face.data());
            copy_table(open ? face : shut, west_.row(r) + c * FaceLayout::size);
        }
        for (Index c = 0; c < columns; ++c) {
            build.storage({r, c}, storage.data());
            copy_table(storage, storage_.row(r) + c * StorageLayout::size);
            lowest_(r, c) = build.lowest({r, c});
        }
    });
}

template <class T>
double SubgridTables<T>::bytes() const {
    auto const of = [](auto const& array) {
        return static_cast<double>(array.rows() * array.row_stride()) *
               static_cast<double>(sizeof(array(0, 0)));
    };
    return of(lowest_) + of(storage_) + of(west_) + of(north_);
}

template class SubgridTables<double>;
template class SubgridTables<float>;

} // namespace jumelle::flood
