#pragma once

#include <array>
#include <vector>

#include "models/flood/barriers.hpp"

namespace jumelle::flood {

/// A cell face by its direction and the cell east or south of it.
struct FacePlace {
    FaceAxis axis = FaceAxis::columns;
    Index row = 0, column = 0;
};

/// Faces whose discharge is given instead of found by the (inertial) scheme: the edge of water outside. What
/// they carry has no momentum for the faces beside, whose stencils they stand in, so that no jet grows from
/// a given flow. Source: SFINCS v2.0.2, sfincs_domain.f90 (no advection beside border faces).
class GivenFlows {
  public:
    GivenFlows() = default;
    /// @pre no face twice; all between two cells of the grid
    GivenFlows(std::vector<FacePlace> faces, Index rows);

    /// Discharges in the order of the faces, eastward or southward [m²/s]; none before the first call.
    void set(std::vector<double> const& q_m2ps);
    /// Puts the given discharges into a row of faces.
    template <class T>
    void apply(FaceAxis axis, Index row, T* q_m2ps) const;
    /// Takes away what a row of faces beside given ones has gained by advection.
    template <class T>
    void still(FaceAxis axis, Index row, T* gained_m2ps) const;

  private:
    struct Given {
        Index column = 0;
        std::size_t place = 0; ///< in the order of the faces
    };
    std::size_t list_of(FaceAxis axis, Index row) const;
    void add_still(FaceAxis axis, Index row, Index column);
    void add_stencils_with(FacePlace const& face);

    Index rows_ = 0;
    std::vector<std::vector<Given>> given_; ///< of each row of either direction
    std::vector<std::vector<Index>> still_; ///< columns, in the same rows
    std::vector<double> q_m2ps_;
};

} // namespace jumelle::flood
