#pragma once

namespace jumelle::app {

/// What the process tells its caller (sysexits.h where there is a fitting code).
enum ExitCode : int {
    exit_ok = 0,
    exit_run_failed = 1,
    exit_usage = 2,
    exit_bad_data = 65,
    exit_io_error = 74,
    exit_stopped = 75, ///< at a checkpoint; can be resumed
    exit_bad_configuration = 78
};

} // namespace jumelle::app
