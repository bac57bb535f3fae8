#include "app/territory_cache.hpp"

#include <algorithm>

namespace jumelle::app {

namespace {

/// Land, beside the territories that are planned on it.
constexpr std::size_t lands_kept = 1;

} // namespace

Territory TerritoryCache::territory_of(Scenario const& scenario, TerritoryKey const& key) {
    auto const entry = entry_of(territories_, key, kept_);
    std::lock_guard const turn(entry->turn);
    if (!entry->territory) {
        entry->territory = std::make_shared<Territory const>(made_from_land(scenario, key));
        note(made_.territories);
    }
    return *entry->territory;
}

Territory TerritoryCache::made_from_land(Scenario const& scenario, TerritoryKey const& key) {
    if (scenario.measures.empty()) {
        note(made_.lands);
        return load_territory(scenario);
    }
    auto const entry = entry_of(lands_, {key.land, {}}, lands_kept);
    std::lock_guard const turn(entry->turn);
    if (!entry->territory) {
        entry->territory = std::make_shared<Territory const>(load_land(scenario));
        note(made_.lands);
    }
    Territory planned = *entry->territory;
    plan_on(planned, scenario);
    return planned;
}

void TerritoryCache::note(std::size_t& count) {
    std::lock_guard const turn(turn_);
    ++count;
}

TerritoryCache::Made TerritoryCache::made() const {
    std::lock_guard const turn(turn_);
    return made_;
}

std::shared_ptr<TerritoryCache::Entry> TerritoryCache::entry_of(Entries& entries, TerritoryKey const& key,
                                                                std::size_t kept) {
    std::lock_guard const turn(turn_);
    auto found =
        std::find_if(entries.begin(), entries.end(), [&](auto const& entry) { return entry->key == key; });
    if (found == entries.end()) {
        entries.push_front(std::make_shared<Entry>());
        entries.front()->key = key;
        found = entries.begin();
        if (entries.size() > kept) entries.pop_back();
    }
    entries.splice(entries.begin(), entries, found);
    return entries.front();
}

} // namespace jumelle::app
