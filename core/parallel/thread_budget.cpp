#include "core/parallel/thread_budget.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <sched.h>
#include <string>
#include <thread>

namespace jumelle {

namespace {

std::string content_of(std::filesystem::path const& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The whole number that `text` begins with, which is then cut off.
std::optional<long long> take_number(std::string_view& text) {
    long long number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

std::optional<int> smaller(std::optional<int> a, std::optional<int> b) {
    if (a && b) return std::min(*a, *b);
    return a ? a : b;
}

int cores_of_affinity() {
    cpu_set_t mask;
    CPU_ZERO(&mask);
    if (sched_getaffinity(0, sizeof(mask), &mask) == 0) return CPU_COUNT(&mask);
    // More processors than the mask has room for.
    return static_cast<int>(std::thread::hardware_concurrency());
}

} // namespace

std::optional<int> cores_of_cpu_max(std::string_view text) {
    auto const quota = take_number(text);
    if (!quota || text.empty() || text.front() != ' ') return std::nullopt;
    text.remove_prefix(1);
    auto const period = take_number(text);
    if (!period || *quota <= 0 || *period <= 0) return std::nullopt;
    return static_cast<int>((*quota + *period - 1) / *period);
}

std::optional<int> cores_of_control_group(std::filesystem::path const& mount, std::string_view group) {
    std::optional<int> limit = cores_of_cpu_max(content_of(mount / "cpu.max"));
    std::filesystem::path folder = mount;
    for (auto const& part : std::filesystem::path(group).relative_path()) {
        folder /= part;
        limit = smaller(limit, cores_of_cpu_max(content_of(folder / "cpu.max")));
    }
    return limit;
}

std::string_view control_group_of(std::string_view proc_self_cgroup) {
    constexpr std::string_view version_2 = "0::";
    while (!proc_self_cgroup.empty()) {
        auto const line = proc_self_cgroup.substr(0, proc_self_cgroup.find('\n'));
        if (line.starts_with(version_2)) return line.substr(version_2.size());
        proc_self_cgroup.remove_prefix(std::min(line.size() + 1, proc_self_cgroup.size()));
    }
    return {};
}

int available_cores() {
    std::string const groups = content_of("/proc/self/cgroup");
    auto const limit = cores_of_control_group("/sys/fs/cgroup", control_group_of(groups));
    return std::max(1, smaller(cores_of_affinity(), limit).value_or(1));
}

std::string ranges_text(std::vector<int> const& cores) {
    std::string text;
    for (std::size_t i = 0; i < cores.size();) {
        std::size_t last = i;
        while (last + 1 < cores.size() && cores[last + 1] == cores[last] + 1) ++last;
        text += (text.empty() ? "" : ",") + std::to_string(cores[i]);
        if (last > i) text += "-" + std::to_string(cores[last]);
        i = last + 1;
    }
    return text;
}

std::string cores_text() {
    cpu_set_t mask;
    CPU_ZERO(&mask);
    if (sched_getaffinity(0, sizeof(mask), &mask) != 0) return "";
    std::vector<int> cores;
    for (int core = 0; core < CPU_SETSIZE; ++core)
        if (CPU_ISSET(core, &mask)) cores.push_back(core);
    return ranges_text(cores);
}

ThreadSplit split_cores(int cores, Index tasks, int threads_per_task) {
    JUMELLE_EXPECTS(cores >= 1 && threads_per_task >= 0);
    int const most_tasks = static_cast<int>(std::clamp<Index>(tasks, 1, cores));
    if (threads_per_task == 0) return {most_tasks, cores / most_tasks};
    int const threads = std::min(threads_per_task, cores);
    return {std::min(most_tasks, cores / threads), threads};
}

} // namespace jumelle
