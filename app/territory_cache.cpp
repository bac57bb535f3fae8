#include "app/territory_cache.hpp"

#include <algorithm>

namespace jumelle::app {

Territory TerritoryCache::territory_of(Scenario const& scenario, std::string const& key) {
    auto const entry = entry_of(key);
    std::lock_guard const turn(entry->turn);
    if (!entry->territory) {
        entry->territory = std::make_shared<Territory const>(load_territory(scenario));
        std::lock_guard const count(turn_);
        ++made_;
    }
    return *entry->territory;
}

std::size_t TerritoryCache::made() const {
    std::lock_guard const turn(turn_);
    return made_;
}

std::shared_ptr<TerritoryCache::Entry> TerritoryCache::entry_of(std::string const& key) {
    std::lock_guard const turn(turn_);
    auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](auto const& entry) { return entry->key == key; });
    if (found == entries_.end()) {
        entries_.push_front(std::make_shared<Entry>());
        entries_.front()->key = key;
        found = entries_.begin();
        if (entries_.size() > kept_) entries_.pop_back();
    }
    entries_.splice(entries_.begin(), entries_, found);
    return entries_.front();
}

} // namespace jumelle::app
