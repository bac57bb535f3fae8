#pragma once

#include "core/base/function_ref.hpp"
#include "core/base/state_archive.hpp"
#include "core/base/time.hpp"

namespace jumelle {

/// Where a run stands when its state is kept.
struct RunMoment {
    std::int64_t steps = 0; ///< of all models since the start
    Duration elapsed;       ///< model time of the model that goes on
    Duration last_step;
};

/// Decides after every step whether a run keeps its state and whether it goes on. Where several ranks compute
/// a run each has its own; all do what the one wishes that wishes most, and all are told to keep the state.
class RunControl {
  public:
    enum class Wish { // what wishes more comes later
        go_on,
        keep, ///< the state, then go on
        stop  ///< keep the state, then return
    };
    virtual ~RunControl() = default;
    /// Asked after each step of each model, so it must not take long.
    virtual Wish wish() = 0;
    /// Keeps what `state` passes; the results until then are safe already.
    virtual void keep(RunMoment const& moment, FunctionRef<void(StateArchive&)> state) = 0;
};

/// Lets a run go on to its end.
class NeverStops : public RunControl {
  public:
    Wish wish() override { return Wish::go_on; }
    void keep(RunMoment const&, FunctionRef<void(StateArchive&)>) override {}
};

} // namespace jumelle
