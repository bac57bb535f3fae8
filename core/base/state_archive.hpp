#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/base/sum.hpp"
#include "core/base/view.hpp"

namespace jumelle {

/// One named rectangle of numbers of a state, where it lies in memory.
struct StateBlock {
    enum class Kind { float64, float32, int64, int32, uint8, bytes };
    std::string name; ///< `flood/solver/water/depth`
    Kind kind = Kind::bytes;
    std::size_t element_bytes = 1;
    std::size_t rows = 1, columns = 1, row_stride = 1; ///< counted in elements
    std::byte* data = nullptr;
    std::size_t size() const { return rows * columns; }
};

/// What a block is made of.
template <class T>
constexpr StateBlock::Kind state_kind() {
    if constexpr (std::is_enum_v<T>) {
        return state_kind<std::underlying_type_t<T>>();
    } else if constexpr (std::is_same_v<T, double>) {
        return StateBlock::Kind::float64;
    } else if constexpr (std::is_same_v<T, float>) {
        return StateBlock::Kind::float32;
    } else if constexpr (std::is_integral_v<T> && sizeof(T) == sizeof(std::int64_t)) {
        return StateBlock::Kind::int64;
    } else if constexpr (std::is_integral_v<T> && sizeof(T) == sizeof(std::int32_t)) {
        return StateBlock::Kind::int32;
    } else if constexpr (std::is_integral_v<T> && sizeof(T) == 1) {
        return StateBlock::Kind::uint8;
    } else {
        return StateBlock::Kind::bytes;
    }
}

class StateArchive;

/// Has a state of its own: `void archive_state(StateArchive&)`.
template <class T>
concept HasState = requires(T& value, StateArchive& archive) {
    value.archive_state(archive);
};

/// Numbers and structs of numbers, which are kept byte for byte.
template <class T>
concept PlainState = std::is_trivially_copyable_v<T> && !HasState<T> && !std::is_pointer_v<T>;

/// Takes the state of something apart into named blocks of numbers, or puts it back.
///
/// Whoever has a state passes each part of it by name, once, in the same way for both directions:
///
///     void archive_state(StateArchive& archive) {
///         archive("depth", depth_m_);
///         archive("fallen", fallen_m3_);
///     }
///
/// A part that has `archive_state` itself gets its names behind its own. What follows from the scenario alone
/// (sizes, constants, tables) is not passed: the object is made from the scenario first. Structs that are
/// passed as bytes hold no pointers, views or references.
class StateArchive {
  public:
    virtual ~StateArchive() = default;
    /// Whether the state is being put back.
    virtual bool is_loading() const = 0;

    template <HasState T>
    void operator()(std::string_view name, T& part) {
        std::size_t const length = scope_.size();
        scope_.append(name).push_back('/');
        part.archive_state(*this);
        scope_.resize(length);
    }
    template <PlainState T>
    void operator()(std::string_view name, T& value) {
        pass_numbers(name, &value, 1);
    }
    /// @throws IoError where an array of another shape was saved
    template <class T>
    void operator()(std::string_view name, Array2D<T>& array) {
        StateBlock block = block_of<T>(name, array.view().data());
        block.rows = static_cast<std::size_t>(array.rows());
        block.columns = static_cast<std::size_t>(array.columns());
        block.row_stride = static_cast<std::size_t>(array.row_stride());
        pass(block);
    }
    /// Gets the saved length.
    template <PlainState T>
    void operator()(std::string_view name, std::vector<T>& values) {
        if (is_loading()) values.resize(saved_size(scope_ + std::string(name)));
        pass_numbers(name, values.data(), values.size());
    }
    void operator()(std::string_view name, std::string& text) {
        if (is_loading()) text.resize(saved_size(scope_ + std::string(name)));
        pass_numbers(name, text.data(), text.size());
    }
    /// Several lists, each with the length that was saved.
    template <PlainState T>
    void operator()(std::string_view name, std::vector<std::vector<T>>& lists);
    /// As many parts as there are: their number follows from the scenario.
    template <HasState T>
    void operator()(std::string_view name, std::vector<T>& parts) {
        for (std::size_t i = 0; i < parts.size(); ++i) (*this)(numbered(name, i), parts[i]);
    }
    template <class T, std::size_t Count>
    requires(!PlainState<std::array<T, Count>>) void operator()(std::string_view name,
                                                                std::array<T, Count>& parts) {
        for (std::size_t i = 0; i < Count; ++i) (*this)(numbered(name, i), parts[i]);
    }
    /// Whether there is one follows from the scenario.
    template <HasState T>
    void operator()(std::string_view name, std::unique_ptr<T>& part) {
        if (part) (*this)(name, *part);
    }
    template <HasState T>
    void operator()(std::string_view name, std::vector<std::unique_ptr<T>>& parts) {
        for (std::size_t i = 0; i < parts.size(); ++i) (*this)(numbered(name, i), parts[i]);
    }
    template <HasState T>
    void operator()(std::string_view name, std::optional<T>& part) {
        if (part) (*this)(name, *part);
    }

  protected:
    /// Saves a block, or fills it. @throws IoError where it cannot be, or where another shape was saved
    virtual void pass(StateBlock const& block) = 0;
    /// Elements of a saved block. @throws IoError where there is none
    virtual std::size_t saved_size(std::string const& name) = 0;

  private:
    static std::string numbered(std::string_view name, std::size_t i) {
        return std::string(name) + "." + std::to_string(i);
    }
    template <class T>
    StateBlock block_of(std::string_view name, T* data) const {
        StateBlock block;
        block.name = scope_ + std::string(name);
        block.kind = state_kind<T>();
        block.element_bytes = sizeof(T);
        block.data = reinterpret_cast<std::byte*>(data);
        return block;
    }
    template <class T>
    void pass_numbers(std::string_view name, T* data, std::size_t count) {
        StateBlock block = block_of(name, data);
        block.columns = block.row_stride = count;
        pass(block);
    }

    std::string scope_; ///< of names, with a slash at its end
};

template <PlainState T>
void StateArchive::operator()(std::string_view name, std::vector<std::vector<T>>& lists) {
    std::vector<std::int64_t> lengths;
    std::vector<T> all;
    if (!is_loading()) {
        for (auto const& list : lists) {
            lengths.push_back(static_cast<std::int64_t>(list.size()));
            all.insert(all.end(), list.begin(), list.end());
        }
    }
    (*this)(std::string(name) + ".lengths", lengths);
    (*this)(name, all);
    if (!is_loading()) return;
    lists.resize(lengths.size());
    auto next = all.begin();
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        lists[i].assign(next, next + lengths[i]);
        next += lengths[i];
    }
}

} // namespace jumelle
