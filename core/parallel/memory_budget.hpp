#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string_view>

namespace jumelle {

/// Memory that this process may still take [bytes]: what the system has left (`MemAvailable` of
/// /proc/meminfo), but no more than the limits of its control groups (containers, batch systems) leave.
/// Nothing where neither can be read.
std::optional<double> available_memory();

/// `MemAvailable` in the text of /proc/meminfo [bytes]. Source: Linux kernel documentation, filesystems/proc.
std::optional<double> memory_available_of(std::string_view proc_meminfo);

/// The least that the `memory.max` files from `group` (`/user.slice/job1`, below `mount`) up to `mount` leave
/// over their `memory.current` [bytes]; nothing where none sets a limit. Source: Linux kernel documentation,
/// admin-guide/cgroup-v2, section "Memory Interface Files".
std::optional<double> memory_of_control_group(std::filesystem::path const& mount, std::string_view group);

/// Memory that tasks share: each takes what it will need before it begins, and waits where that is not there.
/// A task that needs more than there is in all begins when it is alone. Tasks begin in any order.
class MemoryBudget {
  public:
    /// @pre bytes > 0
    explicit MemoryBudget(double bytes) : total_(bytes) {}
    double total() const { return total_; }

    /// A task's share, given back when it is destroyed.
    class Share {
      public:
        Share(MemoryBudget& budget, double bytes) : budget_(budget), bytes_(bytes) { budget_.take(bytes); }
        ~Share() { budget_.give_back(bytes_); }
        Share(Share const&) = delete;
        Share& operator=(Share const&) = delete;

      private:
        MemoryBudget& budget_;
        double bytes_;
    };

    /// Most that was taken at the same time [bytes].
    double most_taken() const;

  private:
    void take(double bytes);
    void give_back(double bytes);

    double const total_;
    mutable std::mutex turn_;
    std::condition_variable given_back_;
    double taken_ = 0.0, most_taken_ = 0.0;
    int tasks_ = 0;
};

} // namespace jumelle
