#pragma once

namespace jumelle::app {

/// From here on USR1 (of a scheduler, before the time limit), TERM and INT (Ctrl-C) ask the program to stop
/// at a checkpoint instead of ending it. A second Ctrl-C ends it at once.
void stop_on_signals();

/// Whether such a signal has come. May be asked by any thread, often.
bool stop_is_asked();

} // namespace jumelle::app
