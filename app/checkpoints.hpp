#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/options.hpp"
#include "core/run/simulation.hpp"
#include "io/hdf5/checkpoint_pair.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"

namespace jumelle::app {

using Clock = std::chrono::steady_clock;

/// Time between two checkpoints unless told [s]: what a run loses at most when it is killed.
inline constexpr double usual_checkpoint_s = 600.0;

/// When a run keeps its state, and when it stops.
struct StopRules {
    std::optional<double> checkpoint_every_s = usual_checkpoint_s; ///< wall clock; none: only at a stop
    std::optional<Clock::time_point> stop_at;                      ///< of `--walltime`
};

/// The rules of the command line; time counts from now. @pre the texts are lengths of time, empty, or `never`
StopRules stop_rules(StopOptions const& options);

/// Whether a signal has come, or the wall clock says so.
bool is_time_to_stop(StopRules const& rules);

/// What a run does about checkpoints that an earlier start of it has left.
enum class Resume {
    never,    ///< begins anew, and takes them away
    strictly, ///< goes on from them; those of another scenario or program are refused
    if_it_can ///< goes on from them where they fit, else begins anew
};

/// Writes checkpoints when it is time, and lets the run stop when a signal or the wall clock says so.
class CheckpointKeeper : public RunControl {
  public:
    CheckpointKeeper(CheckpointPair& pair, StopRules const& rules, CheckpointHead head);
    Wish wish() override;
    /// A disk that is full does not end the run, unless it was about to stop.
    void keep(RunMoment const& moment, FunctionRef<void(StateArchive&)> state) override;

  private:
    CheckpointPair& pair_;
    StopRules rules_;
    CheckpointHead head_; ///< of the next one
    Clock::time_point next_;
    bool is_stopping_ = false;
};

/// For ranks that do not write: tells the others when a signal has come to this one.
class SignalListener : public RunControl {
  public:
    Wish wish() override;
    void keep(RunMoment const&, FunctionRef<void(StateArchive&)>) override {}
};

/// Version and revision of this program, as checkpoints name it.
std::string engine_name();

/// Puts the newest state of the run back that is whole, with the results that belong to it.
/// @param head with engine and scenario of this run
/// @returns the results, ready to be gone on with; null where there is nothing to go on from
/// @throws InputError where the checkpoints belong to something else and `how` is strict
std::unique_ptr<Hdf5ResultWriter> resume_run(CheckpointPair& pair, Simulation& simulation,
                                             RunHeader const& header, std::filesystem::path const& results,
                                             Resume how);

} // namespace jumelle::app
