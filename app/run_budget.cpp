#include "app/run_budget.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <system_error>

#include "core/base/arrays_on_disk.hpp"
#include "core/scenario/study.hpp"

namespace jumelle::app {

namespace {

constexpr double bytes_per_gigabyte = 1e9;
/// Share of what is left that runs may take: the rest is for what the estimate does not know.
constexpr double usable_share = 0.9;
constexpr double without_any_limit = 1e18;

double usable_memory(std::string const& option) {
    if (auto const bytes = bytes_in(option)) return *bytes;
    return available_memory().value_or(without_any_limit) * usable_share;
}

} // namespace

std::optional<double> scratch_room() {
    ArraysOnDisk const* const disk = ArraysOnDisk::in_force();
    if (disk == nullptr) return std::nullopt;
    std::error_code error;
    auto const space = std::filesystem::space(disk->folder(), error);
    return error ? std::nullopt : std::optional(static_cast<double>(space.available));
}

RunBudget::RunBudget(std::string const& memory)
    : memory_(usable_memory(memory)), files_(scratch_room().value_or(without_any_limit) * usable_share) {}

std::string RunBudget::text() const {
    std::string memory = fmt::format("{:.3g} GB of memory", memory_.total() / bytes_per_gigabyte);
    ArraysOnDisk const* const disk = ArraysOnDisk::in_force();
    if (disk == nullptr) return memory;
    return fmt::format("{} and {:.3g} GB in {}", memory, files_.total() / bytes_per_gigabyte,
                       disk->folder().string());
}

} // namespace jumelle::app
