#include "core/parallel/memory_budget.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string>

#include "core/parallel/thread_budget.hpp"

namespace jumelle {

namespace {

std::string content_of(std::filesystem::path const& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::optional<double> number_in(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    long long number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    return static_cast<double>(number);
}

/// What one group leaves; nothing where it has no limit.
std::optional<double> left_in(std::filesystem::path const& folder) {
    auto const limit = number_in(content_of(folder / "memory.max"));
    if (!limit) return std::nullopt; // `max`, or no such file
    return std::max(0.0, *limit - number_in(content_of(folder / "memory.current")).value_or(0.0));
}

std::optional<double> smaller(std::optional<double> a, std::optional<double> b) {
    if (a && b) return std::min(*a, *b);
    return a ? a : b;
}

} // namespace

std::optional<double> memory_available_of(std::string_view proc_meminfo) {
    constexpr std::string_view name = "MemAvailable:";
    constexpr double bytes_per_kib = 1024.0;
    auto const at = proc_meminfo.find(name);
    if (at == std::string_view::npos) return std::nullopt;
    auto const kib = number_in(proc_meminfo.substr(at + name.size()));
    return kib ? std::optional(*kib * bytes_per_kib) : std::nullopt;
}

std::optional<double> memory_of_control_group(std::filesystem::path const& mount, std::string_view group) {
    std::optional<double> left = left_in(mount);
    std::filesystem::path folder = mount;
    for (auto const& part : std::filesystem::path(group).relative_path()) {
        folder /= part;
        left = smaller(left, left_in(folder));
    }
    return left;
}

std::optional<double> available_memory() {
    std::string const groups = content_of("/proc/self/cgroup");
    return smaller(memory_available_of(content_of("/proc/meminfo")),
                   memory_of_control_group("/sys/fs/cgroup", control_group_of(groups)));
}

double MemoryBudget::most_taken() const {
    std::lock_guard const turn(turn_);
    return most_taken_;
}

void MemoryBudget::take(double bytes) {
    std::unique_lock turn(turn_);
    given_back_.wait(turn, [&] { return tasks_ == 0 || taken_ + bytes <= total_; });
    ++tasks_;
    taken_ += bytes;
    most_taken_ = std::max(most_taken_, taken_);
}

void MemoryBudget::give_back(double bytes) {
    {
        std::lock_guard const turn(turn_);
        --tasks_;
        taken_ -= bytes;
    }
    given_back_.notify_all();
}

} // namespace jumelle
