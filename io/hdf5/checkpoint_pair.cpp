#include "io/hdf5/checkpoint_pair.hpp"

#include <algorithm>

#include "core/base/error.hpp"

namespace jumelle {

CheckpointPair::CheckpointPair(std::filesystem::path const& folder)
    : paths_{folder / "checkpoint_0.h5", folder / "checkpoint_1.h5"} {}

void CheckpointPair::write(CheckpointHead head, FunctionRef<void(StateArchive&)> state) {
    head.number = number_ + 1;
    write_checkpoint(path(head.number), head, state);
    number_ = head.number;
}

std::vector<CheckpointReader> CheckpointPair::newest_first(std::vector<std::string>& problems) const {
    std::vector<CheckpointReader> found;
    for (auto const& path : paths_) {
        std::error_code error;
        if (!std::filesystem::exists(path, error)) continue;
        try {
            found.emplace_back(path);
        } catch (IoError const& fault) {
            problems.emplace_back(fault.what());
        }
    }
    std::sort(found.begin(), found.end(), [](CheckpointReader const& a, CheckpointReader const& b) {
        return a.head().number > b.head().number;
    });
    return found;
}

bool CheckpointPair::any() const {
    std::error_code error;
    return std::any_of(paths_.begin(), paths_.end(),
                       [&](auto const& path) { return std::filesystem::exists(path, error); });
}

void CheckpointPair::remove() noexcept {
    std::error_code unimportant;
    for (auto const& path : paths_) {
        std::filesystem::remove(path, unimportant);
        std::filesystem::remove(path.string() + ".new", unimportant);
    }
    number_ = 0;
}

} // namespace jumelle
