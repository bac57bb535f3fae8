#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/view.hpp"

namespace jumelle {

/// How many tasks run at a time, and how many threads the loops of each use.
struct ThreadSplit {
    int tasks_at_once = 1;
    int threads_per_task = 1;
};

/// Cores that this process may use: those of its affinity mask, but no more than the limits of its control
/// groups (containers, batch systems) allow. At least 1.
int available_cores();

/// The cores of this process's affinity mask as `0-3,8`; empty where they cannot be read.
std::string cores_text();

/// `0-3,8` for the numbers of cores. @pre ascending
std::string ranges_text(std::vector<int> const& cores);

/// Shares `cores` between `tasks` tasks so that no more threads run than there are cores: many tasks run one
/// thread each, few tasks share the cores evenly. `threads_per_task` fixes the second number (0: free); more
/// than `cores` of it are cut.
/// @pre cores >= 1, threads_per_task >= 0
ThreadSplit split_cores(int cores, Index tasks, int threads_per_task = 0);

/// Cores that the text of a `cpu.max` file (`200000 100000`: quota and period in microseconds) grants,
/// rounded up; nothing where it sets no limit (`max 100000`) or cannot be read. Source: Linux kernel
/// documentation, admin-guide/cgroup-v2, section "CPU Interface Files".
std::optional<int> cores_of_cpu_max(std::string_view text);

/// The smallest limit of the `cpu.max` files from `group` (`/user.slice/job1`, below `mount`) up to `mount`
/// itself; nothing where none sets one.
std::optional<int> cores_of_control_group(std::filesystem::path const& mount, std::string_view group);

/// The path of the version 2 control group in the text of `/proc/self/cgroup`; empty where there is none.
std::string_view control_group_of(std::string_view proc_self_cgroup);

} // namespace jumelle
