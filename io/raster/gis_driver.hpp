#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/territory/field.hpp"
#include "core/territory/grid.hpp"
#include "io/raster/picture.hpp"

namespace jumelle {

/// A file that cannot be read as asked: what is wrong, and what to do about it. Knows no scenario; the caller
/// adds the place.
class GisTrouble : public std::runtime_error {
  public:
    explicit GisTrouble(std::string const& message, std::string hint = "")
        : std::runtime_error(message), hint_(std::move(hint)) {}
    std::string const& hint() const { return hint_; }

  private:
    std::string hint_;
};

/// One band of a raster file.
struct RasterSource {
    std::string file;
    int band = 1;    ///< counted from 1
    std::string crs; ///< in place of the file's own; empty: the file's own
};

/// What a raster is and where it lies, seen from a CRS in metres.
struct RasterFacts {
    Index columns = 0, rows = 0;
    std::string format;    ///< `GTiff`
    std::string crs;       ///< name of its CRS
    std::string unit;      ///< of the band; empty where it does not say
    bool same_crs = false; ///< lies in the asked CRS already
    bool upright = false;  ///< in the asked CRS, rows run west to east, from north to south
    double west_m = 0.0, south_m = 0.0, east_m = 0.0, north_m = 0.0; ///< its borders in the asked CRS [m]
    double cell_width_m = 0.0, cell_height_m = 0.0;                  ///< about, in the asked CRS [m]
};

/// How numbers are brought from one grid to another.
enum class Resampling { nearest, bilinear, average, sum };

/// What reading a raster onto a grid did.
struct RasterReading {
    bool copied = false; ///< the cells coincide: no number was changed
    Index covered = 0;   ///< cells that got a value
};

/// What to read out of a vector file.
struct VectorSource {
    std::string file;
    std::string layer;     ///< empty: the only one
    std::string attribute; ///< number of each feature; empty: none is wanted
    std::string crs;       ///< in place of the file's own; empty: the file's own
};

using Ring = std::vector<Point>;

/// A thing on the map, in the asked CRS.
struct VectorFeature {
    std::vector<std::vector<Ring>> polygons; ///< each with its holes
    std::vector<std::vector<Point>> lines;
    std::vector<Point> points;
    std::optional<double> value; ///< of the attribute; nothing where it is empty
};

/// What a vector layer holds.
struct VectorReading {
    std::string layer; ///< its name
    std::string crs;   ///< name of its CRS
    std::vector<VectorFeature> features;
};

/// The bands of a file as a series over time.
struct RasterStack {
    int bands = 0;
    std::string unit;            ///< of the first band; empty where it does not say
    std::vector<double> times;   ///< one a band, where the file has a time axis
    std::string times_unit = {}; ///< `hours since 2007-06-08`
};

/// What this folder needs of GDAL. Implemented in a module that is loaded at the first call of
/// `gis_driver()`, so that programs which read no raster do not pay for loading GDAL.
/// Every function throws GisTrouble.
class GisDriver {
  public:
    virtual ~GisDriver() = default;

    virtual RasterFacts facts(RasterSource const& source, Crs const& seen_from) const = 0;
    /// Fills `cells` (rows × columns of `grid`) with the numbers of `source`, with the file's scale and
    /// offset applied; NaN where it has none.
    virtual RasterReading read(RasterSource const& source, Grid const& grid, Resampling resampling,
                               View2D<double> cells) const = 0;
    /// How many bands a raster has, and their times where it is a netCDF variable over time.
    virtual RasterStack stack(std::string const& file) const = 0;
    /// The features that may touch `grid`.
    virtual VectorReading read(VectorSource const& source, Grid const& grid) const = 0;
    /// The union of all polygons of a layer as rings under the even-odd rule.
    virtual std::vector<Ring> outline(VectorSource const& source, Crs const& target) const = 0;

    /// The one line of a layer.
    virtual std::vector<Point> line(VectorSource const& source, Crs const& target) const = 0;

    /// The features of a layer as a table of text, with commas: a heading of its attributes, a row a feature.
    /// Points also have `x` and `y` in the target, lines `length [m]`, where no attribute says it. The layer
    /// of the source may have another name where the file has no other layer.
    virtual std::string table(VectorSource const& source, Crs const& target) const = 0;

    virtual void write_geotiff(std::filesystem::path const& path, Grid const& grid,
                               Array2D<double> const& cells, FieldInfo const& info) const = 0;
    virtual void write_png(std::filesystem::path const& path, Picture const& picture) const = 0;
};

/// Version of this interface; a module of another version is not loaded.
inline constexpr int gis_driver_version = 4;

/// The one symbol of the module: the driver, or null where `version` is not its own.
using GisDriverFactory = GisDriver const*(int version);
inline constexpr char const* gis_driver_symbol = "jumelle_gis_driver";

/// The driver; loads the module the first time.
/// @throws IoError where the module is not installed or cannot be loaded
GisDriver const& gis_driver();

/// The places where the module may lie: beside the program's own folder, in `lib/jumelle` and `lib`.
std::vector<std::filesystem::path> gis_driver_places();

} // namespace jumelle
