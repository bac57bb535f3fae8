#include "core/parallel/communicator.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>

#include "core/base/contract.hpp"
#include "core/base/error.hpp"

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

double sum_of_ranks(Communicator& ranks, double mine) {
    if (ranks.size() == 1) return mine;
    std::vector<double> all(static_cast<std::size_t>(ranks.size()));
    all[static_cast<std::size_t>(ranks.rank())] = mine;
    std::vector<std::size_t> cuts(all.size() + 1);
    for (std::size_t k = 0; k < cuts.size(); ++k) cuts[k] = k * sizeof(double);
    ranks.gather(std::as_writable_bytes(std::span(all)), cuts);
    return std::accumulate(all.begin(), all.end(), 0.0);
}

void tell_all(Communicator& ranks, std::span<std::byte> bytes, int teller) {
    if (ranks.size() == 1) return;
    constexpr std::size_t largest_part = std::size_t{1} << 30U; // communicators may count in `int`
    while (!bytes.empty()) {
        auto const part = bytes.first(std::min(bytes.size(), largest_part));
        std::vector<std::size_t> cuts(static_cast<std::size_t>(ranks.size()) + 1, part.size());
        std::fill_n(cuts.begin(), teller + 1, std::size_t{0});
        ranks.gather(part, cuts);
        bytes = bytes.subspan(part.size());
    }
}

void run_together(Communicator& ranks, FunctionRef<void()> body) {
    if (ranks.size() == 1) return body();
    std::string problem;
    int fails = ranks.size(); // nobody
    try {
        body();
    } catch (RunError const& error) {
        problem = error.what();
        fails = ranks.rank();
    }
    fails = static_cast<int>(ranks.min(fails));
    if (fails == ranks.size()) return;
    std::size_t length = problem.size();
    tell_all(ranks, std::as_writable_bytes(std::span(&length, 1)), fails);
    problem.resize(length);
    tell_all(ranks, std::as_writable_bytes(std::span(problem)), fails);
    throw RunError(problem);
}

SentCounts SentCounts::of_all(Communicator& ranks) const {
    return {sum_of_ranks(ranks, messages),    sum_of_ranks(ranks, bytes),
            sum_of_ranks(ranks, collectives), sum_of_ranks(ranks, collective_bytes),
            sum_of_ranks(ranks, waited_s),    sum_of_ranks(ranks, waited_for_neighbours_s)};
}

Communicator& alone() {
    static SerialCommunicator serial;
    return serial;
}

} // namespace jumelle
