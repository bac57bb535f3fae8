#pragma once

#include "models/flood/kernels/advance.hpp"

namespace jumelle::flood {

template <class T>
struct SweepStep;

/// How much the depths of a row change during a step: what passes its faces, rain, losses. Owns the scratch
/// of one thread.
template <class T>
class DepthGain {
  public:
    explicit DepthGain(Index columns);
    /// @returns depths [m] over the columns of `span`; they last until the next call
    double* of_row(SweepStep<T> const& step, CellFaces<T> const& faces, Index row, Span span);

  private:
    void take_losses(SweepStep<T> const& step, Index row, Span span);
    double* line(Index i);

    Array2D<double> lines_;
};

extern template class DepthGain<double>;
extern template class DepthGain<float>;

} // namespace jumelle::flood
