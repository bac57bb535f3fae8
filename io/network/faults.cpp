#include "io/network/faults.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace jumelle::network {

namespace {

constexpr std::size_t most_faults = 50;
constexpr std::size_t longest_shown = 40;

Fault data_fault(Place place, std::string message, std::string hint) {
    Fault fault;
    fault.place = std::move(place);
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    fault.kind = FaultKind::data;
    return fault;
}

} // namespace

std::string shown(std::string_view text) {
    std::string part(text.substr(0, longest_shown));
    for (char& c : part) {
        if (static_cast<unsigned char>(c) < ' ') c = '?';
    }
    return "'" + part + (text.size() > longest_shown ? "…'" : "'");
}

void FileFaults::add(Place const& place, std::string message, std::string hint) {
    if (++count_ > most_faults) return;
    faults_.push_back(data_fault(place, std::move(message), std::move(hint)));
}

void FileFaults::throw_if_any() const {
    if (faults_.empty()) return;
    auto sorted = faults_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](Fault const& a, Fault const& b) { return a.place.line < b.place.line; });
    if (count_ > most_faults) {
        sorted.push_back(data_fault(
            {file_, 0, 0}, fmt::format("has {} faults; these are the first {}", count_, most_faults), ""));
    }
    throw InputError(std::move(sorted));
}

} // namespace jumelle::network
