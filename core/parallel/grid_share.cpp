#include "core/parallel/grid_share.hpp"

#include <algorithm>

#include "core/base/sum.hpp"

namespace jumelle {

namespace {

/// First row of each of `bands` bands of about the same weight, and the end of the last.
/// @pre bands * least_rows <= number of weights
std::vector<Index> cuts(std::span<double const> weights, Index bands, Index least_rows) {
    auto const rows = static_cast<Index>(weights.size());
    double const total = fixed_order_sum(weights);
    std::vector<Index> begin{0};
    double done = 0.0;
    Index row = 0;
    for (Index band = 1; band < bands; ++band) {
        double const wanted = total * static_cast<double>(band) / static_cast<double>(bands);
        // The row in whose middle the wanted weight is passed begins the next band.
        while (row < rows && done + 0.5 * weights[static_cast<std::size_t>(row)] < wanted)
            done += weights[static_cast<std::size_t>(row++)];
        begin.push_back(std::clamp(row, begin.back() + least_rows, rows - (bands - band) * least_rows));
    }
    begin.push_back(rows);
    return begin;
}

} // namespace

GridShare::GridShare(Index rows) : ranks_(&alone()), begin_{0, rows}, own_{0, rows} {}

GridShare::GridShare(std::span<double const> weights, Index least_rows, Communicator& ranks)
    : ranks_(&ranks) {
    JUMELLE_EXPECTS(least_rows >= 1);
    auto const rows = static_cast<Index>(weights.size());
    Index const bands = std::clamp<Index>(rows / least_rows, 1, ranks.size());
    begin_ = cuts(weights, bands, std::min(least_rows, rows));
    begin_.resize(static_cast<std::size_t>(ranks.size()) + 1, rows);
    own_ = band(ranks.rank());
}

RowRange GridShare::band(int rank) const {
    auto const k = static_cast<std::size_t>(is_whole() ? 0 : rank);
    return {begin_[k], begin_[k + 1]};
}

RowRange GridShare::around(Index more) const {
    if (own_.begin == own_.end) return own_;
    return {std::max<Index>(own_.begin - more, 0), std::min(own_.end + more, rows())};
}

int GridShare::owner(Index row) const {
    JUMELLE_EXPECTS(row >= 0 && row < rows());
    auto const after = std::upper_bound(begin_.begin(), begin_.end(), row);
    return static_cast<int>(after - begin_.begin()) - 1;
}

void GridShare::for_own_rows(FunctionRef<void(Index)> body) const {
    for_rows(own_.end - own_.begin, [&](Index i) { body(own_.begin + i); });
}

double GridShare::sum_rows(FunctionRef<double(Index)> term) const {
    std::vector<double> terms(static_cast<std::size_t>(rows()));
    for_own_rows([&](Index row) { terms[static_cast<std::size_t>(row)] = term(row); });
    gather(std::span(terms), [](Index row) { return static_cast<std::size_t>(row); });
    return fixed_order_sum(terms);
}

double GridShare::count(double mine) const {
    return is_whole() ? mine : sum_of_ranks(*ranks_, mine);
}

void GridShare::gather_bytes(std::span<std::byte> all, FunctionRef<std::size_t(Index)> first_byte) const {
    if (is_whole()) return;
    std::vector<std::size_t> ends;
    for (Index const begin : begin_) ends.push_back(first_byte(begin));
    ranks_->gather(all, ends);
}

} // namespace jumelle
