#include "core/base/log.hpp"

#include <memory>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace jumelle {

namespace {

spdlog::logger& logger() {
    static auto const instance = [] {
        auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
        auto made = std::make_shared<spdlog::logger>("jumelle", sink);
        made->set_pattern("%^%l%$: %v");
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum to_spdlog(LogLevel level) {
    switch (level) {
    case LogLevel::debug:
        return spdlog::level::debug;
    case LogLevel::info:
        return spdlog::level::info;
    case LogLevel::warning:
        return spdlog::level::warn;
    case LogLevel::error:
        return spdlog::level::err;
    case LogLevel::off:
        return spdlog::level::off;
    }
    return spdlog::level::off;
}

} // namespace

void set_log_level(LogLevel level) {
    logger().set_level(to_spdlog(level));
}

void log_line(LogLevel level, std::string_view text) {
    logger().log(to_spdlog(level), text);
}

} // namespace jumelle
