#pragma once

#include <optional>

#include "core/base/state_archive.hpp"
#include "core/parallel/communicator.hpp"

namespace jumelle {

/// Tells the state of something to the copies of it that the other ranks have, block by block. Rank 0 passes
/// its own through this, each other rank passes its copy through a `StateHearer` at the same time.
class StateTeller : public StateArchive {
  public:
    explicit StateTeller(Communicator& ranks) : ranks_(ranks) {}
    bool is_loading() const override { return false; }

  protected:
    void pass(StateBlock const& block) override;
    std::size_t saved_size(std::string const& name) override;

  private:
    Communicator& ranks_;
};

/// Puts back what rank 0 tells.
class StateHearer : public StateArchive {
  public:
    explicit StateHearer(Communicator& ranks) : ranks_(ranks) {}
    bool is_loading() const override { return true; }

  protected:
    /// @throws IoError where rank 0 passes a block of another size: its object was made from something else
    void pass(StateBlock const& block) override;
    std::size_t saved_size(std::string const& name) override;

  private:
    Communicator& ranks_;
    std::optional<std::size_t> next_size_; ///< of the next block, where it has been heard
};

} // namespace jumelle
