#pragma once

#include <optional>
#include <string>

#include "app/cost.hpp"
#include "core/parallel/memory_budget.hpp"

namespace jumelle::app {

/// Room in the folder that keeps large arrays now; nothing where none does, or nobody says.
std::optional<double> scratch_room();

/// What the runs of a study share: memory, and the room in the folder of large arrays where there is one.
class RunBudget {
  public:
    /// @param memory of all runs together, `4 GB`; empty: what the system has left
    explicit RunBudget(std::string const& memory);

    /// `20.3 GB of memory and 76.9 GB in scratch`
    std::string text() const;

    /// What a run takes, given back when it is destroyed; a run waits until it is there. Of its files as much
    /// counts as memory as it needs to go well: the system takes back what it does not use.
    class Share {
      public:
        Share(RunBudget& budget, MemoryNeed const& need)
            : files_(budget.files_, need.in_files), memory_(budget.memory_, need.to_go_well()) {}

      private:
        MemoryBudget::Share files_, memory_; // all runs ask in this order, so none waits for one that waits
    };

  private:
    MemoryBudget memory_, files_;
};

} // namespace jumelle::app
