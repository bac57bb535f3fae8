#pragma once

#include <memory>
#include <ogr_spatialref.h>
#include <optional>
#include <string>

#include "core/territory/grid.hpp"

namespace jumelle {

/// A rectangle of a map: smallest and largest coordinates.
struct Bounds {
    double west = 0.0, south = 0.0, east = 0.0, north = 0.0;
};

/// The CRS of a territory, with easting first.
OGRSpatialReference reference_of(Crs const& crs);

/// The CRS in which the numbers of `file` are: `said_by_user` if given, else the file's own, without heights
/// and without datum shift parameters that the database knows itself.
/// @throws GisTrouble where neither says it, or PROJ does not know it
OGRSpatialReference reference_of_file(std::string const& file, std::string const& said_by_user,
                                      OGRSpatialReference const* own);

/// `EPSG:2154`, or its name where it has no code.
std::string name_of(OGRSpatialReference const& reference);

/// The way from one CRS to another; none where both are the same.
class Transformation {
  public:
    /// @throws GisTrouble where PROJ knows no way
    Transformation(OGRSpatialReference const& from, OGRSpatialReference const& to);

    bool is_identity() const { return way_ == nullptr; }
    OGRCoordinateTransformation* way() const { return way_.get(); }
    /// Nothing where the point cannot be shown in the other CRS.
    std::optional<Point> operator()(Point point) const;

  private:
    struct Free {
        void operator()(OGRCoordinateTransformation* way) const {
            OGRCoordinateTransformation::DestroyCT(way);
        }
    };
    std::unique_ptr<OGRCoordinateTransformation, Free> way_;
};

} // namespace jumelle
