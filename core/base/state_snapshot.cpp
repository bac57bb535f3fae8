#include "core/base/state_snapshot.hpp"

#include <cstring>

#include <fmt/format.h>

#include "core/base/contract.hpp"
#include "core/base/error.hpp"

namespace jumelle {

void SnapshotSaver::pass(StateBlock const& block) {
    StateSnapshot::Saved saved{block.kind, block.element_bytes, block.rows, block.columns, {}};
    std::size_t const row_bytes = block.columns * block.element_bytes;
    saved.bytes.resize(block.rows * row_bytes);
    for (std::size_t row = 0; row < block.rows && row_bytes > 0; ++row) {
        std::memcpy(saved.bytes.data() + row * row_bytes,
                    block.data + row * block.row_stride * block.element_bytes, row_bytes);
    }
    [[maybe_unused]] bool const is_new = into_.blocks.emplace(block.name, std::move(saved)).second;
    JUMELLE_EXPECTS(is_new);
}

std::size_t SnapshotSaver::saved_size(std::string const& name) {
    StateSnapshot::Saved const& saved = into_.blocks.at(name);
    return saved.rows * saved.columns;
}

StateSnapshot::Saved const& SnapshotLoader::saved(std::string const& name) const {
    auto const found = from_.blocks.find(name);
    if (found == from_.blocks.end()) throw IoError(fmt::format("the saved state has no '{}'", name));
    return found->second;
}

std::size_t SnapshotLoader::saved_size(std::string const& name) {
    StateSnapshot::Saved const& found = saved(name);
    return found.rows * found.columns;
}

void SnapshotLoader::pass(StateBlock const& block) {
    StateSnapshot::Saved const& found = saved(block.name);
    bool const fits = found.kind == block.kind && found.element_bytes == block.element_bytes &&
                      found.rows == block.rows && found.columns == block.columns;
    if (!fits)
        throw IoError(fmt::format("'{}' of the saved state is {} x {} numbers of {} bytes, not {} x {} of {}",
                                  block.name, found.rows, found.columns, found.element_bytes, block.rows,
                                  block.columns, block.element_bytes));
    used_.insert(block.name);
    std::size_t const row_bytes = block.columns * block.element_bytes;
    for (std::size_t row = 0; row < block.rows && row_bytes > 0; ++row) {
        std::memcpy(block.data + row * block.row_stride * block.element_bytes,
                    found.bytes.data() + row * row_bytes, row_bytes);
    }
}

void SnapshotLoader::expect_all_used() const {
    for (auto const& [name, block] : from_.blocks) {
        if (used_.count(name) == 0)
            throw IoError(fmt::format("nothing in this program has the state '{}'", name));
    }
}

} // namespace jumelle
