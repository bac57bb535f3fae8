#include "core/run/timeline.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace jumelle {

std::vector<Window> timeline(Duration run, Duration exchange_every, Duration output_every) {
    Duration const none;
    JUMELLE_EXPECTS(run > none && exchange_every > none && output_every > none);
    std::vector<Window> windows;
    Duration begin = none;
    Duration next_exchange = exchange_every;
    Duration next_output = output_every;
    while (begin < run) {
        Duration const end = std::min({next_exchange, next_output, run});
        windows.push_back({begin, end, end == next_output || end == run});
        if (end == next_exchange) next_exchange = next_exchange + exchange_every;
        if (end == next_output) next_output = next_output + output_every;
        begin = end;
    }
    return windows;
}

} // namespace jumelle
