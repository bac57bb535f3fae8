#include "core/parallel/error_collector.hpp"

namespace jumelle {

ErrorCollector::ErrorCollector(Index slots) : errors_(static_cast<std::size_t>(slots)) {}

void ErrorCollector::guard(Index slot, FunctionRef<void()> work) noexcept {
    try {
        work();
    } catch (...) {
        errors_[static_cast<std::size_t>(slot)] = std::current_exception();
    }
}

void ErrorCollector::rethrow_first() const {
    for (auto const& error : errors_) {
        if (error) std::rethrow_exception(error);
    }
}

} // namespace jumelle
