#include "core/base/error.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace jumelle {

namespace {

std::string join_faults(std::vector<Fault> const& faults) {
    std::string text;
    for (auto const& fault : faults) {
        if (!text.empty()) text += '\n';
        text += to_text(fault);
    }
    return text;
}

/// Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const substitution = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, substitution});
            bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

} // namespace

std::string to_text(Place const& place) {
    std::string text = place.file;
    if (place.line > 0) text += fmt::format("{}{}", text.empty() ? "" : ":", place.line);
    if (place.line > 0 && place.column > 0) text += fmt::format(":{}", place.column);
    return text;
}

std::string to_text(Fault const& fault) {
    std::string text = to_text(fault.place);
    bool const told = fault.place.file == "--set " + fault.key; // the place says the key already
    if (!fault.key.empty() && !told) text += (text.empty() ? "" : ": ") + fault.key;
    text += (text.empty() ? "" : ": ") + fault.message;
    if (!fault.hint.empty()) text += "\n  hint: " + fault.hint;
    return text;
}

InputError::InputError(std::vector<Fault> faults)
    : std::runtime_error(join_faults(faults)), faults_(std::move(faults)) {}

FaultKind InputError::kind() const {
    bool const any_configuration = std::any_of(faults_.begin(), faults_.end(), [](Fault const& fault) {
        return fault.kind == FaultKind::configuration;
    });
    return any_configuration ? FaultKind::configuration : FaultKind::data;
}

void FaultList::throw_if_any() const {
    if (!faults_.empty()) throw InputError(faults_);
}

std::optional<std::string> nearest_name(std::string_view wrong, std::vector<std::string> const& names) {
    std::optional<std::string> best;
    std::size_t best_distance = std::max<std::size_t>(1, wrong.size() / 3) + 1;
    for (auto const& name : names) {
        // Lengths further apart than the limit cannot be near; it also bounds the work on absurd input.
        std::size_t const gap =
            name.size() > wrong.size() ? name.size() - wrong.size() : wrong.size() - name.size();
        if (gap >= best_distance) continue;
        std::size_t const distance = edit_distance(wrong, name);
        if (distance < best_distance) {
            best = name;
            best_distance = distance;
        }
    }
    return best;
}

std::string hint_for_name(std::string_view wrong, std::vector<std::string> const& names) {
    if (auto const near = nearest_name(wrong, names)) return fmt::format("did you mean '{}'?", *near);
    return fmt::format("known: {}", fmt::join(names, ", "));
}

} // namespace jumelle
