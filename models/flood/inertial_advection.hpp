#pragma once

#include <array>
#include <vector>

#include "core/base/function_ref.hpp"
#include "models/flood/kernels/inertial_advection.hpp"
#include "models/flood/sweep.hpp"

namespace jumelle::flood {

/// What the faces of one row after the other gain by advection, from the state before the step. Velocities
/// are found one row ahead and kept for three rows. Faces of the four sides and those next to them along the
/// flow gain nothing: what lies outside has no known velocity.
template <class T>
class InertialAdvection {
  public:
    /// Water and discharges of a row before the step.
    using RowOf = FunctionRef<DischargeRow<T>(Index)>;

    explicit InertialAdvection(Index columns);
    /// Before the first row of a step.
    void begin();
    /// Of the faces west of the cells of a row.
    T const* gained_west(SweepStep<T> const& step, Index row, RowOf row_of);
    /// Of the faces north of the cells of a row; nothing beside the northern and the southern side.
    T const* gained_north(SweepStep<T> const& step, Index row, RowOf row_of);

  private:
    static constexpr Index ring = 3;
    struct Velocities {
        T* mps = nullptr;
        Index row = 0;
    };

    T* next_line() { return lines_.row(lines_used_++) + ghost_columns; }
    T const* eastward(SweepStep<T> const& step, Index row, RowOf row_of);
    T const* southward(SweepStep<T> const& step, Index row, RowOf row_of);

    Index columns_, lines_used_ = 0;
    Array2D<T> lines_;
    std::array<Velocities, ring> x_, y_; ///< at the faces west and north of the cells of a row
    T *still_ = nullptr, *gained_x_ = nullptr, *gained_y_ = nullptr;
    std::vector<Span> spans_;
};

extern template class InertialAdvection<double>;
extern template class InertialAdvection<float>;

} // namespace jumelle::flood
