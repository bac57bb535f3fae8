#pragma once

#include <array>
#include <set>

#include "models/flood/given_flows.hpp"
#include "models/flood/ground.hpp"

namespace jumelle::flood {

/// The two axes of the grid, and the two ends of either.
inline constexpr std::array<std::size_t, 2> both{0, 1};

/// The cell west, east, north or south of another: axis 0 runs along columns, end 0 is the lower number.
Cell beside(Cell cell, std::size_t axis, std::size_t end);

/// The face between a cell and the one beside it.
FacePlace face_at(Cell cell, std::size_t axis, std::size_t end);

/// Which faces water passes as the scheme says: those between two cells of the grid that water can enter,
/// with nothing built on them.
class OpenFaces {
  public:
    OpenFaces(Ground const& ground, Barriers const& barriers);

    bool lead_from(Cell cell, std::size_t axis, std::size_t end) const;

  private:
    Ground const& ground_;
    std::set<std::array<Index, 3>> built_on_; ///< axis, row, column
};

} // namespace jumelle::flood
