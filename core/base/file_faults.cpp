#include "core/base/file_faults.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace jumelle {

std::string shown(std::string_view text) {
    constexpr std::size_t longest_shown = 40;
    std::string part(text.substr(0, longest_shown));
    for (char& c : part) {
        if (static_cast<unsigned char>(c) < ' ') c = '?';
    }
    return "'" + part + (text.size() > longest_shown ? "…'" : "'");
}

Fault data_fault(Place place, std::string message, std::string hint) {
    Fault fault;
    fault.place = std::move(place);
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    fault.kind = FaultKind::data;
    return fault;
}

void refuse_file(std::string const& file, std::string message, std::string hint) {
    throw InputError(data_fault({file, 0, 0}, std::move(message), std::move(hint)));
}

Fault FileFaults::fault(Place place, std::string message, std::string hint) const {
    Fault made = data_fault(std::move(place), std::move(message), std::move(hint));
    made.key = key_;
    return made;
}

void FileFaults::add(Place place, std::string message, std::string hint) {
    if (++count_ > most_) return;
    faults_.push_back(fault(std::move(place), std::move(message), std::move(hint)));
}

void FileFaults::refuse(Place place, std::string message, std::string hint) {
    add(std::move(place), std::move(message), std::move(hint));
    throw_all();
}

void FileFaults::throw_if_any() const {
    if (!faults_.empty()) throw_all();
}

void FileFaults::throw_all() const {
    auto sorted = faults_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](Fault const& a, Fault const& b) { return a.place.line < b.place.line; });
    if (count_ > most_) {
        sorted.push_back(
            fault({file_, 0, 0}, fmt::format("has {} faults; these are the first {}", count_, most_), ""));
    }
    throw InputError(std::move(sorted));
}

} // namespace jumelle
