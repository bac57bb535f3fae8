#pragma once

#include <array>

#include "core/base/kernel.hpp"
#include "models/flood/kernels/advance.hpp"
#include "models/flood/kernels/maxima.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Share of a face's own discharge in the momentum it starts from; the rest comes from the two neighbours
/// along its direction. 1 is the scheme of Bates et al. 2010, which needs friction to be stable.
/// Source: de Almeida et al. 2012, Water Resour. Res. 48, W05528, section 3.1 (0.7 to 0.9).
inline constexpr double inertial_theta = 0.9;

/// Ground over which water passes a face: the higher of the two cells' (Bates et al. 2010), or their mean,
/// which water still passes only where it stands over the higher one (SFINCS).
enum class FaceGround { highest, mean };
/// Whether the flow carries its momentum along.
enum class Advection { none, upwind };

/// What a user may choose of the inertial equations.
struct InertialForm {
    double theta = inertial_theta;
    FaceGround face_ground = FaceGround::highest;
    Advection advection = Advection::none;
    bool operator==(InertialForm const&) const = default;
};

/// Depths of one row of cells and the unit discharges through its western and northern faces.
template <class T>
struct DischargeRow {
    T* h_m = nullptr;
    T *west_m2ps = nullptr, *north_m2ps = nullptr; ///< eastward, southward
    T const *z_m = nullptr, *friction = nullptr;   ///< ground level, g n²
};

/// Cells on one side of a row of faces.
template <class T>
struct InertialCells {
    T const *h_m = nullptr, *z_m = nullptr, *friction = nullptr;
};

/// Cells of a row, some columns on.
template <class T>
InertialCells<T> cells_at(DischargeRow<T> const& row, Index columns) {
    return {row.h_m + columns, row.z_m + columns, row.friction + columns};
}

/// A row of faces in either direction, with their discharges and those before and after along the direction.
template <class T>
struct InertialFaces {
    InertialCells<T> left, right;
    T const *before = nullptr, *here = nullptr, *after = nullptr;
    T const* gained = nullptr; ///< what each face gains in the step by advection [m²/s]; nothing where null
};

/// Unit discharges after a step, local-inertial momentum balance, friction fully implicit.
///
///     w  = θ q + (1 − θ)/2 (q_before + q_after) − g h_f dt/dx (η_right − η_left) + gained
///     q' = w / (1 + dt g n² |q'| / h_f^(7/3)),   h_f = max(η_left, η_right) − z_f
///
/// z_f = max(z_left, z_right), or their mean (`FaceGround`). q' is solved for exactly and is 0 where the
/// water stands less than the dry depth over the higher ground. Each direction has its own friction, as in
/// the papers: flow along a diagonal feels up to 2^(1/4) times too little of it. Source: Bates, Horritt &
/// Fewtrell 2010, J. Hydrol. 387, 33-45; de Almeida et al. 2012; SFINCS v2.0.2 (mean ground).
void inertial_discharges(InertialFaces<double> const& in, double* out, Span span, StepNumbers const& step,
                         InertialForm const& form = {});
void inertial_discharges(InertialFaces<float> const& in, float* out, Span span, StepNumbers const& step,
                         InertialForm const& form = {});

/// Speed of a kinematic wave over the flow's own: d(h^(5/3)) / dh.
/// Source: Lighthill & Whitham 1955, Proc. R. Soc. Lond. A 229, 281-316.
inline constexpr double kinematic_celerity = 5.0 / 3.0;
/// Froude number up to which a flow counts: films on the steepest streets have about 2. Where a front is
/// thinner than the faces that feed it, discharge over depth means nothing.
inline constexpr double swiftest_froude = 3.0;

/// Discharges around a row of cells.
template <class T>
struct CellDischarges {
    T *west = nullptr, *east = nullptr, *north = nullptr, *south = nullptr;
};

/// Lines of other rows that are read soon: the sweep over depths fetches them into the cache while it
/// calculates. Null ones are left out.
template <class T>
struct LinesSoon {
    std::array<T const*, 6> numbers{};
    float const* rain_share = nullptr;

    JUMELLE_INLINE void fetch(Span span) const {
        for (T const* line : numbers) {
            if (line != nullptr) fetch_soon(line + span.begin, line + span.end);
        }
        if (rain_share != nullptr) fetch_soon(rain_share + span.begin, rain_share + span.end);
    }
};

/// What is kept of a row of cells whose faces carry the flow, as by `keep_maxima`.
/// @pre `maxima` has bounds; arrival_m > 0; the water so far was kept too
struct FlowKept {
    MaximaRow maxima;
    ArrivalTime arrival;
    std::array<float const*, 4> soon =
        {}; ///< kept lines of the next row, fetched where this row's are needed
};

/// h' = h − dt/dx (east − west + south − north), or h + gain where a gain is given. Gains are added in
/// double. What passes a face is dt/dx q, rounded once for the cells on both sides. A float depth keeps in
/// `rest_m` what adding the flow to it leaves over; only the sum of the flows itself is rounded, 6e-8 of what
/// flows in one step. Source: Dekker 1971, Numer. Math. 18, 224-242 (sums with their rests). The largest
/// depths, speeds (those of `cell_velocities`, in float) and hazards are kept in the same pass.
template <class T>
struct InertialDepths {
    CellDischarges<T> faces;
    double const* gain_m = nullptr;    ///< none where null
    double rain_m = 0.0;               ///< uniform rain, where no gain is given
    float const* rain_share = nullptr; ///< cells whose rain each cell gets; no rain where null
    T* h_m = nullptr;
    T* rest_m = nullptr; ///< float only
    LinesSoon<T> soon = {};
    ChunkPeaks* peaks = nullptr; ///< out: of each chunk of `maxima_chunk_columns` from the span's begin
    FlowKept kept = {};          ///< nothing is kept where its maxima have no bounds
};

/// @returns the longest reach of a cell, sqrt(g h) or kinematic_celerity · (|u| + |v|) of velocities up to
/// swiftest_froude sqrt(g h), and whether a depth is negative or not finite
AdvanceReport advance_depths(InertialDepths<double> const& row, Span span, StepNumbers const& step);
AdvanceReport advance_depths(InertialDepths<float> const& row, Span span, StepNumbers const& step);

/// Velocities in cells: mean discharge of opposite faces over the depth, at most swiftest_froude sqrt(g h /
/// 2) along each axis.
void cell_velocities(CellDischarges<double> const& faces, StateRow<double> const& cells, Span span,
                     StepNumbers const& step);
void cell_velocities(CellDischarges<float> const& faces, StateRow<float> const& cells, Span span,
                     StepNumbers const& step);

} // namespace jumelle::flood
