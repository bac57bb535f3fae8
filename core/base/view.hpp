#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "core/base/array_memory.hpp"
#include "core/base/contract.hpp"

namespace jumelle {

/// Signed count or position in an array: differences and products of grid sizes never wrap.
using Index = std::ptrdiff_t;

/// A rectangle of numbers that somebody else owns: `rows` lines of `columns` values, `row_stride` values
/// apart. Row 0 is the northern row of a grid. Copying a view copies no numbers.
template <class T>
class View2D {
  public:
    View2D() = default;
    View2D(T* data, Index rows, Index columns, Index row_stride)
        : data_(data), rows_(rows), columns_(columns), row_stride_(row_stride) {}

    /// A view of numbers is also a view of constant numbers.
    operator View2D<T const>() const requires(!std::is_const_v<T>) {
        return {data_, rows_, columns_, row_stride_};
    }

    T& operator()(Index row, Index column) const {
        JUMELLE_EXPECTS(row >= 0 && row < rows_ && column >= 0 && column < columns_);
        return data_[row * row_stride_ + column];
    }
    T* row(Index row) const {
        JUMELLE_EXPECTS(row >= 0 && row < rows_);
        return data_ + row * row_stride_;
    }
    T* data() const { return data_; }
    Index rows() const { return rows_; }
    Index columns() const { return columns_; }
    Index row_stride() const { return row_stride_; }
    Index size() const { return rows_ * columns_; }
    bool empty() const { return size() == 0; }

  private:
    T* data_ = nullptr;
    Index rows_ = 0;
    Index columns_ = 0;
    Index row_stride_ = 0;
};

/// An owned rectangle of numbers, aligned to 64 bytes, each row padded to a whole number of cache lines.
/// The memory is *not* touched on construction unless a fill value is given, so that the threads that will
/// work on it can touch it first (`core/parallel/first_touch.hpp`).
template <class T>
class Array2D {
    static_assert(std::is_trivially_copyable_v<T>);
    static_assert(sizeof(T) <= array_alignment_bytes);

  public:
    Array2D() = default;
    Array2D(Index rows, Index columns) : rows_(rows), columns_(columns), row_stride_(padded(columns)) {
        JUMELLE_EXPECTS(rows >= 0 && columns >= 0);
        auto const bytes = static_cast<std::size_t>(rows_ * row_stride_) * sizeof(T);
        if (bytes > 0) {
            data_ = {static_cast<T*>(allocate_array(bytes)), Free{bytes}};
        }
    }
    Array2D(Index rows, Index columns, T fill) : Array2D(rows, columns) { this->fill(fill); }

    Array2D(Array2D const& other) : Array2D(other.rows_, other.columns_) { copy_from(other); }
    Array2D& operator=(Array2D const& other) {
        if (this != &other) {
            if (rows_ != other.rows_ || columns_ != other.columns_)
                *this = Array2D(other.rows_, other.columns_);
            copy_from(other);
        }
        return *this;
    }
    /// What was moved from is empty.
    Array2D(Array2D&& other) noexcept { swap(other); }
    Array2D& operator=(Array2D&& other) noexcept {
        Array2D(std::move(other)).swap(*this);
        return *this;
    }
    ~Array2D() = default;

    View2D<T> view() { return {data_.get(), rows_, columns_, row_stride_}; }
    View2D<T const> view() const { return {data_.get(), rows_, columns_, row_stride_}; }
    T& operator()(Index row, Index column) { return view()(row, column); }
    T const& operator()(Index row, Index column) const { return view()(row, column); }
    T* row(Index row) { return view().row(row); }
    T const* row(Index row) const { return view().row(row); }
    void fill(T value) {
        for (Index i = 0; i < rows_ * row_stride_; ++i) data_.get()[i] = value;
    }
    Index rows() const { return rows_; }
    Index columns() const { return columns_; }
    Index row_stride() const { return row_stride_; }
    Index size() const { return rows_ * columns_; }
    bool empty() const { return size() == 0; }

  private:
    struct Free {
        std::size_t bytes = 0;
        void operator()(T* data) const noexcept { free_array(data, bytes); }
    };
    static Index padded(Index columns) {
        Index const line = static_cast<Index>(array_alignment_bytes / sizeof(T));
        return (columns + line - 1) / line * line;
    }
    void swap(Array2D& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(rows_, other.rows_);
        std::swap(columns_, other.columns_);
        std::swap(row_stride_, other.row_stride_);
    }
    void copy_from(Array2D const& other) {
        for (Index i = 0; i < rows_ * row_stride_; ++i) data_.get()[i] = other.data_.get()[i];
    }

    std::unique_ptr<T, Free> data_;
    Index rows_ = 0;
    Index columns_ = 0;
    Index row_stride_ = 0;
};

} // namespace jumelle
