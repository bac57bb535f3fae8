#include "core/parallel/communicator.hpp"

#include <cstdlib>

#include "core/base/contract.hpp"

namespace jumelle {

void SerialCommunicator::gather([[maybe_unused]] std::span<std::byte> all,
                                [[maybe_unused]] std::span<std::size_t const> cuts) {
    JUMELLE_EXPECTS(cuts.size() == 2 && cuts.front() == 0 && cuts.back() == all.size());
}

void SerialCommunicator::start([[maybe_unused]] NeighbourMessages& messages) {
    JUMELLE_EXPECTS(messages.to_north.empty() && messages.to_south.empty());
    JUMELLE_EXPECTS(messages.from_north.empty() && messages.from_south.empty());
}

void SerialCommunicator::end_all(int exit_code) {
    std::exit(exit_code);
}

Communicator& alone() {
    static SerialCommunicator serial;
    return serial;
}

} // namespace jumelle
