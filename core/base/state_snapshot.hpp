#pragma once

#include <map>
#include <set>

#include "core/base/state_archive.hpp"

namespace jumelle {

/// A saved state in memory: the numbers of each block, by name.
class StateSnapshot {
  public:
    struct Saved {
        StateBlock::Kind kind = StateBlock::Kind::bytes;
        std::size_t element_bytes = 1, rows = 0, columns = 0;
        std::vector<std::byte> bytes;
        bool operator==(Saved const&) const = default;
    };
    std::map<std::string, Saved> blocks;
    bool operator==(StateSnapshot const&) const = default;
};

/// Saves into a snapshot.
class SnapshotSaver : public StateArchive {
  public:
    explicit SnapshotSaver(StateSnapshot& into) : into_(into) {}
    bool is_loading() const override { return false; }

  protected:
    /// @pre no block of that name yet
    void pass(StateBlock const& block) override;
    std::size_t saved_size(std::string const& name) override;

  private:
    StateSnapshot& into_;
};

/// Puts a state back from a snapshot.
class SnapshotLoader : public StateArchive {
  public:
    explicit SnapshotLoader(StateSnapshot const& from) : from_(from) {}
    bool is_loading() const override { return true; }
    /// @throws IoError where the snapshot has a block that nobody asked for
    void expect_all_used() const;

  protected:
    void pass(StateBlock const& block) override;
    std::size_t saved_size(std::string const& name) override;

  private:
    StateSnapshot::Saved const& saved(std::string const& name) const;

    StateSnapshot const& from_;
    std::set<std::string> used_;
};

} // namespace jumelle
