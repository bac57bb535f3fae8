#include "core/model/model.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle {

double Balance::relative_error() const {
    double const scale = std::max({std::abs(in), std::abs(out), std::abs(stored), std::abs(stored_at_start)});
    return scale > 0.0 ? std::abs(error()) / scale : 0.0;
}

void ModelRegistry::add(ModelEntry entry) {
    JUMELLE_EXPECTS(find(entry.description.name) == nullptr);
    entries_.push_back(std::move(entry));
}

ModelEntry const* ModelRegistry::find(std::string const& name) const {
    for (auto const& entry : entries_) {
        if (entry.description.name == name) return &entry;
    }
    return nullptr;
}

std::vector<std::string> ModelRegistry::names() const {
    std::vector<std::string> names;
    for (auto const& entry : entries_) names.push_back(entry.description.name);
    return names;
}

} // namespace jumelle
