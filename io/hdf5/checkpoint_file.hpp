#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "core/base/function_ref.hpp"
#include "core/base/state_archive.hpp"

namespace jumelle {

/// What a checkpoint belongs to, and where in its run it was written.
struct CheckpointHead {
    std::string engine;          ///< version and revision that wrote it
    std::string scenario_sha256; ///< of the scenario's text
    std::int64_t number = 0;     ///< 1 for the first one of a run
    std::int64_t steps = 0;      ///< of all models since the start
    std::int64_t time_ticks = 0; ///< model time since the start [ns]
    std::int64_t step_ticks = 0; ///< length of the last step [ns]
};

/// Writes one checkpoint: an HDF5 file with a dataset for each block of the state, and a checksum of all of
/// it in front. It gets its name when it is complete and on the disk, so that one of that name is never torn.
/// @throws IoError
void write_checkpoint(std::filesystem::path const& path, CheckpointHead const& head,
                      FunctionRef<void(StateArchive&)> state);

/// Reads one checkpoint.
class CheckpointReader {
  public:
    /// @throws IoError where the file cannot be read, is no checkpoint, or its checksum does not hold
    explicit CheckpointReader(std::filesystem::path const& path);
    ~CheckpointReader();
    CheckpointReader(CheckpointReader&&) noexcept;
    CheckpointReader& operator=(CheckpointReader&&) noexcept;

    CheckpointHead const& head() const;
    /// Lets `state` take all blocks.
    /// @throws IoError where blocks are missing, have another shape, or are left over
    void read(FunctionRef<void(StateArchive&)> state) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace jumelle
