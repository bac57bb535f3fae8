#include "io/raster/gdal/raster_file.hpp"
#include "io/raster/gdal/vector_file.hpp"
#include "io/raster/gdal/write.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle {

namespace {

class GdalDriver final : public GisDriver {
  public:
    GdalDriver() { GDALAllRegister(); }

    RasterFacts facts(RasterSource const& source, Crs const& seen_from) const override {
        GdalErrors errors;
        return raster_facts(open_raster(source, errors), reference_of(seen_from));
    }

    RasterReading read(RasterSource const& source, Grid const& grid, Resampling resampling,
                       View2D<double> cells) const override {
        GdalErrors errors;
        RasterFile file = open_raster(source, errors);
        errors.forget();
        return read_onto_grid(file, grid, resampling, cells, errors);
    }

    RasterStack stack(std::string const& file) const override {
        GdalErrors errors;
        return raster_stack(file, errors);
    }

    VectorReading read(VectorSource const& source, Grid const& grid) const override {
        GdalErrors errors;
        return read_features(source, grid, errors);
    }

    std::vector<Ring> outline(VectorSource const& source, Crs const& target) const override {
        GdalErrors errors;
        return read_outline(source, target, errors);
    }

    std::vector<Point> line(VectorSource const& source, Crs const& target) const override {
        GdalErrors errors;
        return read_line(source, target, errors);
    }

    std::string table(VectorSource const& source, Crs const& target) const override {
        GdalErrors errors;
        return read_table(source, target, errors);
    }

    void write_geotiff(std::filesystem::path const& path, Grid const& grid, Array2D<double> const& cells,
                       FieldInfo const& info) const override {
        GdalErrors errors;
        write_field(path, RasterToWrite{grid, cells, info}, errors);
    }

    void write_png(std::filesystem::path const& path, Picture const& picture) const override {
        GdalErrors errors;
        write_picture(path, picture, errors);
    }
};

} // namespace

} // namespace jumelle

/// The module's only entry; see gis_driver.hpp.
extern "C" jumelle::GisDriver const* jumelle_gis_driver(int version) {
    if (version != jumelle::gis_driver_version) return nullptr;
    static jumelle::GdalDriver const driver;
    return &driver;
}
