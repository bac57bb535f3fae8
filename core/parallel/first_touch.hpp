#pragma once

#include "core/parallel/loops.hpp"

namespace jumelle {

/// An array whose rows are first written by the threads that will work on them in `for_rows`, so that on
/// machines with several memory nodes each row lies near its thread.
template <class T>
Array2D<T> first_touched(Index rows, Index columns, T value) {
    Array2D<T> array(rows, columns);
    for_rows(rows, [&](Index row) {
        T* const cells = array.row(row);
        for (Index i = 0; i < array.row_stride(); ++i) cells[i] = value;
    });
    return array;
}

} // namespace jumelle
