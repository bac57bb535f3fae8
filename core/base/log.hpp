#pragma once

#include <fmt/format.h>
#include <string_view>

namespace jumelle {

enum class LogLevel { debug, info, warning, error, off };

/// Sets which messages reach the error stream; `info` unless told.
void set_log_level(LogLevel level);

/// Writes one line to the error stream, with its level. Thread-safe.
void log_line(LogLevel level, std::string_view text);

template <class... Args>
void log_info(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::info, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void log_warning(fmt::format_string<Args...> format, Args&&... args) {
    log_line(LogLevel::warning, fmt::format(format, std::forward<Args>(args)...));
}

} // namespace jumelle
