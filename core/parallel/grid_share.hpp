#pragma once

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

#include "core/base/function_ref.hpp"
#include "core/base/view.hpp"
#include "core/parallel/communicator.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle {

/// How the ranks of a communicator share the rows of a grid: one band of whole rows each. Arrays keep the
/// size of the whole grid on every rank, so a row has the same number everywhere; a rank writes its own rows
/// and reads copies of others' rows where somebody has sent them.
///
/// Members that send are collective, and do nothing where one rank has all rows.
class GridShare {
  public:
    /// All rows belong to this rank: there is no other, or each does all the work.
    explicit GridShare(Index rows = 0);
    /// Bands of about the same sum of `weights` (one a row) and of at least `least_rows`; where rows do not
    /// suffice the last ranks get none. The ranks outlive the share.
    /// @pre weights >= 0, least_rows >= 1
    GridShare(std::span<double const> weights, Index least_rows, Communicator& ranks);

    Index rows() const { return begin_.back(); }
    RowRange own() const { return own_; }
    bool owns(Index row) const { return row >= own_.begin && row < own_.end; }
    /// Own rows and up to `more` on either side, as far as there are any.
    RowRange around(Index more) const;
    bool is_whole() const { return begin_.size() == 2; }
    Communicator& ranks() const { return *ranks_; }
    /// Rows of a rank; of the only one there is where the share is whole.
    RowRange band(int rank) const;
    /// Number of bands, those without rows included.
    int bands() const { return static_cast<int>(begin_.size()) - 1; }
    int owner(Index row) const;

    /// Calls `body(row)` for own rows, in parallel.
    void for_own_rows(FunctionRef<void(Index)> body) const;
    /// Σ `term(row)` over all rows, each computed by its owner, added as `jumelle::sum_rows` does.
    double sum_rows(FunctionRef<double(Index)> term) const;
    /// Σ of whole numbers, of which each rank knows some: exact below 2^53.
    double count(double mine) const;
    double max(double mine) const { return is_whole() ? mine : ranks_->max(mine); }
    double min(double mine) const { return is_whole() ? mine : ranks_->min(mine); }

    /// Gives all ranks the rows that their owners have written.
    template <class T>
    void gather(Array2D<T>& cells) const {
        if (cells.empty()) return;
        gather_bytes({reinterpret_cast<std::byte*>(cells.row(0)), row_bytes(cells) * rows_of(cells)},
                     [&](Index row) { return static_cast<std::size_t>(row) * row_bytes(cells); });
    }
    /// The same for faces between rows: the one row more belongs to whoever has the last row of cells.
    template <class T>
    void gather_faces(Array2D<T>& faces) const {
        if (faces.empty()) return;
        JUMELLE_EXPECTS(faces.rows() == rows() + 1);
        gather_bytes({reinterpret_cast<std::byte*>(faces.row(0)), row_bytes(faces) * rows_of(faces)},
                     [&](Index row) {
                         return static_cast<std::size_t>(row == rows() ? row + 1 : row) * row_bytes(faces);
                     });
    }
    /// The same for a list with one item for each row.
    template <class T>
    void gather(std::vector<T>& items) const {
        if (items.empty()) return;
        JUMELLE_EXPECTS(items.size() == static_cast<std::size_t>(rows()));
        gather(std::span(items), [](Index row) { return static_cast<std::size_t>(row); });
    }
    /// The same for lists of different lengths, one for each row.
    template <class T>
    void gather(std::vector<std::vector<T>>& lists) const;
    /// The same for any list that is sorted by rows. @param first position of the first item of a row, or of
    /// the end where `row` is rows(), plus whatever lies before the list
    template <class T>
    void gather(std::span<T> items, FunctionRef<std::size_t(Index row)> first) const {
        std::size_t const before = first(0);
        gather_bytes(std::as_writable_bytes(items),
                     [&](Index row) { return (first(row) - before) * sizeof(T); });
    }

  private:
    template <class T>
    static std::size_t row_bytes(Array2D<T> const& cells) {
        return static_cast<std::size_t>(cells.row_stride()) * sizeof(T);
    }
    template <class T>
    static std::size_t rows_of(Array2D<T> const& cells) {
        return static_cast<std::size_t>(cells.rows());
    }
    void gather_bytes(std::span<std::byte> all, FunctionRef<std::size_t(Index row)> first_byte) const;

    Communicator* ranks_;
    std::vector<Index> begin_; ///< of each band, and the end of the last
    RowRange own_;
};

template <class T>
void GridShare::gather(std::vector<std::vector<T>>& lists) const {
    if (is_whole()) return;
    JUMELLE_EXPECTS(lists.size() == static_cast<std::size_t>(rows()));
    std::vector<std::size_t> first(lists.size() + 1, 0); // at first lengths, one place behind
    for (std::size_t row = 0; row < lists.size(); ++row) first[row + 1] = lists[row].size();
    gather(std::span(first).subspan(1), [](Index row) { return static_cast<std::size_t>(row); });
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<T> all(first.back());
    auto const part = [&](std::size_t row) {
        return std::span(all).subspan(first[row], first[row + 1] - first[row]);
    };
    for (Index row = own_.begin; row < own_.end; ++row) {
        auto const r = static_cast<std::size_t>(row);
        std::ranges::copy(lists[r], part(r).begin());
    }
    gather(std::span(all), [&](Index row) { return first[static_cast<std::size_t>(row)]; });
    for (std::size_t row = 0; row < lists.size(); ++row)
        lists[row].assign(part(row).begin(), part(row).end());
}

} // namespace jumelle
