#pragma once

#include <list>
#include <memory>
#include <mutex>

#include "app/engine.hpp"
#include "io/yaml/scenario_reader.hpp"

namespace jumelle::app {

/// Territories that runs of one process share: prepared once for each text of everything but forcing, models
/// and outputs, then copied. Plans for the same land begin with a copy of it. Keeps the last few, so that
/// memory is bounded. Several threads may ask.
class TerritoryCache {
  public:
    static constexpr std::size_t usual_kept = 4;
    /// @pre kept >= 1
    explicit TerritoryCache(std::size_t kept = usual_kept) : kept_(kept) {}

    /// The territory of the scenario.
    /// @param key same for scenarios with the same territory, see `ChangedScenarios::territory_key`
    /// @throws what `load_territory` throws
    Territory territory_of(Scenario const& scenario, TerritoryKey const& key);

    /// How often a territory was made, and not copied; how often land was read for one.
    struct Made {
        std::size_t territories = 0, lands = 0;
    };
    Made made() const;

  private:
    struct Entry {
        TerritoryKey key;
        std::mutex turn; ///< of making it
        std::shared_ptr<Territory const> territory;
    };
    using Entries = std::list<std::shared_ptr<Entry>>; ///< the last used first
    std::shared_ptr<Entry> entry_of(Entries& entries, TerritoryKey const& key, std::size_t kept);
    Territory made_from_land(Scenario const& scenario, TerritoryKey const& key);
    void note(std::size_t& count);

    std::size_t const kept_;
    mutable std::mutex turn_;
    Entries territories_, lands_;
    Made made_;
};

} // namespace jumelle::app
