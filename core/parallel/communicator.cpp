#include "core/parallel/communicator.hpp"

#include "core/base/sum.hpp"

namespace jumelle {

double SerialCommunicator::sum(std::span<double const> terms_of_my_rows) {
    return fixed_order_sum(terms_of_my_rows);
}

void SerialCommunicator::exchange_halo([[maybe_unused]] View2D<double> band,
                                       [[maybe_unused]] Index halo_rows) {
    JUMELLE_EXPECTS(halo_rows >= 0 && band.rows() >= 3 * halo_rows);
}

RowRange band_of_rank(Index rows, int rank, int size) {
    JUMELLE_EXPECTS(rank >= 0 && rank < size);
    return {rows * rank / size, rows * (rank + 1) / size};
}

} // namespace jumelle
