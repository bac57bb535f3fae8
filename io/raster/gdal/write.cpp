#include "io/raster/gdal/write.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <limits>

#include "io/raster/gdal/reference.hpp"

namespace jumelle {

namespace {

[[noreturn]] void fail_writing(std::filesystem::path const& path, GdalErrors const& errors) {
    throw GisTrouble(fmt::format("cannot write {}{}", path.string(), errors.told()));
}

struct DatasetShape {
    Index columns = 0, rows = 0;
    int bands = 1;
    GDALDataType type = GDT_Byte;
};

GDALDatasetUniquePtr create(char const* format, char const* name, DatasetShape const& shape,
                            CPLStringList const& options) {
    GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName(format);
    if (driver == nullptr) throw GisTrouble(fmt::format("this GDAL cannot write {}", format));
    return GDALDatasetUniquePtr(driver->Create(name, static_cast<int>(shape.columns),
                                               static_cast<int>(shape.rows), shape.bands, shape.type,
                                               options.List()));
}

/// While it lives, GDAL writes no `.aux.xml` beside its files on this thread.
class NoSideFiles {
  public:
    NoSideFiles() { CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", "NO"); }
    ~NoSideFiles() { CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", nullptr); }
    NoSideFiles(NoSideFiles const&) = delete;
    NoSideFiles& operator=(NoSideFiles const&) = delete;
};

} // namespace

void write_field(std::filesystem::path const& path, RasterToWrite const& raster, GdalErrors& errors) {
    NoSideFiles const no_side_files;
    Grid const& grid = raster.grid;
    CPLStringList options;
    for (auto const* option : {"COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES", "BIGTIFF=IF_SAFER"})
        options.AddString(option);
    auto const file = create("GTiff", path.c_str(), {grid.columns, grid.rows, 1, GDT_Float32}, options);
    if (!file) fail_writing(path, errors);
    double transform[6] = {grid.west_m, grid.cell_m, 0.0, grid.north_m, 0.0, -grid.cell_m};
    OGRSpatialReference const reference = reference_of(grid.crs);
    file->SetGeoTransform(transform);
    file->SetSpatialRef(&reference);
    GDALRasterBand* const band = file->GetRasterBand(1);
    band->SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
    band->SetDescription(raster.info.name.c_str());
    band->SetUnitType(raster.info.unit.c_str());
    if (!raster.info.long_name.empty()) band->SetMetadataItem("long_name", raster.info.long_name.c_str());
    bool written = true;
    for (Index row = 0; row < grid.rows && written; ++row) {
        double* const line = const_cast<double*>(raster.cells.row(row)); // GDAL reads it only
        int const columns = static_cast<int>(grid.columns);
        written = band->RasterIO(GF_Write, 0, static_cast<int>(row), columns, 1, line, columns, 1,
                                 GDT_Float64, 0, 0, nullptr) == CE_None;
    }
    errors.forget();
    file->FlushCache(false);
    if (!written || !errors.told().empty()) fail_writing(path, errors);
}

void write_picture(std::filesystem::path const& path, Picture const& picture, GdalErrors& errors) {
    NoSideFiles const no_side_files;
    constexpr int colours = 3;
    auto const memory = create("MEM", "", {picture.width, picture.height, colours, GDT_Byte}, {});
    if (!memory) fail_writing(path, errors);
    auto* const bytes = const_cast<std::uint8_t*>(picture.rgb.data()); // GDAL reads it only
    int const width = static_cast<int>(picture.width);
    int const height = static_cast<int>(picture.height);
    bool const filled =
        memory->RasterIO(GF_Write, 0, 0, width, height, bytes, width, height, GDT_Byte, colours, nullptr,
                         colours, static_cast<GSpacing>(colours) * width, 1, nullptr) == CE_None;
    GDALDriver* const png = GetGDALDriverManager()->GetDriverByName("PNG");
    if (!filled || png == nullptr) fail_writing(path, errors);
    CPLStringList options;
    options.SetNameValue("ZLEVEL", "9");
    GDALDatasetUniquePtr const file(
        png->CreateCopy(path.c_str(), memory.get(), FALSE, options.List(), nullptr, nullptr));
    if (!file) fail_writing(path, errors);
}

} // namespace jumelle
