#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "app/engine.hpp"

namespace jumelle::app {

/// Territories that runs of one process share: prepared once for each text of everything but forcing, models
/// and outputs, then copied. Keeps the last few, so that memory is bounded. Several threads may ask.
class TerritoryCache {
  public:
    static constexpr std::size_t usual_kept = 4;
    /// @pre kept >= 1
    explicit TerritoryCache(std::size_t kept = usual_kept) : kept_(kept) {}

    /// The territory of the scenario.
    /// @param key same for scenarios with the same territory, see `ChangedScenarios::territory_key`
    /// @throws what `load_territory` throws
    Territory territory_of(Scenario const& scenario, std::string const& key);

    /// How often a territory was made, and not copied.
    std::size_t made() const;

  private:
    struct Entry {
        std::string key;
        std::mutex turn; ///< of making it
        std::shared_ptr<Territory const> territory;
    };
    std::shared_ptr<Entry> entry_of(std::string const& key);

    std::size_t const kept_;
    mutable std::mutex turn_;
    std::list<std::shared_ptr<Entry>> entries_; ///< the last used first
    std::size_t made_ = 0;
};

} // namespace jumelle::app
