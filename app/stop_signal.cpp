#include "app/stop_signal.hpp"

#include <atomic>
#include <csignal>

namespace jumelle::app {

namespace {

/// A handler can reach nothing but what is global; lock-free, so that it may be written in one.
std::atomic<bool> asked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void note_signal(int /*number*/) {
    asked = true;
}

} // namespace

void stop_on_signals() {
    struct sigaction action {};
    action.sa_handler = note_signal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGUSR1, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
}

bool stop_is_asked() {
    return asked.load(std::memory_order_relaxed);
}

} // namespace jumelle::app
