#include "core/parallel/state_over_ranks.hpp"

#include <cstring>

#include <fmt/format.h>

#include "core/base/error.hpp"

namespace jumelle {

namespace {

/// Number of elements of the next block: what rank 0 says, on all ranks.
std::size_t tell_size(Communicator& ranks, std::size_t size) {
    tell_all(ranks, std::as_writable_bytes(std::span(&size, 1)));
    return size;
}

/// Calls `copy(packed, in_memory, bytes)` for each row of a block.
template <class Copy>
void for_block_rows(StateBlock const& block, std::vector<std::byte>& packed, Copy const& copy) {
    std::size_t const bytes = block.columns * block.element_bytes;
    for (std::size_t row = 0; row < block.rows && bytes > 0; ++row)
        copy(packed.data() + row * bytes, block.data + row * block.row_stride * block.element_bytes, bytes);
}

} // namespace

void StateTeller::pass(StateBlock const& block) {
    tell_size(ranks_, block.size());
    std::vector<std::byte> packed(block.size() * block.element_bytes);
    for_block_rows(block, packed, [](std::byte* to, std::byte const* from, std::size_t bytes) {
        std::memcpy(to, from, bytes);
    });
    tell_all(ranks_, packed);
}

/// Only who loads asks.
std::size_t StateTeller::saved_size(std::string const& name) {
    throw IoError(fmt::format("nobody has told the size of '{}'", name));
}

std::size_t StateHearer::saved_size(std::string const&) {
    if (!next_size_) next_size_ = tell_size(ranks_, 0);
    return *next_size_;
}

void StateHearer::pass(StateBlock const& block) {
    std::size_t const size = saved_size(block.name);
    next_size_.reset();
    if (size != block.size())
        throw IoError(
            fmt::format("rank 0 has {} numbers in '{}', and this rank {}", size, block.name, block.size()));
    std::vector<std::byte> packed(block.size() * block.element_bytes);
    tell_all(ranks_, packed);
    for_block_rows(block, packed, [](std::byte const* from, std::byte* to, std::size_t bytes) {
        std::memcpy(to, from, bytes);
    });
}

} // namespace jumelle
