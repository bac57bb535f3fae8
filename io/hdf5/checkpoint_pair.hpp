#pragma once

#include <optional>
#include <vector>

#include "io/hdf5/checkpoint_file.hpp"

namespace jumelle {

/// The checkpoints of one run: two files that are written in turn, so that the one before stays whatever
/// happens to the newer one.
class CheckpointPair {
  public:
    /// @param folder of the run's results
    explicit CheckpointPair(std::filesystem::path const& folder);

    /// Replaces the older one. The head's number is given here.
    void write(CheckpointHead head, FunctionRef<void(StateArchive&)> state);

    /// Those that are whole, the newest first. `problems` gets a sentence for each that is not.
    std::vector<CheckpointReader> newest_first(std::vector<std::string>& problems) const;
    /// Goes on counting behind a checkpoint that a run goes on from; the other one is replaced next.
    void continue_after(CheckpointHead const& head) { number_ = head.number; }
    bool any() const;
    void remove() noexcept;

  private:
    std::filesystem::path path(std::int64_t number) const {
        return paths_[static_cast<std::size_t>(number % 2)];
    }

    std::vector<std::filesystem::path> paths_;
    std::int64_t number_ = 0; ///< of the last one written
};

} // namespace jumelle
